"""Changes the user's own packs and puts the changed library into use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from witnessmark.errors import WitnessmarkError
from witnessmark.library import keep
from witnessmark.library.load import Library
from witnessmark.records import Fingerprint

if TYPE_CHECKING:
    from witnessmark_gui.tools import Tools


class LibraryDesk(QObject):
    """Each change is written first; then the library is read again off the window's thread."""

    changed = Signal(object)
    trouble = Signal(object)

    def __init__(self, tools: Tools, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tools, self.library = tools, library
        self.folder: Path = tools.paths.packs

    def add(self, fingerprint: Fingerprint) -> bool:
        """Add an entry to the own pack, or change it there; whether that was done."""
        return self._do(lambda: keep.add(self.folder, fingerprint, self.library, keep.today()))

    def remove(self, identity: str) -> bool:
        """Take an entry out of the own pack."""
        return self._do(lambda: keep.remove(self.folder, identity, keep.today()))

    def switch(self, identity: str, on: bool) -> bool:
        """Switch an entry on or off."""
        return self._do(lambda: keep.switch(self.folder, identity, on))

    def accept(self, seen: keep.Preview) -> bool:
        """Take over a pack that was looked at."""
        return self._do(lambda: keep.accept(seen, self.folder))

    def _do(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except WitnessmarkError as error:
            self.trouble.emit(error)
            return False
        task = self.tools.tasks.new(lambda _: _reloaded(self.tools))
        task.given.connect(self._take)
        task.failed.connect(self.trouble)
        self.tools.tasks.launch(task)
        return True

    @Slot(object)
    def _take(self, library: Library) -> None:
        self.library = library
        self.tools.intake.use_library(library)
        self.changed.emit(library)


def _reloaded(tools: Tools) -> Iterator[object]:
    yield tools.toolbox.reload()
