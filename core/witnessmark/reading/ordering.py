"""Read lines into the order of a page, and their words into one list."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.geometry import Box, hull
from witnessmark.records import Line, Word


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A line that was read: its words, left to right, at least one."""

    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """The box around its words."""
        return hull(word.box for word in self.words) or Box(0, 0, 0, 0)


def in_reading_order(lines: list[ReadLine]) -> tuple[tuple[Word, ...], tuple[Line, ...]]:
    """All words in one list, top to bottom and left to right, and the lines as indices into it."""
    words: list[Word] = []
    result: list[Line] = []
    for line in _ordered(lines):
        first = len(words)
        words.extend(line.words)
        result.append(Line(tuple(range(first, len(words))), line.box))
    return tuple(words), tuple(result)


def _ordered(lines: list[ReadLine]) -> list[ReadLine]:
    """Lines whose middles lie within half a line's height of a row's first line count as one row."""
    rows: list[list[ReadLine]] = []
    for line in sorted(lines, key=lambda one: one.box.middle):
        if rows and line.box.middle - rows[-1][0].box.middle < 0.5 * min(
            line.box.height, rows[-1][0].box.height
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one.box.x)]
