"""What a passage within the budget must still show: its key words, no foreign word, borders of its own."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.matching.align import edits_by_end, word_similarities
from witnessmark.matching.phrases import BORDERED_BELOW, Phrase
from witnessmark.matching.skeleton import Skeleton, skeleton, text_of
from witnessmark.records import Message, message

WEAKEST = 34.0  # of 100: a word of which less is left was exchanged, not misread (measured, docs/matching.md)
SHORTEST_WORD = 2  # skeleton characters; a word of one letter says nothing about itself

# What stands on an English word's edge so often that a phrase beside it is a part of another word. A space
# that an OCR engine lost leaves a whole word there instead.
_PREFIXES = frozenset({"w", "h", "t", "m", "th", "un", "re", "b", "n", "l", "s", "f", "p"})
_SUFFIXES = frozenset({"s", "d", "ed", "es", "ing", "ly", "er", "ers", "r", "n", "y", "e"})


@dataclass(frozen=True, slots=True)
class Place:
    """The letters `first` to `last` (half-open) of a folded text, with the letters around them."""

    folded: Skeleton
    first: int
    last: int

    @property
    def letters(self) -> str:
        """The skeleton of the passage."""
        return text_of(self.folded.codes[self.first : self.last])


def objection(phrase: Phrase, place: Place, edits: int, key_words: bool = True) -> Message | None:
    """Why a passage that is close enough is no match all the same; None where nothing speaks against it.

    Without `key_words` only the border of short phrases is looked at.
    """
    parted = place.folded.parted
    if phrase.bordered and not (parted[place.first] and parted[place.last]):
        return message(
            "A phrase of fewer than {count} letters counts only where it stands alone.", count=BORDERED_BELOW
        )
    if not key_words:
        return None
    outside = _outside(place)
    if outside is not None:
        return message("It is a part of another word (“{letters}” goes on beside it).", letters=outside)
    return _foreign_word(phrase, place.letters) if edits else None


def missing(required: tuple[str, ...], passage: str) -> Message | None:
    """Which of the required words is not in a passage (a piece of the original), misreadings allowed."""
    letters = skeleton(passage).text
    for word in required:
        wanted = skeleton(word).text
        if wanted and min(edits_by_end(wanted, letters)) > _allowed(len(wanted)):
            return message("The word “{word}” must be there and is not.", word=word)
    return None


def _allowed(length: int) -> int:
    """Edits that a required word bears: none up to three letters, one up to seven, two beyond."""
    return 0 if length < 4 else 1 if length < 8 else 2


def _foreign_word(phrase: Phrase, passage: str) -> Message | None:
    for (first, last), similarity in zip(
        phrase.words, word_similarities(phrase.codes, passage, phrase.words), strict=True
    ):
        if last - first >= SHORTEST_WORD and similarity < WEAKEST:
            return message(
                "The word “{word}” of the fingerprint is not there; another stands in its place.",
                word=phrase.word(first),
            )
    return None


def _outside(place: Place) -> str | None:
    """The letters right before or after a passage that make it a part of another word, if any do."""
    codes, parted = place.folded.codes, place.folded.parted
    if not parted[place.first]:
        first = place.first - 1
        while not parted[first] and place.first - first < 4:
            first -= 1
        if text_of(codes[first : place.first]) in _PREFIXES:
            return text_of(codes[first : place.first])
    if not parted[place.last]:
        last = place.last + 1
        while not parted[last] and last - place.last < 4:
            last += 1
        if text_of(codes[place.last : last]) in _SUFFIXES:
            return text_of(codes[place.last : last])
    return None
