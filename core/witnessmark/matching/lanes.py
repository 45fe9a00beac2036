"""Edit distances of many pairs at once: Myers' bit-parallel recurrence, a pair a lane, in numpy.

A column of the distance matrix is kept as two bit vectors (where it rises, where it falls), cut into words
of 64 rows; one step takes the next letter of every pair's text.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.matching.seeds import Ids

FAR = 30_000  # a distance larger than any that occurs
_BITS = 64
_LANES = 512  # pairs at once: more fall out of the cache
_ONE = np.uint64(1)
_TOP = np.uint64(63)

Distances = NDArray[np.int16]
Words = NDArray[np.uint64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a string and a text, a row each, padded with zeros on the right, and their lengths."""

    strings: Ids
    lengths: Counts
    texts: Ids
    sizes: Counts


def distances(pairs: Pairs, anchored: bool) -> Distances:
    """For each pair (row) and each number of text letters taken (column), the edits of the whole string.

    Anchored, the string must begin where the text does; otherwise it may begin anywhere in it. Columns beyond
    a text's size are `FAR`.
    """
    found = np.full((len(pairs.lengths), pairs.texts.shape[1] + 1), FAR, np.int16)
    blocks = (pairs.lengths + _BITS - 1) // _BITS
    for count in np.unique(blocks).tolist():
        members = np.flatnonzero(blocks == count)
        for low in range(0, len(members), _LANES):
            lanes = members[low : low + _LANES]
            part = _cut(pairs, lanes)
            found[lanes, : part.texts.shape[1] + 1] = _block_distances(part, count, anchored)
    return found


def _cut(pairs: Pairs, lanes: Counts) -> Pairs:
    lengths, sizes = pairs.lengths[lanes], pairs.sizes[lanes]
    return Pairs(
        pairs.strings[lanes, : lengths.max(initial=0)],
        lengths,
        pairs.texts[lanes, : sizes.max(initial=0)],
        sizes,
    )


def _block_distances(pairs: Pairs, blocks: int, anchored: bool) -> Distances:
    """The distances of pairs whose strings take the same number of words."""
    masks, texts = _masks(pairs, blocks)
    lanes = np.arange(len(pairs.lengths))
    columns = texts.shape[1]
    found = np.empty((columns + 1, len(lanes)), np.int16)
    found[0] = pairs.lengths
    state = _State(blocks, len(lanes), _ONE << ((pairs.lengths - 1) % _BITS).astype(np.uint64))
    entering = _ONE if anchored else np.uint64(0)
    for column in range(columns):
        rise, fall = state.step(masks[lanes, texts[:, column]], entering)
        found[column + 1] = found[column] + rise - fall
    beyond = np.arange(columns + 1)[:, None] > pairs.sizes
    found[beyond] = FAR
    return found.T


class _State:
    """The present column of every lane."""

    def __init__(self, blocks: int, lanes: int, top: Words) -> None:
        self._up = np.full((blocks, lanes), 0xFFFFFFFFFFFFFFFF, np.uint64)
        self._down = np.zeros((blocks, lanes), np.uint64)
        self._top = top

    def step(self, equal: Words, entering: np.uint64) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Take one letter: `equal` marks where it stands in each string. Whether the last row rose or fell."""
        rising: Words | np.uint64 = entering
        falling: Words | np.uint64 = np.uint64(0)
        for up, down, same in zip(self._up, self._down, equal.T, strict=True):
            vertical = same | down
            same = same | falling
            across = ((same & up) + up) ^ up
            across |= same
            falls = up & across
            across |= up
            rises = ~across
            rises |= down
            ended = rises, falls
            carried = rises >> _TOP, falls >> _TOP
            shifted = rises << _ONE
            shifted |= rising
            np.bitwise_and(shifted, vertical, out=down)
            vertical |= shifted
            np.invert(vertical, out=vertical)
            np.left_shift(falls, _ONE, out=up)
            up |= falling
            up |= vertical
            rising, falling = carried
        return (ended[0] & self._top) != 0, (ended[1] & self._top) != 0


def _masks(pairs: Pairs, blocks: int) -> tuple[Words, NDArray[np.intp]]:
    """For each lane and letter the bits where the letter stands in the string; and the texts as such letters."""
    known = np.unique(pairs.strings)
    known = known[known > 0]
    dense = np.zeros(1 << 16, np.intp)
    dense[known] = np.arange(1, len(known) + 1)
    strings, texts = dense[pairs.strings], dense[pairs.texts]
    lanes = np.arange(len(strings))
    masks = np.zeros((len(strings), len(known) + 1, blocks), np.uint64)
    for row in range(strings.shape[1]):
        masks[lanes, strings[:, row], row // _BITS] |= _ONE << np.uint64(row % _BITS)
    masks[:, 0] = 0
    return masks, texts
