"""Text as patterns see it: compatibility forms, straight quotes, hyphens as spaces, invisibles gone.

Chinese and Japanese characters stand side by side in it: engines put spaces between them, writers do not.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_LEVEL = re.compile(rf"[\s\{_DASHES}]+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_QUOTES = (
    ("’", "'"), ("‘", "'"), ("ʼ", "'"), ("′", "'"), ("`", "'"), ("“", '"'), ("”", '"'), ("„", '"'), ("‟", '"'),
)  # fmt: skip
# Everything but the characters of ASCII that stay what they are, of which a single space is one.
_SPECIAL = re.compile(r" ?[^ !-,.-_a-~][^!-,.-_a-~]*| {2,}[^!-,.-_a-~]*")
_CLUSTER = re.compile(
    r"[^\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f][\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]*|.", re.S
)
_MARK = re.compile(r"[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f]")
_UNSPACED = "\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_GAP = re.compile(f"(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])")
_GONE = "\x00"
# What stays one character for one: quotes, dashes and white space.
_ONE_FOR_ONE = str.maketrans(
    {curly: straight for curly, straight in _QUOTES}
    | {chr(code): " " for code in range(0x3001) if chr(code).isspace()}
    | dict.fromkeys(_DASHES, " ")
)

_SEGMENT = 4096  # characters mapped at once: a map costs much more than its text
_INSIDE_A_WORD = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]{2}")  # between the two nothing is joined or composed


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
    for dash in "-" if text.isascii() else _DASHES:
        text = text.replace(dash, " ")
    words = text.replace("`", "'").split()
    before, behind = text[:1].isspace(), text[-1:].isspace()
    flat = " " * before + " ".join(words) + " " * (behind and bool(words))
    return flat if flat.isascii() else _GAP.sub("", flat)


def levelled(text: str) -> Plain:
    """The levelled text with the map back to the original."""
    return _without_gaps(_evenly(text) or _by_clusters(text))


def _without_gaps(plain: Plain) -> Plain:
    gaps = {found.start() for found in _GAP.finditer(plain.text)}
    if not gaps:
        return plain
    kept = [index for index in range(len(plain.text)) if index not in gaps]
    text = "".join(plain.text[index] for index in kept)
    return Plain(text, tuple(plain.starts[each] for each in kept), tuple(plain.ends[each] for each in kept))


def _evenly(text: str) -> Plain | None:
    """The same for most texts, many times quicker: where no character becomes several and no mark is joined to one."""
    flat = _INVISIBLE.sub(_GONE, text.translate(_ONE_FOR_ONE))
    if _GONE in text or _MARK.search(text) or not unicodedata.is_normalized("NFKC", flat):
        return None
    points = np.frombuffer(flat.encode("utf-32-le", "surrogatepass"), np.uint32)
    kept = np.flatnonzero(points)
    if not len(kept):
        return Plain("", (), ())
    points = points[kept]
    again = (points[1:] == ord(" ")) & (points[:-1] == ord(" "))
    first, last = np.append(True, ~again), np.append(~again, True)
    made = points[first].tobytes().decode("utf-32-le", "surrogatepass")
    return Plain(made, tuple(kept[first].tolist()), tuple((kept[last] + 1).tolist()))


def _by_clusters(text: str) -> Plain:
    """The same, a character with its marks at a time."""
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


class Level:
    """The levelled text of `text`, which is mapped back only where it is asked for."""

    def __init__(self, text: str) -> None:
        self.text = level(text)
        self._original = text
        self._cuts: list[int] = []
        self._firsts: list[int] = []
        self._parts: dict[int, tuple[int, Plain]] = {}

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The code points of the original that the characters `first` to `last` (half-open) came from."""
        if not self._cuts:
            self._cut()
        low, high = bisect_right(self._firsts, first) - 1, bisect_left(self._firsts, last)
        begin = self._cuts[low]
        plain = self._part(begin, self._cuts[high])
        if plain.text != self.text[self._firsts[low] : self._firsts[high]]:
            low = begin = 0
            plain = self._part(0, len(self._original))
        start, end = plain.span(first - self._firsts[low], last - self._firsts[low])
        return start + begin, end + begin

    def _part(self, begin: int, end: int) -> Plain:
        """A part of the text levelled; it is remembered, since hits stand close to one another."""
        known = self._parts.get(begin)
        if known is None or known[0] != end:
            known = self._parts[begin] = end, levelled(self._original[begin:end])
        return known[1]

    def _cut(self) -> None:
        """Find places at which the text can be cut without changing how it is levelled."""
        text, at = self._original, _SEGMENT
        self._cuts = [0]
        while found := _INSIDE_A_WORD.search(text, at):
            self._cuts.append(found.start() + 1)
            at = found.end() + _SEGMENT
        self._cuts.append(len(text))
        sizes = [len(level(text[low:high])) for low, high in itertools.pairwise(self._cuts)]
        self._firsts = [0, *itertools.accumulate(sizes)]


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
