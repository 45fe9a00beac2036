"""Edit distances of a few pairs at once: Myers' recurrence on one whole number that holds a column of them all.

Numpy's lanes (`lanes.py`) cost some twenty calls a letter however few pairs there are; for a few hundred letters
of strings a handful of operations on a Python integer is many times quicker.
"""

from __future__ import annotations

from collections.abc import Iterator

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
        firsts = np.cumsum(pairs.lengths + 1) - pairs.lengths - 1
        size = (int(firsts[-1] + pairs.lengths[-1]) + 8) // 8
        steps = list(_steps(_equal(pairs), _number(firsts), _number(firsts + pairs.lengths), anchored))
        last = firsts + pairs.lengths - 1
        rises = _bits([rise.to_bytes(size, "little") for rise, _ in steps], last)
        falls = _bits([fall.to_bytes(size, "little") for _, fall in steps], last)
        found[:, 1:] = found[:, :1] + np.cumsum(rises - falls, axis=0, dtype=np.int16).T
    found[np.arange(columns + 1) > pairs.sizes[:, None]] = FAR
    return found


def _steps(columns: Iterator[int], firsts: int, walls: int, anchored: bool) -> Iterator[tuple[int, int]]:
    """Myers' recurrence, a letter of every text at a time: where the matrix rises and where it falls."""
    full = walls - firsts  # ones from each string's first bit up to its wall
    entering = firsts if anchored else 0
    up, down = full, 0
    for equal in columns:
        same = equal | down
        diagonal = ((((same & up) + up) ^ up) | same) & full
        falls = up & diagonal
        rises = down | full ^ (up | diagonal)
        yield rises, falls
        rises = (rises << 1 | entering) & full
        up = (falls << 1) & full | full ^ (diagonal | rises)
        down = rises & diagonal


def _equal(pairs: Pairs) -> Iterator[int]:
    """For each place of the texts, where its letters stand in the strings."""
    strings = np.pad(pairs.strings, ((0, 0), (0, 1)))
    strings[np.arange(len(strings)), pairs.lengths] = _WALL
    letters: Ids = strings[np.arange(strings.shape[1]) <= pairs.lengths[:, None]]
    texts = np.repeat(pairs.texts.T, pairs.lengths + 1, axis=1)
    for row in np.packbits(texts == letters, axis=1, bitorder="little"):
        yield int.from_bytes(row.tobytes(), "little")


def _number(places: NDArray[np.int64]) -> int:
    """A number with these bits."""
    return sum(1 << place for place in places.tolist())


def _bits(steps: list[bytes], places: NDArray[np.int64]) -> NDArray[np.int16]:
    """The bits at the given places of each step."""
    rows = np.frombuffer(b"".join(steps), np.uint8).reshape(len(steps), -1)
    bits: NDArray[np.int16] = (rows[:, places >> 3] >> (places & 7).astype(np.uint8)) & 1
    return bits.astype(np.int16)
