"""Flat areas of a picture: what they are, and those that noise or a weak edge hid."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.geometry import Box
from witnessmark.turns.sight import Colour, Pixels

WEAK, STRONG = (
    8,
    40,
)  # levels between an area and one in it; a stronger edge is not missed, a weaker one is noise
LARGEST = 0.6  # of the area around it; a larger one is the page under another light
FULL = 0.8  # of its box that a hidden area must fill, as bubbles and cards do


@dataclass(frozen=True, slots=True)
class Panel:
    """A flat area: its box, its usual colour, and the share of its box that it covers itself."""

    index: int
    box: Box
    colour: Colour
    area: float


@dataclass(frozen=True, slots=True)
class Panels:
    """The flat areas of a picture, the largest first, and which of them each pixel of the working copy is in."""

    panels: tuple[Panel, ...]
    labels: NDArray[np.int32] = field(repr=False)
    scale: float

    def around(self, box: Box) -> Panel | None:
        """The area that most of the box's clear pixels belong to."""
        part = self.labels[self._slices(box)]
        counts = np.bincount(part.ravel(), minlength=len(self.panels) + 1)
        counts[0] = 0
        best = int(counts.argmax())
        return self.panels[best - 1] if counts[best] else None

    def _slices(self, box: Box) -> tuple[slice, slice]:
        grow = 2.0
        top, bottom = int(box.y * self.scale - grow), int(box.bottom * self.scale + grow)
        left, right = int(box.x * self.scale - grow), int(box.right * self.scale + grow)
        return slice(max(0, top), max(1, bottom)), slice(max(0, left), max(1, right))


def with_faint(found: Panels, small: Pixels, lines: tuple[Box, ...]) -> Panels:
    """The areas with the hidden ones: around lines of text whose fill is not that of the area they seem to lie in."""
    calm = np.asarray(cv2.blur(small, (3, 3)), dtype=np.uint8)
    for line in lines:
        around = found.around(line)
        x, y = round((line.x + line.width / 2) * found.scale), round(line.middle * found.scale)
        if around is None or not (0 <= y < calm.shape[0] and 0 <= x < calm.shape[1]):
            continue
        difference = np.abs(calm[y, x].astype(np.int16) - np.array(around.colour)).max()
        if WEAK <= difference <= STRONG:
            area = _flooded(calm, (x, y))
            hidden = _panel(len(found.panels), area, calm[y, x], found.scale)
            if _is_panel(hidden, around, line):
                labels = np.where(area, np.int32(hidden.index + 1), found.labels)
                found = replace(found, panels=(*found.panels, hidden), labels=labels)
    return found


def _flooded(calm: Pixels, seed: tuple[int, int]) -> NDArray[np.bool_]:
    """The pixels around `seed` that have its colour."""
    mask = np.zeros((calm.shape[0] + 2, calm.shape[1] + 2), dtype=np.uint8)
    step = (WEAK // 2,) * 3
    # The picture itself stays as it is; only the mask is written.
    cv2.floodFill(calm, mask, seed, 0, step, step, cv2.FLOODFILL_FIXED_RANGE | cv2.FLOODFILL_MASK_ONLY)
    return mask[1:-1, 1:-1].astype(bool)


def _panel(index: int, area: NDArray[np.bool_], colour: NDArray[np.uint8], scale: float) -> Panel:
    rows, columns = np.flatnonzero(area.any(axis=1)), np.flatnonzero(area.any(axis=0))
    top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    box = Box(*(round(value / scale) for value in (left, top, right - left, bottom - top)))
    red, green, blue = (float(value) for value in colour)
    return Panel(index, box, (red, green, blue), float(area[top:bottom, left:right].mean()))


def _is_panel(hidden: Panel, around: Panel, line: Box) -> bool:
    """Whether a hidden area holds the line with some room around it, and is no part of the page that holds it."""
    box, room = hidden.box, 0.15 * line.height
    holds = (
        box.x <= line.x - room
        and box.y <= line.y - room
        and box.right >= line.right + room
        and box.bottom >= line.bottom + room
    )
    small = box.width * box.height < LARGEST * around.box.width * around.box.height
    return holds and small and hidden.area > FULL
