"""Strips above the panes: what goes on and can be cancelled, and what went wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from witnessmark_gui.language import say
from witnessmark_gui.parts import ElidedLabel, label, tip


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
    """What is being read, for how long and how far all of it is; buttons that pause and stop it."""

    pause_asked = Signal(bool)

    def __init__(self, cancel: Callable[[], object]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 12, 6)
        row.setSpacing(12)
        self._label = ElidedLabel()  # the name of a file can be long
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(220)
        self._bar.setAccessibleName(say("Progress"))
        self.pause = QPushButton(say("Pause"))
        self.pause.setCheckable(True)
        self.pause.setToolTip(tip(say("What is being read is read to its end; nothing new begins.")))
        self.pause.toggled.connect(self._pause)
        self.cancel = QPushButton(say("Cancel"))
        self.cancel.clicked.connect(lambda *_: cancel())
        row.addWidget(self._label, 1)
        for widget in (self._bar, self.pause, self.cancel):
            row.addWidget(widget)
        self._words, self._seconds, self._waiting = "", 0, 0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self.tick)
        self.hide()

    @property
    def words(self) -> str:
        """The sentence on show."""
        return self._label.text()

    def tell(self, words: str, done: float, count: int, waiting: int = 0) -> None:
        """Show how many of all are done, and the share of the one at hand.

        One single source of which no share is known shows a bar without an end, and there is nothing to pause.
        """
        if words != self._words:
            self._words, self._seconds = words, 0
            self._clock.start()
        self._bar.setRange(0, 100 * count if count > 1 or done > 0 else 0)
        self._bar.setValue(round(100 * done))
        self._waiting = waiting
        self.pause.setVisible(count > 1 or waiting > 0 or self.pause.isChecked())
        self._show_words()
        self.show()

    def rest(self) -> None:
        """Nothing is read any more."""
        self._clock.stop()
        self._words = ""
        self.pause.setChecked(False)
        self.hide()

    @Slot()
    def tick(self) -> None:
        """Another second has passed with the same picture."""
        self._seconds += 1
        self._show_words()

    def _show_words(self) -> None:
        parts = [self._words]
        if self._seconds and not self.pause.isChecked():
            parts.append(say("{count} second|{count} seconds", count=self._seconds))
        if self._waiting:
            parts.append(say("{count} more is waiting|{count} more are waiting", count=self._waiting))
        if self.pause.isChecked():
            parts.append(say("a pause is wanted"))
        self._label.show_text(" · ".join(parts))

    @Slot(bool)
    def _pause(self, on: bool) -> None:
        self.pause.setText(say("Go on") if on else say("Pause"))
        self.pause_asked.emit(on)
        self._show_words()
