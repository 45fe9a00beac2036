"""Reads the text of one line with the recognition network, character by character with its place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from witnessmark.reading.detect import FoundLine, Pixels
from witnessmark.reading.networks import Floats, recognition

HEIGHT = 48  # pixels of a line as the network wants it
_LEAST_WIDTH = 48
_STEP = 8  # pixels across that one of the network's decisions stands for
_BLANK = 0


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: how sure the network was (0 to 1), and its middle in pixels of the strip."""

    text: str
    confidence: float
    x: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A line cut out of the picture, level, with the way back to the picture.

    `across` and `down` are the picture's vectors of one pixel to the right and one down; `corner` is where
    the strip's first pixel lies.
    """

    pixels: Pixels
    corner: Floats
    across: Floats
    down: Floats


def strip_of(image: Pixels, line: FoundLine) -> Strip:
    """The strip of a line: cut out where the line is level, else turned level."""
    import cv2

    top_left, top_right, _, bottom_left = line.corners
    width = max(1, round(float(np.linalg.norm(top_right - top_left))))
    height = max(1, round(float(np.linalg.norm(bottom_left - top_left))))
    across = (top_right - top_left) / width
    down = (bottom_left - top_left) / height
    if abs(float(across[1])) < 1e-3:
        x0, y0 = max(0, round(float(top_left[0]))), max(0, round(float(top_left[1])))
        pixels = image[y0 : y0 + height, x0 : x0 + width]
        corner = np.array([x0, y0], np.float32)
        return Strip(pixels, corner, np.array([1, 0], np.float32), np.array([0, 1], np.float32))
    matrix = np.column_stack([across, down, top_left]).astype(np.float32)
    turned = cv2.warpAffine(
        image,
        matrix,
        (width, height),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return Strip(turned.astype(np.uint8), top_left, across, down)


def glyphs_of(strip: Strip) -> tuple[Glyph, ...]:
    """The characters of a strip from left to right, spaces among them."""
    import cv2

    height, width = strip.pixels.shape[:2]
    if height < 2 or width < 2:
        return ()
    new_width = max(_LEAST_WIDTH, round(width * HEIGHT / height / _STEP) * _STEP)
    resized = cv2.resize(strip.pixels, (new_width, HEIGHT), interpolation=cv2.INTER_LINEAR)
    values = (resized.astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)[np.newaxis]
    network, characters = recognition()
    likely = network.run(np.ascontiguousarray(values))[0]
    return _decoded(likely, characters, width / likely.shape[0])


def _decoded(likely: Floats, characters: tuple[str, ...], step: float) -> tuple[Glyph, ...]:
    """The best character of each run of equal decisions; `step` is a decision's width in strip pixels."""
    best = likely.argmax(axis=1)
    sure = likely[np.arange(len(best)), best]
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    return tuple(
        Glyph(characters[best[start]], float(sure[start:end].max()), (start + end) / 2 * step)
        for start, end in zip(starts, ends, strict=True)
        if best[start] != _BLANK
    )
