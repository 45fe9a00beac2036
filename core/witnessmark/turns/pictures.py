"""Finds what stands beside the words: speakers' pictures to the left of a line, rows of buttons below a message."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from witnessmark.geometry import Box
from witnessmark.turns.draft import Means
from witnessmark.turns.sight import largest_channel, usual_colour
from witnessmark.turns.strips import Strip

SHARE = 0.27  # of the square's pixels that must differ from the page
FAINT = 20  # levels between the fill and a sign in a pale ink


def picture_left(strip: Strip, means: Means, clear: float = 0.0) -> bool:
    """Whether something as big as a speaker's picture, and no text, stands to the left of the strip's top.

    `clear` is how many pixels above the strip hold no text: a picture may stand in them, too.
    """
    scale, height = means.sight.scale, means.height
    small = means.sight.small
    right = round((strip.box.x - 0.15 * height) * scale)
    around = means.panels.around(strip.box)
    edge = around.box.x + 0.1 * height if around else 0.0
    left = round(max(edge, strip.box.x - 5 * height) * scale)
    above = max(0.6 * height, min(2.0 * height, clear))
    top = round((strip.box.y - above) * scale)
    bottom = round((strip.box.y + 2.2 * height) * scale)
    part = small[max(0, top) : bottom, max(0, left) : max(0, right)]
    if part.size == 0 or part.shape[1] < 4:
        return False
    unlike = largest_channel(np.abs(part.astype(np.int16) - np.array(strip.ink.fill))) > 24
    least = 0.11 * height * scale
    rows, columns = _longest(unlike.sum(axis=1) > least), _longest(unlike.sum(axis=0) > least)
    low, high = 0.85 * height * scale, 4.0 * height * scale
    if not (low <= rows[1] - rows[0] <= high and low <= columns[1] - columns[0] <= high):
        return False
    square = unlike[rows[0] : rows[1], columns[0] : columns[1]]
    return float(square.mean()) > SHARE


def buttons_below(box: Box, means: Means) -> bool:
    """Whether a row of signs of one size, evenly set and without words, stands right below a message and at its left.

    Assistants' pages have it under an answer: copy, good, bad, again. Under posts there are counts beside the signs.
    """
    scale, height = means.sight.scale, means.height
    room = Box(box.x - round(0.5 * height), box.bottom + 2, round(18 * height), round(2.8 * height))
    if any(_meet(room, word.box) and len(word.text) > 1 for word in means.reading.words):
        return False
    top, bottom, left, right = (
        max(0, round(edge * scale)) for edge in (room.y, room.bottom, room.x, room.right)
    )
    part = means.sight.small[top:bottom, left:right].astype(np.int16)
    if part.size == 0:
        return False
    fill = np.array(usual_colour(part.reshape(-1, 3)))
    unlike = largest_channel(np.abs(part - fill)) > FAINT
    rows = _longest(unlike.sum(axis=1) > 0)
    low, high = 0.4 * height * scale, 1.4 * height * scale
    signs = _stretches(unlike[rows[0] : rows[1]].sum(axis=0) > 0, round(0.35 * height * scale))
    return low <= rows[1] - rows[0] <= high and len(signs) > 2 and _are_even(signs, low, high)


def _are_even(signs: list[tuple[int, int]], low: float, high: float) -> bool:
    """Whether three signs or more are evenly set, none wider than `high` pixels and three no less than `low`."""
    steps = [(below[0] + below[1] - above[0] - above[1]) / 2 for above, below in pairwise(signs)]
    even = max(steps) - min(steps) < 0.25 * min(steps)
    widths = [sign[1] - sign[0] for sign in signs]
    return even and max(widths) <= high and sum(width >= low for width in widths) > 2


def _meet(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _stretches(flags: np.ndarray[tuple[int], np.dtype[np.bool_]], gap: int) -> list[tuple[int, int]]:
    """The stretches of true values that at least `gap` false ones part."""
    found: list[tuple[int, int]] = []
    for place in np.flatnonzero(flags).tolist():
        if found and place - found[-1][1] < gap:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _longest(flags: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[int, int]:
    """The longest stretch of true values."""
    best, start = (0, 0), None
    for place, flag in enumerate([*flags.tolist(), False]):
        if flag and start is None:
            start = place
        elif not flag and start is not None:
            if place - start > best[1] - best[0]:
                best = (start, place)
            start = None
    return best
