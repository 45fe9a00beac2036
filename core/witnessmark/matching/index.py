"""The index: which seeds of which strings a run of letters may be, with what must stand beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.matching.phrases import budget
from witnessmark.matching.seeds import Group, Ids, groups

NEIGHBOURS = 8  # letters beside a seed that are looked at: one 64-bit word of bytes
EVERY_SEED = 4  # letters of the seed before the last but one that are looked at; no seed is shorter
_SPREAD = 4  # places of the hash table for each seed
CODE_POINTS = 0x110000
MIXER = np.uint32(0x9E3779B1)


@dataclass(frozen=True, slots=True)
class Table:
    """The seeds of one size: a hash h that is used has the entries `head[h]` to `head[h + 1]`."""

    size: int
    head: NDArray[np.uint32]
    used: NDArray[np.bool_]

    @property
    def shift(self) -> np.uint32:
        """By how many bits a hash of letters is shifted to become a place in `head`."""
        return np.uint32(33 - len(self.head).bit_length())


@dataclass(frozen=True, slots=True)
class Seeds:
    """All seeds, those of a table together and by hash.

    A seed of `size` letters stands at `place` of its `string`. `after` holds the letters that follow it, a byte
    each, `after_length` how many; `last` marks the last seed of a string.
    """

    string: NDArray[np.int32]
    place: NDArray[np.int32]
    size: NDArray[np.uint8]
    after: NDArray[np.uint64]
    after_length: NDArray[np.uint8]
    last: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that finding candidates needs; arrays only, so that it can be kept in a file.

    `letters` are the strings one after another, as numbers of `alphabet`; string i stands at `first[i]` to
    `first[i + 1]` and bears `budget[i]` edits. `before` and its length are the letters left of its last seed,
    backwards; `second` are the first letters of the seed before the last but one, `second_back` characters
    before the last, 0 where there is none.
    """

    alphabet: NDArray[np.uint32]
    letters: Ids
    first: NDArray[np.int64]
    budget: NDArray[np.int32]
    before: NDArray[np.uint64]
    before_length: NDArray[np.uint8]
    second: NDArray[np.uint32]
    second_back: NDArray[np.int32]
    seeds: Seeds
    tables: tuple[Table, ...]

    @property
    def length(self) -> NDArray[np.int64]:
        """The length of each string."""
        return np.diff(self.first)


def build(strings: Iterable[str], score: float) -> Index:
    """The index of distinct skeletons for a lowest score."""
    known = tuple(strings)
    codes = np.frombuffer("".join(known).encode("utf-32-le"), np.uint32)
    number = np.zeros(CODE_POINTS, np.uint16)
    number[codes] = 1
    alphabet = np.flatnonzero(number)
    number[alphabet] = np.arange(1, len(alphabet) + 1)
    letters = number[codes]
    first = np.zeros(len(known) + 1, np.int64)
    np.cumsum([len(each) for each in known], out=first[1:])
    budgets = np.array([budget(len(each), score) for each in known], np.int32)
    builder = _Builder(len(known))
    rows = [letters[low:high] for low, high in zip(first[:-1].tolist(), first[1:].tolist(), strict=True)]
    for group in groups(rows, budgets) if known else ():
        builder.add(group)
    return Index(
        alphabet.astype(np.uint32),
        letters,
        first,
        budgets,
        builder.before,
        builder.before_length,
        builder.second,
        builder.second_back,
        *builder.seeds(),
    )


class _Builder:
    """Collects the seeds of group after group and sorts them into tables in the end."""

    def __init__(self, strings: int) -> None:
        self.before = np.zeros(strings, np.uint64)
        self.before_length = np.zeros(strings, np.uint8)
        self.second = np.zeros(strings, np.uint32)
        self.second_back = np.zeros(strings, np.int32)
        self._entries: dict[int, list[dict[str, NDArray[np.generic]]]] = {}

    def add(self, group: Group) -> None:
        """Take the seeds of strings of one length."""
        seeds = group.places.shape[1]
        ends = np.full((len(group.strings), seeds + 2), group.letters.shape[1], np.int32)
        ends[:, :seeds] = group.places
        for seed in range(seeds):
            start = group.places[:, seed] + group.size
            after, length = _word(group.letters, start, ends[:, seed + 2])
            entry: dict[str, NDArray[np.generic]] = {
                "gram": letter_hashes(_rows(group.letters, group.places[:, seed], group.size)),
                "string": group.strings,
                "place": group.places[:, seed],
                "size": np.full(len(group.strings), group.size, np.uint8),
                "after": after,
                "after_length": length,
                "last": np.full(len(group.strings), seed == seeds - 1),
            }
            self._entries.setdefault(group.size, []).append(entry)
        if seeds > 1:
            self._neighbours(group, seeds)

    def _neighbours(self, group: Group, seeds: int) -> None:
        last, previous = group.places[:, seeds - 1], group.places[:, seeds - 2]
        width = group.letters.shape[1]
        backwards = group.letters[:, ::-1]
        word, length = _word(backwards, width - last, width - previous)
        self.before[group.strings], self.before_length[group.strings] = word, length
        if seeds > 2:
            second = group.places[:, seeds - 3]
            word, _ = _word(group.letters, second, second + EVERY_SEED)
            self.second[group.strings] = word.astype(np.uint32)
            self.second_back[group.strings] = last - second

    def seeds(self) -> tuple[Seeds, tuple[Table, ...]]:
        """All seeds, and the tables by size of their seeds."""
        tables: list[Table] = []
        parts: list[Seeds] = []
        count = 0
        for size, entries in sorted(self._entries.items()):
            table, part = _table(size, entries, count)
            tables.append(table)
            parts.append(part)
            count += len(part.string)
        return _all_seeds(parts), tuple(tables)


def letter_hashes(rows: Ids) -> NDArray[np.uint32]:
    """The hash of each row of letters; `rolling` computes the same along a text."""
    hashed = np.zeros(len(rows), np.uint32)
    for index in range(rows.shape[1]):
        hashed = hashed * MIXER + scattered(rows[:, index])
    return hashed


def scattered(letters: Ids) -> NDArray[np.uint32]:
    """A number with well mixed bits for each letter."""
    mixed = letters.astype(np.uint32) * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    return mixed


def _rows(letters: Ids, start: NDArray[np.int32], size: int) -> Ids:
    return np.take_along_axis(letters, start[:, None] + np.arange(size), axis=1)


def _word(
    letters: Ids, start: NDArray[np.int32], end: NDArray[np.int32]
) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """The letters from `start` to `end`, at most eight, as the bytes of one word, lowest first; and how many."""
    length = np.clip(end - start, 0, NEIGHBOURS)
    word = np.zeros(len(letters), np.uint64)
    for index in range(NEIGHBOURS):
        at = np.minimum(start + index, letters.shape[1] - 1)
        byte = np.take_along_axis(letters, at[:, None], axis=1)[:, 0].astype(np.uint64) & np.uint64(0xFF)
        word |= np.where(index < length, byte << np.uint64(8 * index), np.uint64(0))
    return word, length.astype(np.uint8)


def _table(size: int, entries: list[dict[str, NDArray[np.generic]]], before: int) -> tuple[Table, Seeds]:
    """The table of seeds of one size, of which `before` other seeds come first, and these seeds in its order."""
    joined = {name: np.concatenate([entry[name] for entry in entries]) for name in entries[0]}
    bits = min(22, max(12, (_SPREAD * len(joined["gram"])).bit_length()))
    places = joined.pop("gram").astype(np.uint32) >> np.uint32(32 - bits)
    order = np.argsort(places, kind="stable")
    counts = np.bincount(places, minlength=1 << bits)
    head = np.zeros((1 << bits) + 1, np.uint32)
    np.cumsum(counts, out=head[1:])
    head += np.uint32(before)
    return Table(size, head, counts > 0), Seeds(**{name: values[order] for name, values in joined.items()})


def _all_seeds(parts: list[Seeds]) -> Seeds:
    """The seeds of all tables, one table after another."""
    if not parts:
        none = np.zeros(0, np.int32)
        small = np.zeros(0, np.uint8)
        return Seeds(none, none, small, np.zeros(0, np.uint64), small, np.zeros(0, np.bool_))
    return Seeds(
        np.concatenate([each.string for each in parts]),
        np.concatenate([each.place for each in parts]),
        np.concatenate([each.size for each in parts]),
        np.concatenate([each.after for each in parts]),
        np.concatenate([each.after_length for each in parts]),
        np.concatenate([each.last for each in parts]),
    )
