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
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

LIMIT = 7.4  # natural logarithm: another word explains the letters some 1,600 times better
SHORTEST_WORD = 2  # letters; a word of one letter says nothing about itself
LONGEST_RUN = 5  # letters of two words that are looked at together
_PRIOR_EDITS, _PRIOR_LETTERS = (
    1,
    30,
)  # the rate of errors that a passage is taken to have before it is looked at

# Letters of the skeleton that OCR engines take for one another, beside those that the skeleton folds.
_ALIKE = frozenset(
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
        if (letter, by) in _ALIKE:
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


def differences(phrase: str, words: Words, passage: str, parted: Sequence[bool]) -> list[Differences]:
    """The differences of each word. `parted` tells for each letter of the passage, and its end, what parts it."""
    owner = [number for number, (first, last) in enumerate(words) for _ in range(last - first)]
    found = [Differences(last - first) for first, last in words]
    for operation in Levenshtein.editops(phrase, passage):
        place, at = operation.src_pos, operation.dest_pos
        if operation.tag == "insert":
            found[_owner_of_extra(owner, place, parted[at], parted[at + 1])].extra += 1
        elif operation.tag == "delete":
            found[owner[place]].missing += 1
        else:
            found[owner[place]].replace(phrase[place], passage[at])
    return found


def scattered(phrase: str, words: Words, passage: str) -> bool:
    """Whether no word, nor the one beside it, bears more than one edit: a quick answer for most passages."""
    starts = [first for first, _ in words]
    touched = [bisect_right(starts, place) for _, place, _ in Levenshtein.editops(phrase, passage).as_list()]
    return all(later - earlier > 1 for earlier, later in itertools.pairwise(touched))


def exchanged(found: Sequence[Differences]) -> int | None:
    """Which of a passage's words, by its number, was exchanged rather than misread; None where none was.

    Short words side by side are looked at together too: "as a" and "AI" differ in one letter of each word.
    """
    edits = sum(each.edits for each in found)
    letters = sum(each.length for each in found)
    for number, each in enumerate(found):
        if each.edits and each.length >= SHORTEST_WORD and _is_foreign(each, edits, letters):
            return number
        if number and each.edits and found[number - 1].edits:
            both = found[number - 1].with_(each)
            if both.length <= LONGEST_RUN and _is_foreign(both, edits, letters):
                return number - 1
    return None


def left_out(phrase: str, words: Words, passage: str) -> tuple[int, int] | None:
    """The words, from one number to another (half-open), that a passage has not got at all; None for none.

    The letters of a lost word can be laid to its neighbours ("an" for "as an" lacks one letter of each), so that
    no word by itself looks foreign.
    """
    edits = Levenshtein.distance(phrase, passage)
    for low in range(len(words)):
        for high in range(low + 1, len(words) + 1):
            first, last = words[low][0], words[high - 1][1]
            lost = last - first
            if lost > edits:
                break
            if lost >= SHORTEST_WORD and _is_foreign(Differences(lost, missing=lost), edits, len(phrase)):
                without = phrase[:first] + phrase[last:]
                if Levenshtein.distance(without, passage, score_cutoff=edits - lost) == edits - lost:
                    return low, high
    return None


def _is_foreign(word: Differences, edits: int, letters: int) -> bool:
    """Whether a word is explained better as another one, given the edits and letters of its whole passage."""
    rest = edits - word.edits + _PRIOR_EDITS
    return word.foreignness(min(0.5, rest / (letters - word.length + _PRIOR_LETTERS))) > LIMIT


def _owner_of_extra(owner: list[int], place: int, parted_before: bool, parted_behind: bool) -> int:
    """The word that a letter too many before `place` belongs to: between two words, the one it is joined to."""
    if place == len(owner):
        return owner[-1]
    if place and owner[place - 1] != owner[place] and parted_behind and not parted_before:
        return owner[place - 1]
    return owner[place]
