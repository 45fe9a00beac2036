"""Most places are found without looking at every end: where a guess is as good as anything can be, it is proved.

A string of m letters that has n letters in common with a part of a text, in order, cannot stand in it with fewer
than m - n edits. A guess beside a seed that needs no more than that is therefore the best.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from witnessmark.matching.alignment import Hits, Places, Windows

_SHIFTS = (0, -1, 1, -2, 2)  # letters by which misreadings before a seed move the beginning


def proved(
    strings: Sequence[str], windows: Windows, text: str, parted: NDArray[np.bool_]
) -> tuple[Hits, Places]:
    """The hits of the windows in which a guess is proved, and which windows (by number) need to be aligned."""
    found: list[tuple[int, int, int, int]] = []
    rest: list[int] = []
    rows = zip(
        windows.string.tolist(),
        windows.low.tolist(),
        windows.high.tolist(),
        windows.near.tolist(),
        windows.shared.tolist(),
        strict=True,
    )
    for number, (string, low, high, near, shared) in enumerate(rows):
        least = len(strings[string]) - shared
        place = _Guess(strings[string], text, low, high, parted).place(near, least)
        if place is None:
            rest.append(number)
        else:
            found.append((number, *place, least))
    columns = np.array(found, np.int64).reshape(-1, 4).T
    hits = Hits(windows.string[columns[0]], columns[1], columns[2], columns[3])
    return hits, np.array(rest, np.int64)


class _Guess:
    """Guesses where one string stands in one window."""

    def __init__(self, string: str, text: str, low: int, high: int, parted: NDArray[np.bool_]) -> None:
        self._string = string
        self._text = text
        self._low, self._high = low, high
        self._parted = parted

    def place(self, near: int, least: int) -> tuple[int, int] | None:
        """Where the string stands with `least` edits, which no place undercuts; None where no guess does."""
        first = max(self._low, min(near, self._high))
        last, edits = self._best(self._ends(first), first, None)
        first, fewer = self._best(self._starts(near), None, last)
        if fewer > least:
            return None
        last, edits = self._best(self._ends(first), first, None)
        return (first, last) if edits == least else None

    def _ends(self, first: int) -> Iterable[int]:
        return (first + len(self._string) + shift for shift in _SHIFTS)

    def _starts(self, near: int) -> Iterable[int]:
        return (near + shift for shift in _SHIFTS)

    def _best(self, places: Iterable[int], first: int | None, last: int | None) -> tuple[int, int]:
        """The best of several starts (or ends), with its edits: at a word's edge if it costs nothing."""
        best = (len(self._string) + 1, True, 0)
        chosen = self._low
        for rank, place in enumerate(places):
            if self._low <= place <= self._high:
                low, high = (place, last) if first is None else (first, place)
                edits = Levenshtein.distance(self._string, self._text[low:high], score_cutoff=best[0])
                key = (edits, not self._parted[place], rank)
                if key < best:
                    best, chosen = key, place
        return chosen, best[0]
