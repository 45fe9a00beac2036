"""Where the ink is in a strip of one line: what differs from the strip's own background."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from witnessmark.reading.pixels import Pixels

Bools = NDArray[np.bool_]

_SHARE = 0.4  # of the line's own contrast: what differs more from the background is ink
_LEAST_CONTRAST = 18  # grey levels; below it JPEG noise would be ink
_WIDE = 0.3  # of the ink's height: a gap that is no gap between letters
_RIM = 0.08  # of the height at top and bottom, where the neighbouring lines' tails reach in


@dataclass(frozen=True, slots=True)
class Ink:
    """The ink of a strip.

    `columns` says of each column whether there is ink in it, `top` and `bottom` bound the rows with ink (half
    open), `rows` is the height of the strip.
    """

    columns: Bools
    top: int
    bottom: int
    rows: int

    @property
    def height(self) -> int:
        """Rows from the first to the last with ink: nearly the size of the font."""
        return self.bottom - self.top

    def gap(self, left: float, right: float) -> tuple[float, float]:
        """The widest run without ink between two columns; a point half-way where there is none."""
        low, high = max(0, int(left)), min(len(self.columns), int(right) + 1)
        edges = np.flatnonzero(np.diff(self.columns[low:high], prepend=True, append=True))
        if len(edges) < 2:
            middle = (left + right) / 2
            return middle, middle
        starts, ends = edges[::2], edges[1::2]
        widest = int(np.argmax(ends - starts))
        return float(low + starts[widest]), float(low + ends[widest])

    def start(self, x: float) -> float:
        """Where the ink begins that leads up to column `x` without a wide gap."""
        return int(x) + 1 - self._reach(self.columns[: int(x) + 1][::-1], int(x) + 1)

    def end(self, x: float) -> float:
        """Where the ink ends that goes on from column `x` without a wide gap, half open."""
        return int(x) + self._reach(self.columns[int(x) :], len(self.columns) - int(x))

    def _reach(self, columns: Bools, most: float) -> float:
        """How far the ink goes from the first of `columns`, over gaps narrower than those between words."""
        inked = np.flatnonzero(columns)
        if not len(inked):
            return min(most, self.height / 4)
        breaks = np.flatnonzero(np.diff(inked, prepend=0) > self.height * _WIDE)
        last = inked[breaks[0] - 1] if len(breaks) and breaks[0] > 0 else inked[-1] if not len(breaks) else 0
        return min(most, float(last + 1))


def ink_of(pixels: Pixels) -> Ink:
    """The ink of a strip (rows, columns, three colours)."""
    ground = np.median(pixels.reshape(-1, pixels.shape[2])[::3], axis=0)
    difference = np.abs(pixels.astype(np.int16) - ground.astype(np.int16)).max(axis=2)
    contrast = float(np.percentile(difference, 98))
    mask = difference > max(_LEAST_CONTRAST, _SHARE * contrast)
    height = mask.shape[0]
    rim = round(height * _RIM)
    core = mask[rim : height - rim] if height > 2 * rim else mask
    rows = np.flatnonzero(mask.sum(axis=1) >= 2)
    top, bottom = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, height)
    return Ink(core.any(axis=0), top, bottom, height)
