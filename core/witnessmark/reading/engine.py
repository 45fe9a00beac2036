"""What an OCR engine is, what it is asked for, and what it says about itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PIL import Image

from witnessmark.records import Message, Reading
from witnessmark.settings import USUAL_PICTURE


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How a picture is to be read: engine, language as Tesseract names it, and the limits of one reading.

    `largest`: how many million pixels a picture may have.
    With `compare`, the other engine reads it as well and both readings are laid side by side.
    """

    engine: str = "auto"
    language: str = "eng"
    seconds: float = 120.0
    memory_mib: int = 3072
    largest: int = USUAL_PICTURE
    compare: bool = False


class Engine(Protocol):
    """An OCR engine. Lives in a worker process, where it stays warm from picture to picture."""

    @property
    def name(self) -> str:
        """The engine's stable name."""
        ...

    @property
    def version(self) -> str:
        """The version that decides what it reads."""
        ...

    def languages(self) -> tuple[str, ...]:
        """The languages that it can read now, as Tesseract names them."""
        ...

    def read(self, image: Image.Image, language: str) -> Reading:
        """What it sees in an upright RGB picture; raises EngineMissing where it cannot work here."""
        ...


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """Whether an engine works on this machine; where it does not, `advice` says what to do."""

    name: str
    version: str
    ok: bool
    languages: tuple[str, ...] = ()
    advice: Message | None = None
