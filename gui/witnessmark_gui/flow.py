"""A row of small widgets that goes on in the next line where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_ACROSS, _DOWN = 10, 5  # pixels between widgets of a line, and between lines
_SIDE, _TOP = 12, 8  # pixels around all


class Flow(QWidget):
    """Places its widgets like words; it is as high as its lines are at its width."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        for widget in widgets:
            widget.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines at this width."""
        return self._places(width)[1]

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [widget.sizeHint() for widget in self._shown()]
        width = 2 * _SIDE + sum(hint.width() + _ACROSS for hint in hints)
        return QSize(width, 2 * _TOP + max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """The widest widget, and the height that the lines have now."""
        widest = max((widget.sizeHint().width() for widget in self._shown()), default=0)
        return QSize(widest + 2 * _SIDE, self.heightForWidth(max(self.width(), widest + 2 * _SIDE)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the widgets in their places."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """A widget has come, gone or changed its words."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        places, height = self._places(self.width())
        for widget, place in zip(self._shown(), places, strict=True):
            widget.move(place)
            widget.resize(widget.sizeHint())
        if height != self.height():
            self.updateGeometry()

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _places(self, width: int) -> tuple[list[QPoint], int]:
        places, x, y, line = [], _SIDE, _TOP, 0
        for widget in self._shown():
            hint = widget.sizeHint()
            if x > _SIDE and x + hint.width() > width - _SIDE:
                x, y, line = _SIDE, y + line + _DOWN, 0
            places.append(QPoint(x, y))
            x, line = x + hint.width() + _ACROSS, max(line, hint.height())
        return places, y + line + _TOP
