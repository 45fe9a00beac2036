"""The search: a text's letters in, every string's occurrences out, none that an exhaustive search finds lost."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import LCSseq, Levenshtein

from witnessmark.matching.alignment import Hits, Places, Strings, Windows, Written, align, all_windows, joined
from witnessmark.matching.candidates import Letters, candidates
from witnessmark.matching.distinct import distinct
from witnessmark.matching.index import CODE_POINTS, Index
from witnessmark.matching.narrow import narrowed
from witnessmark.matching.proof import proved
from witnessmark.matching.seeds import Ids
from witnessmark.matching.skeleton import text_of

_STEP_BITS = 26  # places in a text; the rest of a number holds a text of a batch and a string
Candidates = tuple[NDArray[np.int32], Places, Places]

_PAIRS = 1 << 16  # windows compared at once
_A_PLACE = 6  # bits: windows that begin in the same 64 letters stand at one place
AT_A_PLACE = 1_000  # windows looked at there; the shipped packs come to 400 at the worst


class Crowded(Exception):
    """A text holds more near occurrences than can be looked at together; its parts may do."""


class Search:
    """Finds the strings of an index in texts."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._number = np.zeros(CODE_POINTS, np.uint16)
        self._number[index.alphabet] = np.arange(1, len(index.alphabet) + 1)
        self._length = index.length
        narrow = 9 * index.budget < 2 * self._length
        self._step = np.where(narrow, index.budget // 2 + 1, 1)
        written = _text(index.letters)
        self._each = [written[low:high] for low, high in itertools.pairwise(index.first.tolist())]
        self._strings = Strings(self._each, index.letters, index.first[:-1], self._length, index.budget)

    def hits(
        self,
        codes: NDArray[np.uint32],
        parted: NDArray[np.bool_],
        bounds: Places,
        most: int | None = None,
    ) -> Hits:
        """Occurrences of strings in a skeleton of one or several texts, by string and place.

        `bounds` are where the texts begin, and behind them the whole length; no occurrence crosses one.
        Raises Crowded where more than `most` windows would have to be looked at.
        """
        text = self.numbers(codes)
        written = _text(text)
        verbatim, windows = self._windows(Letters(text), written, bounds, most)
        proven, rest = proved(self._each, windows, written, parted)
        narrow = narrowed(self._each, self.index.budget, windows.chosen(rest), written)
        aligned = align(self._strings, narrow, Written(text, written, parted))

        def distance(string: int, low: int, high: int) -> int:
            return Levenshtein.distance(self._each[string], written[low:high])

        return distinct(joined([*verbatim, proven, aligned]), parted, self.index.budget, distance)

    def numbers(self, codes: NDArray[np.uint32]) -> Ids:
        """Skeleton codes as numbers of the library's alphabet, 0 for a letter that it does not have."""
        return self._number[codes]

    def string(self, number: int) -> str:
        """One of the strings, as a skeleton."""
        low, high = self.index.first[number], self.index.first[number + 1]
        return text_of(self.index.alphabet[self.index.letters[low:high] - 1])

    def _windows(
        self, letters: Letters, written: str, bounds: Places, most: int | None
    ) -> tuple[list[Hits], Windows]:
        """What stands in the text letter by letter, and the parts that share enough letters to be aligned."""
        verbatim: list[Hits] = []
        kept: list[Windows] = []
        count = 0
        for strings, seeds, diagonals in _in_parts(candidates(self.index, letters)):
            windows = self._around(strings, seeds, diagonals, bounds)
            hits, windows = self._alike(windows, written)
            windows = _nearest(windows, self._length)
            verbatim.append(hits)
            kept.append(windows)
            count += len(hits.string) + len(windows.string)
            if most is not None and count > most:
                raise Crowded
        return verbatim, all_windows(kept)

    def _around(
        self, strings: NDArray[np.int32], seeds: Places, diagonals: Places, bounds: Places
    ) -> Windows:
        """One window for neighbouring diagonals of a string: all that its budget can reach, in the seed's text.

        The diagonals of a window differ by so little that two occurrences side by side do not fit into it.
        """
        step = self._step[strings]
        steps = diagonals // step
        owner = np.searchsorted(bounds, seeds, "right")
        keys = strings.astype(np.int64) * len(bounds) + owner
        _, chosen = np.unique((keys << _STEP_BITS) + steps, return_index=True)
        strings, owner, step = strings[chosen], owner[chosen], step[chosen]
        first = steps[chosen] * step
        budget = self.index.budget[strings]
        low = np.maximum(first - budget, bounds[owner - 1])
        high = np.minimum(first + step - 1 + self._length[strings] + budget, bounds[owner])
        return Windows(strings, low, high, diagonals[chosen], np.zeros_like(low))

    def _alike(self, windows: Windows, written: str) -> tuple[Hits, Windows]:
        """Windows whose longest common subsequence with the string leaves the budget unspent.

        Where all of the string is shared, and in one piece, that is a hit already.
        """
        length = self._length[windows.string]
        queries = list(map(self._each.__getitem__, windows.string.tolist()))
        parts = _slices(written, windows.low, windows.high)
        shared = process.cpdist(queries, parts, scorer=LCSseq.similarity, dtype=np.int32)
        at = np.full(len(parts), -1, np.int64)
        for index in np.flatnonzero(shared == length).tolist():
            at[index] = parts[index].find(queries[index])
        begins = (windows.low + at)[at >= 0]
        verbatim = Hits(
            windows.string[at >= 0], begins, begins + length[at >= 0], np.zeros(len(begins), np.int64)
        )
        alike = (shared >= length - self.index.budget[windows.string]) & (at < 0)
        return verbatim, replace(windows, shared=shared.astype(np.int64)).chosen(alike)


def _nearest(windows: Windows, length: Places) -> Windows:
    """Of more windows at one place than can be looked at, those that share most with their strings."""
    places = windows.low >> _A_PLACE
    if not len(places) or np.bincount(places - places.min()).max() <= AT_A_PLACE:
        return windows
    order = np.lexsort((windows.string, length[windows.string] - windows.shared, places))
    ordered = places[order]
    rank = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    return windows.chosen(np.sort(order[rank < AT_A_PLACE]))


def _in_parts(found: Iterator[Candidates]) -> Iterator[Candidates]:
    """Candidates in parts of a bounded size, few of them: each part costs the same small time again."""
    waiting: list[Candidates] = []
    count = 0
    for each in found:
        waiting.append(each)
        count += len(each[0])
        if count > _PAIRS:
            yield _together(waiting)
            waiting, count = [], 0
    if count:
        yield _together(waiting)


def _together(parts: list[Candidates]) -> Candidates:
    strings, seeds, diagonals = zip(*parts, strict=True)
    return np.concatenate(strings), np.concatenate(seeds), np.concatenate(diagonals)


def _slices(text: str, low: Places, high: Places) -> list[str]:
    return list(map(text.__getitem__, map(slice, low.tolist(), high.tolist())))


def _text(letters: Ids) -> str:
    return letters.astype("<u2").tobytes().decode("utf-16-le", "surrogatepass")
