"""Words that interfaces show around messages, as one table that is easy to extend and can be switched off in parts.

Layout decides; these only help to tell a row of buttons from a line of text. `platform` is "any" for words
that are common to most interfaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from witnessmark.turns.hint import Hint, Use
from witnessmark.turns.hint_table import TABLE

__all__ = ["ALL", "TABLE", "Hint", "Hints", "without"]

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_CJK_GAP = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])\s(?=[\u3040-\u30ff\u3400-\u9fff])")
_NUMBER = re.compile(r"[+-]?(?<!\d)\d[\d.,]*\s?(?:[kmb]|mio|mn|tsd|万|億|亿)?\b\.?", re.IGNORECASE)


@dataclass(frozen=True)
class Hints:
    """The table, compiled. Cached properties need a `__dict__`, so it has no slots."""

    table: tuple[Hint, ...] = field(default=TABLE)

    @cached_property
    def words(self) -> re.Pattern[str]:
        """Buttons and labels."""
        return self._of("word", r"(?<![^\W\d_])(?:{})(?![^\W\d_])")

    @cached_property
    def posts(self) -> re.Pattern[str]:
        """Buttons that stand under posts and comments."""
        return self._of("post", r"(?<![^\W\d_])(?:{})(?![^\W\d_])")

    @cached_property
    def rows(self) -> re.Pattern[str]:
        """Whole rows that are no message."""
        return self._of("row", r"(?=[\s\S]{{0,200}}\Z)(?:\W|\b\w\b\s)*(?:{})(?:\s\w\b|\W)*")

    @cached_property
    def fields(self) -> re.Pattern[str]:
        """What stands in an empty entry field."""
        return self._of("field", r"(?=[\s\S]{{0,200}}\Z)\W*(?:{})\W*")

    @cached_property
    def badges(self) -> re.Pattern[str]:
        """Marks beside a name."""
        return self._of("badge", r"(?=[\s\S]{{0,200}}\Z)\W*(?:{})\W*")

    @cached_property
    def comments(self) -> re.Pattern[str]:
        """Headings over comments."""
        return self._of("comments", r"(?=[\s\S]{{0,200}}\Z)\W*(?:{})\W*")

    def _of(self, use: Use, frame: str) -> re.Pattern[str]:
        patterns = sorted((one for hint in self.table if hint.use == use for one in hint.patterns), key=len)
        return re.compile(frame.format("|".join(reversed(patterns)) or "(?!)"), re.IGNORECASE)

    def is_nearly_word(self, text: str) -> bool:
        """Whether a text is a button's word in which an engine misread a letter."""
        if not text.isalpha() or not 4 < len(text) < 20:
            return False
        guesses = (text[:place] + sign + text[place + 1 :] for place in range(len(text)) for sign in _LETTERS)
        return any(self.words.fullmatch(guess) for guess in guesses)

    def left_over(self, text: str) -> str:
        """What is left of a row after numbers, interface words and stray marks are taken out."""
        if len(_CJK.findall(text)) >= 6:
            text = _CJK_GAP.sub("", text)
        rest = _NUMBER.sub(" ", self.posts.sub(" ", self.words.sub(" ", text)))
        return " ".join(
            piece
            for piece in re.split(r"[\W_]+", rest)
            if len(piece) > 1 or piece.isdecimal() or _CJK.match(piece)
        )


ALL = Hints()


def without(platforms: Iterable[str]) -> Hints:
    """The table without the entries of the named platforms, to see what layout alone can do."""
    left_out = set(platforms)
    return Hints(tuple(hint for hint in TABLE if hint.platform not in left_out))
