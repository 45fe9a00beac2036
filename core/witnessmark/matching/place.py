"""A passage in a folded text, quick to look into: checks ask a hundred small questions about each."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.matching.skeleton import Skeleton


@dataclass(frozen=True, slots=True)
class Ground:
    """A text with its skeleton, whose `letters` are one string here, and `parted` one byte for each letter."""

    text: str
    folded: Skeleton
    letters: str
    parted: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """The letters `first` to `last` (half-open) of a folded text, with the letters around them."""

    ground: Ground
    first: int
    last: int

    @property
    def letters(self) -> str:
        """The skeleton of the passage."""
        return self.ground.letters[self.first : self.last]

    @property
    def parted(self) -> bytes:
        """What is true where something parts a letter from the one before; one more than there are letters."""
        return self.ground.parted[self.first : self.last + 1]

    def around(self, first: int, last: int) -> str:
        """The letters `first` to `last` of the whole text."""
        return self.ground.letters[first:last]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The code points of the text that the letters `first` to `last` of the whole text came from."""
        folded = self.ground.folded
        return folded.start.item(first), folded.end.item(last - 1)

    def written(self, first: int, last: int) -> str:
        """The original of the letters `first` to `last` of the whole text."""
        start, end = self.span(first, last)
        return self.ground.text[start:end]


def ground(text: str, folded: Skeleton) -> Ground:
    """A folded text made ready for being looked into."""
    return Ground(text, folded, folded.text, folded.parted.tobytes())
