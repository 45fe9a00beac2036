"""What a passage within the budget must still show: its key words, no foreign word, borders of its own."""

from __future__ import annotations

from witnessmark.matching.align import edits_by_end, word_similarities
from witnessmark.matching.exhaustive import Hit
from witnessmark.matching.phrases import BORDERED_BELOW, Phrase
from witnessmark.matching.skeleton import Skeleton, skeleton
from witnessmark.records import Message, message

WEAKEST = 34.0  # of 100: a word of which less is left was exchanged, not misread (measured, docs/matching.md)
SHORTEST_WORD = 2  # skeleton characters; a word of one letter says nothing about itself

# What stands on an English word's edge so often that a phrase beside it is a part of another word. A space
# that an OCR engine lost leaves a whole word there instead.
_PREFIXES = frozenset({"w", "h", "t", "m", "th", "un", "re", "b", "n", "l", "s", "f", "p"})
_SUFFIXES = frozenset({"s", "d", "ed", "es", "ing", "ly", "er", "ers", "r", "n", "y", "e"})


def objection(phrase: Phrase, hit: Hit, folded: Skeleton, text: str) -> Message | None:
    """Why a passage that is close enough is no match all the same; None where nothing speaks against it."""
    if phrase.bordered and not (folded.parted[hit.first] and folded.parted[hit.last]):
        return message(
            "A phrase of fewer than {count} letters counts only where it stands alone.", count=BORDERED_BELOW
        )
    outside = _outside(folded, text, hit)
    if outside is not None:
        return message("It is a part of another word (“{letters}” goes on beside it).", letters=outside)
    if hit.edits:
        return _foreign_word(phrase, text[hit.first : hit.last])
    return None


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


def _outside(folded: Skeleton, text: str, hit: Hit) -> str | None:
    """The letters right before or after a passage that make it a part of another word, if any do."""
    if not folded.parted[hit.first]:
        first = hit.first - 1
        while not folded.parted[first] and hit.first - first < 4:
            first -= 1
        if text[first : hit.first] in _PREFIXES:
            return text[first : hit.first]
    if not folded.parted[hit.last]:
        last = hit.last + 1
        while not folded.parted[last] and last - hit.last < 4:
            last += 1
        if text[hit.last : last] in _SUFFIXES:
            return text[hit.last : last]
    return None
