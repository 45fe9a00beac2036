"""Every occurrence of every phrase, found by looking everywhere: what the index must not lose anything of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from witnessmark.matching.align import edits_by_end, starts_of
from witnessmark.matching.phrases import Phrase
from witnessmark.matching.skeleton import Skeleton


class Hit(NamedTuple):
    """A phrase stands at the codes `first` to `last` (half-open) of a skeleton with this many edits."""

    phrase: int
    first: int
    last: int
    edits: int


def occurrences(phrases: Iterable[Phrase], folded: Skeleton) -> Iterator[Hit]:
    """The best hits of each phrase that do not overlap one another, phrase by phrase."""
    text = folded.text
    for index, phrase in enumerate(phrases):
        if len(phrase.codes) - phrase.budget > len(text):
            continue
        if phrase.budget == 0:
            yield from _verbatim(index, phrase, text)
        elif _worth_a_look(phrase, text):
            yield from hits_in(index, phrase, folded, text, 0, len(text))


def hits_in(index: int, phrase: Phrase, folded: Skeleton, text: str, low: int, high: int) -> list[Hit]:
    """The hits of one phrase in the codes `low` to `high`, best first, none overlapping another."""
    ends = edits_by_end(phrase.codes, text[low:high])
    good = [(edits, low + end) for end, edits in enumerate(ends) if edits <= phrase.budget]
    # Among equally cheap ends one at a word's edge is the one that a reader would choose.
    good.sort(key=lambda each: (each[0], not folded.parted[each[1]], each[1]))
    taken: list[Hit] = []
    for edits, last in good:
        if any(hit.first < last <= hit.last for hit in taken):
            continue
        starts = starts_of(phrase.codes, text, last, edits)
        first = min(
            starts, key=lambda start: (not folded.parted[start], abs(last - start - len(phrase.codes)))
        )
        if first >= low and all(last <= hit.first or first >= hit.last for hit in taken):
            taken.append(Hit(index, first, last, edits))
    return taken


def _verbatim(index: int, phrase: Phrase, text: str) -> Iterator[Hit]:
    first = text.find(phrase.codes)
    while first >= 0:
        yield Hit(index, first, first + len(phrase.codes), 0)
        first = text.find(phrase.codes, first + 1)


def _worth_a_look(phrase: Phrase, text: str) -> bool:
    """Whether some part of the text can be within the budget: a bound that loses nothing."""
    length = len(phrase.codes)
    if len(text) <= length:
        return True
    # A part with k edits shares length - k letters; a window of the phrase's length keeps all but k of them.
    least = 100.0 * (length - 2 * phrase.budget) / length
    return fuzz.partial_ratio(phrase.codes, text, score_cutoff=max(0.0, least)) > 0 or least <= 0
