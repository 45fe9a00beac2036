"""Whether a picture was a JPEG before it became the file at hand: its blocks still hold rounded frequencies.

A JPEG stores each square of 8 x 8 pixels as frequencies, rounded to multiples of its table's numbers. Saved again
without loss, the squares still show these multiples, at the place of the old grid and nowhere else. Here each of
the 64 places that the grid can have is tried with the standard's table at each quality; noise and letters fit none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from witnessmark.intake.jpegfacts import quality_of, scaled
from witnessmark.records import FileFact, message

Grey = NDArray[np.uint8]  # a large picture is not made four times as large to look at some places of it
Blocks = NDArray[np.float32]

_SIDE = 8
# A square of the grid lies whole in a patch of so many pixels, wherever the grid begins.
_PATCH = 2 * _SIDE - 1
_PATCHES = 800
_FIRST_LOOK = 150
_LEAST_BLOCKS = 60
_FLAT = 8  # grey levels: flatter squares hold no frequencies
_CLIPPED = 3  # grey levels from black and white: what was cut off there is no multiple any more
_QUALITIES = range(20, 88)  # above it the multiples drown in the rounding of the pixels
# Frequencies that are looked at: the nine lowest, (down, across), in the zigzag order of the tables.
_LOW = ((0, 1), (1, 0), (2, 0), (1, 1), (0, 2), (0, 3), (1, 2), (2, 1), (3, 0))
_LEAST_MULTIPLE = 0.7  # of the table's number: lower ones were rounded to 0 and tell nothing
_LEAST_VALUES = 12
_LEAST_FREQUENCIES = 6
# On the development pictures the old grid fits at 0.5 to 0.99 (1: all are multiples) and stands 0.3 or more above
# all other places; without one the best place fits at 0.4 at most, 0.05 above the others.
_FITS, _STANDS_OUT = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Trace:
    """An old JPEG grid: where its first square begins (0 to 7 pixels), its quality, and how well it fits (to 1)."""

    x: int
    y: int
    quality: int
    fit: float


def trace_fact(image: Image.Image) -> tuple[FileFact, ...]:
    """A fact where the picture was a JPEG before, and that is not the JPEG that it is now."""
    found = trace_of(np.asarray(image.convert("L")))
    if found is None or _is_itself(image, found):
        return ()
    return (
        FileFact(
            "was a JPEG before",
            f"quality about {found.quality}, grid from ({found.x}, {found.y})",
            message(
                "Before it became this file the picture, or most of it, was saved as a JPEG, as sites, messengers "
                "and programs do by themselves. A grid that does not begin in the corner (0, 0) means that "
                "something was cut off or put around it since. It does not say what, nor that words were altered."
            ),
        ),
    )


def _is_itself(image: Image.Image, found: Trace) -> bool:
    """Whether the grid is that of the file's own last saving."""
    tables = getattr(image, "quantization", None) if image.format == "JPEG" else None
    if not tables or (found.x, found.y) != (0, 0):
        return False
    own = quality_of(np.asarray(tables[0], dtype=np.int64))
    return own is None or abs(own - found.quality) <= 1


def trace_of(grey: Grey) -> Trace | None:
    """The grid of an earlier JPEG in a grey picture; None where none stands out."""
    patches = _patches(grey)
    if len(patches) < _LEAST_BLOCKS:
        return None
    some = patches[:: max(1, len(patches) // _FIRST_LOOK)]
    looks = [_fit(some, x, y) for y in range(_SIDE) for x in range(_SIDE)]
    best, second = sorted(looks, key=lambda look: look.fit, reverse=True)[:2]
    sure = _fit(patches, best.x, best.y)
    return sure if sure.fit >= _FITS and sure.fit - second.fit >= _STANDS_OUT else None


def _patches(grey: Grey) -> Blocks:
    """Different places of the picture that hold something, spread over it."""
    height, width = grey.shape
    rows, columns = (height - _PATCH) // _SIDE + 1, (width - _PATCH) // _SIDE + 1
    if rows < 1 or columns < 1:
        return np.empty((0, _PATCH, _PATCH), np.float32)
    squares = grey[: rows * _SIDE, : columns * _SIDE].reshape(rows, _SIDE, columns, _SIDE)
    down, across = np.nonzero(_telling(squares.min(axis=(1, 3)), squares.max(axis=(1, 3))))
    chosen = np.unique(np.linspace(0, max(0, len(down) - 1), min(_PATCHES, len(down))).astype(np.intp))
    windows = np.lib.stride_tricks.sliding_window_view(grey, (_PATCH, _PATCH))
    return windows[down[chosen] * _SIDE, across[chosen] * _SIDE].astype(np.float32)


def _telling(low: Grey | Blocks, high: Grey | Blocks) -> NDArray[np.bool_]:
    """Which squares, by their darkest and lightest pixels, hold something and lost nothing at black and white."""
    told: NDArray[np.bool_] = (high - low >= _FLAT) & (low >= _CLIPPED) & (high <= 255 - _CLIPPED)
    return told


def _fit(patches: Blocks, x: int, y: int) -> Trace:
    """How well a grid that begins at (x, y) of the patches fits at the best quality."""
    squares = patches[:, y : y + _SIDE, x : x + _SIDE].reshape(len(patches), -1)
    whole = squares[_telling(squares.min(axis=1), squares.max(axis=1))]
    # The same letter at the same place of a square twice would look like a multiple.
    whole = np.unique(whole, axis=0)
    if len(whole) < _LEAST_BLOCKS // 2:
        return Trace(x, y, 0, 0.0)
    fits = _multiples(np.abs(whole @ _WAVES), _STEPS)
    best = int(np.argmax(fits))
    return Trace(x, y, _QUALITIES[best], float(fits[best]))


def _multiples(values: Blocks, steps: Blocks) -> Blocks:
    """How near the frequencies are to multiples of the steps of each quality: 1 at them, 0 where they are anywhere."""
    step = steps[:, np.newaxis]
    told = values > _LEAST_MULTIPLE * step
    turned = np.cos(np.float32(2 * np.pi) / step * values)
    counts = told.sum(axis=1)
    enough = counts >= _LEAST_VALUES
    means = np.where(enough, (turned * told).sum(axis=1) / np.maximum(counts, 1), 0)
    frequencies = enough.sum(axis=1)
    fits: Blocks = means.sum(axis=1) / np.maximum(frequencies, 1)
    return np.where(frequencies >= _LEAST_FREQUENCIES, fits, 0)


def _waves() -> NDArray[np.float32]:
    """The squares' frequencies as columns of 64 (the discrete cosine transform of ITU-T T.81, annex A)."""
    places = np.arange(_SIDE)
    lines = np.cos(np.pi * (2 * places[np.newaxis] + 1) * places[:, np.newaxis] / (2 * _SIDE)) / 2
    lines[0] /= np.sqrt(2)
    return np.stack([np.outer(lines[down], lines[across]).ravel() for down, across in _LOW], axis=1).astype(
        np.float32
    )


_WAVES = _waves()
_STEPS = np.stack([scaled(quality)[1 : len(_LOW) + 1] for quality in _QUALITIES]).astype(np.float32)
