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
        for index, tile in enumerate(tiles((0, height), height, 1000, 120))
    ]
    reported = joined(found, slack=4)
    assert sorted(thing.number for thing in reported) == [thing.number for thing in things]
    assert all(thing.bottom - thing.top > 14 for thing in reported)


@given(st.integers(1, 20_000), st.integers(300, 3000), st.integers(10, 200), st.integers(0, 20_000))
def test_tiles_cover_their_rows_and_touch_across_a_change_of_size(height, tile, overlap, seam):
    seam = min(seam, height)
    upper = list(tiles((0, seam), height, tile, overlap))
    lower = list(tiles((seam, height), height, 2 * tile, 2 * overlap))
    assert upper[0].first == 0
    assert lower[-1].last == height
    for one, other in pairwise(upper + lower):
        assert one.last == other.first
    for part in (upper, lower):
        assert all(one.end - other.start == overlap * (1 + (part is lower)) for one, other in pairwise(part))
    assert all(max(0, one.start) <= one.first <= one.last <= one.end <= height for one in upper + lower)
