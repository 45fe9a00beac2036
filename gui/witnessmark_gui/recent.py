"""The evidence stores that were opened last; one that is not there any more is kept and marked."""

from __future__ import annotations

from pathlib import Path

from witnessmark_gui.jottings import jot, jotted

_MANY = 8


class RecentStores:
    """A short list in a file beside the settings, newest first."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.paths = _read(file)

    def note(self, path: Path) -> None:
        """A store was opened."""
        path = path.absolute()
        if self.paths[:1] == [path]:
            return
        self.paths = [path, *(each for each in self.paths if each != path)][:_MANY]
        jot(self._file, [str(each) for each in self.paths])


def entry(number: int, path: Path) -> str:
    """The line of a menu for a store: its number opens it by the keyboard."""
    short = path if len(str(path)) <= 60 else Path("…", *path.parts[-2:])
    return f"&{number} {str(short).replace('&', '&&')}"


def _read(file: Path) -> list[Path]:
    found = jotted(file)
    return [Path(each) for each in found if isinstance(each, str) and each] if isinstance(found, list) else []
