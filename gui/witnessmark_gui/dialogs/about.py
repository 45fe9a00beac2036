"""What the program is, its versions to copy, and where its folders are."""

from __future__ import annotations

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from witnessmark.paths import Paths
from witnessmark.tools import versions
from witnessmark_gui.dialogs.frame import Frame, copier
from witnessmark_gui.language import say
from witnessmark_gui.parts import label


class AboutDialog(Frame):
    """Versions, licence, and what the program does not do."""

    def __init__(self, parent: QWidget | None, paths: Paths) -> None:
        super().__init__(
            parent,
            say("Witnessmark"),
            say(
                "A workbench for people who check viral screenshots of AI assistants. It shows whose "
                "wording a text "
                "resembles, what a picture claims to be, and what neither of them can tell. "
                "Everything happens on "
                "this machine; the program opens no network connection."
            ),
        )
        self.text = versions_text(paths)
        shown = label(self.text, wrap=True)
        self.column.addWidget(shown)
        row = QHBoxLayout()
        copy = QPushButton(say("Copy versions"))
        copy.setAutoDefault(False)
        copy.clicked.connect(copier(lambda: self.text))
        row.addWidget(copy)
        row.addStretch(1)
        self.column.addLayout(row)
        self.add_buttons(say("Close"))


def versions_text(paths: Paths) -> str:
    """Programs and libraries with their versions, and the folders, one a line."""
    found = {**versions(), "PySide6": pyside_version, "Qt": qVersion() or "?"}
    lines = [f"{name} {version}" for name, version in found.items()]
    lines += [say("licence Apache-2.0"), say("data {folder}", folder=str(paths.data))]
    lines.append(say("log {folder}", folder=str(paths.log)))
    return "\n".join(lines)
