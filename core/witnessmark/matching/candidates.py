"""From letters to candidates: seeds that stand in a text, with neighbours that leave the budget unspent.

That nothing is lost rests on this: of k + 1 pieces, k edits leave one untouched. If every untouched piece but
the last is followed by a piece with two edits or more, then all edits are spent on the pattern (1 | 0 2)* 0,
in which the last piece is untouched and follows one edit, or two edits after an untouched piece.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from witnessmark.matching.index import EVERY_SEED, MIXER, NEIGHBOURS, Index, Table, scattered
from witnessmark.matching.seeds import Ids

CHUNK = 1 << 17  # letters hashed at once: larger ones fall out of the cache, smaller ones are all overhead
_AT_ONCE = 1 << 19  # seeds expanded at once: bounds the memory that a hostile library can take

Places = NDArray[np.int64]
Words = NDArray[np.uint64]
Truth = NDArray[np.bool_]

_SCATTERED = scattered(np.arange(1 << 16, dtype=np.uint16))
_ONE = np.uint64(1)
_LOW = np.uint64(0x7F7F7F7F7F7F7F7F)
_HIGH = np.uint64(0x8080808080808080)
_MASKS = np.array([(1 << (8 * count)) - 1 for count in range(NEIGHBOURS + 1)], np.uint64)


class Letters:
    """A text's letters, ready to be looked into: padded with zeros, and as bytes, eight to a word."""

    def __init__(self, letters: Ids) -> None:
        self.count = len(letters)
        self.padded = np.zeros(len(letters) + 2 * NEIGHBOURS, np.uint16)
        self.padded[NEIGHBOURS : NEIGHBOURS + len(letters)] = letters
        self._onwards = _words(self.padded)
        self._backwards = _words(self.padded[::-1])

    def from_(self, places: Places) -> Words:
        """The eight letters from each place on; the first letter is the lowest byte."""
        return self._onwards[np.maximum(places + NEIGHBOURS, 0)]

    def before(self, places: Places) -> Words:
        """The eight letters before each place, backwards; the nearest is the lowest byte."""
        return self._backwards[self.count + NEIGHBOURS - places]


def candidates(index: Index, letters: Letters) -> Iterator[tuple[NDArray[np.int32], Places, Places]]:
    """Strings that may stand in a text, with the place of a seed and the place where they would begin."""
    longest = index.tables[-1].size if index.tables else 0
    for low in range(0, letters.count, CHUNK):
        high = min(letters.count, low + CHUNK)
        last = min(letters.count, high + longest - 1)
        piece = _SCATTERED[letters.padded[NEIGHBOURS + low : NEIGHBOURS + last]]
        for entries, seeds in _expanded(*_runs(index.tables, piece, high - low)):
            seeds += low
            kept = np.flatnonzero(_plausible(index, letters, entries, seeds))
            entries, seeds = entries[kept], seeds[kept]
            yield index.seeds.string[entries], seeds, seeds - index.seeds.place[entries]


def _runs(tables: tuple[Table, ...], piece: NDArray[np.uint32], starts: int) -> tuple[Places, Places, Places]:
    """The places that begin with a run of letters in a table, with the first and the number of its seeds."""
    none = np.zeros(0, np.int64)
    found: list[tuple[Places, Places, Places]] = [(none, none, none)]
    hashed = piece.copy()
    size = 1
    for table in tables:
        while size < table.size and len(hashed) > 1:
            np.multiply(hashed, MIXER, out=hashed)
            hashed = hashed[:-1]
            hashed += piece[size:]
            size += 1
        if size == table.size:
            grams = hashed[:starts] >> table.shift
            places = np.flatnonzero(table.used[grams])
            grams = grams[places]
            firsts = table.head[grams].astype(np.int64)
            found.append((places, firsts, table.head[grams + 1] - firsts))
    places, firsts, counts = (np.concatenate(column) for column in zip(*found, strict=True))
    return places, firsts, counts


def _expanded(places: Places, firsts: Places, counts: Places) -> Iterator[tuple[Places, Places]]:
    """Every seed of every place, with the place; a bounded number at a time."""
    upto = np.cumsum(counts)
    low = 0
    while low < len(counts):
        done = int(upto[low - 1]) if low else 0
        high = max(low + 1, int(np.searchsorted(upto, done + _AT_ONCE, "right")))
        count, total = counts[low:high], int(upto[high - 1]) - done
        begins = upto[low:high] - count - done
        entries = np.arange(total) + np.repeat(firsts[low:high] - begins, count)
        yield entries, np.repeat(places[low:high], count)
        low = high


def _plausible(index: Index, letters: Letters, entries: Places, places: Places) -> Truth:
    """Which seeds have neighbours that the budget can pay for; never false where the string stands."""
    seeds = index.seeds
    after, length = seeds.after[entries], seeds.after_length[entries]
    onwards = letters.from_(places + seeds.size[entries])
    unequal = _unequal(after, onwards, length)
    good = _one_edit(after, onwards, length, unequal)
    last = np.flatnonzero(seeds.last[entries])
    if len(last):
        good[last] = False
        last = last[unequal[last] == 0]
        good[last] = _well_preceded(index, letters, seeds.string[entries[last]], places[last])
    return good


def _well_preceded(index: Index, letters: Letters, strings: NDArray[np.int32], seeds: Places) -> Truth:
    """Whether a last seed follows a piece with at most one edit, or with two after an untouched one."""
    before, length = index.before[strings], index.before_length[strings]
    backwards = letters.before(seeds)
    good = _one_edit(before, backwards, length, _unequal(before, backwards, length))
    back = index.second_back[strings]
    around = letters.from_(seeds - back - 2)
    wanted = index.second[strings]
    for shift in range(EVERY_SEED + 1):
        good |= (back > 0) & ((around >> np.uint64(8 * shift)).astype(np.uint32) == wanted)
    return good


def _unequal(wanted: Words, found: Words, length: NDArray[np.uint8]) -> Words:
    """The highest bit of each byte in which two words differ, in the first `length` bytes."""
    differing = (wanted ^ found) & _MASKS[length]
    return (((differing & _LOW) + _LOW) | differing) & _HIGH


def _one_edit(wanted: Words, found: Words, length: NDArray[np.uint8], unequal: Words) -> Truth:
    """Whether the first `length` letters of `wanted` stand in `found` with at most one edit.

    From the first unequal byte on, a letter too many in `found` shifts it by one byte, a missing one shifts
    `wanted`. The ninth letter is not looked at, which can only let more pass.
    """
    mask = _MASKS[length]
    lowest = unequal & (~unequal + _ONE)
    onwards = ~((lowest >> np.uint64(7)) - _ONE) & mask
    good: Truth = np.bitwise_count(unequal) <= 1
    good |= ((found >> np.uint64(8)) ^ wanted) & onwards & _MASKS[NEIGHBOURS - 1] == 0
    good |= ((wanted >> np.uint64(8)) ^ found) & onwards & (mask >> np.uint64(8)) == 0
    return good


def _words(letters: Ids) -> Words:
    """A view of eight letters, as the bytes of one word, for each letter."""
    small = (letters & np.uint16(0xFF)).astype(np.uint8)
    return np.ndarray((len(small) - NEIGHBOURS + 1,), np.dtype("<u8"), small, strides=(1,))
