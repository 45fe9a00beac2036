"""The user guide, offline: it travels with the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QTextBrowser, QWidget

from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import say
from witnessmark_resources import ROOT


class GuideDialog(Frame):
    """Shows the guide, with a search in it; links to elsewhere are shown and never followed."""

    fits_words = False

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, say("User guide"))
        self.resize(820, 640)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("Search the guide (Enter finds the next place)"))
        self.search.setAccessibleName(say("Search the guide"))
        self.search.returnPressed.connect(self._find)
        self.column.addWidget(self.search)
        self.text = QTextBrowser()
        self.text.setAccessibleName(say("User guide"))
        self.text.setOpenLinks(False)
        self.text.setMarkdown(guide_text())
        self.column.addWidget(self.text, 1)
        self.add_buttons(say("Close")).setAutoDefault(False)

    def _find(self) -> None:
        if not self.text.find(self.search.text()):
            self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
            self.text.find(self.search.text())


def guide_text() -> str:
    """The guide: among the resources of an installed program, in docs/ where it runs from its source."""
    installed = Path(str(ROOT)) / "guide.md"
    source = Path(str(ROOT)).parents[1] / "docs" / "guide.md"
    for file in (installed, source):
        if file.is_file():
            return file.read_text(encoding="utf-8")
    return say("The guide is missing from this installation; install the program again.")
