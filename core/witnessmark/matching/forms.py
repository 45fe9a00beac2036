"""All written forms of all fingerprints, folded at once: the distinct strings that the index is built from."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from witnessmark.matching.phrases import LONGEST, SHORTEST, Complaint, texts_of, too_long, too_short
from witnessmark.matching.skeleton import skeleton
from witnessmark.records import Fingerprint

_BATCH = 20_000  # written forms folded at once: a few MB of work space


@dataclass(frozen=True, slots=True)
class Forms:
    """The distinct skeletons of a library.

    `rules[i]` are the fingerprints, by their places, that have a form with the skeleton `strings[i]`;
    `written[i]` are these forms, one for each of them: words and signs of one must not decide for another.
    """

    strings: tuple[str, ...]
    rules: tuple[tuple[int, ...], ...]
    written: tuple[tuple[str, ...], ...]
    complaints: tuple[Complaint, ...]


def forms_of(fingerprints: Sequence[Fingerprint]) -> Forms:
    """Every distinct skeleton of the fingerprints' texts, and what of them cannot be looked for."""
    complaints: list[Complaint] = []
    texts: list[str] = []
    owners: list[int] = []
    for rule, fingerprint in enumerate(fingerprints):
        for text in texts_of(fingerprint, complaints):
            texts.append(text)
            owners.append(rule)
    forms: dict[str, dict[int, str]] = {}
    for text, rule, folded in zip(texts, owners, _folded(texts), strict=True):
        if SHORTEST <= len(folded) <= LONGEST:
            forms.setdefault(folded, {}).setdefault(rule, text)
        else:
            what = too_short(text) if len(folded) < SHORTEST else too_long(text)
            complaints.append(Complaint(fingerprints[rule].id, what))
    rules = tuple(tuple(each) for each in forms.values())
    written = tuple(tuple(each.values()) for each in forms.values())
    return Forms(tuple(forms), rules, written, tuple(complaints))


def _folded(texts: list[str]) -> list[str]:
    """The skeleton of each text; one call of numpy for thousands of them."""
    found: list[str] = []
    for first in range(0, len(texts), _BATCH):
        batch = texts[first : first + _BATCH]
        folded = skeleton("\n".join(batch))
        ends = np.cumsum([len(each) + 1 for each in batch])
        cuts = [0, *np.searchsorted(folded.start, ends).tolist()]
        letters = folded.text
        found.extend(letters[low:high] for low, high in itertools.pairwise(cuts))
    return found
