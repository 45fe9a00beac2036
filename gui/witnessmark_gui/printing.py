"""What a printer gets: the strips of a picture with numbered findings, and a document of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPen, QTextDocument

from witnessmark_gui.bitmaps import image_of
from witnessmark_gui.theme import interface_font, mark_of

if TYPE_CHECKING:
    from witnessmark.export.drawing import Drawing, Mark, Strip
    from witnessmark.export.report import Exhibit
    from witnessmark_gui.handing_over import Sheets

_ACROSS = 640  # pixels of the document: the text of an A4 page is about as wide
_HIGH = 880  # and this high, with room for a line above
_INK, _MUTED = "#14181f", "#4f5a68"
_SHEET = f"""
body {{ color: {_INK}; }}
h1 {{ font-size: 17pt; }} h2 {{ font-size: 13pt; }} h3 {{ font-size: 11pt; }} h4 {{ font-size: 10pt; }}
.small, .kicker, figcaption, th, h6 {{ color: {_MUTED}; font-size: 8.5pt; }}
h6 {{ font-weight: normal; margin: 0; }}
.lead {{ font-weight: bold; font-size: 11pt; }}
.headline, .redacted {{ background-color: #fff5dc; }}
.note {{ background-color: #f1f4f8; margin-left: 10px; }}
.text {{ white-space: pre-wrap; }}
.found {{ background-color: #eceff3; text-decoration: underline; }}
.tag {{ font-weight: bold; }}
.uncertain {{ text-decoration: underline; }}
.hash, code {{ font-family: monospace; font-size: 8pt; }}
td, th {{ padding: 3px; text-align: left; }}
"""


def document_of(sheets: Sheets) -> QTextDocument:
    """What is to be printed; Qt lays it out for the paper and numbers the pages when it is printed."""
    document = QTextDocument()
    font = interface_font()
    font.setPointSizeF(9.5)
    document.setDefaultFont(font)
    document.setMetaInformation(QTextDocument.MetaInformation.DocumentTitle, sheets.title)
    document.setDefaultStyleSheet(_SHEET)
    html = sheets.html
    for number, strip in enumerate(sheets.strips):
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"strip:{number}"), strip)
        wide, high = _fitting(strip)
        html = html.replace(
            f'src="strip:{number}"', f'src="strip:{number}" width="{wide:.0f}" height="{high:.0f}"'
        )
    document.setHtml(html)
    return document


def _fitting(strip: QImage) -> tuple[float, float]:
    """How large a strip is printed: within a page, small ones no larger than they are."""
    factor = min(_ACROSS / strip.width(), _HIGH / strip.height(), 1.0)
    return strip.width() * factor, strip.height() * factor


def strips_of(exhibit: Exhibit, marked: bool) -> list[QImage]:
    """The picture of an item in strips that fit a page, with its findings and turns numbered or without marks."""
    if exhibit.drawing is None or exhibit.picture is None:
        return []
    image = image_of(exhibit.picture)
    if not marked:
        return [image.copy(0, strip.top, image.width(), strip.height) for strip in exhibit.drawing.strips]
    return [_drawn(image, exhibit.drawing, strip) for strip in exhibit.drawing.strips]


def _drawn(image: QImage, drawing: Drawing, strip: Strip) -> QImage:
    """One strip on white paper, numbers of findings on its left and of turns on its right."""
    gutter = drawing.gutter
    paper = QImage(drawing.width + 2 * gutter, strip.height, QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(gutter, -strip.top)
    place = QRect(0, strip.top, drawing.width, strip.height)
    painter.drawImage(place, image, place)
    line = max(1.0, drawing.width / 400)
    for turn in strip.turns:
        painter.setPen(QPen(QColor(_MUTED), line))
        x = drawing.width + gutter * 0.4
        painter.drawLine(QPointF(x, turn.top), QPointF(x, turn.bottom))
        if turn.begins:
            _number(
                painter, drawing, QPointF(x + gutter * 0.3, turn.top + drawing.label), turn.turn.index + 1
            )
    for mark in strip.marks:
        _draw_mark(painter, drawing, mark, line)
    painter.end()
    return paper


def _draw_mark(painter: QPainter, drawing: Drawing, mark: Mark, line: float) -> None:
    """The frames of a finding, its number in the margin, and a line from the one to the other."""
    match = mark.finding.match
    colour = QColor(mark_of(match.family).line)
    style = Qt.PenStyle.SolidLine if match.counts else Qt.PenStyle.DashLine
    for box in mark.boxes:
        painter.setPen(QPen(QColor("white"), line * 2.5))
        painter.drawRect(QRectF(*box))
        painter.setPen(QPen(colour, line, style))
        painter.drawRect(QRectF(*box))
    here = QPointF(-drawing.gutter * 0.5, mark.label_y)
    painter.setPen(QPen(colour, line))
    painter.drawLine(here + QPointF(drawing.label * 0.7, 0), QPointF(0, mark.boxes[0].middle))
    _number(painter, drawing, here, mark.finding.number)


def _number(painter: QPainter, drawing: Drawing, middle: QPointF, number: int) -> None:
    font = QFont(painter.font())
    font.setPixelSize(drawing.label)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(_INK))
    room = QRectF(
        middle.x() - drawing.gutter / 2, middle.y() - drawing.label, drawing.gutter, drawing.label * 2
    )
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, str(number))
