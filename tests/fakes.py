"""Fakes that honour the interfaces of the real things: readers for the window's tests."""

from __future__ import annotations

import threading
from dataclasses import replace

from evidence import Evidence, picture_case
from witnessmark.errors import Cancelled, EngineMissing, ReadingFailed
from witnessmark.reading.examined import Examined
from witnessmark.records import Reading


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


class TwoEngines(FakeReader):
    """Tesseract reads one word otherwise than rapidocr; `missing` says that it is not there."""

    def __init__(self, word: str, other: str, reading: Reading | None = None, missing: bool = False) -> None:
        super().__init__()
        self.word, self.other, self.missing = word, other, missing
        self.reading = reading or self.evidence.inspection.reading

    def examine(self, acquired, options, stop=None):
        examined = super().examine(acquired, options, stop)
        reading = self.reading
        if options.engine == "tesseract":
            if self.missing:
                raise EngineMissing("Tesseract is not on this machine.")
            words = tuple(
                replace(word, text=self.other) if word.text == self.word else word for word in reading.words
            )
            reading = replace(reading, engine="tesseract", words=words)
        return Examined(examined.picture, examined.facts, reading)
