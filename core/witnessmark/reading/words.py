"""Cuts a read line into words with boxes, from the places of its characters."""

from __future__ import annotations

import numpy as np

from witnessmark.geometry import Box
from witnessmark.reading.ordering import ReadLine
from witnessmark.reading.recognise import Glyph, Strip
from witnessmark.records import Word

__all__ = ["ReadLine", "words_of"]


def words_of(strip: Strip, glyphs: tuple[Glyph, ...]) -> tuple[Word, ...]:
    """The words of a line, left to right."""
    groups = [group for group in _groups(glyphs) if group]
    return tuple(_word(strip, group, *_limits(strip, groups, index)) for index, group in enumerate(groups))


def _groups(glyphs: tuple[Glyph, ...]) -> list[list[Glyph]]:
    groups: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph.text.isspace():
            groups.append([])
        else:
            groups[-1].append(glyph)
    return groups


def _limits(strip: Strip, groups: list[list[Glyph]], index: int) -> tuple[float, float]:
    """Left and right of a word in strip pixels: half-way to its neighbours, or the strip's end."""
    group = groups[index]
    left = (groups[index - 1][-1].x + group[0].x) / 2 if index else 0.0
    last = index + 1 == len(groups)
    right = float(strip.pixels.shape[1]) if last else (group[-1].x + groups[index + 1][0].x) / 2
    return left, right


def _word(strip: Strip, group: list[Glyph], left: float, right: float) -> Word:
    confidence = float(np.mean([glyph.confidence for glyph in group]))
    return Word("".join(glyph.text for glyph in group), _box(strip, left, right), round(confidence, 4))


def _box(strip: Strip, left: float, right: float) -> Box:
    """The picture's box around a part of the strip."""
    height = strip.pixels.shape[0]
    corners = [strip.corner + strip.across * x + strip.down * y for x in (left, right) for y in (0, height)]
    low, high = np.min(corners, axis=0), np.max(corners, axis=0)
    x, y = round(float(low[0])), round(float(low[1]))
    return Box(x, y, max(1, round(float(high[0])) - x), max(1, round(float(high[1])) - y))
