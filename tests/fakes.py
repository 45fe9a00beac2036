"""Fakes that honour the interfaces of the real things: readers for the window's tests."""

from __future__ import annotations

import threading

from evidence import Evidence, picture_case
from witnessmark.errors import Cancelled, ReadingFailed
from witnessmark.reading.examined import Examined


class FakeReader:
    """Reads every picture as the same reading, at once; what it was asked for is in `asked`."""

    def __init__(self, evidence: Evidence | None = None) -> None:
        self.evidence = evidence or picture_case()
        self.asked: list[str] = []
        self.closed = False

    def examine(self, acquired, options, stop=None):
        self.asked.append(f"{acquired.name} {options.engine}")
        found = self.evidence.inspection
        assert found.reading is not None
        assert self.evidence.picture is not None
        return Examined(self.evidence.picture, found.original.facts, found.reading)

    def warm(self, options):
        pass

    def close(self):
        self.closed = True


class StuckReader(FakeReader):
    """Reads until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.started = threading.Event()

    def examine(self, acquired, options, stop=None):
        self.started.set()
        if not stop.wait(20):
            raise ReadingFailed("nobody cancelled")
        raise Cancelled("stopped")


class FailingReader(FakeReader):
    """Cannot read pictures whose name holds "broken"."""

    def examine(self, acquired, options, stop=None):
        if "broken" in acquired.name:
            raise ReadingFailed(f"{acquired.name} is cut off. Get the file again.")
        return super().examine(acquired, options, stop)
