"""Most places are found without looking at every end: where a guess is as good as anything can be, it is proved.

A string of m letters that has n letters in common with a part of a text, in order, cannot stand in it with fewer
than m - n edits. A guess beside a seed that needs no more than that is therefore the best.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from witnessmark.matching.alignment import Hits, Places, Windows

_WORTH_A_LOOK = (
    2  # edits beyond the fewest; a guess that needs more is hardly ever mended by shifting its ends
)
_SHIFTS = (0, -1, 1, -2, 2)  # letters by which misreadings before a seed move the beginning


def proved(
    strings: Sequence[str], windows: Windows, text: str, parted: NDArray[np.bool_]
) -> tuple[Hits, Places]:
    """The hits of the windows in which a guess is proved, and which windows (by number) need to be aligned."""
    string, low, high = windows.string, windows.low, windows.high
    each = [strings[number] for number in string.tolist()]
    length = np.array([len(letters) for letters in each], np.int64)
    first = np.clip(windows.near, low, high)
    last = np.minimum(high, first + length)
    parts = list(map(text.__getitem__, map(slice, first.tolist(), last.tolist())))
    edits = process.cpdist(each, parts, scorer=Levenshtein.distance, dtype=np.int32)
    least = length - windows.shared
    # No better place than one with the fewest edits whose both ends are at words' edges.
    sure = (edits == least) & (last == first + length) & parted[first] & parted[last]
    rest = (edits > least + _WORTH_A_LOOK).nonzero()[0].tolist()
    for number in (~sure & (edits <= least + _WORTH_A_LOOK)).nonzero()[0].tolist():
        guess = _Guess(each[number], text, low.item(number), high.item(number), parted)
        place = guess.place(windows.near.item(number), least.item(number))
        if place is None:
            rest.append(number)
        else:
            sure[number] = True
            first[number], last[number] = place
    return Hits(string[sure], first[sure], last[sure], least[sure]), np.array(sorted(rest), np.int64)


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
