"""Tells "can" from "can't": one letter apart, and the opposite of each other."""

from __future__ import annotations

import re
from collections import Counter

# Verbs with a contracted negation, as the contraction begins; "can't" has lost one n, "won't" is of "will".
_VERBS = {
    "ca": "can", "do": "do", "does": "does", "did": "did", "is": "is", "are": "are", "was": "was", "were": "were",
    "wo": "will", "would": "would", "could": "could", "should": "should", "have": "have", "has": "has",
    "had": "had", "must": "must",
}  # fmt: skip
_APOSTROPHE = "['’‘´`]"
_NEGATED = re.compile(rf"\b({'|'.join(_VERBS)})n ?{_APOSTROPHE}? ?t\b", re.IGNORECASE)
_PLAIN = re.compile(rf"\b({'|'.join(_VERBS.values())})\b", re.IGNORECASE)


def reversed_verb(phrase: str, passage: str) -> str | None:
    """The verb of `phrase` that `passage` says without its contracted negation, or with one added, if any."""
    negated, plain = _negated(phrase), _plain(phrase)
    found_negated, found_plain = _negated(passage), _plain(passage)
    lost = (negated - found_negated) & (found_plain - plain)
    added = (plain - found_plain) & (found_negated - negated)
    return next(iter([*lost, *added]), None)


def _negated(text: str) -> Counter[str]:
    return Counter(_VERBS[verb.casefold()] for verb in _NEGATED.findall(text))


def _plain(text: str) -> Counter[str]:
    """Plain verbs; those of "can't" and "cannot" are part of a longer word or taken out before."""
    return Counter(verb.casefold() for verb in _PLAIN.findall(_NEGATED.sub(" ", text)))
