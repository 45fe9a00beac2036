"""Strips above the panes: what goes on and can be cancelled, and what went wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from witnessmark_gui.language import say
from witnessmark_gui.parts import label


class Banner(QWidget):
    """One sentence in a coloured strip, with what can be done about it; hidden while it has none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._frame = QFrame()
        self._frame.setObjectName(name)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(10, 6, 10, 6)
        outer.addWidget(self._frame)
        self._row = QHBoxLayout(self._frame)
        self._row.setContentsMargins(11, 5, 6, 5)
        self._label = label(wrap=True)
        self._row.addWidget(self._label, 1)
        self._buttons: list[QPushButton] = []
        self.hide()

    @property
    def words(self) -> str:
        """The sentence on show."""
        return self._label.text()

    def tell(self, words: str, *deeds: tuple[str, Callable[[], object]]) -> None:
        """Show a sentence, a button for each deed, and one to close the strip."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._label.setText(words)
        self._label.setAccessibleName(words)
        self._buttons = [self._button(text, deed) for text, deed in (*deeds, (say("Close"), self.clear))]
        self.show()

    @Slot()
    def clear(self) -> None:
        """Take the strip away."""
        self._label.setText("")
        self.hide()

    def _button(self, text: str, deed: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda *_: deed())
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return button


class ProgressStrip(QWidget):
    """What is being read, how far it is, and a button that stops it."""

    def __init__(self, cancel: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(12)
        self._label = label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._bar.setAccessibleName(say("Progress"))
        self.cancel = QPushButton(say("Cancel"))
        self.cancel.clicked.connect(lambda *_: cancel())
        row.addWidget(self._label)
        row.addWidget(self._bar)
        row.addStretch(1)
        row.addWidget(self.cancel)
        self.hide()

    def tell(self, words: str, done: int, count: int) -> None:
        """Show how far it is; one single source shows a bar without an end."""
        self._label.setText(words)
        self._bar.setRange(0, count if count > 1 else 0)
        self._bar.setValue(done)
        self.show()
