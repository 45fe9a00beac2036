"""Windows made narrower, or dropped, before they are aligned: most hold a relative that the budget rules out.

A string of m letters that stands in a window with at most k edits, and has n letters in common with the window, in
order, lost or exchanged at least m - n; so at most k - (m - n) letters are too many, and it stands within n + k. Of
overlapping parts of the window, a little longer than that, one holds all of it. A part that has fewer than m - k
letters in common with the string holds none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from witnessmark.matching.alignment import Windows

_PARTS = 8  # steps from one part to the next in what a window is longer than its string


def narrowed(strings: Sequence[str], budget: NDArray[np.int32], windows: Windows, text: str) -> Windows:
    """The windows that can hold their string within its budget, without letters that cannot be of it."""
    string = windows.string
    rows = zip(
        string.tolist(), windows.low.tolist(), windows.high.tolist(), windows.shared.tolist(),
        budget[string].tolist(), strict=True,
    )  # fmt: skip
    kept: list[int] = []
    spans: list[tuple[int, int]] = []
    for window, (number, low, high, shared, edits) in enumerate(rows):
        letters = strings[number]
        step = max(0, high - low - len(letters)) // _PARTS + 1
        size = shared + edits + step - 1
        begins = range(low, max(low, high - size) + step, step)
        least = len(letters) - edits
        first = _first(letters, text, begins, (size, high, least))
        if first is not None:
            last = _first(letters, text, reversed(begins), (size, high, least))
            kept.append(window)
            spans.append((first, min(high, (first if last is None else last) + size)))
    chosen = windows.chosen(np.array(kept, np.int64))
    low_, high_ = np.array(spans, np.int64).reshape(-1, 2).T
    return Windows(chosen.string, low_, high_, chosen.near, chosen.shared)


def _first(letters: str, text: str, begins: Iterable[int], limits: tuple[int, int, int]) -> int | None:
    """The first part that has enough letters in common with a string; None where none has."""
    size, high, least = limits
    for begin in begins:
        part = text[begin : min(high, begin + size)]
        if LCSseq.similarity(letters, part, score_cutoff=least) >= least:
            return begin
    return None
