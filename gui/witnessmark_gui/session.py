"""Where the program was, so that it opens there again, also after it ended without being closed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from witnessmark_gui.jottings import jot, jotted
from witnessmark_gui.tasks import Tasks
from witnessmark_gui.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Place:
    """The store, case and item on show, and whether the program was closed in order."""

    store: str = ""
    case: str | None = None
    item: str | None = None
    closed: bool = True


class Session(QObject):
    """Writes down where the program is, whenever another case or item is shown."""

    def __init__(self, file: Path, bench: Workbench, tasks: Tasks) -> None:
        super().__init__()
        self._file = file
        self._bench = bench
        self._tasks = tasks
        self._writing = threading.Lock()
        self.before = read_place(file)
        self._written: Place | None = None
        bench.item_shown.connect(self.remember)

    @Slot()
    def remember(self) -> None:
        """Write down what is on show; cases in memory only are no place to come back to."""
        bench = self._bench
        case = bench.case.id if bench.case and bench.case.id not in bench.scratch else None
        place = Place(str(bench.place.path), case, bench.item.id if bench.item and case else None, False)
        if place != self._written:
            self._written = place
            # Giving a file its name waits for the disk, for half a second where that is busy.
            self._tasks.start(self._write_down)

    def close(self) -> None:
        """The program is closed in order."""
        written = self._written or Place(str(self._bench.place.path), None, None)
        self._written = Place(written.store, written.case, written.item, True)
        self._write()

    def _write_down(self, stop: threading.Event) -> Iterator[object]:
        self._write()
        yield from ()

    def _write(self) -> None:
        """Write the newest place, also where it is another than when this was asked for."""
        with self._writing:
            assert self._written is not None
            jot(self._file, asdict(self._written))


def read_place(file: Path) -> Place:
    """What was written down last; an empty place where nothing or nonsense was."""
    found = jotted(file)
    try:
        place = Place(**found) if isinstance(found, dict) else Place()
    except TypeError:  # of another version of the program
        return Place()
    words = (place.store, place.case or "", place.item or "")
    return place if all(isinstance(word, str) for word in words) else Place()
