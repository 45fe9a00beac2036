"""Reads lines that a drawn stroke crosses: in several ways, of which the surest is believed.

An opaque stroke takes the letters under it away, and no one way of mending is the best for all: the network
reads some words through the stroke, some with the stroke faded, some with the letters continued across it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from witnessmark.reading.detect import FoundLine
from witnessmark.reading.ink import Bools
from witnessmark.reading.pixels import Pixels
from witnessmark.reading.recognise import Recognised, recognise
from witnessmark.reading.strip import Strip, strip_of

_REACH = 2  # pixels around a lost one that it is continued from
_LEAST_LENGTH = 0.8  # of the first reading's characters: a surer reading of fewer has lost some


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


def read_line(line: FoundLine, views: Views) -> tuple[Strip, Recognised] | None:
    """The strip of a line without strokes, and its surest reading; None for a mere dot."""
    strip = strip_of(views.plain, line)
    if strip is None:
        return None
    best = recognise(strip)
    if not views.crossed(line):
        return strip, best
    least = _LEAST_LENGTH * len(best.glyphs)
    for image in views.others:
        other = strip_of(image, line)
        if other is None:
            continue
        read = recognise(other)
        if len(read.glyphs) >= least and _sureness(read) > _sureness(best):
            best = read
    return strip, best


def _sureness(read: Recognised) -> float:
    signs = [glyph.confidence for glyph in read.glyphs if not glyph.text.isspace()]
    return sum(signs) / len(signs) if signs else 0.0
