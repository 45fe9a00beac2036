"""Reads lines that a drawn stroke crosses: in several ways, of which the surest is believed.

An opaque stroke takes the letters under it away, and no one way of mending is the best for all: the network
reads some words through the stroke, some with the stroke faded, some with the letters continued across it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from witnessmark.reading.detect import FoundLine
from witnessmark.reading.doubtful import read_carefully, surest
from witnessmark.reading.ink import Bools
from witnessmark.reading.pixels import Pixels
from witnessmark.reading.recognise import Recognised, recognise
from witnessmark.reading.strip import Strip, strip_of

_BRIDGE = 12  # heights of a line: the widest gap that a stroke may have torn into it
_TORN = 0.5  # of a gap's columns that the stroke covers, for the gap to be its work
_SAME_ROW = 0.6  # of the lower line's height that both share
_LEAST_LENGTH = 0.95  # of the longest reading's characters: a surer one of fewer has lost some
_REACH = 2  # pixels around a lost one that it is continued from


@dataclass(frozen=True, slots=True)
class Views:
    """A picture without its strokes; `others` are further ways to see it, `covered` is where they differ."""

    plain: Pixels
    others: tuple[Pixels, ...] = ()
    covered: Bools | None = None

    def crossed(self, line: FoundLine) -> bool:
        """Whether a stroke lies on the line."""
        if self.covered is None:
            return False
        rows = slice(max(0, int(line.top)), int(line.bottom) + 1)
        return bool(self.covered[rows, max(0, int(line.left)) : int(line.right) + 1].any())


def views_of(original: Pixels, plain: Pixels) -> Views:
    """The ways to see a picture whose strokes were faded in `plain`; one where nothing was."""
    import cv2

    if plain is original:
        return Views(plain)
    covered = (original != plain).any(axis=2)
    lost = cv2.dilate(covered.astype(np.uint8), np.ones((2, 2), np.uint8))
    continued = cv2.inpaint(plain, lost, _REACH, cv2.INPAINT_TELEA).astype(np.uint8)
    return Views(plain, (original, continued), covered)


def bridged(lines: list[FoundLine], views: Views) -> list[FoundLine]:
    """The lines of a page; parts of one that a stroke lies between are one line again."""
    if views.covered is None:
        return lines
    result: list[FoundLine] = []
    for line in sorted(lines, key=lambda one: one.left):
        row = [place for place, one in enumerate(result) if _on_one_row(one, line)]
        nearest = max(row, key=lambda place: result[place].right, default=None)
        if nearest is not None and _torn(result[nearest], line, views.covered):
            result[nearest] = _joined(result[nearest], line)
        else:
            result.append(line)
    return result


def _on_one_row(left: FoundLine, right: FoundLine) -> bool:
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    return shared >= _SAME_ROW * min(left.bottom - left.top, right.bottom - right.top)


def _torn(left: FoundLine, right: FoundLine, covered: Bools) -> bool:
    """Whether a stroke covers most of the gap between two lines on one row."""
    height = min(left.bottom - left.top, right.bottom - right.top)
    if not -height / 2 < right.left - left.right <= _BRIDGE * height:
        return False
    rows = slice(max(0, int(max(left.top, right.top))), int(min(left.bottom, right.bottom)) + 1)
    start = max(0, min(int(left.right), int(right.left)))
    return float(covered[rows, start : int(right.left) + 1].any(axis=0).mean()) >= _TORN


def _joined(left: FoundLine, right: FoundLine) -> FoundLine:
    corners = np.stack([left.corners[0], right.corners[1], right.corners[2], left.corners[3]])
    return FoundLine(corners, min(left.score, right.score))


def read_line(line: FoundLine, views: Views) -> tuple[Strip, Recognised] | None:
    """The strip of a line without strokes, and its surest reading; None for a mere dot."""
    strip = strip_of(views.plain, line)
    if strip is None:
        return None
    if not views.crossed(line):
        return strip, read_carefully(strip)
    others = [other for image in views.others if (other := strip_of(image, line)) is not None]
    return strip, surest([recognise(each) for each in (strip, *others)], _LEAST_LENGTH)
