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
    guesses, least = _near(strings, windows, text)
    found: list[tuple[int, int, int, int]] = []
    rest = (guesses > least + _WORTH_A_LOOK).nonzero()[0].tolist()
    for number in (guesses <= least + _WORTH_A_LOOK).nonzero()[0].tolist():
        string, fewest = strings[windows.string.item(number)], least.item(number)
        window = _Guess(string, text, windows.low.item(number), windows.high.item(number), parted)
        place = window.place(windows.near.item(number), fewest)
        if place is None:
            rest.append(number)
        else:
            found.append((number, *place, fewest))
    columns = np.array(found, np.int64).reshape(-1, 4).T
    hits = Hits(windows.string[columns[0]], columns[1], columns[2], columns[3])
    return hits, np.array(sorted(rest), np.int64)


def _near(strings: Sequence[str], windows: Windows, text: str) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """For each window the edits where its seed says that the string stands, and the fewest that any place has."""
    known = [strings[number] for number in windows.string.tolist()]
    length = np.array([len(each) for each in known], np.int64)
    first = np.clip(windows.near, windows.low, windows.high)
    spans = zip(first.tolist(), np.minimum(windows.high, first + length).tolist(), strict=True)
    parts = [text[low:high] for low, high in spans]
    return process.cpdist(known, parts, scorer=Levenshtein.distance, dtype=np.int32), length - windows.shared


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
