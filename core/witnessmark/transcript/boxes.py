"""Where a passage stands on the picture."""

from __future__ import annotations

from witnessmark.geometry import Box, hull
from witnessmark.records import WordSpan


def boxes_of(words: tuple[WordSpan, ...], start: int, end: int) -> tuple[Box, ...]:
    """One box a line around the code points `start` to `end`; a word that is cut counts in proportion."""
    parts = [(span, _part(span, start, end)) for span in words if span.start < end and span.end > start]
    lines: list[list[Box]] = []
    before: WordSpan | None = None
    for span, box in parts:
        if before is None or not _same_line(before.box, span.box):
            lines.append([])
        lines[-1].append(box)
        before = span
    return tuple(around for line in lines if (around := hull(line)) is not None)


def _part(span: WordSpan, start: int, end: int) -> Box:
    """The part of the word's box that the wanted code points take up, as if all were equally wide."""
    length = span.end - span.start
    first, last = max(start, span.start) - span.start, min(end, span.end) - span.start
    left = span.box.x + round(span.box.width * first / length)
    right = span.box.x + round(span.box.width * last / length)
    return Box(left, span.box.y, max(1, right - left), span.box.height)


def _same_line(one: Box, other: Box) -> bool:
    """Whether the second word follows the first to the right at about the same height."""
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    return other.x >= one.x and shared > 0.4 * min(one.height, other.height)
