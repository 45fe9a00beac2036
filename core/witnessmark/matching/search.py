"""The search: a text's letters in, every string's occurrences out, none that an exhaustive search finds lost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from witnessmark.matching.alignment import Hits, Places, Strings, Windows, align
from witnessmark.matching.candidates import Letters, candidates
from witnessmark.matching.index import Index
from witnessmark.matching.seeds import Ids

_CODE_POINTS = 0x110000
_PAIRS = 1 << 16  # windows compared at once


class Search:
    """Finds the strings of an index in texts."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._number = np.zeros(_CODE_POINTS, np.uint16)
        self._number[index.alphabet] = np.arange(1, len(index.alphabet) + 1)
        self._length = index.length
        self._strings = Strings(index.letters, index.first[:-1], self._length)
        self._written = _text(index.letters)

    def hits(self, codes: NDArray[np.uint32], parted: NDArray[np.bool_], bounds: Places) -> Hits:
        """Occurrences of strings in a skeleton of one or several texts, by string and place.

        `bounds` are where the texts begin, and behind them the whole length; no occurrence crosses one.
        """
        text = self._number[codes]
        windows = self._windows(text, bounds)
        found = align(self._strings, windows, text, parted)
        kept = found.edits <= self.index.budget[found.string]
        return _distinct(
            Hits(found.string[kept], found.first[kept], found.last[kept], found.edits[kept]), parted
        )

    def _windows(self, text: Ids, bounds: Places) -> Windows:
        """The parts of the text that share enough letters with a candidate, in order, to be aligned."""
        letters, written = Letters(text), _text(text)
        kept: list[Windows] = []
        for strings, seeds, diagonals in candidates(self.index, letters):
            if len(strings):
                windows = self._around(strings, seeds, diagonals, bounds)
                for low in range(0, len(windows.string), _PAIRS):
                    kept.append(self._alike(_part(windows, slice(low, low + _PAIRS)), written))
        return Windows(
            np.concatenate([each.string for each in kept]) if kept else np.zeros(0, np.int32),
            np.concatenate([each.low for each in kept]) if kept else np.zeros(0, np.int64),
            np.concatenate([each.high for each in kept]) if kept else np.zeros(0, np.int64),
        )

    def _around(
        self, strings: NDArray[np.int32], seeds: Places, diagonals: Places, bounds: Places
    ) -> Windows:
        """One window for each string and diagonal: all that its budget can reach, within the seed's text."""
        _, chosen = np.unique((strings.astype(np.int64) << 34) + diagonals, return_index=True)
        strings, seeds, diagonals = strings[chosen], seeds[chosen], diagonals[chosen]
        owner = np.searchsorted(bounds, seeds, "right")
        budget = self.index.budget[strings]
        low = np.maximum(diagonals - budget, bounds[owner - 1])
        high = np.minimum(diagonals + self._length[strings] + budget, bounds[owner])
        return Windows(strings, low, high)

    def _alike(self, windows: Windows, written: str) -> Windows:
        """The windows whose longest common subsequence with the string leaves the budget unspent."""
        first = self._strings.first[windows.string]
        length = self._length[windows.string]
        queries = [
            self._written[low:high]
            for low, high in zip(first.tolist(), (first + length).tolist(), strict=True)
        ]
        parts = [
            written[low:high] for low, high in zip(windows.low.tolist(), windows.high.tolist(), strict=True)
        ]
        shared = process.cpdist(queries, parts, scorer=LCSseq.similarity, dtype=np.int32)
        return _part(windows, shared >= length - self.index.budget[windows.string])


def _part(windows: Windows, chosen: slice | NDArray[np.bool_]) -> Windows:
    return Windows(windows.string[chosen], windows.low[chosen], windows.high[chosen])


def _text(letters: Ids) -> str:
    return letters.astype("<u2").tobytes().decode("utf-16-le", "surrogatepass")


def _distinct(hits: Hits, parted: NDArray[np.bool_]) -> Hits:
    """Of overlapping occurrences of one string the best: fewest edits, then an end at a word's edge, then first."""
    order = np.lexsort((hits.last, ~parted[hits.last], hits.edits, hits.string))
    taken: list[int] = []
    string, spans = -1, list[tuple[int, int]]()
    rows = zip(
        order.tolist(),
        hits.string[order].tolist(),
        hits.first[order].tolist(),
        hits.last[order].tolist(),
        strict=True,
    )
    for index, owner, first, last in rows:
        if owner != string:
            string, spans = owner, []
        if all(last <= low or first >= high for low, high in spans):
            spans.append((first, last))
            taken.append(index)
    chosen = np.array(taken, np.int64)
    return Hits(hits.string[chosen], hits.first[chosen], hits.last[chosen], hits.edits[chosen])
