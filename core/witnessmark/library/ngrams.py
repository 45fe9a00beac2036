"""Runs of words as numbers: which of them a text holds, counted over many texts without keeping the words."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

SHORTEST = 3
LONGEST = 7

Hashes = NDArray[np.uint64]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_MIX = np.uint64(0x9E3779B97F4A7C15)


class Vocabulary:
    """Gives each word a number, the same for both kinds of apostrophe and all cases."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def grams(self, text: str) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64]]:
        """Every run of `SHORTEST` to `LONGEST` words: its hash, and where in the text it begins and ends."""
        found = list(_WORD.finditer(text))
        numbers = self._numbers
        words = [each[0].lower().replace("’", "'") for each in found]
        ids = np.array([numbers.setdefault(word, len(numbers) + 1) for word in words], np.uint64)
        starts = np.array([each.start() for each in found], np.int64)
        ends = np.array([each.end() for each in found], np.int64)
        hashes, firsts, lasts = [], [], []
        run = np.zeros(len(ids), np.uint64)
        for size in range(1, min(LONGEST, len(ids)) + 1):
            run = _mixed(run[: len(ids) - size + 1] + ids[size - 1 :])
            if size >= SHORTEST:
                hashes.append(run.copy())
                firsts.append(starts[: len(run)])
                lasts.append(ends[size - 1 :])
        if not hashes:
            nothing = np.zeros(0, np.int64)
            return np.zeros(0, np.uint64), nothing, nothing
        return np.concatenate(hashes), np.concatenate(firsts), np.concatenate(lasts)

    def distinct(self, text: str) -> Hashes:
        """The runs of words that a text holds, each once, sorted."""
        return np.unique(self.grams(text)[0])


def _mixed(run: Hashes) -> Hashes:
    """Each number scattered over all 64 bits, so that the next word can be added to it."""
    with np.errstate(over="ignore"):
        mixed = run * _MIX
        mixed ^= mixed >> np.uint64(29)
        mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return mixed


class Collected:
    """In how many texts each run of words stands; runs that stay rare are dropped now and then."""

    def __init__(self) -> None:
        self._waiting: list[Hashes] = []
        self._size = 0
        self.hashes = np.zeros(0, np.uint64)
        self.counts = np.zeros(0, np.int64)

    def add(self, distinct: Hashes) -> None:
        """Take the runs of one text."""
        self._waiting.append(distinct)
        self._size += len(distinct)
        if self._size > 1 << 23:
            self.merge()

    def merge(self) -> None:
        """Count what was taken since the last time."""
        if not self._waiting:
            return
        hashes, counts = np.unique(np.concatenate(self._waiting), return_counts=True)
        self._waiting, self._size = [], 0
        both = np.concatenate([self.hashes, hashes])
        self.hashes, places = np.unique(both, return_inverse=True)
        weights = np.concatenate([self.counts, counts])
        self.counts = np.bincount(places, weights, len(self.hashes)).astype(np.int64)

    def frequent(self, least: int) -> Hashes:
        """The runs that stand in at least `least` texts, sorted."""
        self.merge()
        found: Hashes = self.hashes[self.counts >= least]
        return found
