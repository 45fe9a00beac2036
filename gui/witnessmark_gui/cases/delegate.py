"""Draws one row of the list of cases: thumbnail, title, chips, and a line of facts."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from witnessmark.records import CaseSummary
from witnessmark_gui.cases.cutting import draw_cutting
from witnessmark_gui.cases.model import SNIPPET, SUMMARY
from witnessmark_gui.cases.words import Chip, chips_of, meta_of
from witnessmark_gui.theme import Theme, mark_of

THUMBNAIL = QSize(44, 44)
_PAD, _GAP = 11, 9
_CHIP = 12  # pixels to the left and right of a chip's words together
_LINE = int(Qt.TextFlag.TextSingleLine.value)  # wrapping rounds, and would break what fits to the pixel
_WRAP = int(Qt.TextFlag.TextWordWrap.value)
_BREAK = int(Qt.TextFlag.TextWrapAnywhere.value)


class CaseDelegate(QStyledItemDelegate):
    """A row as high as its words need at the list's width."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.fixed = False
        self.searching = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The height of the row at the list's present width."""
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 220
        if self.fixed:
            lines = 9 if self.searching else 6
            return QSize(width, 2 * _PAD + lines * QFontMetrics(option.font).lineSpacing())
        summary = index.data(SUMMARY)
        if not isinstance(summary, CaseSummary):
            return QSize(width, 66)
        column = QRect(0, 0, max(width - 2 * _PAD - THUMBNAIL.width() - _GAP, 60), 10_000)
        bottom = self._lay_out(None, column, summary, option.font)
        bottom = self._cut(None, column, bottom, index, option.font)
        return QSize(width, max(bottom, THUMBNAIL.height()) + 2 * _PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        colours = self._theme.colours
        area: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(area)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, QColor(colours.selection))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(colours.hover))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(colours.line))
        corner = area.topLeft() + QPoint(_PAD, _PAD)
        self._thumbnail(painter, QRect(corner, THUMBNAIL), index.data(Qt.ItemDataRole.DecorationRole))
        left = corner.x() + THUMBNAIL.width() + _GAP
        column = QRect(left, corner.y(), area.right() - _PAD - left, area.height() - 2 * _PAD)
        summary = index.data(SUMMARY)
        if isinstance(summary, CaseSummary):
            bottom = self._lay_out(painter, column, summary, option.font)
            self._cut(painter, column, bottom, index, option.font)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 1))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        painter.restore()

    def _thumbnail(self, painter: QPainter, place: QRect, picture: object) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(place, 4, 4)
        painter.fillPath(shape, QColor(self._theme.colours.chip))
        if isinstance(picture, QPixmap) and not picture.isNull():
            painter.save()
            painter.setClipPath(shape)
            painter.drawPixmap(place, picture)
            painter.restore()
        painter.setPen(QPen(QColor(self._theme.colours.line), 1))
        painter.drawPath(shape)

    def _lay_out(self, painter: QPainter | None, column: QRect, summary: CaseSummary, font: QFont) -> int:
        """Draw, or only measure where there is no painter; returns the height used."""
        colours = self._theme.colours
        strong, small = QFont(font), QFont(font)
        strong.setWeight(QFont.Weight.DemiBold)
        small.setPointSizeF(font.pointSizeF() - 1.0)
        y = _text(painter, column, 0, summary.title, strong, colours.text, 3) + 3
        y = self._chips(painter, column, y, chips_of(summary), small) + 3
        return _text(painter, column, y, meta_of(summary), small, colours.muted, 2)

    def _cut(
        self,
        painter: QPainter | None,
        column: QRect,
        y: int,
        index: QModelIndex | QPersistentModelIndex,
        font: QFont,
    ) -> int:
        """Below the rest, where the words of the search stand; returns the height used."""
        snippet = index.data(SNIPPET)
        if snippet is None:
            return y
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() - 1.0)
        place = QRect(column.left(), column.top() + y + 4, column.width(), column.height())
        return y + 4 + draw_cutting(painter, place, snippet, small, self._theme.colours)

    def _chips(
        self, painter: QPainter | None, column: QRect, y: int, chips: tuple[Chip, ...], font: QFont
    ) -> int:
        metrics = QFontMetrics(font)
        x, bottom = 0, y
        for chip in chips:
            width = min(metrics.horizontalAdvance(chip.text) + _CHIP, column.width())
            room = QRect(0, 0, width - _CHIP, 10_000)
            height = (
                metrics.boundingRect(room, _wrapping(metrics, room.width(), chip.text), chip.text).height()
                + 2
            )
            if x and x + width > column.width():
                x, y = 0, bottom + 3
            if painter is not None:
                place = QRect(column.left() + x, column.top() + y, width, height)
                self._chip(painter, place, chip, font)
            x, bottom = x + width + 5, max(bottom, y + height)
        return bottom

    def _chip(self, painter: QPainter, place: QRect, chip: Chip, font: QFont) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(place, 3, 3)
        ground = mark_of(chip.family).tint(self._theme.dark) if chip.family else self._theme.colours.chip
        painter.fillPath(shape, QColor(ground))
        painter.setFont(font)
        painter.setPen(QColor(self._theme.colours.text))
        inner = place.adjusted(_CHIP // 2, 0, _CHIP // 2 - _CHIP, 0)
        wrap = _wrapping(QFontMetrics(font), inner.width(), chip.text)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter) | wrap, chip.text)


def _wrapping(metrics: QFontMetrics, width: int, words: str) -> int:
    """One line where they fit; else break between words, and within them where one alone is too wide."""
    if metrics.horizontalAdvance(words) <= width:
        return _LINE
    longest = max((metrics.horizontalAdvance(word) for word in words.split()), default=0)
    return _WRAP if longest <= width else _BREAK


def _text(
    painter: QPainter | None, column: QRect, y: int, words: str, font: QFont, colour: str, lines: int
) -> int:
    metrics = QFontMetrics(font)
    most = metrics.lineSpacing() * lines
    wrap = _wrapping(metrics, column.width(), words)
    needed = metrics.boundingRect(QRect(0, 0, column.width(), 10_000), wrap, words).height()
    height = min(needed, most)
    if painter is not None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(QRect(column.left(), column.top() + y, column.width(), height), wrap, words)
    return y + height
