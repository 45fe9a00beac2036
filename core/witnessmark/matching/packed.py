"""Edit distances of a few pairs at once: Myers' recurrence on one whole number that holds a column of them all.

Numpy's lanes (`lanes.py`) cost some twenty calls a letter however few pairs there are; for a few hundred letters
of strings a handful of operations on a Python integer is many times quicker.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.matching.lanes import FAR, Distances, Pairs
from witnessmark.matching.seeds import Ids

_WALL = np.uint16(0xFFFF)  # a letter that no text has, behind each string


def packed_distances(pairs: Pairs, anchored: bool) -> Distances:
    """For each pair (row) and each number of text letters taken (column), the edits of the whole string.

    The same as `lanes.distances`: anchored, the string must begin where its text does, and columns beyond a
    text's size are `FAR`.
    """
    columns = pairs.texts.shape[1]
    found = np.empty((len(pairs.lengths), columns + 1), np.int16)
    found[:, 0] = pairs.lengths
    if columns and len(pairs.lengths):
        # A bit more than each string has letters: it takes the carry, and keeps the pairs apart.
        ends = np.cumsum(pairs.lengths + 1) - 1
        firsts, walls = _number(ends - pairs.lengths), _number(ends)
        rises, falls = _steps(_equal(pairs), walls - firsts, firsts if anchored else 0)
        changes = _bits(rises, ends - 1) - _bits(falls, ends - 1)
        found[:, 1:] = found[:, :1] + np.cumsum(changes, axis=0, dtype=np.int16).T
    found[np.arange(columns + 1) > pairs.sizes[:, None]] = FAR
    return found


def _steps(
    columns: NDArray[np.uint8], full: int, entering: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Myers' recurrence, a letter of every text at a time: where the matrix rises and where it falls.

    `columns` tells for each letter where it stands in the strings; `full` are the bits of all strings.
    """
    size = columns.shape[1]
    letters = columns.tobytes()
    rising, falling = bytearray(), bytearray()
    up, down = full, 0
    for at in range(0, len(letters), size):
        same = int.from_bytes(letters[at : at + size], "little") | down
        diagonal = ((((same & up) + up) ^ up) | same) & full
        falls = up & diagonal
        rises = down | full ^ (up | diagonal)
        rising += rises.to_bytes(size, "little")
        falling += falls.to_bytes(size, "little")
        rises = (rises << 1 | entering) & full
        up = (falls << 1) & full | full ^ (diagonal | rises)
        down = rises & diagonal
    return tuple(np.frombuffer(each, np.uint8).reshape(columns.shape) for each in (rising, falling))  # type: ignore[return-value]


def _equal(pairs: Pairs) -> NDArray[np.uint8]:
    """For each place of the texts, where its letters stand in the strings: a bit for each letter and wall."""
    strings = np.zeros((len(pairs.strings), pairs.strings.shape[1] + 1), np.uint16)
    strings[:, :-1] = pairs.strings
    strings[np.arange(len(strings)), pairs.lengths] = _WALL
    letters: Ids = strings[np.arange(strings.shape[1]) <= pairs.lengths[:, None]]
    texts = np.repeat(pairs.texts.T, pairs.lengths + 1, axis=1)
    return np.packbits(texts == letters, axis=1, bitorder="little")


def _number(places: NDArray[np.int64]) -> int:
    """A number with these bits."""
    return sum(1 << place for place in places.tolist())


def _bits(steps: NDArray[np.uint8], places: NDArray[np.int64]) -> NDArray[np.int16]:
    """The bits at the given places of each step."""
    bits: NDArray[np.int16] = (steps[:, places >> 3] >> (places & 7).astype(np.uint8)) & 1
    return bits.astype(np.int16)
