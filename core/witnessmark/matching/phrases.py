"""Fingerprints' texts, variants and slots as phrases: skeletons with a budget of edits."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.errors import LibraryError
from witnessmark.library.slots import expand
from witnessmark.matching.skeleton import Skeleton, skeleton
from witnessmark.records import Fingerprint, Message, message

SHORTEST = 4  # skeleton characters; anything shorter is found everywhere
LONGEST = 2000  # skeleton characters, some 350 words; alignment grows with the square
SEED = 4  # skeleton characters: the shortest piece that the index looks up
_APOSTROPHES = frozenset("'’‘´`ʼ")
BORDERED_BELOW = 8  # shorter phrases must stand alone: they occur inside longer words too often


@dataclass(frozen=True, slots=True)
class Phrase:
    """One written form of a fingerprint, folded.

    `codes` is the skeleton, `words` the half-open ranges of it that are words, `spans` where these stand in
    `written`, `head` and `tail` the signs before its first and after its last letter, `numbers` the words that
    are numbers.
    """

    written: str
    codes: str
    words: tuple[tuple[int, int], ...]
    spans: tuple[tuple[int, int], ...]
    head: str = ""
    tail: str = ""
    numbers: frozenset[int] = frozenset()

    @property
    def bordered(self) -> bool:
        """Whether a word border is asked for on both sides."""
        return len(self.codes) < BORDERED_BELOW

    def word(self, number: int) -> str:
        """A word as it is written, for people."""
        return self.part(number, number + 1)

    def part(self, first: int, last: int) -> str:
        """The words `first` to `last` (half-open) as they are written, for people."""
        return self.written[self.spans[first][0] : self.spans[last - 1][1]]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A fingerprint, or a part of one, that cannot be matched with, and why."""

    fingerprint: str
    what: Message


def budget(length: int, score: float) -> int:
    """How many edits a skeleton of `length` characters bears at the lowest score `score`.

    Never more than leave a piece of `SEED` characters untouched, which at 85 and above no length reaches but
    seven: short phrases with many edits are other phrases.
    """
    # The small addend keeps 40 characters at 85 from losing their sixth edit to a rounding of 0.15.
    return max(0, min(int(length * (100 - score) / 100 + 1e-9), length // SEED - 1))


def texts_of(fingerprint: Fingerprint, complaints: list[Complaint]) -> Iterator[str]:
    """Every written form of a fingerprint; what cannot be written out is added to `complaints`."""
    for text in (fingerprint.text, *fingerprint.variants):
        if text is None:
            continue
        try:
            yield from expand(text)
        except LibraryError as error:
            complaints.append(Complaint(fingerprint.id, error.said))


def too_short(written: str) -> Message:
    """What is said of a form that has too few letters."""
    return message("“{text}” has too few letters to be looked for.", text=written)


def too_long(written: str) -> Message:
    """What is said of a form that has too many letters."""
    return message("“{text}…” is too long for one fingerprint; cut it into parts.", text=written[:60])


def phrase_of(written: str) -> Phrase:
    """A written form with its skeleton and words."""
    folded = skeleton(written)
    parts = list(itertools.pairwise(folded.parted.nonzero()[0].tolist()))
    start, end = folded.span(0, len(folded.codes))
    split = _negations_apart(folded.text, _contractions_together(written, folded, parts))
    spans = tuple(folded.span(first, last) for first, last in split)
    numbers = frozenset(number for number, (low, high) in enumerate(spans) if written[low:high].isdigit())
    return Phrase(written, folded.text, split, spans, written[:start], written[end:], numbers)


def _contractions_together(
    written: str, folded: Skeleton, parts: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """`I'm` and `don't` as one word each: a single letter says nothing about itself, the whole does."""
    words: list[tuple[int, int]] = []
    for first, last in parts:
        if words and written[folded.end[first - 1] : folded.start[first]] in _APOSTROPHES:
            words[-1] = (words[-1][0], last)
        else:
            words.append((first, last))
    return words


def _negations_apart(codes: str, words: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """`cannot` as two words: `can` in its place says the opposite, and must not pass for half a word misread."""
    found: list[tuple[int, int]] = []
    for first, last in words:
        cut = first + 3 if codes[first:last] == "cannot" else last
        found.extend([(first, cut), (cut, last)] if cut < last else [(first, last)])
    return tuple(found)
