"""Cuts a tall picture into overlapping tiles and joins what was found in them without loss or doubles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Something found, with its extent in rows and columns of the whole picture."""

    @property
    def top(self) -> float:
        """First row."""
        ...

    @property
    def bottom(self) -> float:
        """Last row."""
        ...

    @property
    def left(self) -> float:
        """First column."""
        ...

    @property
    def right(self) -> float:
        """Last column."""
        ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class Tile:
    """Rows `start` to `end` of a picture; it reports what has its middle in `first` to `last`."""

    start: int
    end: int
    first: int
    last: int


def tiles(zone: tuple[int, int], height: int, tile: int, overlap: int) -> Iterator[Tile]:
    """Tiles of at most `tile` rows that overlap by `overlap`, for the rows `zone` of a picture of `height`.

    They reach half of `overlap` beyond the zone where the picture does; what they report of touches and covers it.
    """
    above, below = overlap // 2, overlap - overlap // 2
    start, stop = max(0, zone[0] - above), min(height, zone[1] + below)
    first = zone[0]
    while True:
        end = min(stop, start + tile)
        last = zone[1] if end == stop else end - below
        yield Tile(start, end, first, last)
        if end == stop:
            return
        start, first = end - overlap, last


def joined(found: list[tuple[Tile, list[P]]], slack: float) -> list[P]:
    """What each tile reports of its own zone.

    The two tiles at a seam may place the same line a little differently; so each reports `slack` rows beyond
    its zone, and what covers the same place as something already reported is the same thing.
    """
    result: list[P] = []
    before: list[P] = []
    for tile, things in found:
        own = [t for t in things if tile.first - slack <= (t.top + t.bottom) / 2 <= tile.last + slack]
        fresh = [thing for thing in own if not any(_same(thing, other) for other in before)]
        result.extend(fresh)
        before = fresh
    return result


def _same(one: Placed, other: Placed) -> bool:
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    across = min(one.right, other.right) - max(one.left, other.left)
    if down <= 0 or across <= 0:
        return False
    return down * across > 0.5 * min(_area(one), _area(other))


def _area(thing: Placed) -> float:
    return (thing.bottom - thing.top) * (thing.right - thing.left)
