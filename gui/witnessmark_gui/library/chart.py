"""The rates of a fingerprint by family, drawn as bars with their intervals."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from witnessmark.library.card import Bar
from witnessmark_gui.language import number, say
from witnessmark_gui.parts import tip

MOST = 14  # families that are drawn; the rest would be too thin to read
_ROW = 22
_LABEL, _COUNTS = 0.42, 0.22  # shares of the width for the names and for the counts


class RatesChart(QWidget):
    """One bar a family: its rate filled, its 95 % interval as a line with ends. People stand below the models."""

    def __init__(self, bars: tuple[Bar, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars = _drawn(bars)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say("Rates by family"))
        told = [words(bar) for bar in self.bars]
        self.setAccessibleDescription("; ".join(told))
        self.setToolTip(tip("\n".join(told)))

    def sizeHint(self) -> QSize:
        """A row for each family."""
        return QSize(420, _ROW * len(self.bars) + 6)

    def minimumSizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(260, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars in the colours of the theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = max((bar.high for bar in self.bars), default=1.0) or 1.0
        for row, bar in enumerate(self.bars):
            self._paint_row(painter, bar, row * _ROW + 3.0, top)

    def _paint_row(self, painter: QPainter, bar: Bar, y: float, top: float) -> None:
        width = float(self.width())
        left, right = width * _LABEL, width * (1 - _COUNTS)
        room, middle = right - left - 12, y + _ROW / 2
        palette = self.palette()
        metrics = painter.fontMetrics()
        name = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, int(left) - 8)
        painter.setPen(palette.windowText().color())
        painter.drawText(QRectF(0, y, left - 8, _ROW), Qt.AlignmentFlag.AlignVCenter, name)
        fill = QColor(palette.placeholderText().color() if bar.human else palette.highlight().color())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(left, y + 5, max(1.0, room * bar.rate / top), _ROW - 10), 2, 2)
        painter.setPen(QPen(palette.windowText().color(), 1.4))
        low, high = left + room * bar.low / top, left + room * bar.high / top
        painter.drawLine(int(low), int(middle), int(high), int(middle))
        for end in (low, high):
            painter.drawLine(int(end), int(middle) - 3, int(end), int(middle) + 3)
        painter.setPen(palette.placeholderText().color())
        counts = metrics.elidedText(_counts(bar), Qt.TextElideMode.ElideRight, int(width - right))
        painter.drawText(QRectF(right, y, width - right, _ROW), Qt.AlignmentFlag.AlignVCenter, counts)


def words(bar: Bar) -> str:
    """A bar in words, for readers of the screen and for tips."""
    return say(
        "{label}: {hits} of {texts} texts, {low} to {high} per 1,000",
        label=bar.label,
        hits=bar.hits,
        texts=bar.texts,
        low=f"{1000 * bar.low:.2f}",
        high=f"{1000 * bar.high:.2f}",
    )


def _drawn(bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    models = [bar for bar in bars if not bar.human]
    people = [bar for bar in bars if bar.human]
    return (*models[: MOST - len(people)], *people)


def _counts(bar: Bar) -> str:
    return say("{hits} of {texts}", hits=number(bar.hits), texts=number(bar.texts))
