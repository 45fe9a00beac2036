"""Lines of text as Tesseract likes them: one file a line, dark on white whatever the picture's colours."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from witnessmark.reading.detect import lines_in
from witnessmark.reading.pixels import Pixels
from witnessmark.reading.strip import Strip, strip_of

HEIGHT = 44  # pixels of a line, so that capitals are about 22: the middle of what Tesseract reads best
MARGIN = 12  # white around it
_FAINTEST = 24.0  # grey levels: text fainter than this is not made darker than its share


def strips_of(pixels: Pixels) -> list[Strip]:
    """The strips of all lines that the detection network finds."""
    return [strip for line in lines_in(pixels) if (strip := strip_of(pixels, line)) is not None]


def write_lines(strips: list[Strip], folder: Path) -> list[str]:
    """Write one picture a strip into `folder`; their names in order."""
    import cv2

    names = []
    for index, strip in enumerate(strips):
        name = folder / f"{index}.pgm"
        name.write_bytes(cv2.imencode(".pgm", _dark_on_white(strip.pixels))[1].tobytes())
        names.append(str(name))
    return names


def listing(names: list[str]) -> str:
    """The name of a file beside the pictures that lists them, as Tesseract's program takes it."""
    listed = Path(names[0]).with_name("lines.txt")
    listed.write_text("\n".join(names) + "\n", encoding="utf-8")
    return str(listed)


def scale_of(strip: Strip) -> float:
    """Pixels of the strip for one pixel of its line picture."""
    return float(strip.pixels.shape[0]) / HEIGHT


def _dark_on_white(pixels: Pixels) -> Pixels:
    """How far each pixel is from the strip's own ground, as darkness; bubbles and dark pages come out alike."""
    import cv2

    ground = np.median(pixels.reshape(-1, 3)[::3], axis=0)
    difference = np.abs(pixels.astype(np.int16) - ground.astype(np.int16)).max(axis=2).astype(np.float32)
    gain = 255.0 / max(_FAINTEST, float(np.percentile(difference, 98)))
    grey = (255 - np.clip(difference * gain, 0, 255)).astype(np.uint8)
    height, width = grey.shape
    size = (max(8, round(width * HEIGHT / height)), HEIGHT)
    resized = cv2.resize(grey, size, interpolation=cv2.INTER_AREA if height > HEIGHT else cv2.INTER_CUBIC)
    return np.pad(resized.astype(np.uint8), MARGIN, constant_values=255)
