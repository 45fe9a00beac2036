"""Looking everywhere: every string against every place of a text. Slow; what the index must not lose anything of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from witnessmark.matching.alignment import Strings
from witnessmark.matching.index import Index
from witnessmark.matching.lanes import Pairs, distances
from witnessmark.matching.seeds import Ids

_LANES = 2048  # strings at once


class Occurrence(NamedTuple):
    """A string ends at the letter `last` (half-open) of a text with so many edits, the fewest around."""

    string: int
    last: int
    edits: int


def occurrences(index: Index, text: Ids) -> Iterator[Occurrence]:
    """Every place where a string of the index ends within its budget, one for each run of such places."""
    strings = Strings([], index.letters, index.first[:-1], index.length, index.budget)
    for low in range(0, len(index.budget), _LANES):
        chosen = np.arange(low, min(len(index.budget), low + _LANES), dtype=np.int32)
        length = index.length[chosen]
        texts = np.broadcast_to(text, (len(chosen), len(text)))
        sizes = np.full(len(chosen), len(text))
        edits = distances(Pairs(strings.rows(chosen), length, texts, sizes), anchored=False)
        within = edits <= index.budget[chosen][:, None]
        for row in np.flatnonzero(within.any(axis=1)).tolist():
            for run in _runs(np.flatnonzero(within[row]).tolist()):
                costs = edits[row, run]
                yield Occurrence(low + row, run[int(costs.argmin())], int(costs.min()))


def _runs(places: Sequence[int]) -> Iterator[list[int]]:
    """Places that follow one another without a gap, together."""
    run: list[int] = []
    for place in places:
        if run and place > run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run
