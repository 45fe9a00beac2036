"""A field over a word of the transcript, in which it is corrected in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from witnessmark_gui.language import say

# The person looks at another window, or at the field's own menu, and comes back to what was typed.
_FOR_A_WHILE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class CorrectionField(QLineEdit):
    """Enter and a click elsewhere keep the correction, Escape leaves the word as it was."""

    corrected = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self.setAccessibleName(say("Correct the word"))
        self.setObjectName("correction")
        self.installEventFilter(self)
        self.hide()
        self._before = ""
        self.returnPressed.connect(self._enter)

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
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _FOR_A_WHILE:
            self.keep()
        elif isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.put_away()
            self._owner.setFocus()
            return True
        return super().eventFilter(watched, event)

    def put_away(self) -> None:
        """Close the field and leave the word as it was."""
        self._before = self.text().strip()
        self.hide()

    def _enter(self) -> None:
        self.keep()
        self._owner.setFocus()

    def keep(self) -> None:
        """Close the field and tell what was typed, where it is another word."""
        text, before = self.text().strip(), self._before
        self.put_away()
        if text and text != before:
            self.corrected.emit(text)
