"""Fingerprints' regular expressions, run by RE2: linear time, so a stranger's pack cannot hang it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import re2

from witnessmark.matching.phrases import Complaint
from witnessmark.matching.plain import Plain, level, levelled
from witnessmark.records import Fingerprint, Layer, message

_LITERAL_HYPHEN = re.compile(r"(\\?-)|\\.|\[(?:\\.|[^\]\\])+\]", re.S)
_HALVES = re.compile("[\ud800-\udfff]")  # of characters; RE2 reads UTF-8, which cannot hold them
_MEMORY = (
    32 << 20
)  # bytes that RE2 may use for one automaton; its default, 8 MiB, is too small for {0,5} of words


class PatternHit(NamedTuple):
    """The pattern of a fingerprint (by its place in the list) explains the code points `start` to `end`."""

    rule: int
    start: int
    end: int
    layer: Layer


class Patterns:
    """All patterns of a library, ready to run.

    Each is tried on the text as it is (`exact`) and, with its hyphens as spaces, on the levelled text, where
    hyphens, dashes and white space are alike (`normalised`). Case never matters.
    """

    def __init__(self, fingerprints: Iterable[Fingerprint]) -> None:
        self.complaints: list[Complaint] = []
        self._rules: list[int] = []
        self._raw: list[Any] = []
        self._level: list[Any] = []
        for rule, fingerprint in enumerate(fingerprints):
            if fingerprint.pattern is not None:
                self._add(rule, fingerprint)
        self._raw_set = _set([compiled.pattern for compiled in self._raw])
        self._level_set = _set([compiled.pattern for compiled in self._level])

    def find(self, text: str) -> Iterator[PatternHit]:
        """Every passage that a pattern explains; of one pattern, none overlaps another."""
        if not self._rules:
            return
        text = _HALVES.sub("\ufffd", text)
        plain: Plain | None = None
        verbatim = self._raw_set.Match(text) or []
        flat = level(text)
        for index in sorted({*verbatim, *(self._level_set.Match(flat) or [])}):
            taken: list[tuple[int, int]] = []
            if index in verbatim:
                taken = [
                    found.span() for found in self._raw[index].finditer(text) if found.end() > found.start()
                ]
                yield from (PatternHit(self._rules[index], start, end, "exact") for start, end in taken)
            if [level(text[start:end]) for start, end in taken] == self._level[index].findall(flat):
                continue
            plain = plain or levelled(text)
            for found in self._level[index].finditer(plain.text):
                if found.end() > found.start():
                    start, end = plain.span(*found.span())
                    if all(end <= first or start >= last for first, last in taken):
                        yield PatternHit(self._rules[index], start, end, "normalised")

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


def compiled(pattern: str) -> Any:  # noqa: ANN401 - re2 has no types
    """`pattern` compiled by RE2, case-insensitive; raises `re2.error` for what RE2 does not know."""
    return re2.compile(pattern, _options())


def _options() -> Any:  # noqa: ANN401 - re2 has no types
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    return options


def _set(patterns: list[str]) -> Any:  # noqa: ANN401 - re2 has no types
    joined = re2.Set.SearchSet(_options())
    for pattern in patterns:
        joined.Add(pattern)
    if patterns:
        joined.Compile()
    return joined


def _hyphens_as_spaces(pattern: str) -> str:
    """Literal hyphens of a pattern as spaces; those inside a character class stay what they are."""
    return _LITERAL_HYPHEN.sub(lambda found: " " if found[1] else found[0], pattern)


def _words(error: Exception) -> str:
    reason = error.args[0] if error.args else ""
    return reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
