"""Parts of a text around misread words, with these put right: a pattern is exact and cannot see them otherwise."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
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
    """A part of a text, from `start` on, in which the words of `mends` are put right; `places` is where they stand.

    `goes_on` tells whether the text does behind it.
    """

    text: str
    start: int
    mends: tuple[Mend, ...]
    places: tuple[int, ...]
    goes_on: bool

    def reaches_cut(self, first: int, last: int) -> bool:
        """Whether the characters `first` to `last` touch an end that is none of the whole text.

        A pattern takes that for the beginning or the end of the text, and what it explains may be longer.
        """
        return (first == 0 and self.start > 0) or (last == len(self.text) and self.goes_on)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the characters `first` to `last` (half-open) stand in the whole text."""
        return self._place(first, False), self._place(last, True)

    def between(self, first: int, last: int) -> tuple[Mend, ...]:
        """What was put right between two places of the whole text."""
        low = bisect_right(self.mends, first, key=attrgetter("end"))
        return self.mends[low : bisect_left(self.mends, last, key=attrgetter("start"))]

    def _place(self, at: int, behind: bool) -> int:
        """The place in the whole text of one in the mended part; inside a mended word its start, or its end."""
        index = bisect_left(self.places, at) - 1
        if index < 0:
            return self.start + at
        mend, inside = self.mends[index], at - self.places[index]
        if inside < len(mend.by):
            return mend.end if behind else mend.start
        return mend.end + inside - len(mend.by)


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
        words = set(_TOKEN.findall(text)) - self._fine
        wrong = {word: fixes for word in words if (fixes := self._put_right(word))}
        self._fine |= words - wrong.keys()
        places = _TOKEN.finditer(text) if wrong else ()
        return [_Place(*each.span(), wrong[each[0]]) for each in places if each[0] in wrong]

    def _put_right(self, word: str) -> tuple[Fix, ...]:
        if len(self._fine) > _KNOWN or len(self._known) > _KNOWN:
            self._fine.clear()
            self._known.clear()
        fixes = self._known.get(word)
        if fixes is None:
            fixes = self._known[word] = self._spelling.fixes(word)
        return fixes


def _window(text: str, mends: tuple[Mend, ...]) -> Window:
    low, high = max(0, mends[0].start - _AROUND), min(len(text), mends[-1].end + _AROUND)
    parts: list[str] = []
    places: list[int] = []
    done, size = low, 0
    for mend in mends:
        parts += [text[done : mend.start], mend.by]
        places.append(size + mend.start - done)
        done, size = mend.end, places[-1] + len(mend.by)
    parts.append(text[done:high])
    return Window("".join(parts), low, mends, tuple(places), high < len(text))
