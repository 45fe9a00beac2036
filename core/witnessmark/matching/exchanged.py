"""Tells a misread word from an exchanged one, by how its letters differ and how clean the rest of the passage is.

Each word of a phrase is explained in two ways: as misread, at the rate of errors in the rest of the passage,
or as another word in its place. The natural logarithm of the ratio of the two is the word's foreignness. A word
with both of its letters wrong is exchanged in a clean passage and may be misread in a noisy one. The constants
were guessed from what OCR engines do before anything was measured; the limit was chosen on measured passages
(docs/matching.md).
"""

from __future__ import annotations

import itertools
import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

LIMIT = 7.4  # natural logarithm: another word explains the letters some 1,600 times better
SHORTEST_WORD = 2  # letters; a word of one letter says nothing about itself
LONGEST_RUN = 5  # letters of two words that are looked at together
_PRIOR_EDITS, _PRIOR_LETTERS = (
    1,
    30,
)  # the rate of errors that a passage is taken to have before it is looked at

# Letters of the skeleton that OCR engines take for one another, beside those that the skeleton folds.
ALIKE = frozenset(
    pair
    for a, b in (
        "ec", "oc", "ao", "as", "lj", "uv", "un", "nr", "nh", "bh", "tf", "rt", "vy", "tl", "fl", "pn", "kx",
        "kh", "oe", "aq", "yq", "mn", "db", "qy", "vw", "kx", "bq", "rl", "hk", "ce", "cq", "oq", "ou", "lt",
        "pn", "cl", "dl", "xz", "ll", "il",
    )
    for pair in ((a, b), (b, a))
)  # fmt: skip

# For each kind of difference its share of all misreadings, and its rate in a word that is another word.
_MISREAD = {"alike": 0.15, "unlike": 0.015, "missing": 0.12, "extra": 0.02}
_ANOTHER = {"alike": 0.10, "unlike": 0.03, "missing": 0.15, "extra": 0.012}
_SAME = 0.35  # letters that another word has in common
_WORTH = {kind: math.log(rate / _MISREAD[kind]) for kind, rate in _ANOTHER.items()}

# Common words of three letters that a word of two becomes with one letter more, and their skeletons.
_THREE_LETTERS = frozenset(
    each.replace("i", "l").replace("g", "q")
    for each in re.findall(
        r"\w+",
        """
        aid ail aim air and ant any ape apt arm art ask bed bee beg bet bid big bit boy bye can con das dem den der
        des die dim din dip doe dog don dos dot est fin fit fog for fox gin got has hat hem hen her hid him hip his
        hit hot how inn ist its kit las les lit los man mat may men met mid mob mom mop nod non nor not now oak oat
        odd off oil old one our out own pin pit pot sin sip sir sit six sob son sur tie tin tip toe ton too top tot
        tow toy two una und use van was wax web wed wet who why win wit wow yes yet you
        """,
    )
)

Words = Sequence[tuple[int, int]]


@dataclass(slots=True)
class Differences:
    """How the letters of one word differ from what stands in its place."""

    length: int
    alike: int = 0
    unlike: int = 0
    missing: int = 0
    extra: int = 0
    replaced: list[tuple[str, str]] = field(default_factory=list)

    @property
    def edits(self) -> int:
        """All differences together."""
        return self.alike + self.unlike + self.missing + self.extra

    def replace(self, letter: str, by: str) -> None:
        """Another letter stands in the place of one."""
        self.replaced.append((letter, by))
        if (letter, by) in ALIKE:
            self.alike += 1
        else:
            self.unlike += 1

    def with_(self, other: Differences) -> Differences:
        """The differences of two words side by side."""
        return Differences(
            self.length + other.length,
            self.alike + other.alike,
            self.unlike + other.unlike,
            self.missing + other.missing,
            self.extra + other.extra,
        )

    def foreignness(self, rate: float) -> float:
        """How much better another word explains the differences than misreadings at `rate` a letter."""
        same = self.length - self.alike - self.unlike - self.missing
        worth = (
            self.alike * _WORTH["alike"]
            + self.unlike * _WORTH["unlike"]
            + self.missing * _WORTH["missing"]
            + self.extra * _WORTH["extra"]
        )
        return worth + same * math.log(_SAME / (1 - rate)) - self.edits * math.log(rate)


@dataclass(frozen=True, slots=True)
class Compared:
    """A phrase and its words, a passage, and the edits that make the one the other: what, and where in each."""

    phrase: str
    words: Words
    passage: str
    edits: list[tuple[str, int, int]]

    def word_at(self, place: int) -> int:
        """The number of the word that a letter of the phrase belongs to."""
        return min(bisect_right(self.words, (place, len(self.phrase))), len(self.words)) - 1


def compared(phrase: str, words: Words, passage: str) -> Compared:
    """A phrase and a passage with the fewest edits between them."""
    edits = [(each.tag, each.src_pos, each.dest_pos) for each in Levenshtein.editops(phrase, passage)]
    return Compared(phrase, words, passage, edits)


def differences(found: Compared, parted: Sequence[int]) -> dict[int, Differences]:
    """The differences of each word that has any; `parted` tells what parts each letter of the passage, and its end."""
    touched: dict[int, Differences] = {}
    for tag, place, at in found.edits:
        number = found.word_at(place)
        first, last = found.words[number]
        if tag == "insert" and number and place == first and parted[at + 1] and not parted[at]:
            # A letter too many between two words belongs to the one that it is joined to.
            number -= 1
            first, last = found.words[number]
        word = touched.setdefault(number, Differences(last - first))
        if tag == "insert":
            word.extra += 1
        elif tag == "delete":
            word.missing += 1
        else:
            word.replace(found.phrase[place], found.passage[at])
    return touched


def scattered(found: Compared) -> bool:
    """Whether no word, nor the one beside it, bears more than one edit: a quick answer for most passages."""
    touched = [found.word_at(place) for _, place, _ in found.edits]
    return all(later - earlier > 1 for earlier, later in itertools.pairwise(touched))


def exchanged(found: Compared, touched: dict[int, Differences]) -> int | None:
    """Which of a passage's words, by its number, was exchanged rather than misread; None where none was.

    Short words side by side are looked at together too: "as a" and "AI" differ in one letter of each word.
    """
    edits, letters = len(found.edits), len(found.phrase)
    for number, each in sorted(touched.items()):
        if each.length >= SHORTEST_WORD and _is_foreign(each, edits, letters):
            return number
        if number - 1 in touched:
            both = touched[number - 1].with_(each)
            if both.length <= LONGEST_RUN and _is_foreign(both, edits, letters):
                return number - 1
    return None


def lengthened(found: Compared, parted: Sequence[int]) -> int | None:
    """A word of two letters, by its number, that one more makes another word: "aid" for "AI"; None for none."""
    for tag, place, at in found.edits:
        if tag != "insert":
            continue
        number = found.word_at(place)
        for each in (number, number - 1):
            if each >= 0 and _grown(found, each, place, at, parted):
                return each
    return None


def _grown(found: Compared, number: int, place: int, at: int, parted: Sequence[int]) -> bool:
    """Whether a word of two letters is another one of three in the passage by its letter `at` alone."""
    first, last = found.words[number]
    begin = at - (place - first)
    if last - first != 2 or not first <= place <= last or begin < 0:
        return False
    now = found.passage[begin : begin + 3]
    alone = [bool(each) for each in parted[begin : begin + 4]] == [True, False, False, True]
    grown = now.replace(found.passage[at], "", 1) == found.phrase[first:last]
    return alone and grown and now in _THREE_LETTERS


def left_out(found: Compared) -> tuple[int, int] | None:
    """The words, from one number to another (half-open), that a passage has not got at all; None for none.

    The letters of a lost word can be laid to its neighbours ("an" for "as an" lacks one letter of each), so that
    no word by itself looks foreign.
    """
    edits, phrase = len(found.edits), found.phrase
    for low, (first, _) in enumerate(found.words):
        for high, (_, last) in enumerate(found.words[low:], low + 1):
            lost = last - first
            if lost > edits:
                break
            if lost >= SHORTEST_WORD and _too_much_to_lose(lost, edits, len(phrase)):
                without = phrase[:first] + phrase[last:]
                rest = edits - lost
                if Levenshtein.distance(without, found.passage, score_cutoff=rest) == rest:
                    return low, high
    return None


@lru_cache(maxsize=4096)
def _too_much_to_lose(lost: int, edits: int, letters: int) -> bool:
    """Whether so many letters of a passage are missing in one place that they were left out, not overlooked."""
    return _is_foreign(Differences(lost, missing=lost), edits, letters)


def _is_foreign(word: Differences, edits: int, letters: int) -> bool:
    """Whether a word is explained better as another one, given the edits and letters of its whole passage."""
    rest = edits - word.edits + _PRIOR_EDITS
    return word.foreignness(min(0.5, rest / (letters - word.length + _PRIOR_LETTERS))) > LIMIT
