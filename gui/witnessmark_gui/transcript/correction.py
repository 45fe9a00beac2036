"""A field over a word of the transcript, in which it is corrected in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from witnessmark_gui.language import say


class CorrectionField(QLineEdit):
    """Enter keeps the correction, Escape and a click elsewhere leave the word as it was."""

    corrected = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self.setAccessibleName(say("Correct the word"))
        self.setObjectName("correction")
        self.installEventFilter(self)
        self.hide()
        self._before = ""
        self.returnPressed.connect(self._keep)

    def open(self, word: str, place: QRect) -> None:
        """Show the field over a word."""
        self._before = word
        self.setText(word)
        width = max(place.width(), self.fontMetrics().horizontalAdvance(word)) + 44
        self.setGeometry(place.x() - 9, place.y() - 5, min(width, self._owner.width()), place.height() + 10)
        self.show()
        self.setFocus()
        self.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape and losing the focus close the field."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.hide()
            self._owner.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _keep(self) -> None:
        text = self.text().strip()
        self.hide()
        self._owner.setFocus()
        if text and text != self._before:
            self.corrected.emit(text)
