"""Draws a cutting of a text with the words that were searched marked in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from witnessmark_gui.positions import positions, showable
from witnessmark_gui.theme import Colours

if TYPE_CHECKING:
    from witnessmark.store.store import Snippet

_LINES = 3  # of a cutting that are shown


def draw_cutting(
    painter: QPainter | None, place: QRect, snippet: Snippet, font: QFont, colours: Colours
) -> int:
    """Draw, or only measure where there is no painter, the first lines; returns the height used in pixels."""
    layout = QTextLayout(showable(snippet.text).replace("\n", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if painter is not None:
        layout.setFormats(_marks(snippet, colours))
    layout.beginLayout()
    height = 0.0
    for _ in range(_LINES):
        row = layout.createLine()
        if not row.isValid():
            break
        row.setLineWidth(place.width())
        row.setPosition(QPointF(0, height))
        height += row.height()
    layout.endLayout()
    if painter is not None:
        painter.setPen(QColor(colours.muted))
        layout.draw(painter, QPointF(place.topLeft()))
    return round(height)


def _marks(snippet: Snippet, colours: Colours) -> list[QTextLayout.FormatRange]:
    """The words that were searched, heavier and in the colour of text, so that colour is not the only sign."""
    at = positions(snippet.text)
    found = []
    for mark in snippet.marks:
        each = QTextLayout.FormatRange()
        each.start = at.unit(mark.start)
        each.length = at.unit(mark.end) - each.start
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.Bold)
        form.setForeground(QColor(colours.text))
        form.setFontUnderline(True)
        each.format = form
        found.append(each)
    return found
