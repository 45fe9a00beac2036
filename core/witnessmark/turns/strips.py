"""Pieces of read lines that stand together, with how they look: the smallest things that the layout moves."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, replace
from itertools import pairwise

from witnessmark.geometry import Box, hull
from witnessmark.records import Reading
from witnessmark.turns.level import level
from witnessmark.turns.sight import Ink, Pixels, ink_of

GAP = 1.6  # line heights; words further apart stand in different columns


@dataclass(frozen=True, slots=True)
class Strip:
    """Words side by side, as indices into the reading's words, their text, and how it looks.

    `box` is as high as a line of that type size, whatever its letters. `keep` is how many characters of the
    last word belong to it, where an engine glued something to its end.
    """

    index: int
    words: tuple[int, ...]
    text: str
    box: Box
    ink: Ink
    keep: int | None = None

    @property
    def contrast(self) -> float:
        """How much the ink stands out from its fill, 0 to 255."""
        return max(abs(a - b) for a, b in zip(self.ink.fill, self.ink.colour, strict=True))


def line_height(strips: tuple[Strip, ...]) -> float:
    """The usual height of a line of text in pixels; 20 where nothing was read."""
    heights = [strip.box.height for strip in strips if len(strip.words) > 1]
    heights = heights or [strip.box.height for strip in strips]
    return float(statistics.median(heights)) if heights else 20.0


def strips_of(reading: Reading, pixels: Pixels) -> tuple[Strip, ...]:
    """The strips of all read lines, top to bottom."""
    found = []
    for line in reading.lines:
        for words in _parted(reading, line.words):
            box = hull(reading.words[word].box for word in words)
            text = " ".join(reading.words[word].text for word in words)
            if box is not None and text.strip():
                ink = ink_of(pixels, box)
                found.append(Strip(0, words, text, level(text, box, ink), ink))
    found.sort(key=lambda strip: (strip.box.middle, strip.box.x))
    return tuple(replace(strip, index=index) for index, strip in enumerate(found))


def _parted(reading: Reading, words: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The words of a line, parted where the gap is too wide for a space."""
    parts: list[list[int]] = [[words[0]]] if words else []
    for before, word in pairwise(words):
        left, right = reading.words[before].box, reading.words[word].box
        if right.x - left.right > GAP * max(left.height, right.height):
            parts.append([])
        parts[-1].append(word)
    return [tuple(part) for part in parts]


def rows_of(strips: tuple[Strip, ...] | list[Strip]) -> list[tuple[Strip, ...]]:
    """Strips side by side, top to bottom, each row left to right."""
    rows: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda one: one.box.middle):
        if rows and _beside(rows[-1], strip):
            rows[-1].append(strip)
        else:
            rows.append([strip])
    return [tuple(sorted(row, key=lambda one: one.box.x)) for row in rows]


def _beside(row: list[Strip], strip: Strip) -> bool:
    first = row[0].box
    if abs(strip.box.middle - first.middle) > 0.45 * min(strip.box.height, first.height):
        return False
    return all(
        min(strip.box.right, one.box.right) - max(strip.box.x, one.box.x)
        < 0.35 * min(strip.box.width, one.box.width)
        for one in row
    )


def words_in(strip: Strip) -> int:
    """How many words a strip holds; letters of scripts without spaces count by sevens."""
    return max(len(strip.words), len(strip.text) // 7)


def text_of(row: tuple[Strip, ...]) -> str:
    """The words of a row."""
    return " ".join(strip.text for strip in row)


def box_of(strips: tuple[Strip, ...] | list[Strip]) -> Box:
    """The box around strips, of which there is at least one."""
    return hull(strip.box for strip in strips) or Box(0, 0, 1, 1)
