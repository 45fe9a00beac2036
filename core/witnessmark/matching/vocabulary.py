"""The words of languages, to tell a misread word ("trairned") from another word ("drained")."""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources

import msgspec

LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "nl", "pt"})
_USUAL = 50  # the least count in the word lists: given to words that nobody was seen to use, and to misprints


def is_word(word: str, language: str) -> bool:
    """Whether a lower-case `word` is one of English, in which everybody writes, or of `language` (ISO 639-1).

    Of a language without a word list nothing is known, so that every word is taken for one.
    """
    return language not in LANGUAGES or word in _words("en") or word in _words(language)


@cache
def _words(language: str) -> frozenset[str]:
    """The words in use of a language, and what stands before and behind an apostrophe in them."""
    # The package's own reader takes three times as long and would hold the window up meanwhile.
    packed = resources.files("spellchecker").joinpath("resources", f"{language}.json.gz").read_bytes()
    counted = msgspec.json.decode(gzip.decompress(packed), type=dict[str, int])
    used = [word for word, count in counted.items() if count > _USUAL]
    return frozenset(used).union(*(word.split("'") for word in used if "'" in word))
