"""A line cut out of the picture and laid level, with the way back to the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from witnessmark.geometry import Box
from witnessmark.reading.detect import FoundLine
from witnessmark.reading.pixels import Floats, Pixels


@dataclass(frozen=True, slots=True)
class Strip:
    """The pixels of a line.

    `corner` is where the strip's first pixel lies in the picture; `across` and `down` are the picture's
    vectors of one pixel to the right and one down.
    """

    pixels: Pixels
    corner: Floats
    across: Floats
    down: Floats

    def box(self, left: float, right: float, top: float, bottom: float) -> Box:
        """The picture's box around a part of the strip, in pixels of the strip."""
        corners = [
            self.corner + self.across * x + self.down * y for x in (left, right) for y in (top, bottom)
        ]
        low, high = np.min(corners, axis=0), np.max(corners, axis=0)
        x, y = round(float(low[0])), round(float(low[1]))
        return Box(x, y, max(1, round(float(high[0])) - x), max(1, round(float(high[1])) - y))


def strip_of(image: Pixels, line: FoundLine) -> Strip | None:
    """The strip of a line: cut out where the line is level, else turned level; None for a mere dot."""
    top_left, top_right, _, bottom_left = line.corners
    width = round(float(np.linalg.norm(top_right - top_left)))
    height = round(float(np.linalg.norm(bottom_left - top_left)))
    if width < 2 or height < 2:
        return None
    across, down = (top_right - top_left) / width, (bottom_left - top_left) / height
    if abs(float(across[1])) < 1e-3:
        return _cut(image, top_left, width, height)
    return Strip(
        _turned(image, np.column_stack([across, down, top_left]), width, height), top_left, across, down
    )


def _cut(image: Pixels, top_left: Floats, width: int, height: int) -> Strip | None:
    x, y = max(0, round(float(top_left[0]))), max(0, round(float(top_left[1])))
    pixels = image[y : y + height, x : x + width]
    if min(pixels.shape[:2]) < 2:
        return None
    one = np.eye(2, dtype=np.float32)
    return Strip(pixels, np.array([x, y], np.float32), one[0], one[1])


def _turned(image: Pixels, matrix: Floats, width: int, height: int) -> Pixels:
    import cv2

    turned = cv2.warpAffine(
        image,
        matrix.astype(np.float32),
        (width, height),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return turned.astype(np.uint8)
