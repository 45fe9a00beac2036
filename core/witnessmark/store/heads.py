"""The last head seen of each store, kept outside it: so a store put back to an older state is noticed."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from witnessmark.files import write_whole
from witnessmark.jsonform import from_json, to_json
from witnessmark.records import Message, message
from witnessmark.store.locking import locked


@dataclass(frozen=True, slots=True)
class Head:
    """How far the log of a store went when it was last seen: how many entries, and the newest one's hash."""

    store: str
    entries: int
    hash: str
    at: str


class LastHeads:
    """A small file of heads, one a store; a file that cannot be read or written counts as empty."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, store: str) -> Head | None:
        """The last head seen of a store by its id."""
        return self._heads().get(store)

    @contextlib.contextmanager
    def changing(self) -> Iterator[dict[str, Head]]:
        """The heads by the ids of their stores, to be changed: no other program changes them meanwhile."""
        with locked(self._file):
            heads = self._heads()
            before = dict(heads)
            yield heads
            if heads != before:
                self._write(heads)

    def _write(self, heads: dict[str, Head]) -> None:
        with contextlib.suppress(OSError):
            write_whole(self._file, to_json(heads).encode())

    def _heads(self) -> dict[str, Head]:
        try:
            return from_json(self._file.read_bytes(), dict[str, Head])
        except (OSError, msgspec.MsgspecError):
            return {}


def compared(last: Head | None, entries: int, holds: bool) -> Message | None:
    """What the last head seen says about a store whose log now has so many entries and `holds` it or not."""
    if last is None or holds:
        return None
    if entries < last.entries:
        return message(
            "This store was put back to an older state: its log had {before} entries when it was last seen "
            "on {at}, and has {now}.",
            before=last.entries,
            at=last.at,
            now=entries,
        )
    return message(
        "The log of this store was written anew: entry {number} is not the one that was seen on {at}.",
        number=last.entries,
        at=last.at,
    )
