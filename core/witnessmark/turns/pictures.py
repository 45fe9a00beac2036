"""Finds speakers' pictures: a filled square or disc to the left of a line."""

from __future__ import annotations

import numpy as np

from witnessmark.turns.draft import Means
from witnessmark.turns.sight import largest_channel
from witnessmark.turns.strips import Strip

SHARE = 0.27  # of the square's pixels that must differ from the page


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
