"""Text as patterns see it: compatibility forms, straight quotes, hyphens as spaces, invisibles gone."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LEVEL = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "′": "'", "`": "'", "“": '"', "”": '"', "„": '"'})
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
    if text.isascii():
        return _LEVEL.sub(" ", text).replace("`", "'")
    return levelled(text).text


def levelled(text: str) -> Plain:
    """The levelled text with the map back to the original."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        for character in unicodedata.normalize("NFKC", cluster[0]).translate(_QUOTES):
            if _INVISIBLE.match(character):
                continue
            if _LEVEL.match(character):
                if characters and characters[-1] == " ":
                    ends[-1] = cluster.end()
                    continue
                character = " "
            characters.append(character)
            starts.append(cluster.start())
            ends.append(cluster.end())
    return Plain("".join(characters), tuple(starts), tuple(ends))
