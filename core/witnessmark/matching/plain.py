"""Text as patterns see it: compatibility forms, straight quotes, hyphens as spaces, invisibles gone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LEVEL = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_QUOTES = (
    ("’", "'"), ("‘", "'"), ("ʼ", "'"), ("′", "'"), ("`", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("‟", '"'),
)  # fmt: skip
# Everything but the characters of ASCII that stay what they are, of which a single space is one.
_SPECIAL = re.compile(r" ?[^ !-,.-_a-~][^!-,.-_a-~]*| {2,}[^!-,.-_a-~]*")
_CLUSTER = re.compile(
    r"[^\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f][\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]*|.", re.S
)


@dataclass(frozen=True, slots=True)
class Plain:
    """A levelled text; its character `i` came from the original's code points `starts[i]` to `ends[i]`."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The code points of the original that the characters `first` to `last` (half-open) came from."""
        return self.starts[first], self.ends[last - 1]


def level(text: str) -> str:
    """The levelled text alone, as quickly as it can be had; `levelled` gives the same text with its map."""
    if not text.isascii():
        text = _INVISIBLE.sub("", _straight(unicodedata.normalize("NFKC", text)))
    return _LEVEL.sub(" ", text).replace("`", "'")


def levelled(text: str) -> Plain:
    """The levelled text with the map back to the original."""
    made = _Levelled()
    done = 0
    for special in _SPECIAL.finditer(text):
        begin = special.start()
        if begin > done and unicodedata.category(text[begin])[0] == "M":
            begin -= 1
        made.copy(text, done, begin)
        for cluster in _CLUSTER.finditer(text, begin, special.end()):
            made.level(cluster)
        done = special.end()
    made.copy(text, done, len(text))
    return Plain("".join(made.characters), tuple(made.starts), tuple(made.ends))


class _Levelled:
    """The characters of a levelled text, as far as they are made, and where each came from."""

    def __init__(self) -> None:
        self.characters: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []

    def copy(self, text: str, begin: int, end: int) -> None:
        """Take characters that stay what they are."""
        self.characters.extend(text[begin:end])
        self.starts.extend(range(begin, end))
        self.ends.extend(range(begin + 1, end + 1))

    def level(self, cluster: re.Match[str]) -> None:
        """Take a character with its marks."""
        for character in _straight(unicodedata.normalize("NFKC", cluster[0])):
            if _INVISIBLE.match(character):
                continue
            if _LEVEL.match(character):
                if self.characters and self.characters[-1] == " ":
                    self.ends[-1] = cluster.end()
                    continue
                character = " "
            self.characters.append(character)
            self.starts.append(cluster.start())
            self.ends.append(cluster.end())


def _straight(text: str) -> str:
    for curly, straight in _QUOTES:
        text = text.replace(curly, straight)
    return text
