"""Where in a string its seeds lie: pieces of which at least one survives any allowed number of edits.

A string that bears k edits gets k + 1 seeds that do not overlap. k edits cannot touch all of them, so every
occurrence holds one seed letter by letter. Of the possible places the ones with the rarest letters are taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LONGEST_SEED = 8  # characters; longer ones find hardly less and bear fewer edits
_COUNTERS = 18  # bits of the table of how often a seed's letters occur in the library
_FACTOR = np.uint32(0x9E3779B1)

Ids = NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class Group:
    """Strings of one length: their places in the library, their letters (a row each), their seeds' places."""

    strings: NDArray[np.int32]
    letters: Ids
    budget: int
    size: int
    places: NDArray[np.int32]


def groups(strings: list[Ids], budgets: NDArray[np.int32]) -> Iterator[Group]:
    """The strings by length, with seeds chosen; `strings` are letters as numbers."""
    lengths = np.array([len(each) for each in strings])
    sizes = np.minimum(lengths // (budgets + 1), LONGEST_SEED)
    for size in np.unique(sizes).tolist():
        members = np.flatnonzero(sizes == size)
        counts = _counts([strings[index] for index in members.tolist()], size)
        for length in np.unique(lengths[members]).tolist():
            chosen = members[lengths[members] == length].astype(np.int32)
            letters = np.stack([strings[index] for index in chosen.tolist()])
            edits = int(budgets[chosen[0]])
            costs = counts[_grams(letters, size)]
            yield Group(chosen, letters, edits, size, _places(costs, edits + 1, size))


def _counts(strings: list[Ids], size: int) -> NDArray[np.float32]:
    """How often each run of `size` letters occurs, by its hash: the guess at how common it is in texts."""
    wall = np.zeros(1, np.uint16)
    joined = np.concatenate([part for each in strings for part in (each, wall)])
    return np.bincount(_grams(joined[None, :], size)[0], minlength=1 << _COUNTERS).astype(np.float32)


def _grams(letters: Ids, size: int) -> NDArray[np.uint32]:
    """A hash for each run of `size` letters in each row."""
    width = letters.shape[1] - size + 1
    hashed = np.zeros((letters.shape[0], width), np.uint32)
    for index in range(size):
        hashed = hashed * _FACTOR + letters[:, index : index + width]
    return (hashed * _FACTOR) >> np.uint32(32 - _COUNTERS)


def _places(costs: NDArray[np.float32], seeds: int, size: int) -> NDArray[np.int32]:
    """The cheapest places of `seeds` seeds that do not overlap, for each row of `costs` (one a place).

    Seed i lies at i * size plus the slack used so far, which never shrinks: a dynamic programme over slack.
    """
    rows = len(costs)
    slack = costs.shape[1] - 1 - (seeds - 1) * size
    froms = np.empty((seeds, rows, slack + 1), np.int32)
    best = np.zeros((rows, slack + 1), np.float32)
    for seed in range(seeds):
        lowest = np.minimum.accumulate(best, axis=1)
        froms[seed] = _first_lowest(best, lowest)
        best = costs[:, seed * size : seed * size + slack + 1] + lowest
    at = best.argmin(axis=1)
    places = np.empty((rows, seeds), np.int32)
    for seed in range(seeds - 1, -1, -1):
        places[:, seed] = seed * size + at
        at = froms[seed, np.arange(rows), at]
    return places


def _first_lowest(values: NDArray[np.float32], lowest: NDArray[np.float32]) -> NDArray[np.int32]:
    """For each place, where the lowest value up to it stands."""
    fresh = np.ones(values.shape, np.bool_)
    fresh[:, 1:] = lowest[:, 1:] < lowest[:, :-1]
    numbers = np.arange(values.shape[1], dtype=np.int32)
    return np.maximum.accumulate(np.where(fresh, numbers, 0), axis=1)
