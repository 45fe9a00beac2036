"""What a passage within the budget must still show: its key words, no foreign word, borders of its own."""

from __future__ import annotations

import re
from functools import lru_cache

from witnessmark.matching.align import edits_by_end
from witnessmark.matching.exchanged import (
    Differences,
    compared,
    differences,
    exchanged,
    left_out,
    lengthened,
    scattered,
)
from witnessmark.matching.negation import denial_added, reversed_verb, reversed_word
from witnessmark.matching.phrases import BORDERED_BELOW, Phrase
from witnessmark.matching.place import Place
from witnessmark.matching.skeleton import skeleton
from witnessmark.records import Message, message

# An ending or a beginning that makes another word of a long one. Short words are part of too many others for a
# list: beside them up to three letters of the same case will do; more are a word of their own.
_PREFIXES = frozenset({"un", "ln", "lm", "lr", "dls", "mls", "non", "re"})
_SUFFIXES = frozenset({"s", "d", "ed", "es", "lnq", "ly", "er", "ers", "r"})
_SHORT = 3  # letters
_ONE_EDIT = 200  # letters; in a shorter phrase one edit a word makes none of them foreign
# The article of French, Spanish, Portuguese and Italian, and what "artificial intelligence" is called there.
_LA = re.compile(r"\b[Ll][aàá]\b")
_IA = re.compile(r"\b(?:IA|Ia|ia|lA|[1|]A)\b")
_DIGITS = frozenset("0123456789losbqz")  # what the skeleton makes of digits


def objection(phrase: Phrase, place: Place, edits: int, key_words: bool = True) -> Message | None:
    """Why a passage that is close enough is no match all the same; None where nothing speaks against it.

    Without `key_words` only the border of short phrases is looked at.
    """
    parted = place.ground.parted
    if phrase.bordered and not (parted[place.first] and parted[place.last]):
        return message(
            "A phrase of fewer than {count} letters counts only where it stands alone.", count=BORDERED_BELOW
        )
    if not key_words:
        return None
    outside = _outside(phrase, place)
    if outside is not None:
        return message("It is a part of another word (“{letters}” goes on beside it).", letters=outside)
    article = _article(phrase, place.written(place.first, place.last))
    if article is not None:
        return _another_word(article)
    if not edits:
        return None
    return _opposite(phrase, place) or _foreign_word(phrase, place)


@lru_cache(maxsize=1 << 14)
def missing(required: tuple[str, ...], passage: str) -> Message | None:
    """Which of the required words is not in a passage (a piece of the original), misreadings allowed."""
    if not required:
        return None
    letters = skeleton(passage).text
    for word in required:
        wanted = _letters(word)
        if wanted and min(edits_by_end(wanted, letters)) > _allowed(len(wanted)):
            return message("The word “{word}” must be there and is not.", word=word)
    return None


@lru_cache(maxsize=4096)
def _letters(word: str) -> str:
    """The skeleton of a required word."""
    return skeleton(word).text


def _allowed(length: int) -> int:
    """Edits that a required word bears: none up to three letters, one up to seven, two beyond."""
    return 0 if length < 4 else 1 if length < 8 else 2


def _opposite(phrase: Phrase, place: Place) -> Message | None:
    passage = place.written(place.first, place.last)
    denial = denial_added(phrase.written, passage)
    if denial is not None:
        return message("It says the opposite: the word “{word}” denies it.", word=denial)
    verb = reversed_word(phrase.written, passage) or reversed_verb(phrase.written, passage)
    if verb is None:
        return None
    return message("It says the opposite: “{verb}” is negated in one of the two alone.", verb=verb)


def _foreign_word(phrase: Phrase, place: Place) -> Message | None:
    """What is said where a word was exchanged, or a number is another number."""
    found = compared(phrase.codes, phrase.words, place.letters)
    longer = lengthened(found, place.parted)
    if longer is not None:
        return _another_word(phrase.word(longer))
    if len(phrase.codes) <= _ONE_EDIT and not phrase.numbers and scattered(found):
        return None
    touched = differences(found, place.parted)
    for number in phrase.numbers.intersection(touched):
        if _another_number(touched[number]):
            return message("The number {number} of the fingerprint is not there.", number=phrase.word(number))
    word = exchanged(found, touched)
    if word is not None:
        return _another_word(phrase.word(word))
    lost = left_out(found)
    if lost is not None:
        return message("“{words}” of the fingerprint is not there.", words=phrase.part(*lost))
    return None


def _another_word(word: str) -> Message:
    return message(
        "The word “{word}” of the fingerprint is not there; another stands in its place.", word=word
    )


def _article(phrase: Phrase, passage: str) -> str | None:
    """The abbreviation "IA" of a phrase where a passage says "la", which has the same skeleton; None elsewhere."""
    if "IA" not in phrase.written or not _LA.search(passage) or _IA.search(passage):
        return None
    return "IA" if len(_LA.findall(passage)) > len(_LA.findall(phrase.written)) else None


def _another_number(word: Differences) -> bool:
    return any(old in _DIGITS and new in _DIGITS for old, new in word.replaced)


def _outside(phrase: Phrase, place: Place) -> str | None:
    """The letters right before or after a passage that make it a part of another word, if any do."""
    parted = place.ground.parted
    if not parted[place.first]:
        low = place.first - 1
        while not parted[low] and place.first - low <= _SHORT:
            low -= 1
        if _joined(place, place.first, phrase.words[0], (low, place.first), _PREFIXES):
            return place.written(low, place.first)
    if not parted[place.last]:
        high = place.last + 1
        while not parted[high] and high - place.last <= _SHORT:
            high += 1
        if _joined(place, place.last, phrase.words[-1], (place.last, high), _SUFFIXES):
            return place.written(place.last, high)
    return None


def _joined(
    place: Place, at: int, word: tuple[int, int], outside: tuple[int, int], affixes: frozenset[str]
) -> bool:
    """Whether the letters outside and the word inside are one word, and not two that lost their space."""
    length = word[1] - word[0]
    if _case_changes(place, at, length if at == outside[0] else 1):
        return False
    if length == 1 or (at == outside[0] and length <= _SHORT):
        return True  # "AI" of "airhead", "I" of "shall": nothing shows a lost space
    if outside[1] - outside[0] > _SHORT:
        return False
    return length <= _SHORT or place.around(*outside) in affixes


def _case_changes(place: Place, at: int, length: int) -> bool:
    """Whether letters change their case at a border: "saidAs", or "AIand" behind a word of `length` letters."""
    behind = place.written(at, at + 1)
    if behind.isupper():
        return place.written(at - 1, at).islower()
    return length > 1 and behind.islower() and place.written(at - length, at).isupper()
