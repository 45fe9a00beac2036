"""A glass over the picture: what is under the cursor, three times as large as the screen shows it."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHoverEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGraphicsView, QWidget

from witnessmark_gui.language import say

SIZE = 240  # pixels across
TIMES = 3.0


class Magnifier(QWidget):
    """Follows the mouse over a view while it is switched on; it takes no clicks."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self._here = QPoint()
        self.setFixedSize(QSize(SIZE, SIZE))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(say("Magnifier"))
        self.hide()

    def switch(self, on: bool) -> None:
        """Lay the glass on the picture, or take it away."""
        viewport = self._view.viewport()
        viewport.setMouseTracking(on)
        if on:
            viewport.installEventFilter(self)
            self._go(viewport.mapFromGlobal(viewport.cursor().pos()))
        else:
            viewport.removeEventFilter(self)
        self.setVisible(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the mouse."""
        if isinstance(event, QMouseEvent | QHoverEvent) and event.type() in (
            QEvent.Type.MouseMove,
            QEvent.Type.HoverMove,
        ):
            self._go(event.position().toPoint())
        return super().eventFilter(watched, event)

    def _go(self, here: QPoint) -> None:
        self._here = here
        beside = here + QPoint(24, 24)
        room = self._view.viewport().rect()
        if beside.x() + SIZE > room.right():
            beside.setX(here.x() - SIZE - 24)
        if beside.y() + SIZE > room.bottom():
            beside.setY(here.y() - SIZE - 24)
        self.move(beside)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part of the scene under the mouse, enlarged, without its marks' tips."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        shape = QPainterPath()
        shape.addRoundedRect(area, 10, 10)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), QColor("#20252c"))
        middle = self._view.mapToScene(self._here)
        turned = self._view.transform()
        across = SIZE / (max(math.hypot(turned.m11(), turned.m12()), 0.01) * TIMES)
        source = QRectF(middle.x() - across / 2, middle.y() - across / 2, across, across)
        self._view.scene().render(painter, area, source)
        painter.setClipping(False)
        painter.setPen(QPen(QColor("#3f7fe0"), 2))
        painter.drawPath(shape)
