"""Fingerprints' regular expressions, run by RE2: linear time, so a stranger's pack cannot hang it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np
import re2
from numpy.typing import NDArray

from witnessmark.matching.mended import Mend, Window, Words
from witnessmark.matching.phrases import SEED, Complaint, budget
from witnessmark.matching.plain import Level, level
from witnessmark.matching.spelling import Source, words_of
from witnessmark.records import Fingerprint, Layer, message

_LITERAL_HYPHEN = re.compile(r"(\\?-)|\\.|\[(?:\\.|[^\]\\])+\]", re.S)
_WORD = re.compile(r"[^\W\d_]+")
_HALVES = re.compile("[\ud800-\udfff]")  # of characters; RE2 reads UTF-8, which cannot hold them
# Bytes that RE2 may use for one automaton; its default, 8 MiB, is too small for {0,5} of words.
_MEMORY = 32 << 20
_TOGETHER = 8  # patterns to an automaton


class PatternHit(NamedTuple):
    """The pattern of a fingerprint (by its place in the list) explains the code points `start` to `end`."""

    rule: int
    start: int
    end: int
    layer: Layer
    edits: int = 0


class Patterns:
    """All patterns of a library, ready to run; `score` is the lowest, of 100, at which words may be misread.

    Each is tried on the text as it is (`exact`), with its hyphens as spaces on the levelled text, where
    hyphens, dashes and white space are alike (`normalised`), and there again where words are misread that look
    like words of the patterns. Case never matters.
    """

    def __init__(self, fingerprints: Iterable[Fingerprint], score: float = 85) -> None:
        self.complaints: list[Complaint] = []
        self._score = score
        self._rules: list[int] = []
        self._raw: list[Any] = []
        self._level: list[Any] = []
        self._sources: list[Source] = []
        self._own: list[frozenset[str]] = []
        for rule, fingerprint in enumerate(fingerprints):
            if fingerprint.pattern is not None:
                self._add(rule, fingerprint)
        self._in_raw = _Sets([compiled.pattern for compiled in self._raw])
        self._in_level = _Sets([compiled.pattern for compiled in self._level])
        self._words = Words(self._sources)

    def find(self, text: str) -> Iterator[PatternHit]:
        """Every passage that a pattern explains; of one pattern, none overlaps another."""
        if not self._rules:
            return
        if not text.isascii():
            text = _HALVES.sub("\ufffd", text)
        raw, flat = _Encoded(text), Level(text)
        even = _Encoded(flat.text)
        verbatim = self._in_raw.having(raw.data)
        found: dict[int, list[PatternHit]] = {}
        for index in verbatim | self._in_level.having(even.data):
            taken = raw.spans(self._raw[index]) if index in verbatim else []
            found[index] = [PatternHit(self._rules[index], start, end, "exact") for start, end in taken]
            more = even.spans(self._level[index])
            if [level(text[start:end]) for start, end in taken] != [flat.text[slice(*each)] for each in more]:
                for start, end in itertools.starmap(flat.span, more):
                    _into(found[index], PatternHit(self._rules[index], start, end, "normalised"))
        for window in self._words.windows(flat.text):
            self._mended(window, flat, found)
        for index in sorted(found):
            yield from found[index]

    def _mended(self, window: Window, flat: Level, found: dict[int, list[PatternHit]]) -> None:
        """Add to `found` what patterns explain once the misread words of a part of the text are put right."""
        part = _Encoded(window.text)
        for index in self._in_level.having(part.data):
            for first, last in part.spans(self._level[index]):
                if window.reaches_cut(first, last):
                    continue
                start, end = window.span(first, last)
                mends = [mend for mend in window.between(start, end) if self._concerns(mend, index)]
                edits = sum(mend.edits for mend in mends)
                if mends and self._bears(mends, edits, window.text[first:last]):
                    layer: Layer = "fuzzy" if edits else "normalised"
                    hit = PatternHit(self._rules[index], *flat.span(start, end), layer, edits)
                    _into(found.setdefault(index, []), hit)

    def _concerns(self, mend: Mend, index: int) -> bool:
        """Whether what was put right is a word of the pattern, or a year: what else it spans may be any word."""
        words = _WORD.findall(mend.by)
        return not words or not self._own[index].isdisjoint(words)

    def _bears(self, mends: Sequence[Mend], edits: int, passage: str) -> bool:
        """Whether a passage may hold so many edits, and words enough that bear out the unsure ones."""
        letters = sum(map(str.isalnum, passage))
        unsure = sum(len(mend.by) for mend in mends if mend.unsure)
        return edits <= budget(letters, self._score) and (not unsure or letters - unsure >= SEED)

    def _add(self, rule: int, fingerprint: Fingerprint) -> None:
        pattern = fingerprint.pattern or ""
        try:
            raw, flat = compiled(pattern), compiled(_hyphens_as_spaces(pattern))
        except re2.error as error:
            what = message("The pattern cannot be run by RE2: {why}.", why=_words(error))
            self.complaints.append(Complaint(fingerprint.id, what))
            return
        self._rules.append(rule)
        self._raw.append(raw)
        self._level.append(flat)
        self._own.append(words_of(flat.pattern))
        self._sources.append(Source(flat.pattern, fingerprint.language, bool(fingerprint.names)))


class _Encoded:
    """A text as RE2 reads it: UTF-8, encoded once for all patterns; and places in it as characters."""

    def __init__(self, text: str) -> None:
        self.data = text.encode()
        self._ascii = len(self.data) == len(text)
        self._characters: NDArray[np.int64] | None = None

    def spans(self, pattern: Any) -> list[tuple[int, int]]:  # noqa: ANN401 - re2 has no types
        """Where a pattern matches, in characters; empty matches are left out."""
        found = [each.span() for each in pattern.finditer(self.data)]
        return [(self._place(start), self._place(end)) for start, end in found if end > start]

    def _place(self, at: int) -> int:
        if self._ascii:
            return at
        if self._characters is None:
            begins = (np.frombuffer(self.data, np.uint8) & 0xC0) != 0x80
            self._characters = np.concatenate(([0], np.cumsum(begins)))
        return self._characters.item(at)


def compiled(pattern: str) -> Any:  # noqa: ANN401 - re2 has no types
    """`pattern` compiled by RE2, case-insensitive; raises `re2.error` for what RE2 does not know."""
    return re2.compile(pattern, _options())


def _options() -> Any:  # noqa: ANN401 - re2 has no types
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    return options


class _Sets:
    """Which of many patterns occur in a text. One automaton for all would grow beyond what RE2 keeps of it."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._sets: list[tuple[int, Any]] = []
        for first in range(0, len(patterns), _TOGETHER):
            joined = re2.Set.SearchSet(_options())
            for pattern in patterns[first : first + _TOGETHER]:
                joined.Add(pattern)
            joined.Compile()
            self._sets.append((first, joined))

    def having(self, data: bytes) -> set[int]:
        """The patterns, by their places, that occur in `data`."""
        return {first + index for first, joined in self._sets for index in joined.Match(data) or ()}


def _into(taken: list[PatternHit], hit: PatternHit) -> None:
    """Add a hit to those of the same pattern, sorted by place, unless it overlaps one."""
    place = bisect_right(taken, hit.start, key=attrgetter("end"))
    if place == len(taken) or hit.end <= taken[place].start:
        taken.insert(place, hit)


def _hyphens_as_spaces(pattern: str) -> str:
    """Literal hyphens of a pattern as spaces; those inside a character class stay what they are."""
    return _LITERAL_HYPHEN.sub(lambda found: " " if found[1] else found[0], pattern)


def _words(error: Exception) -> str:
    reason = error.args[0] if error.args else ""
    return reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
