"""Where a passage begins and ends: its letters are known, and several places are as good as one another."""

from __future__ import annotations

from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from witnessmark.matching.phrases import Phrase
from witnessmark.matching.place import Place

# Engines take brackets and quotation marks for one another, and a question mark for a 7.
_KINDS = {sign: signs for signs in ("([{", ")]}", "?7", "'’‘´`\"“”„") for sign in signs}
_LOOSE = frozenset(" \u00a0\u202f,.")


def settled(phrase: Phrase, place: Place, edits: int) -> Place:
    """The place without a neighbour's letters that stand in for lost ones: "9 ou can" where "You can" lost its Y.

    A first (or last) word that is less like the phrase's in length than the one behind it is left away, where
    that costs no edit.
    """
    if not edits:
        return place
    parted = place.ground.parted
    second, last = parted.find(1, place.first + 1, place.last), parted.rfind(1, place.first + 1, place.last)
    if second < 0:
        return place
    after, before = parted.find(1, second + 1, place.last + 1), parted.rfind(1, place.first, last)
    head, tail = (high - low for low, high in (phrase.words[0], phrase.words[-1]))
    if abs(after - second - head) < abs(second - place.first - head):
        place = _if_as_good(phrase, place, replace(place, first=second), edits)
    if abs(last - before - tail) < abs(place.last - last - tail):
        place = _if_as_good(phrase, place, replace(place, last=last), edits)
    return place


def _if_as_good(phrase: Phrase, place: Place, shorter: Place, edits: int) -> Place:
    """The shorter place, where the phrase stands in it with as few edits."""
    needed = Levenshtein.distance(phrase.codes, shorter.letters, score_cutoff=edits)
    return shorter if needed <= edits else place


def with_signs(phrase: Phrase, text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the signs that the phrase begins and ends with, as far as the text has them or what looks like them.

    Before a sign at the end one space or stop may stand too many ("beginners ?").
    """
    for sign in reversed(phrase.head):
        if not (start and _kind(text[start - 1]) == _kind(sign)):
            break
        start -= 1
    for sign in phrase.tail:
        gap = text[end : end + 1] in _LOOSE and _kind(text[end : end + 1]) != _kind(sign)
        if _kind(text[end + gap : end + gap + 1]) != _kind(sign):
            break
        end += 1 + gap
    return start, end


def _kind(sign: str) -> str:
    return _KINDS.get(sign, sign)
