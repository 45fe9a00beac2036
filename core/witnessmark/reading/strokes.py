"""Takes coloured strokes that somebody drew over a picture out of the engine's copy of it.

A stroke in a strong colour is light in one of the three channels and dark in another. On a light ground its
lightest channel is taken, on a dark one its darkest; what is then near the stroke's usual grey becomes
ground, and letters that show through stay.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from witnessmark.reading.pixels import Pixels
from witnessmark.reading.textsize import letter_height

_COLOURED = 90  # between the highest and the lowest channel: no grey, no JPEG tint
_LENGTH = 60  # pixels that a stroke's frame has at least, and in heights of the picture's letters:
_LETTERS = 4  # no icon, no coloured word, no letter of a heading
_USUAL = 12.0  # pixels of a letter's height in a picture with hardly any letters
_FILL = 0.3  # of its own frame that a circle or a curve covers at most
_SLENDER = 5  # times its thickness that a circle or a curve is long, measured along it
_FLAT, _STRAIGHT = 24, 8  # pixels of a straight line's frame, and how many times its thickness it is long
_NEAR = 40  # grey levels from the stroke's usual grey
_AROUND = 7  # pixels around it that show its ground


def without_strokes(image: Pixels) -> tuple[Pixels, int]:
    """The picture without its strokes, and how many there were; the picture itself where there are none."""
    import cv2

    blue, green, red = cv2.split(image)
    spread = cv2.subtract(cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red))
    coloured = (spread > _COLOURED).astype(np.uint8)
    count, labels, shapes, _ = cv2.connectedComponentsWithStats(coloured, connectivity=8)
    marks = np.asarray(labels, dtype=np.int32)
    large = [index for index in range(1, count) if max(shapes[index][2:4]) >= _LENGTH]
    letters = (letter_height(image) or _USUAL) if large else _USUAL
    long = [index for index in large if max(shapes[index][2:4]) >= _LETTERS * letters]
    strokes = [index for index in long if _is_stroke(marks, index, shapes[index], letters)]
    if not strokes:
        return image, 0
    cleaned = image.copy()
    for index in strokes:
        _fade(cleaned, marks, index, shapes[index])
    return cleaned, len(strokes)


def _is_stroke(labels: NDArray[np.int32], index: int, shape: NDArray[np.int32], letters: float) -> bool:
    """Whether a coloured shape is a circle or curve, or a straight line, and not a bubble or a photograph."""
    left, top, width, height, area = (int(value) for value in shape)
    thickness = _thickness(labels[top : top + height, left : left + width] == index)
    curve = (
        thickness <= max(12.0, letters) and area >= _SLENDER * thickness**2 and area < _FILL * width * height
    )
    straight = (
        thickness <= max(10.0, 0.7 * letters)
        and max(width, height) >= _STRAIGHT * thickness
        and min(width, height) < _FLAT
    )
    return curve or straight


def _thickness(shape: NDArray[np.bool_]) -> float:
    """Pixels across a shape at its thickest."""
    import cv2

    return 2 * float(cv2.distanceTransform(np.pad(shape, 1).astype(np.uint8), cv2.DIST_L2, 3).max())


def _fade(image: Pixels, labels: NDArray[np.int32], index: int, shape: NDArray[np.int32]) -> None:
    """Fade one stroke into the ground, in place."""
    import cv2

    left, top, width, height = (int(value) for value in shape[:4])
    rows = slice(max(0, top - _AROUND), top + height + _AROUND)
    columns = slice(max(0, left - _AROUND), left + width + _AROUND)
    part = image[rows, columns]
    stroke = (labels[rows, columns] == index).astype(np.uint8)
    # One pixel more than the colour says: its rim is mixed with the ground.
    stroke = cv2.dilate(stroke, np.ones((3, 3), np.uint8)).astype(np.uint8)
    around = (cv2.dilate(stroke, np.ones((_AROUND, _AROUND), np.uint8)) > 0) & (stroke == 0)
    light = float(np.median(part[around])) > 127 if around.any() else True
    grey = (part.max(axis=2) if light else part.min(axis=2))[stroke > 0].astype(np.int16)
    usual = float(np.median(grey))
    is_ground = grey > usual - _NEAR if light else grey < usual + _NEAR
    ground = np.median(part[around], axis=0) if around.any() else np.full(3, 255 if light else 0)
    part[stroke > 0] = np.where(is_ground[:, np.newaxis], ground, grey[:, np.newaxis]).astype(np.uint8)
