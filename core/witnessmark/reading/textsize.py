"""How large the letters of a picture are, judged from its edges before anything is read."""

from __future__ import annotations

import numpy as np

from witnessmark.reading.pixels import Pixels

_SAMPLE = 3000  # rows from the middle of the picture that are looked at
_EDGE = 48  # grey levels between neighbouring pixels: the rim of a letter
_LEAST, _MOST = 5, 90  # rows: smaller specks and larger shapes are no letters
_ENOUGH = 20  # shapes, for the judgement to mean something


def letter_height(image: Pixels) -> float | None:
    """The height in pixels of the picture's small letters, rim included; None where there are hardly any."""
    import cv2

    first = max(0, (image.shape[0] - _SAMPLE) // 2)
    grey = cv2.cvtColor(image[first : first + _SAMPLE], cv2.COLOR_BGR2GRAY)
    edges = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((2, 2), np.uint8))
    _, _, shapes, _ = cv2.connectedComponentsWithStats((edges > _EDGE).astype(np.uint8), connectivity=8)
    width, height, area = (shapes[1:, column] for column in (2, 3, 4))
    letters = (height >= _LEAST) & (height <= _MOST) & (width <= 4 * height) & (width >= 0.15 * height)
    letters &= area >= 0.2 * width * height
    if int(letters.sum()) < _ENOUGH:
        return None
    return float(np.percentile(height[letters], 40))
