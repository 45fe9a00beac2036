"""Asks whether what is taken in together is one case or a case for each, where the settings do not say."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QWidget

from witnessmark.settings import APART, ASK, TOGETHER, Settings
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import say
from witnessmark_gui.preferences import prefer


class SeveralDialog(Frame):
    """`choice` is what was chosen, a value of the setting `several_files`; "" where nothing was."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            say("One case, or a case for each?"),
            say(
                "Captures of one conversation belong into one case. What has nothing to do with each other is better "
                "apart: an item stays in the case in which it was taken in."
            ),
        )
        self.choice = ""
        self.always = QCheckBox(say("Do the same from now on (the settings can change it)"))
        self.column.addWidget(self.always)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = QPushButton(say("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.apart = QPushButton(say("A case for each"))
        self.apart.clicked.connect(lambda: self._choose(APART))
        self.together = QPushButton(say("One case"))
        self.together.setDefault(True)
        self.together.clicked.connect(lambda: self._choose(TOGETHER))
        for button in (cancel, self.apart, self.together):
            row.addWidget(button)
        self.column.addLayout(row)
        self.together.setFocus()

    def _choose(self, choice: str) -> None:
        self.choice = choice
        self.accept()


def how_to_take_in(settings: Settings, window: QWidget) -> str:
    """`APART` or `TOGETHER`, as the settings say or the person answers; "" where he thinks better of it."""
    kept = settings.text("several_files")
    if kept != ASK:
        return kept
    dialog = SeveralDialog(window)
    dialog.exec()
    if dialog.choice and dialog.always.isChecked():
        prefer(settings, "several_files", dialog.choice)
    return dialog.choice
