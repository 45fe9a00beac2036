from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from witnessmark.reading.tiles import joined, tiles


@dataclass(frozen=True)
class Thing:
    number: int
    top: float
    bottom: float
    left: float = 0.0
    right: float = 100.0


def seen(things: list[Thing], start: int, end: int, jitter: float) -> list[Thing]:
    """What a tile sees of things: cut at its rims, a little off."""
    visible = [thing for thing in things if thing.bottom > start and thing.top < end]
    return [
        Thing(thing.number, max(start, thing.top + jitter), min(end, thing.bottom + jitter))
        for thing in visible
    ]


@given(
    tops=st.lists(st.integers(0, 5000), min_size=1, max_size=80, unique=True),
    jitter=st.floats(-3, 3),
)
def test_each_line_is_reported_once_and_whole(tops, jitter):
    things = [Thing(index, top * 40 / 2, top * 40 / 2 + 18) for index, top in enumerate(sorted(tops))]
    height = int(things[-1].bottom) + 10
    found = [
        (tile, seen(things, tile.start, tile.end, jitter * (index % 2)))
        for index, tile in enumerate(tiles(height, 1000, 120))
    ]
    reported = joined(found, slack=4)
    assert sorted(thing.number for thing in reported) == [thing.number for thing in things]
    assert all(thing.bottom - thing.top > 14 for thing in reported)


@given(st.integers(1, 20_000), st.integers(300, 3000), st.integers(10, 200))
def test_tiles_cover_everything_with_their_zones_touching(height, tile, overlap):
    found = list(tiles(height, tile, overlap))
    assert found[0].first == 0
    assert found[-1].last == height
    for one, other in pairwise(found):
        assert one.last == other.first
        assert one.end - other.start == overlap
