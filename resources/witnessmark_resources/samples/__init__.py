"""The sample pictures that travel with the program, drawn by packaging/draw_samples.py."""

from __future__ import annotations

import importlib.resources
import json
from dataclasses import dataclass

_ROOT = importlib.resources.files(__name__)


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample: its file, a title for its case, what it is, the date that it claims (ISO) if any."""

    file: str
    title: str
    what: str
    claimed_date: str | None

    def data(self) -> bytes:
        """The bytes of the picture."""
        return (_ROOT / self.file).read_bytes()


def catalogue() -> tuple[Sample, ...]:
    """The samples; the first one is the case that the program was built for."""
    entries = json.loads((_ROOT / "samples.json").read_text(encoding="utf-8"))
    return tuple(Sample(**entry) for entry in entries)
