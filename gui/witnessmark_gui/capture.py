"""Takes a region of the screen in, on platforms that let a program see the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from witnessmark.errors import UnreadableInput
from witnessmark_gui.language import say

PLATFORMS = ("xcb", "windows", "cocoa")
_AWAY = 300  # milliseconds until the window is off the screen

Deliver = Callable[[QMimeData], object]
_open: set[QWidget] = set()  # a widget without a parent lives only as long as somebody holds it


def capture(window: QWidget, deliver: Deliver, platform: str | None = None) -> None:
    """Hide the window, freeze the screen, and let a region be drawn; raises UnreadableInput."""
    name = platform or QGuiApplication.platformName()
    if name not in PLATFORMS:
        raise UnreadableInput(
            say(
                "This desktop ({platform}) lets no program see the screen. Take the screenshot with "
                "the desktop's "
                "own tool, copy it, and paste it here with Ctrl+V.",
                platform=name,
            )
        )
    QGuiApplication.setQuitOnLastWindowClosed(False)  # no window is left for a moment, and that is no end
    window.hide()
    QTimer.singleShot(_AWAY, window, lambda: _freeze(window, deliver))


def _freeze(window: QWidget, deliver: Deliver) -> None:
    screen = window.screen()
    choice = Choice(screen.grabWindow(0), window, deliver)
    _open.add(choice)
    choice.setGeometry(screen.geometry())
    choice.showFullScreen()
    choice.activateWindow()


class Choice(QWidget):
    """The frozen screen, on which a region is drawn; Escape gives up."""

    def __init__(self, shot: QPixmap, window: QWidget, deliver: Deliver) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(say("Draw the region to take in; Escape gives up"))
        self._shot, self._window, self._deliver = shot, window, deliver
        self._from: QPoint | None = None
        self._area = QRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The screen, dimmed but for the region."""
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._shot)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 90))
        if not self._area.isEmpty():
            painter.drawPixmap(self._area, self._shot, self._in_pixels())
            painter.setPen(QPen(QColor("#e69f00"), 2))
            painter.drawRect(self._area)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A corner of the region."""
        self._from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The other corner."""
        if self._from is not None:
            self._area = QRect(self._from, event.position().toPoint()).normalized()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the region in."""
        if self._area.width() > 8 and self._area.height() > 8:
            mime = QMimeData()
            mime.setImageData(self._shot.copy(self._in_pixels()).toImage())
            self.close()
            self._deliver(mime)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window comes back, however the choice ends."""
        self._window.show()
        self._window.activateWindow()
        QGuiApplication.setQuitOnLastWindowClosed(True)
        _open.discard(self)
        super().closeEvent(event)

    def _in_pixels(self) -> QRect:
        """The region in pixels of the screen, which may be finer than the points it is drawn in."""
        across = self._shot.width() / max(self.width(), 1)
        down = self._shot.height() / max(self.height(), 1)
        area = self._area
        return QRect(
            round(area.x() * across), round(area.y() * down), round(area.width() * across),
            round(area.height() * down),
        )  # fmt: skip
