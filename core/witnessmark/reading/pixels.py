"""The arrays that a picture is worked on as."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]  # rows, columns, blue-green-red, the order that the networks were trained on
Floats = NDArray[np.float32]


def pixels_of(image: Image.Image) -> Pixels:
    """An RGB picture as an array."""
    return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])
