"""The words of languages, to tell a misread word ("trairned") from another word ("drained")."""

from __future__ import annotations

from functools import cache

from spellchecker import SpellChecker

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
    counted = SpellChecker(language=language).word_frequency.items()
    used = [word for word, count in counted if count > _USUAL]
    return frozenset(used).union(*(word.split("'") for word in used if "'" in word))
