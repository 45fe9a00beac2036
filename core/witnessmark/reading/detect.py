"""Finds the lines of text in a picture with the detection network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.reading.networks import detection
from witnessmark.reading.pixels import Floats, Pixels
from witnessmark.reading.sections import sections
from witnessmark.reading.tiles import joined, tiles

# Values of the network's published configuration, but for those that say otherwise.
_THRESHOLD = 0.3  # of the network's map: text or not
_LEAST_SCORE = 0.5  # mean of the map inside a line
_GROWTH = 1.6  # the map shows shrunken lines; area times this over length is how far they grow back
_LEAST_SIDE = 3.0  # pixels of the map
_UPRIGHT = 1.0  # degrees: a line less tilted than this is taken as level
_STEP = 32  # the network wants sides that are multiples of it

_AREA = 1_300_000  # pixels of the network's input, for a tile
_LEAST_ROWS = 256
_OVERLAP = 128  # rows of the network's input that neighbouring tiles share: three lines of large text
_SLACK = 4  # rows of it by which two tiles may differ about a line


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line of text: its four corners from the top left clockwise, in pixels, and the network's score."""

    corners: Floats
    score: float

    @property
    def left(self) -> float:
        """The smallest x of the corners."""
        return float(self.corners[:, 0].min())

    @property
    def right(self) -> float:
        """The largest x of the corners."""
        return float(self.corners[:, 0].max())

    @property
    def top(self) -> float:
        """The smallest y of the corners."""
        return float(self.corners[:, 1].min())

    @property
    def bottom(self) -> float:
        """The largest y of the corners."""
        return float(self.corners[:, 1].max())


def lines_in(image: Pixels) -> list[FoundLine]:
    """The lines in a picture, in no order; a tall one is looked at in tiles, so that memory is bounded."""
    height, width = image.shape[:2]
    parts = sections(image)
    found = [
        (tile, _lines_of_tile(image[tile.start : tile.end], tile.start, part.factor))
        for part in parts
        for tile in tiles(
            (part.first, part.last), height, _rows(width, part.factor), round(_OVERLAP / part.factor)
        )
    ]
    return joined(found, slack=_SLACK / min(part.factor for part in parts))


def _rows(width: int, factor: float) -> int:
    """Rows of a tile."""
    return round(max(_LEAST_ROWS, round(_AREA / (width * factor))) / factor)


def _lines_of_tile(image: Pixels, first_row: int, factor: float) -> list[FoundLine]:
    import cv2

    height, width = image.shape[:2]
    new_width = max(_STEP, round(width * factor / _STEP) * _STEP)
    new_height = max(_STEP, round(height * factor / _STEP) * _STEP)
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    resized = cv2.resize(image, (new_width, new_height), interpolation=way)
    values = (resized.astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)[np.newaxis]
    found = _lines_of_map(detection().run(np.ascontiguousarray(values))[0, 0])
    scale = np.array([width / new_width, height / new_height], dtype=np.float32)
    limits = np.array([width, height], dtype=np.float32)
    down = np.array([0, first_row], dtype=np.float32)
    return [FoundLine(np.clip(line.corners * scale, 0, limits) + down, line.score) for line in found]


def _lines_of_map(likely: Floats) -> list[FoundLine]:
    import cv2

    mask = (likely > _THRESHOLD).astype(np.uint8)
    thick = cv2.dilate(mask, np.ones((2, 2), np.uint8))
    contours, _ = cv2.findContours(thick, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    return [line for contour in contours if (line := _line(contour.astype(np.int32), likely)) is not None]


def _line(contour: NDArray[np.int32], likely: Floats) -> FoundLine | None:
    (middle, (width, height), angle) = _rectangle(contour)
    if min(width, height) < _LEAST_SIDE:
        return None
    score = _score(contour, likely)
    if score < _LEAST_SCORE:
        return None
    grow = width * height * _GROWTH / (2 * (width + height))
    if min(width, height) + 2 * grow < _LEAST_SIDE + 2:
        return None
    return FoundLine(_corners(middle, width + 2 * grow, height + 2 * grow, angle), score)


def _rectangle(contour: NDArray[np.int32]) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Middle, sides and tilt of the rectangle around a contour; the tilt lies in -45 to 45 degrees."""
    import cv2

    middle, (width, height), angle = cv2.minAreaRect(contour)
    if angle > 45:
        width, height, angle = height, width, angle - 90
    elif angle < -45:
        width, height, angle = height, width, angle + 90
    if abs(angle) < _UPRIGHT or max(width, height) < 2 * min(width, height):
        x, y, w, h = cv2.boundingRect(contour)
        return (x + (w - 1) / 2, y + (h - 1) / 2), (w - 1, h - 1), 0.0
    return (middle[0], middle[1]), (width, height), angle


def _score(contour: NDArray[np.int32], likely: Floats) -> float:
    import cv2

    x, y, w, h = cv2.boundingRect(contour)
    inside = np.zeros((h, w), np.uint8)
    cv2.fillPoly(inside, [contour - np.array([x, y], np.int32)], 1)
    return float(cv2.mean(likely[y : y + h, x : x + w], inside)[0])


def _corners(middle: tuple[float, float], width: float, height: float, angle: float) -> Floats:
    turn = np.deg2rad(angle)
    across = np.array([np.cos(turn), np.sin(turn)]) * width / 2
    down = np.array([-np.sin(turn), np.cos(turn)]) * height / 2
    centre = np.array(middle)
    return np.array(
        [centre - across - down, centre + across - down, centre + across + down, centre - across + down],
        dtype=np.float32,
    )
