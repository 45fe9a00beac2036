"""Where the marks of a report lie on a picture: strips that fit a page, boxes, and numbers in the margin."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.export.segments import Numbered
from witnessmark.geometry import Box, hull
from witnessmark.records import Turn

_STRIP = 1.25  # height of a strip by its width: with a caption it fits a printed page
_GUTTER = 0.07  # share of the picture's width that each margin takes
_LABEL = 0.028  # share of the picture's width that a number takes in height


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding on a strip: its boxes, and the place of its number, which is in the left margin."""

    finding: Numbered
    boxes: tuple[Box, ...]
    label_y: float


@dataclass(frozen=True, slots=True)
class TurnMark:
    """The rows of a turn on a strip; its number stands in the right margin where the turn begins here."""

    turn: Turn
    top: int
    bottom: int
    begins: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """A part of the picture from `top`, `height` rows long, with what is drawn on it."""

    top: int
    height: int
    marks: tuple[Mark, ...]
    turns: tuple[TurnMark, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture in strips; all lengths are pixels of the picture."""

    width: int
    height: int
    gutter: int
    label: int
    strips: tuple[Strip, ...]


def draw(width: int, height: int, findings: tuple[Numbered, ...], turns: tuple[Turn, ...]) -> Drawing:
    """Lay out the marks; boxes that lie outside the picture are cut to it."""
    label = max(9, round(width * _LABEL))
    tops = _tops(width, height, findings)
    strips = tuple(
        Strip(
            top,
            bottom - top,
            _marks(findings, Box(0, top, width, bottom - top), label),
            _turns(turns, top, bottom),
        )
        for top, bottom in zip(tops, [*tops[1:], height], strict=True)
    )
    return Drawing(width, height, max(12, round(width * _GUTTER)), label, strips)


def _tops(width: int, height: int, findings: tuple[Numbered, ...]) -> list[int]:
    """Where the strips begin; a strip does not end inside a marked line."""
    step = max(1, round(width * _STRIP))
    if height <= step * 1.15:
        return [0]
    boxes = [box for finding in findings for box in finding.match.boxes]
    tops = [0]
    while height - tops[-1] > step * 1.15:
        cut = tops[-1] + step
        across = [box.y for box in boxes if box.y < cut < box.bottom and box.y > tops[-1]]
        tops.append(min(across, default=cut))
    return tops


def _marks(findings: tuple[Numbered, ...], area: Box, label: int) -> tuple[Mark, ...]:
    """The findings on an area, numbers below one another where they would overlap."""
    found = []
    for finding in findings:
        boxes = tuple(cut for box in finding.match.boxes if (cut := _inside(box, area)) is not None)
        if boxes:
            found.append((min(box.middle for box in boxes), finding, boxes))
    free, made = float(area.y + label), []
    for middle, finding, boxes in sorted(found, key=lambda each: (each[0], each[1].number)):
        y = max(middle, free)
        free = y + label * 1.7
        made.append(Mark(finding, boxes, y))
    return tuple(made)


def _turns(turns: tuple[Turn, ...], top: int, bottom: int) -> tuple[TurnMark, ...]:
    marks = []
    for turn in turns:
        box = turn.box or hull(span.box for span in turn.words)
        if box is not None and box.y < bottom and box.bottom > top:
            marks.append(TurnMark(turn, max(box.y, top), min(box.bottom, bottom), top <= box.y < bottom))
    return tuple(marks)


def _inside(box: Box, area: Box) -> Box | None:
    left, top = max(box.x, area.x), max(box.y, area.y)
    right, bottom = min(box.right, area.right), min(box.bottom, area.bottom)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None
