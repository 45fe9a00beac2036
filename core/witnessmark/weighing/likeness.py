"""Approximate matches that are too slight to state a fact or carry a weight.

An approximate match forgives what an OCR engine may misread. In clean text it also takes other words for the
fingerprint's: "as ChatGPT" for "I am ChatGPT", "was developed by" for "I was developed by". Such a match is
shown, but a headline must not rest on it.
"""

from __future__ import annotations

import re

from witnessmark.library.families import label
from witnessmark.records import Fingerprint, Match, Turn

LEAST_LETTERS = 16  # letters and digits; of 15, one misread letter is as large a share as a short word

# The first person, also as engines misread the letter I.
_FIRST_PERSON = re.compile(
    r"(?<![A-Za-z0-9])(?:[Il1|](?:['’´`]?m|am)?|my|me|we|our|as an? ai)(?![A-Za-z0-9])", re.I
)


def slight(match: Match, fingerprint: Fingerprint, turn: Turn) -> bool:
    """Whether a match is an approximate one that may as well be other words."""
    if match.layer != "fuzzy":
        return False
    letters = sum(character.isalnum() for character in match.text)
    if letters < LEAST_LETTERS or _inside_a_word(match, turn.text):
        return True
    if fingerprint.kind != "self-identification" or fingerprint.language != "en":
        return False
    return not _FIRST_PERSON.search(match.text)


def spells_maker(match: Match) -> bool:
    """Whether the maker that the entry names stands in the passage, letter for letter and as a word."""
    if match.names is None:
        return False
    name = re.escape(label(match.names).split(" (")[0])
    return re.search(rf"(?<!\w){name}(?!\w)", match.text) is not None


def _inside_a_word(match: Match, text: str) -> bool:
    """Whether the passage begins or ends in the middle of a word."""
    return any(
        0 < border < len(text) and text[border - 1].isalnum() and text[border].isalnum()
        for border in (match.start, match.end)
    )
