"""Candidates in texts of any size: many small ones at once, a large one piece by piece."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from witnessmark.matching.judge import Judge, Refuse
from witnessmark.matching.passages import Candidate
from witnessmark.matching.patterns import Patterns
from witnessmark.matching.phrases import Complaint
from witnessmark.matching.place import Place, ground
from witnessmark.matching.prepared import prepared
from witnessmark.matching.search import Crowded, Search
from witnessmark.matching.skeleton import skeleton
from witnessmark.records import Fingerprint, Message

BLOCK = 1 << 20  # characters searched at once; memory is some fifty times this
_SMALLEST = 1 << 13  # characters; a piece is not made smaller, however crowded it is
MOST = 1 << 17  # near occurrences looked at together: they take up to 1 kB each
_TEXTS = 4096  # texts searched at once, however small
_BEFORE = 64  # characters before a piece that are seen again, so that borders of words are known
_PATTERN_REACH = 4096  # characters that a pattern is sure to see beyond the end of a piece


@dataclass(frozen=True, slots=True)
class Piece:
    """What was found in a text from `start` to `end` (code points); nothing found crosses either."""

    start: int
    end: int
    candidates: tuple[Candidate, ...]


class Finder:
    """Finds every place in texts that a fingerprint explains; overlaps are left as they are."""

    def __init__(
        self, fingerprints: Sequence[Fingerprint], score: float, key_words: bool, cache: Path | None
    ) -> None:
        made = prepared(fingerprints, score, cache)
        self._search = Search(made.index)
        self._judge = Judge(fingerprints, made.forms, key_words)
        self._patterns = Patterns(fingerprints, score)
        reach = made.index.length + made.index.budget
        self._reach = int(reach.max(initial=0))
        self.complaints: tuple[Complaint, ...] = (*made.forms.complaints, *self._patterns.complaints)

    def many(
        self, texts: Iterable[str], refuse: Refuse, stop: threading.Event | None = None
    ) -> Iterator[tuple[Candidate, ...]]:
        """The candidates of each text, in the order of the texts; nothing useful once `stop` is set."""
        batch: list[str] = []
        size = 0
        for text in texts:
            if batch and (size + len(text) > BLOCK or len(batch) == _TEXTS):
                yield from self._together(batch, refuse, stop)
                batch, size = [], 0
            if len(text) > BLOCK:
                yield self._alone(text, refuse, stop)
            else:
                batch.append(text)
                size += len(text) + 1
        yield from self._together(batch, refuse, stop)

    def _together(
        self, texts: list[str], refuse: Refuse, stop: threading.Event | None
    ) -> Iterator[tuple[Candidate, ...]]:
        try:
            yield from self._batch(texts, refuse, MOST)
        except Crowded:
            yield from (self._alone(text, refuse, stop) for text in texts)

    def _alone(self, text: str, refuse: Refuse, stop: threading.Event | None) -> tuple[Candidate, ...]:
        return tuple(each for piece in self.pieces(text, refuse, stop) for each in piece.candidates)

    def pieces(self, text: str, refuse: Refuse, stop: threading.Event | None = None) -> Iterator[Piece]:
        """The candidates of one text, piece by piece, whatever its size; memory does not grow with it.

        Ends early once `stop` is set.
        """
        start, size = 0, BLOCK
        while start < len(text) and not (stop is not None and stop.is_set()):
            end = min(len(text), start + size)
            try:
                found, reached = self._around(text, start, end, refuse)
            except Crowded:
                size //= 4
                continue
            end = _clear(found, end, (end + reached) // 2) if reached < len(text) else len(text)
            yield Piece(start, end, tuple(each for each in found if each.passage.start < end))
            start, size = end, min(BLOCK, 2 * size)

    def _around(self, text: str, start: int, end: int, refuse: Refuse) -> tuple[list[Candidate], int]:
        """Candidates that begin at or after `start`, looking beyond `end` as far as any could reach."""
        look = max(_PATTERN_REACH, 8 * self._reach)
        while end + look < len(text) and len(skeleton(text[end : end + look]).codes) < 3 * self._reach:
            look *= 2
        reached = min(len(text), end + look)
        begin = max(0, start - _BEFORE)

        def refuse_here(fingerprint: str, first: int, last: int, score: float, reason: Message) -> None:
            if start <= first < end:
                refuse(fingerprint, first, last, score, reason)

        most = MOST if end - start > _SMALLEST else None
        (found,) = self._batch([text[begin:reached]], refuse_here, most, begin)
        return [each for each in found if each.passage.start >= start], reached

    def _batch(
        self, texts: list[str], refuse: Refuse, most: int | None, begin: int = 0
    ) -> Iterator[tuple[Candidate, ...]]:
        """The candidates of texts that are folded and searched together, their places counted from `begin` on.

        Raises Crowded, before anything else, where they hold more than `most` near occurrences.
        """
        if not texts:
            return
        together = "\n".join(texts)
        folded = skeleton(together)
        starts = np.cumsum([0, *(len(text) + 1 for text in texts)])
        bounds = np.searchsorted(folded.start, starts)
        hits = self._search.hits(folded.codes, folded.parted, bounds, most)
        found: list[list[Candidate]] = [[] for _ in texts]
        owners = np.searchsorted(bounds, hits.first, "right") - 1
        rows = zip(
            owners.tolist(), hits.string.tolist(), hits.first.tolist(), hits.last.tolist(), hits.edits.tolist(),
            strict=True,
        )  # fmt: skip
        looked = ground(together, folded)
        for owner, string, first, last, edits in rows:
            place = Place(looked, first, last)
            shift = begin - starts.item(owner)
            found[owner].extend(self._judge.occurrence(string, place, edits, refuse, shift))
        for text, candidates in zip(texts, found, strict=True):
            for hit in self._patterns.find(text):
                candidates.extend(self._judge.pattern(hit, text, refuse, begin))
            yield tuple(candidates)


def _clear(candidates: list[Candidate], end: int, furthest: int) -> int:
    """The first place from `end` on that no candidate covers, but never beyond `furthest`."""
    for candidate in sorted(candidates, key=lambda each: each.passage.start):
        if candidate.passage.start >= end:
            break
        end = max(end, candidate.passage.end)
    return min(end, furthest)
