"""What comes back from a worker."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.records import FileFact, Picture, Reading


@dataclass(frozen=True, slots=True)
class Examined:
    """A picture as it is to be drawn, what its file told, and what an engine read in it."""

    picture: Picture
    facts: tuple[FileFact, ...]
    reading: Reading
