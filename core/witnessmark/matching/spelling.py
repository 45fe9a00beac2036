"""What a misread word of a text should be: one of the patterns' own words, or none of them.

Only words that look like one of the patterns' words are put right: letters that engines take for one another, one
lost, added or strange letter inside a long word, and any one letter of a word that no language has ("trairned"). What
is a word of its own stays it: "there" is no "here".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from witnessmark.matching.exchanged import ALIKE
from witnessmark.matching.skeleton import skeleton_of_word
from witnessmark.matching.vocabulary import is_word

_SURE = 6  # letters; a shorter word with another letter is too often another word ("clean" and "clear")
_LONG = 9  # letters; a word of so many keeps its identity with a letter lost or added in its middle
_MOST = 2  # letters of a word that are misread
_A_LETTER_OFF = 4  # letters of a word for each misread one
_LONGEST = 64  # letters of a word or code; the search takes the square of it in time and memory
_TAIL = 3  # letters of a long word at its end, where inflection makes other words
_SHORTEST = 3  # letters of two words together
_LETTERS = ("a", "i")  # the words of one letter
_CHOICES = 3  # words that a misread one may be; it is tried as each
# The words of a pattern, which are neither escapes nor in a class nor a part of its signs nor of a contraction.
_LITERAL = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|.)|'[A-Za-z]+|\[(?:\\.|[^\]\\])+\]|\{[\d,]+\}|\(\?[A-Za-z]*:|([A-Za-z\u00c0-\u024f]+)",
    re.S,
)
_YEAR = re.compile(r"2[0Oo][0-9OoIl|SB]{2}")
_NUMBERED = re.compile(r"([a-z]{3,})(\d+)")
_VOWEL = re.compile("[AEIOUYaeiouy\u00c0-\u024f]")
_INNER_CAPITAL = re.compile(r"[a-z][A-Z][a-z]")
_RUN = re.compile(r"\d+|\D+")
_DIGITS = str.maketrans("OoIl|SB", "0011158")


class Source(NamedTuple):
    """A pattern whose words are to be known, its language (ISO 639-1, or "any"), and whether it names a maker."""

    pattern: str
    language: str = "en"
    naming: bool = False


class Fix(NamedTuple):
    """What a word should be, how many letters had to be changed, and whether words beside it must bear it out."""

    by: str
    edits: int
    unsure: bool = False


class Spelling:
    """The words of patterns, and what of a text may be a misread one of them."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._languages: dict[str, str] = {}
        free: set[str] = set()
        for source in sources:
            words = {word for word in words_of(source.pattern) if len(word) <= _LONGEST}
            self._languages |= dict.fromkeys(words, "en" if source.language == "any" else source.language)
            free |= words if not source.naming else set()
        self._words = self._languages.keys()
        self._naming = self._words - free
        self._alike: dict[str, str] = {}
        for word in sorted(self._words):
            self._alike.setdefault(skeleton_of_word(word), word)
        self._beginning: defaultdict[str, list[str]] = defaultdict(list)
        for letters in self._alike:
            if len(letters) >= _SURE:
                self._beginning[letters[0]].append(letters)
        self._shortened: defaultdict[str, set[str]] = defaultdict(set)
        for word in self._words:
            for each in _shortened(word):
                self._shortened[each].add(word)

    def fixes(self, word: str) -> tuple[Fix, ...]:
        """What a misread word may be, the likeliest first; empty where it is no word of the patterns."""
        lower = word.lower()
        if lower in self._words or word.isdigit() or word == "|" or len(word) > _LONGEST:
            return ()
        if _YEAR.fullmatch(word):
            return (Fix(word.translate(_DIGITS), 0),)
        letters = skeleton_of_word(word)
        if letters in self._alike and (len(word) >= _A_LETTER_OFF or _is_no_word(word)):
            return (Fix(self._alike[letters], 0),)
        nearest = self._nearest(letters) or self._numbered(lower)
        if nearest:
            return (nearest,)
        return (*self._parted(word), *self._one_off(word)) or self._around_digits(word)

    def _nearest(self, letters: str) -> Fix | None:
        beginning = self._beginning[letters[:1]]
        near = process.extract_iter(letters, beginning, scorer=Levenshtein.distance, score_cutoff=_MOST)
        edits = ((_misread(wanted, letters), wanted) for wanted, _, _ in near)
        best = min(((count, wanted) for count, wanted in edits if count is not None), default=None)
        return Fix(self._alike[best[1]], best[0]) if best else None

    def _numbered(self, lower: str) -> Fix | None:
        """A word of the patterns and a number that lost their space."""
        found = _NUMBERED.fullmatch(lower)
        return Fix(f"{found[1]} {found[2]}", 0) if found and found[1] in self._words else None

    def _parted(self, word: str) -> Iterator[Fix]:
        """Two words of the patterns that lost their space."""
        lower = word.lower()
        if len(word) < _SHORTEST or _INNER_CAPITAL.search(word):
            return
        for cut in range(1, len(word)):
            first, second = lower[:cut], lower[cut:]
            short = min(first, second, key=len)
            if {first, second} <= self._words and (len(short) > 1 or short in _LETTERS):
                if not self._is_real(lower, first):
                    yield Fix(f"{first} {second}", 0)
                return

    def _one_off(self, word: str) -> Iterator[Fix]:
        """Words that a word of no language is a single letter away from, those that look most like it first.

        With a capital it may be a name: it is none of the words of a pattern that names a maker.
        """
        lower = word.lower()
        strange = sum(not letter.isalpha() for letter in lower)
        if len(lower) < (_A_LETTER_OFF if strange else _SHORTEST - 1) or strange > 1:
            return
        near = {wanted for each in _shortened(lower) for wanted in self._shortened.get(each, ())}
        found = [
            wanted
            for wanted in (near if word == lower else near - self._naming)
            if Levenshtein.distance(wanted, lower, score_cutoff=1) == 1 and not self._is_real(lower, wanted)
        ]
        found.sort(key=lambda wanted: (not _alike(wanted, lower), wanted))
        yield from (Fix(wanted, 1, unsure=_misread(wanted, lower) is None) for wanted in found[:_CHOICES])

    def _around_digits(self, word: str) -> tuple[Fix, ...]:
        """A code of words and digits, such as turn0search1, whose words are put right."""
        runs = _RUN.findall(word)
        if len(runs) < 3:
            return ()
        fixed = [self._run(run) for run in runs]
        by, edits = "".join(fix.by for fix in fixed), sum(fix.edits for fix in fixed)
        return (Fix(by, edits),) if edits else ()

    def _run(self, run: str) -> Fix:
        """The letters or digits of a code put right; the rest of the code bears them out."""
        as_it_is = Fix(run, 0)
        return next(self._one_off(run), as_it_is) if len(run) >= _A_LETTER_OFF else as_it_is

    def _is_real(self, lower: str, wanted: str) -> bool:
        """Whether a word in the place of `wanted` is a word of its own, or `wanted` none that is known."""
        language = self._languages[wanted]
        return is_word(lower, language) or not is_word(wanted, language)


def words_of(pattern: str) -> frozenset[str]:
    """The words that stand letter by letter in a pattern, in lower case."""
    return frozenset(found[1].lower() for found in _LITERAL.finditer(pattern) if found[1])


def _shortened(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: two that share one are at most two edits apart."""
    yield word
    for index in range(len(word)):
        yield word[:index] + word[index + 1 :]


def _alike(wanted: str, found: str) -> bool:
    """Whether two words of the same length differ in letters alone that engines take for one another."""
    return len(wanted) == len(found) and all(
        one == other or (one, other) in ALIKE for one, other in zip(wanted, found, strict=True)
    )


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
