"""Parts of a text around misread words, with these put right: a pattern is exact and cannot see them otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from witnessmark.matching.spelling import Fix, Source, Spelling

_AROUND = 256  # characters beside a mended word in which a pattern that needs it is looked for
_KNOWN = 1 << 16  # words remembered
_TOKEN = re.compile(r"[A-Za-z0-9\u00c0-\u024f|]+")


class Mend(NamedTuple):
    """A word from `start` to `end` of a text that is `by` put right: the letters changed, and if that is unsure."""

    start: int
    end: int
    by: str
    edits: int
    unsure: bool


class _Place(NamedTuple):
    """A misread word from `start` to `end`, and what it may be."""

    start: int
    end: int
    fixes: tuple[Fix, ...]

    def mend(self, choice: int) -> Mend:
        """The word put right, by one of the choices, or by the last where there are fewer."""
        return Mend(self.start, self.end, *self.fixes[min(choice, len(self.fixes) - 1)])


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text, from `start` on, in which the words of `mends` are put right."""

    text: str
    start: int
    mends: tuple[Mend, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the characters `first` to `last` (half-open) stand in the whole text."""
        return self._place(first, False), self._place(last, True)

    def between(self, first: int, last: int) -> list[Mend]:
        """What was put right between two places of the whole text."""
        return [mend for mend in self.mends if mend.start < last and first < mend.end]

    def _place(self, at: int, behind: bool) -> int:
        """The place in the whole text of one in the mended part; inside a mended word its start, or its end."""
        shift = self.start
        for mend in self.mends:
            start = mend.start - shift
            if at <= start:
                break
            if at < start + len(mend.by):
                return mend.end if behind else mend.start
            shift = mend.end - start - len(mend.by)
        return at + shift


class Words:
    """The words of patterns; `windows` are the parts of a text that hold a misread one of them."""

    def __init__(self, patterns: Iterable[Source]) -> None:
        self._spelling = Spelling(patterns)
        self._fine: set[str] = set()
        self._known: dict[str, tuple[Fix, ...]] = {}

    def windows(self, text: str) -> Iterator[Window]:
        """Parts of `text` around misread words, in order; one that may be several words is there with each."""
        groups: list[list[_Place]] = []
        for place in self._misread(text):
            if groups and place.start - groups[-1][-1].end <= 2 * _AROUND:
                groups[-1].append(place)
            else:
                groups.append([place])
        for group in groups:
            for choice in range(max(len(place.fixes) for place in group)):
                yield _window(text, tuple(place.mend(choice) for place in group))

    def _misread(self, text: str) -> list[_Place]:
        wrong: list[tuple[str, tuple[Fix, ...]]] = []
        for word in set(_TOKEN.findall(text)) - self._fine:
            fixes = self._put_right(word)
            if fixes:
                wrong.append((word, fixes))
            else:
                self._fine.add(word)
        return sorted(_Place(*place, fixes) for word, fixes in wrong for place in _places(word, text))

    def _put_right(self, word: str) -> tuple[Fix, ...]:
        if len(self._fine) > _KNOWN or len(self._known) > _KNOWN:
            self._fine.clear()
            self._known.clear()
        if word not in self._known:
            self._known[word] = self._spelling.fixes(word)
        return self._known[word]


def _places(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a word stands by itself in a text that holds it."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if not _TOKEN.fullmatch(text[max(0, start - 1) : start]) and not _TOKEN.fullmatch(
            text[end : end + 1]
        ):
            yield start, end
        start = text.find(word, end)


def _window(text: str, mends: tuple[Mend, ...]) -> Window:
    low, high = max(0, mends[0].start - _AROUND), min(len(text), mends[-1].end + _AROUND)
    parts, done = [], low
    for mend in mends:
        parts += [text[done : mend.start], mend.by]
        done = mend.end
    parts.append(text[done:high])
    # A part that is not the beginning must not look like one to a pattern.
    edge = "\x00" if low else ""
    return Window(edge + "".join(parts), low - len(edge), mends)
