"""The picture as the layout rules see it: fills, inks and strokes, read from the derived bitmap."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from witnessmark.geometry import Box
from witnessmark.intake.bitmap import opened
from witnessmark.records import Picture

Pixels = NDArray[np.uint8]
Colour = tuple[float, float, float]

LINE = 18.0  # pixels; the working copy is scaled down until a usual line of text is about so high
_SAME = 6  # levels of 255 between two fills that are one


@dataclass(frozen=True, slots=True)
class Sight:
    """A picture's pixels and a smaller working copy; `scale` is the working copy's size over the picture's."""

    pixels: Pixels = field(repr=False)
    small: Pixels = field(repr=False)
    scale: float

    @property
    def box(self) -> Box:
        """The whole picture."""
        height, width = self.pixels.shape[:2]
        return Box(0, 0, width, height)


def pixels_of(picture: Picture) -> Pixels:
    """The derived bitmap as rows, columns and three colours."""
    return np.asarray(opened(picture).convert("RGB"), dtype=np.uint8)


def sight_of(pixels: Pixels, line_height: float) -> Sight:
    """The picture with its working copy for text whose lines are `line_height` pixels high."""
    height, width = pixels.shape[:2]
    scale = min(1.0, LINE / max(line_height, 1.0))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if scale == 1.0:
        return Sight(pixels, pixels, scale)
    small = Image.fromarray(pixels).resize(size, Image.Resampling.BOX)
    return Sight(pixels, np.asarray(small, dtype=np.uint8), size[0] / width)


@dataclass(frozen=True, slots=True)
class Ink:
    """How text looks: the fill behind it, its own colour, and the width of its strokes in pixels."""

    fill: Colour
    colour: Colour
    stroke: float
    box: Box


def ink_of(pixels: Pixels, box: Box) -> Ink:
    """The look of the text in a box; the ink's own box is tight around its strokes."""
    part = _cut(pixels, box)
    fill = usual_colour(_cut(pixels, grown(box))[::2].reshape(-1, 3).astype(np.int16))
    distance = largest_channel(np.abs(part.astype(np.int16) - np.array(fill, dtype=np.int16)))
    far = float(ranked(distance.ravel(), 0.98)) if distance.size else 0.0
    if far < 16:
        return Ink(fill, fill, 0.0, box)
    mask = distance > far / 2
    strong = part[distance >= far * 0.9].reshape(-1, 3)
    colour = tuple(float(value) for value in ranked(strong, 0.5)) if strong.size else fill
    return Ink(fill, colour, _stroke(mask), _tight(mask, box))  # type: ignore[arg-type]


def ranked(values: NDArray[Any], share: float) -> NDArray[Any]:
    """The value below which a share of the values lie, along the first axis; numpy's percentiles take far longer."""
    place = int(share * (len(values) - 1))
    found: NDArray[Any] = np.partition(values, place, axis=0)[place]
    return found


def largest_channel(values: NDArray[Any]) -> NDArray[Any]:
    """The largest of each pixel's three values; numpy's own maximum over so short an axis takes ten times longer."""
    largest: NDArray[Any] = np.maximum(np.maximum(values[..., 0], values[..., 1]), values[..., 2])
    return largest


def grown(box: Box) -> Box:
    """A line's box with some of the fill around it, so that bold letters are not taken for the fill."""
    more = round(0.25 * box.height)
    return Box(box.x - more, box.y - more, box.width + 2 * more, box.height + 2 * more)


def distance(one: Colour, other: Colour) -> float:
    """How far two colours are apart: the largest difference of a channel, 0 to 255."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def same_fill(one: Colour, other: Colour) -> bool:
    """Whether two fills are one, but for noise."""
    return distance(one, other) < _SAME


def _cut(pixels: Pixels, box: Box) -> Pixels:
    height, width = pixels.shape[:2]
    x, y = min(max(0, box.x), width - 1), min(max(0, box.y), height - 1)
    return pixels[y : max(y + 1, box.bottom), x : max(x + 1, box.right)]


def usual_colour(flat: NDArray[np.int16]) -> Colour:
    """The most frequent colour, to a step of 8, refined by the mean of its neighbours."""
    if not flat.size:
        return (0.0, 0.0, 0.0)
    keys = (flat[:, 0] >> 3) * 1024 + (flat[:, 1] >> 3) * 32 + (flat[:, 2] >> 3)
    usual = np.bincount(keys).argmax()
    red, green, blue = flat[keys == usual].mean(axis=0)
    return (float(red), float(green), float(blue))


def _stroke(mask: NDArray[np.bool_]) -> float:
    """Mean width of strokes: twice the area over the length of the outline."""
    area = int(mask.sum())
    outline = int((mask[1:] != mask[:-1]).sum() + (mask[:, 1:] != mask[:, :-1]).sum())
    return 2.0 * area / outline if outline else 0.0


def _tight(mask: NDArray[np.bool_], box: Box) -> Box:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size or not columns.size:
        return box
    top, bottom = _line_rows(mask.sum(axis=1))
    x, y = max(0, box.x) + int(columns[0]), max(0, box.y) + top
    return Box(x, y, int(columns[-1] - columns[0]) + 1, bottom - top)


def _line_rows(counts: NDArray[Any]) -> tuple[int, int]:
    """The rows of the line itself: without those of its neighbours that a clear row parts from it."""
    clear = np.flatnonzero(counts == 0)
    middle = int(counts.argmax())
    above, below = clear[clear < middle], clear[clear > middle]
    return (int(above[-1]) + 1 if above.size else 0), (int(below[0]) if below.size else len(counts))
