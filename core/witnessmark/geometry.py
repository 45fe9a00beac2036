"""Boxes on a picture, in pixels of the original with the origin at the top left."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in pixels of the original picture: left, top, width, height."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """First pixel column right of the box."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """First pixel row below the box."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Row through the middle of the box."""
        return self.y + self.height / 2


def hull(boxes: Iterable[Box]) -> Box | None:
    """The smallest box around all `boxes`; None where there are none."""
    all_boxes = list(boxes)
    if not all_boxes:
        return None
    left = min(box.x for box in all_boxes)
    top = min(box.y for box in all_boxes)
    right = max(box.right for box in all_boxes)
    bottom = max(box.bottom for box in all_boxes)
    return Box(left, top, right - left, bottom - top)
