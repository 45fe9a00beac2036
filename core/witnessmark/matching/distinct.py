"""Of overlapping occurrences of one string the best; of two side by side, both."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from witnessmark.matching.alignment import Hits

# The edits of a string (by number) against the letters between two places of the text.
Distance = Callable[[int, int, int], int]


def distinct(hits: Hits, parted: NDArray[np.bool_], budget: NDArray[np.int32], distance: Distance) -> Hits:
    """Occurrences that do not overlap another of the same string: fewest edits first, then an end at a word's edge.

    Where two share no more letters than the string bears edits, a misread edge was given to both: the worse one
    is cut to what is its own, and stays if it is still within the budget.
    """
    order = np.lexsort((hits.last, ~parted[hits.last], hits.edits, hits.string))
    ranked = hits.chosen(order)
    found: list[tuple[int, int, int, int]] = []
    taken = _Taken()
    owner = -1
    rows = zip(
        ranked.string.tolist(),
        ranked.first.tolist(),
        ranked.last.tolist(),
        ranked.edits.tolist(),
        strict=True,
    )
    for string, first, last, edits in rows:
        if string != owner:
            owner, taken, reach = string, _Taken(), int(budget[string])
        low, high = taken.free(first, last, reach)
        if high - low <= reach:
            continue
        if (low, high) != (first, last):
            edits = distance(string, low, high)
        if edits <= reach:
            taken.add(low, high)
            found.append((string, low, high, edits))
    columns = np.array(found, np.int64).reshape(-1, 4).T
    return Hits(columns[0].astype(np.int32), columns[1], columns[2], columns[3])


class _Taken:
    """The spans of one string that are taken, in order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, first: int, last: int) -> None:
        """Take a span that is free."""
        place = bisect_right(self._ends, first)
        self._starts.insert(place, first)
        self._ends.insert(place, last)

    def free(self, first: int, last: int, reach: int) -> tuple[int, int]:
        """What is free of a span, if no more than `reach` letters at each edge are taken; else nothing."""
        place = bisect_right(self._ends, first)
        if place < len(self._ends) and self._starts[place] <= first:
            if self._ends[place] - first > reach:
                return first, first
            first = self._ends[place]
            place += 1
        if place < len(self._starts) and self._starts[place] < last:
            if last - self._starts[place] > reach:
                return first, first
            last = self._starts[place]
        return first, last
