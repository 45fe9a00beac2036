"""Asking for files: the first question opens in the person's documents, the others where the last one ended."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from witnessmark.paths import documents
from witnessmark_gui.language import say


class Chooser:
    """Remembers a folder for as long as the program runs."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    @property
    def folder(self) -> Path:
        """Where the next question opens."""
        return self._folder if self._folder is not None else documents()

    def target(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """A file to be written; what is typed without an ending gets that of `name`."""
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(self.folder / name), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        if not path.suffix:
            path = path.with_suffix(Path(name).suffix)
            if path.exists() and not _may_replace(parent, path):
                return None
        self._folder = path.parent
        return path

    def sources(self, parent: QWidget, title: str, kinds: str) -> list[Path]:
        """Files to be read."""
        chosen, _ = QFileDialog.getOpenFileNames(parent, title, str(self.folder), kinds)
        if chosen:
            self._folder = Path(chosen[0]).parent
        return [Path(each) for each in chosen]

    def source(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """One file to be read."""
        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(self.folder), kinds)
        if not chosen:
            return None
        self._folder = Path(chosen).parent
        return Path(chosen)

    def source_folder(self, parent: QWidget, title: str) -> Path | None:
        """A folder to be read."""
        chosen = QFileDialog.getExistingDirectory(parent, title, str(self.folder))
        if not chosen:
            return None
        self._folder = Path(chosen)
        return self._folder


def _may_replace(parent: QWidget, path: Path) -> bool:
    """Ask, as the file dialog does where the ending was typed."""
    from witnessmark_gui.dialogs.frame import ask

    question = say("Replace {file}?", file=path.name)
    return ask(parent, question, say("A file of this name is there already."), say("Replace"))
