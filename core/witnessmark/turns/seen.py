"""A picture and its reading as the layout rules can see them: upright, without noise, and large enough.

The rules compare edges and distances in whole pixels. In the photo of a screen lines run aslant and no fill is
flat; in a picture that was scaled down lines are too few pixels apart.
"""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from PIL import Image

from witnessmark.geometry import Box, hull
from witnessmark.records import Reading
from witnessmark.turns.sight import Pixels
from witnessmark.turns.usual import weighted_median

SMALL = 18.0  # pixels; lines that are usually lower are looked at enlarged
TIMES = 2
MOST = 25_000_000  # pixels; to enlarge a larger picture would take more than a gigabyte
LEAST_TILT = math.radians(0.25)  # less does no harm
MOST_TILT = math.radians(8)  # more is not the tilt of a photo
AGREE = 0.6  # of the length of all lines that must lean alike, within LEAST_TILT
LONG = 4  # times its height that a line must be long to tell its tilt
NOISY = 1.5  # levels of 255: the usual second difference of neighbours, 1.65 times the deviation of the noise
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """A reading and its picture as they are looked at; the words keep their places in the reading.

    The picture was turned about its middle by `tilt` (radians, clockwise lines made level) and then enlarged
    `times`; `back` undoes both.
    """

    reading: Reading
    pixels: Pixels = field(repr=False)
    tilt: float = 0.0
    times: int = 1

    def back(self, box: Box) -> Box:
        """The box in the picture as it was: the smallest one that covers it."""
        left, top = box.x // self.times, box.y // self.times
        right, bottom = -(-box.right // self.times), -(-box.bottom // self.times)
        if not self.tilt:
            return Box(left, top, right - left, bottom - top)
        height, width = (side // self.times for side in self.pixels.shape[:2])
        corners = [(x, y) for x in (left, right) for y in (top, bottom)]
        turned = [_turned(corner, (width / 2, height / 2), -self.tilt) for corner in corners]
        across = [min(max(round(x), 0), width) for x, _ in turned]
        down = [min(max(round(y), 0), height) for _, y in turned]
        return Box(min(across), min(down), max(across) - min(across), max(down) - min(down))


def seen(reading: Reading, pixels: Pixels) -> Seen:
    """The reading and the picture, changed only where the rules could not see them as they are."""
    tilt = tilt_of(reading)
    if tilt:
        reading, pixels = _upright(reading, pixels, tilt)
    if _noise(pixels) >= NOISY:
        pixels = np.asarray(cv2.medianBlur(np.ascontiguousarray(pixels), 3), dtype=np.uint8)
    heights = [line.box.height for line in reading.lines if len(line.words) > 1]
    if not heights or statistics.median(heights) >= SMALL or math.prod(pixels.shape[:2]) > MOST:
        return Seen(reading, pixels, tilt)
    return Seen(*_enlarged(reading, pixels), tilt, TIMES)


def tilt_of(reading: Reading) -> float:
    """How far the lines lean, in radians, clockwise on the screen; 0 where they are level or do not agree."""
    slopes = [
        lean for line in reading.lines if (lean := _lean([reading.words[word].box for word in line.words]))
    ]
    tilt = weighted_median(slopes)
    agreeing = sum(length for slope, length in slopes if abs(slope - tilt) <= LEAST_TILT)
    told = LEAST_TILT <= abs(tilt) <= MOST_TILT and agreeing >= AGREE * sum(length for _, length in slopes)
    return tilt if told else 0.0


def _lean(boxes: list[Box]) -> tuple[float, float] | None:
    """How far a line of words leans, in radians, and its length in pixels; None where it is too short to tell."""
    across = [box.x + box.width / 2 for box in boxes]
    # An engine that boxes lines alone gives every word the box of its line.
    if len(boxes) < 3 or len(set(across)) == 1:
        return None
    length = max(box.right for box in boxes) - min(box.x for box in boxes)
    if length < LONG * statistics.median(box.height for box in boxes):
        return None
    return math.atan(statistics.linear_regression(across, [box.middle for box in boxes]).slope), length


def _upright(reading: Reading, pixels: Pixels, tilt: float) -> tuple[Reading, Pixels]:
    height, width = pixels.shape[:2]
    middle = (width / 2, height / 2)
    usual = tuple(int(level) for level in np.median(pixels[::4, ::4].reshape(-1, 3), axis=0))
    turned = Image.fromarray(pixels).rotate(math.degrees(tilt), Image.Resampling.BICUBIC, fillcolor=usual)
    words, marks = (
        tuple(replace(word, box=_level(word.box, middle, tilt)) for word in each)
        for each in (reading.words, reading.marks)
    )
    lines = tuple(
        replace(line, box=hull(words[word].box for word in line.words) or line.box) for line in reading.lines
    )
    return replace(reading, words=words, lines=lines, marks=marks), np.asarray(turned, dtype=np.uint8)


def _level(box: Box, middle: _Point, tilt: float) -> Box:
    """The box of a word made level: its middle turned, its height without what the slant added to it."""
    x, y = _turned((box.x + box.width / 2, box.middle), middle, tilt)
    height = box.height - round(box.width * abs(math.sin(tilt)))
    height = height if height >= box.height / 2 else box.height
    return Box(round(x - box.width / 2), round(y - height / 2), box.width, height)


def _turned(point: _Point, middle: _Point, tilt: float) -> _Point:
    """A point turned about `middle` as far as makes lines that lean by `tilt` level."""
    x, y = point[0] - middle[0], point[1] - middle[1]
    sine, cosine = math.sin(tilt), math.cos(tilt)
    return x * cosine + y * sine + middle[0], y * cosine - x * sine + middle[1]


def _noise(pixels: Pixels) -> float:
    """How much a pixel differs from the mean of its neighbours, times two; on most of a drawn picture not at all."""
    grey = cv2.cvtColor(np.ascontiguousarray(pixels[::3]), cv2.COLOR_RGB2GRAY).astype(np.int16)
    if grey.shape[1] < 3:
        return 0.0
    return float(np.median(np.abs(grey[:, 2:] - 2 * grey[:, 1:-1] + grey[:, :-2])))


def _enlarged(reading: Reading, pixels: Pixels) -> tuple[Reading, Pixels]:
    words, marks = (
        tuple(replace(word, box=_larger(word.box)) for word in each)
        for each in (reading.words, reading.marks)
    )
    lines = tuple(replace(line, box=_larger(line.box)) for line in reading.lines)
    height, width = pixels.shape[:2]
    picture = Image.fromarray(pixels).resize((width * TIMES, height * TIMES), Image.Resampling.BICUBIC)
    return replace(reading, words=words, lines=lines, marks=marks), np.asarray(picture, dtype=np.uint8)


def _larger(box: Box) -> Box:
    return Box(*(side * TIMES for side in box))
