"""Tells a passage from its opposite: "can" from "can't", "I was" from "I was not"; both are few letters apart."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

# Verbs with a contracted negation, as the contraction begins; "can't" has lost one n, "won't" is of "will".
_VERBS = {
    "ca": "can", "do": "do", "does": "does", "did": "did", "is": "is", "are": "are", "was": "was", "were": "were",
    "wo": "will", "would": "would", "could": "could", "should": "should", "have": "have", "has": "has",
    "had": "had", "must": "must",
}  # fmt: skip
_APOSTROPHE = "['’‘´`]"
_NEGATED = re.compile(rf"\b({'|'.join(_VERBS)})n ?{_APOSTROPHE}? ?t\b", re.IGNORECASE)
# A letter behind an apostrophe is the rest of a contraction, if a misread one.
_PLAIN = re.compile(rf"\b({'|'.join(_VERBS.values())})\b(?!{_APOSTROPHE}\w)", re.IGNORECASE)
# Words that deny, in the languages of the shipped packs; the short ones of one language are left out where
# they are plain words of another.
_DENIALS = frozenset({
    "not", "cannot", "never", "neither", "nor", "nobody", "none", "unable", "nicht", "nie", "niemals", "kein", "keine",
    "keinen", "keinem", "keiner", "keines", "jamais", "aucun", "aucune", "nunca", "jamás", "não", "nessun", "nessuno",
    "nessuna",
})  # fmt: skip
# Beginnings that deny a word, and the letters that it has at least without one: "able" is such a word.
_BEGINNINGS = ("un", "in", "im", "ir", "il", "dis")
_TURNED = 4
_WORD = re.compile(r"\w+")


def denial_added(phrase: str, passage: str) -> str | None:
    """A word that denies, where `passage` has more of them than `phrase`; "nor" for "not" is a misreading."""
    denials = _denials(passage)
    if not denials:
        return None
    known = _denials(phrase)
    return next(iter(Counter(denials) - Counter(known)), None) if len(denials) > len(known) else None


def _denials(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.casefold()) if word in _DENIALS]


def reversed_word(phrase: str, passage: str) -> str | None:
    """A word of `phrase` that `passage` says without its denying beginning, or with one: "ethical" for "unethical"."""
    wanted: set[str] = set(_WORD.findall(phrase.casefold()))
    found: set[str] = set(_WORD.findall(passage.casefold()))
    if wanted == found:
        return None
    # "in" by itself in one of the two is a word that lost its space, or a word that was parted at a line's end.
    beginnings = [each for each in _BEGINNINGS if each not in wanted | found]
    for word in wanted - found:
        turned = {beginning + word for beginning in beginnings}
        turned |= {word.removeprefix(beginning) for beginning in beginnings} - {word}
        if any(len(each) >= _TURNED and each in found - wanted for each in turned):
            return word
    return None


def reversed_verb(phrase: str, passage: str) -> str | None:
    """The verb of `phrase` that `passage` says without its contracted negation, or with one added, if any."""
    negated, plain = _verbs(phrase)
    if not negated and not plain:
        return None
    found_negated = _negated(passage)
    if found_negated == negated:
        return None
    found_plain = _plain(passage)
    lost = (negated - found_negated) & (found_plain - plain)
    added = (plain - found_plain) & (found_negated - negated)
    return next(iter([*lost, *added]), None)


@lru_cache(maxsize=4096)
def _verbs(phrase: str) -> tuple[Counter[str], Counter[str]]:
    """The negated and the plain verbs of a phrase; the same few phrases are asked for over and over."""
    return _negated(phrase), _plain(phrase)


def _negated(text: str) -> Counter[str]:
    return Counter(_VERBS[verb.casefold()] for verb in _NEGATED.findall(text))


def _plain(text: str) -> Counter[str]:
    """Plain verbs; those of "can't" and "cannot" are part of a longer word or taken out before."""
    return Counter(verb.casefold() for verb in _PLAIN.findall(_NEGATED.sub(" ", text)))
