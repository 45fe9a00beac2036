"""Candidates' windows aligned exactly: where in the text each string stands, with how many edits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.matching.align import edits_by_end
from witnessmark.matching.lanes import Pairs, distances
from witnessmark.matching.seeds import Ids

Places = NDArray[np.int64]

FEW = 24  # windows; below it Python's whole numbers are quicker than numpy's columns
_SMALL = 4096  # more than any difference of lengths or row of a window


@dataclass(frozen=True, slots=True)
class Windows:
    """Parts of a text (`low` to `high`, half-open) in each of which one string is looked for."""

    string: NDArray[np.int32]
    low: Places
    high: Places


@dataclass(frozen=True, slots=True)
class Hits:
    """Strings that stand at the letters `first` to `last` (half-open) of a text with so many edits."""

    string: NDArray[np.int32]
    first: Places
    last: Places
    edits: Places


@dataclass(frozen=True, slots=True)
class Strings:
    """The library's strings: letters one after another, where each begins, how long it is."""

    letters: Ids
    first: Places
    length: Places

    def rows(self, chosen: NDArray[np.int32]) -> Ids:
        """The chosen strings, a row each, padded with zeros on the right."""
        return ragged(self.letters, self.first[chosen], self.length[chosen])


def ragged(letters: Ids, first: Places, length: Places) -> Ids:
    """Parts of `letters` that begin at `first`, a row each, padded with zeros on the right."""
    columns = np.arange(int(length.max(initial=0)))
    at = np.minimum(first[:, None] + columns, max(0, len(letters) - 1))
    return (
        np.where(columns < length[:, None], letters[at], np.uint16(0))
        if len(letters)
        else np.zeros((len(first), len(columns)), np.uint16)
    )


def align(strings: Strings, windows: Windows, text: Ids, parted: NDArray[np.bool_]) -> Hits:
    """The best place of each window's string in it.

    Among equally good ends one at a word's edge is taken, then the first; among equally good starts one at a
    word's edge, then the one that makes the passage as long as the string.
    """
    if len(windows.string) < FEW:
        return _one_by_one(strings, windows, text, parted)
    rows, length = strings.rows(windows.string), strings.length[windows.string]
    size = windows.high - windows.low
    ends = distances(Pairs(rows, length, ragged(text, windows.low, size), size), anchored=False)
    lanes = np.arange(len(length))
    inside = ~parted[np.minimum(windows.low[:, None] + np.arange(ends.shape[1]), len(parted) - 1)]
    taken = (ends * np.int32(2) + inside).argmin(axis=1)
    edits = ends[lanes, taken].astype(np.int64)
    last = windows.low + taken
    back = np.minimum(taken, length + edits)
    backwards = ragged(text[::-1], len(text) - last, back)
    reversed_rows = ragged(
        strings.letters[::-1], len(strings.letters) - strings.first[windows.string] - length, length
    )
    starts = distances(Pairs(reversed_rows, length, backwards, back), anchored=True)
    columns = np.arange(starts.shape[1])
    inside = ~parted[np.maximum(last[:, None] - columns, 0)]
    cost = (
        np.where(starts == edits[:, None], 0, 2 * _SMALL)
        + inside * _SMALL
        + np.abs(columns - length[:, None])
    )
    return Hits(windows.string, last - cost.argmin(axis=1), last, edits)


def _one_by_one(strings: Strings, windows: Windows, text: Ids, parted: NDArray[np.bool_]) -> Hits:
    """The same as `align`, window by window."""
    first: list[int] = []
    last: list[int] = []
    edits: list[int] = []
    places = strings.first[windows.string]
    for begin, length, low, high in zip(
        places.tolist(),
        strings.length[windows.string].tolist(),
        windows.low.tolist(),
        windows.high.tolist(),
        strict=True,
    ):
        string = strings.letters[begin : begin + length].tolist()
        part, edges = text[low:high].tolist(), parted[low : high + 1].tolist()
        ends = edits_by_end(string, part)
        end = min(range(len(ends)), key=lambda at: (ends[at], not edges[at]))
        least = ends[end]
        starts = edits_by_end(string[::-1], part[max(0, end - length - least) : end][::-1], anchored=True)
        start = min(
            (end - taken for taken, cost in enumerate(starts) if cost == least),
            key=lambda at: (not edges[at], abs(end - at - length), end - at),
        )
        first.append(low + start)
        last.append(low + end)
        edits.append(least)
    return Hits(
        windows.string, np.array(first, np.int64), np.array(last, np.int64), np.array(edits, np.int64)
    )
