"""Words that an engine misread, as a pattern's own words: a pattern is exact and cannot see them otherwise.

Only words that look like one of the patterns' words are put right: letters that engines take for one another, and
one lost, added or strange letter inside a long word. What makes another word of a word (its first letter, its
ending) is never touched, so that "there" stays there and is no "here".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from witnessmark.matching.exchanged import ALIKE
from witnessmark.matching.skeleton import skeleton_of_word

_SURE = 6  # letters; a shorter word with another letter is too often another word ("clean" and "clear")
_LONG = 9  # letters; a word of so many keeps its identity with a letter lost or added in its middle
_AROUND = 256  # characters beside a mended word in which a pattern that needs it is looked for
_MOST = 2  # letters of a word that are misread
_A_LETTER_OFF = 4  # letters of a word for each misread one
_TAIL = 3  # letters of a long word at its end, where inflection makes other words
_KNOWN = 1 << 16  # words remembered
# The words of a pattern, which are neither escapes nor in a class nor a part of its signs.
_LITERAL = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|.)|\[(?:\\.|[^\]\\])+\]|\{[\d,]+\}|\(\?[A-Za-z]*:|([A-Za-z\u00c0-\u024f]+)", re.S
)
_TOKEN = re.compile(r"[A-Za-z0-9\u00c0-\u024f|]+")
_YEAR = re.compile(r"2[0Oo][0-9OoIl|SB]{2}")
_NUMBERED = re.compile(r"([a-z]{3,})(\d+)")
_ESCAPE = re.compile(r"\\.")
_SIDE_BY_SIDE = re.compile(r"(?<!\w)(?=([a-z\u00df-\u024f]+) ([a-z\u00df-\u024f]+))", re.I)
_VOWEL = re.compile("[AEIOUYaeiouy\u00c0-\u024f]")
_DIGITS = str.maketrans("OoIl|SB", "0011158")


class Mend(NamedTuple):
    """A word from `start` to `end` of a text that is `by` put right, with the letters that had to be changed."""

    start: int
    end: int
    by: str
    edits: int


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a text, from `start` on, in which the words of `mends` are put right."""

    text: str
    start: int
    mends: tuple[Mend, ...]

    def span(self, first: int, last: int) -> tuple[int, int, int]:
        """Where the characters `first` to `last` (half-open) stand in the whole text, and the edits between the two."""
        begin, end = self._place(first, False), self._place(last, True)
        return begin, end, sum(mend.edits for mend in self.mends if mend.start < end and begin < mend.end)

    def mends_in(self, first: int, last: int) -> bool:
        """Whether a word was put right between two places of the whole text."""
        return any(mend.start < last and first < mend.end for mend in self.mends)

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

    def __init__(self, patterns: Iterable[str]) -> None:
        known = tuple(patterns)
        literal = (found[1] for pattern in known for found in _LITERAL.finditer(pattern))
        self._words = frozenset(word.lower() for word in literal if word)
        self._together = {
            found[1].lower() + found[2].lower(): f"{found[1]} {found[2]}".lower()
            for pattern in known
            for found in _SIDE_BY_SIDE.finditer(_ESCAPE.sub("|", pattern))
        }
        self._alike: dict[str, str] = {}
        for word in sorted(self._words):
            self._alike.setdefault(skeleton_of_word(word), word)
        self._beginning: defaultdict[str, list[str]] = defaultdict(list)
        for letters in self._alike:
            if len(letters) >= _SURE:
                self._beginning[letters[0]].append(letters)
        self._fine: set[str] = set()
        self._known: dict[str, tuple[str, int] | None] = {}

    def windows(self, text: str) -> Iterator[Window]:
        """Parts of `text` around misread words, in order; they do not overlap."""
        groups: list[list[Mend]] = []
        for mend in self._mends(text):
            if groups and mend.start - groups[-1][-1].end <= 2 * _AROUND:
                groups[-1].append(mend)
            else:
                groups.append([mend])
        for group in groups:
            yield _window(text, tuple(group))

    def _mends(self, text: str) -> list[Mend]:
        wrong: list[tuple[str, tuple[str, int]]] = []
        for word in set(_TOKEN.findall(text)) - self._fine:
            by = self._put_right(word)
            if by is None:
                self._fine.add(word)
            else:
                wrong.append((word, by))
        return sorted(Mend(*place, *by) for word, by in wrong for place in _places(word, text))

    def _put_right(self, word: str) -> tuple[str, int] | None:
        if len(self._fine) > _KNOWN or len(self._known) > _KNOWN:
            self._fine.clear()
            self._known.clear()
        if word not in self._known:
            self._known[word] = self._mended(word)
        return self._known[word]

    def _mended(self, word: str) -> tuple[str, int] | None:
        """What a misread word should be, with the letters changed; None where it is no word of the patterns."""
        lower = word.lower()
        if lower in self._words or word.isdigit() or word == "|":
            return None
        if _YEAR.fullmatch(word):
            return word.translate(_DIGITS), 0
        letters = skeleton_of_word(word)
        if letters in self._alike and (len(word) >= _A_LETTER_OFF or _is_no_word(word)):
            return self._alike[letters], 0
        return self._nearest(letters) or self._parted(lower)

    def _nearest(self, letters: str) -> tuple[str, int] | None:
        beginning = self._beginning[letters[:1]]
        near = process.extract_iter(letters, beginning, scorer=Levenshtein.distance, score_cutoff=_MOST)
        edits = ((_misread(wanted, letters), wanted) for wanted, _, _ in near)
        best = min(((count, wanted) for count, wanted in edits if count is not None), default=None)
        return (self._alike[best[1]], best[0]) if best else None

    def _parted(self, lower: str) -> tuple[str, int] | None:
        """Two words of the patterns that lost their space, or a word and a number."""
        numbered = _NUMBERED.fullmatch(lower)
        if numbered and numbered[1] in self._words:
            return f"{numbered[1]} {numbered[2]}", 0
        apart = self._together.get(lower)
        return None if apart is None else (apart, 0)


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


def _is_no_word(word: str) -> bool:
    """Whether a short word stands in no language: "lA" for "IA" and "ls" for "is", not "la" and not "lo"."""
    as_capitals = word.replace("l", "I").replace("1", "I").replace("|", "I")
    return as_capitals.isupper() or not _VOWEL.search(word) or any(map(str.isdigit, word))


def _misread(wanted: str, letters: str) -> int | None:
    """How many letters of `wanted` were misread as `letters`; None where it is another word."""
    allowed = min(_MOST, len(wanted) // _A_LETTER_OFF)
    edits = Levenshtein.distance(wanted, letters, score_cutoff=allowed)
    if edits > allowed or wanted[0] != letters[0]:
        return None
    strange = [
        each.src_pos
        for each in Levenshtein.editops(wanted, letters)
        if each.tag != "replace" or (wanted[each.src_pos], letters[each.dest_pos]) not in ALIKE
    ]
    inside = range(1, len(wanted) - _TAIL + 1)
    if not strange or (len(wanted) >= _LONG and len(strange) == 1 and strange[0] in inside):
        return edits
    return None


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
