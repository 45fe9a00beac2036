"""Passages: what remains when hits overlap, and how like the fingerprint each is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace

from witnessmark.records import Layer

EDIT_COSTS = 4  # letters that one edit is worth when two fingerprints explain the same place


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text that a fingerprint explains: code points `start` to `end` (half-open) of that text.

    `score` runs from 0 to 100. `also` are the other fingerprints that explain a part of the same place.
    """

    fingerprint: str
    start: int
    end: int
    text: str
    score: float
    layer: Layer
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage before overlaps are resolved, with what decides them.

    `letters` is the length of what was matched in skeleton characters, `edits` the edits in it, `specific`
    is larger for a fingerprint that says more, `names` says that its words name a maker.
    """

    passage: Passage
    letters: int
    edits: int
    specific: int
    names: bool = False

    @property
    def rank(self) -> tuple[bool, int, int, int, str]:
        """Sorts the candidate that explains most first.

        Words that name a maker come before all others: which maker a text names is a fact of it, and must not
        disappear under a longer passage that names none.
        """
        worth = self.letters - EDIT_COSTS * self.edits
        return not self.names, -worth, -self.specific, self.passage.start, self.passage.fingerprint


def resolved(candidates: Iterable[Candidate]) -> tuple[Passage, ...]:
    """Passages that do not overlap, longest and most specific first served, sorted by place.

    A candidate that loses its place stays in the `also` of every passage that it overlaps.
    """
    shown: list[Passage] = []  # sorted by place
    starts: list[int] = []
    also: dict[tuple[int, int], list[str]] = {}
    for candidate in sorted(candidates, key=lambda each: each.rank):
        passage = candidate.passage
        low = bisect_right(starts, passage.start)
        if low and shown[low - 1].end > passage.start:
            low -= 1
        high = bisect_left(starts, passage.end)
        if low >= high:
            shown.insert(low, passage)
            starts.insert(low, passage.start)
            also[passage.start, passage.end] = []
        for winner in shown[low:high]:
            others = also[winner.start, winner.end]
            if passage.fingerprint != winner.fingerprint and passage.fingerprint not in others:
                others.append(passage.fingerprint)
    return tuple(_with_others(each, also[each.start, each.end]) for each in shown)


def _with_others(passage: Passage, others: list[str]) -> Passage:
    return replace(passage, also=tuple(others)) if others else passage
