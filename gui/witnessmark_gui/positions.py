"""Code points, which the core counts, to UTF-16 units, which Qt counts, and back; nothing else converts."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

# Characters that a QTextDocument turns into something else, one for one, so that every position stays right.
_UNSAFE = re.compile("\r\n|[\r\0\u2028\u2029\ufdd0\ufdd1\ud800-\udfff]")
_SHOWN = {"\r\n": "\u200b\n", "\r": "\n", "\0": "\u2400", "\u2028": "\n", "\u2029": "\n"}


def showable(text: str) -> str:
    """`text` as a QTextDocument can hold it: as many code points, each in its place."""
    return _UNSAFE.sub(lambda found: _SHOWN.get(found[0], "\ufffd"), text)


@dataclass(frozen=True, slots=True)
class Positions:
    """Both ways between the code points and the UTF-16 units of one text."""

    length: int
    _astral: tuple[int, ...]
    _astral_units: tuple[int, ...]

    @property
    def units(self) -> int:
        """The length of the text in UTF-16 units."""
        return self.length + len(self._astral)

    def unit(self, point: int) -> int:
        """The UTF-16 unit at which the code point `point` begins."""
        return point + bisect_left(self._astral, point)

    def point(self, unit: int) -> int:
        """The code point to which the UTF-16 unit `unit` belongs."""
        return unit - bisect_left(self._astral_units, unit)


def positions(text: str) -> Positions:
    """The map of `text`; one pass over it, and nothing but the positions of rare characters is kept."""
    astral = tuple(index for index, char in enumerate(text) if char > "\uffff")
    return Positions(len(text), astral, tuple(index + rank for rank, index in enumerate(astral)))
