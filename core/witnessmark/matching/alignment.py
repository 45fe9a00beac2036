"""Candidates' windows aligned exactly: where in the text each string stands, with how many edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from witnessmark.matching.lanes import Pairs, distances
from witnessmark.matching.packed import packed_distances
from witnessmark.matching.seeds import Ids

Places = NDArray[np.int64]

FEW = 200  # pairs; fewer are quicker in one whole number than in numpy's lanes
_SMALL = 4096  # more than any difference of lengths or row of a window


@dataclass(frozen=True, slots=True)
class Windows:
    """Parts of a text (`low` to `high`, half-open) in each of which one string is looked for.

    `near` is about where the string begins, `shared` the length of what it has in common with the part.
    """

    string: NDArray[np.int32]
    low: Places
    high: Places
    near: Places
    shared: Places

    def chosen(self, which: NDArray[np.bool_] | Places) -> Windows:
        """Some of them."""
        return Windows(
            self.string[which], self.low[which], self.high[which], self.near[which], self.shared[which]
        )


@dataclass(frozen=True, slots=True)
class Hits:
    """Strings that stand at the letters `first` to `last` (half-open) of a text with so many edits."""

    string: NDArray[np.int32]
    first: Places
    last: Places
    edits: Places

    def chosen(self, which: NDArray[np.bool_] | Places) -> Hits:
        """Some of them."""
        return Hits(self.string[which], self.first[which], self.last[which], self.edits[which])


def all_windows(parts: Sequence[Windows]) -> Windows:
    """Windows of several parts together."""
    if not parts:
        none = np.zeros(0, np.int64)
        return Windows(np.zeros(0, np.int32), none, none, none, none)
    return Windows(
        np.concatenate([each.string for each in parts]),
        np.concatenate([each.low for each in parts]),
        np.concatenate([each.high for each in parts]),
        np.concatenate([each.near for each in parts]),
        np.concatenate([each.shared for each in parts]),
    )


def joined(parts: Sequence[Hits]) -> Hits:
    """Hits of several parts together; there must be one at least."""
    return Hits(
        np.concatenate([each.string for each in parts]),
        np.concatenate([each.first for each in parts]),
        np.concatenate([each.last for each in parts]),
        np.concatenate([each.edits for each in parts]),
    )


@dataclass(frozen=True, slots=True)
class Strings:
    """The library's strings: letters one after another, where each begins, its length, the edits it bears.

    `each` are the same as strings of Python.
    """

    each: list[str]
    letters: Ids
    first: Places
    length: Places
    budget: NDArray[np.int32]

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


@dataclass(frozen=True, slots=True)
class Written:
    """A text in both its forms: letters as numbers and as a string; and where words part in it."""

    letters: Ids
    text: str
    parted: NDArray[np.bool_]


def align(strings: Strings, windows: Windows, written: Written) -> Hits:
    """The best place of each window's string in it, where that is within the string's budget.

    Among equally good ends one at a word's edge is taken, then the first; among equally good starts one at a
    word's edge, then the one that makes the passage as long as the string.
    """
    if not len(windows.string):
        return Hits(windows.string, windows.low, windows.low, windows.low)
    ends = _ends(strings, windows, written)
    parted = written.parted
    inside = ~parted[np.minimum(windows.low[:, None] + np.arange(ends.shape[1]), len(parted) - 1)]
    taken = (ends * np.int32(2) + inside).argmin(axis=1)
    edits = ends[np.arange(len(taken)), taken].astype(np.int64)
    good = np.flatnonzero(edits <= strings.budget[windows.string])
    last = windows.low[good] + taken[good]
    found = Hits(windows.string[good], last, last, edits[good])
    back = np.minimum(taken[good], strings.length[found.string] + found.edits)
    return replace(found, first=last - _taken_back(strings, found, back, written))


def _ends(strings: Strings, windows: Windows, written: Written) -> NDArray[np.int16]:
    """The edits by the place where a string ends in its window; `FAR` beyond the window."""
    size = windows.high - windows.low
    rows, length = strings.rows(windows.string), strings.length[windows.string]
    return _distances(Pairs(rows, length, ragged(written.letters, windows.low, size), size), anchored=False)


def _taken_back(strings: Strings, found: Hits, back: Places, written: Written) -> Places:
    """How many letters before its end each hit begins, `back` at most: one of few places, the likeliest first."""
    parted = written.parted.tobytes()
    rows = zip(
        found.string.tolist(), found.last.tolist(), found.edits.tolist(), back.tolist(), strict=True
    )  # fmt: skip
    return np.array(
        [_letters_back(strings.each[row[0]], row, written.text, parted) for row in rows], np.int64
    )


def _letters_back(string: str, row: tuple[int, int, int, int], text: str, parted: bytes) -> int:
    """The same for one hit: the number of its string, its end, its edits, and the most letters back."""
    _, last, edits, back = row
    length = len(string)
    counts = range(max(0, length - edits), min(back, length + edits) + 1)
    likeliest = sorted(counts, key=lambda count: (not parted[last - count], abs(count - length)))
    return next(
        count
        for count in likeliest
        if Levenshtein.distance(string, text[last - count : last], score_cutoff=edits) <= edits
    )


def _distances(pairs: Pairs, anchored: bool) -> NDArray[np.int16]:
    return (packed_distances if len(pairs.lengths) < FEW else distances)(pairs, anchored)
