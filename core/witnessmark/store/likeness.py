"""How a picture looks, in a few hundred bytes, so that a copy that is not the same byte for byte is found.

A look is the sign of the low frequencies of the picture and of the picture with small strips cut off: scaling
and recompression leave these alone, and a cropped copy resembles one of the cut ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from witnessmark.records import Picture

if TYPE_CHECKING:
    from PIL import Image

BITS = 256  # of one hash: 16 x 16 frequencies
SAME = (
    22  # bits that a rescaled or recompressed copy differs in at most; docs/store.md says what was measured
)
NEAR = 40  # bits that a cropped copy differs in at most; two posts of one layout can come as near
_SIDE = 64  # pixels that the frequencies are taken of
_SMALL = 384  # pixels that the picture is brought to before it is cut
_LARGEST = 120_000_000  # pixels of a bitmap that is decoded here
_CUTS = (0.025, 0.05, 0.085)

Bits = NDArray[np.uint8]


def look(picture: Picture) -> bytes:
    """The look of a bitmap made by our own worker; empty where there is nothing to see."""
    if picture.width * picture.height > _LARGEST or min(picture.width, picture.height) < 8:
        return b""
    # Here and not above: a window on a store without a new picture need not wait for it.
    from PIL import Image

    from witnessmark.intake.bitmap import opened

    with opened(picture) as image:
        small = image.convert("L").resize((_SMALL, _SMALL), Image.Resampling.BOX)
    return b"".join(_hash(small.crop(box)) for box in _boxes())


def _boxes() -> list[tuple[int, int, int, int]]:
    """The whole picture, then each side cut off, each pair of opposite sides, and all four."""
    boxes = [(0, 0, _SMALL, _SMALL)]
    for cut in _CUTS:
        c = round(cut * _SMALL)
        far = _SMALL - c
        boxes += [
            (c, 0, _SMALL, _SMALL),
            (0, c, _SMALL, _SMALL),
            (0, 0, far, _SMALL),
            (0, 0, _SMALL, far),
            (c, 0, far, _SMALL),
            (0, c, _SMALL, far),
            (c, c, far, far),
        ]
    return boxes


def _hash(image: Image.Image) -> bytes:
    from PIL import Image

    pixels = np.asarray(image.resize((_SIDE, _SIDE), Image.Resampling.BOX), dtype=np.float64)
    frequencies = (_COSINES @ pixels @ _COSINES.T).flatten()
    frequencies[0] = 0.0  # brightness as a whole says nothing
    return np.packbits(frequencies > np.median(frequencies)).tobytes()


def _cosines() -> NDArray[np.float64]:
    """The rows of a discrete cosine transform for frequencies 0 to 15."""
    places = (np.arange(_SIDE) + 0.5) * np.pi / _SIDE
    made: NDArray[np.float64] = np.cos(np.outer(np.arange(16), places))
    return made


_COSINES = _cosines()


def distances(mine: bytes, others: list[bytes]) -> NDArray[np.int64]:
    """In how many bits a look differs from each of the others, whole picture against cut ones both ways."""
    size = BITS // 8
    one = np.frombuffer(mine, dtype=np.uint8).reshape(-1, size)
    all_ = np.frombuffer(b"".join(others), dtype=np.uint8).reshape(len(others), -1, size)
    whole_mine = np.bitwise_count(all_ ^ one[0]).sum(axis=2, dtype=np.int64).min(axis=1)
    whole_theirs = np.full(len(others), BITS, dtype=np.int64)
    for part in one[1:]:
        found = np.bitwise_count(all_[:, 0] ^ part).sum(axis=1, dtype=np.int64)
        whole_theirs = np.minimum(whole_theirs, found)
    nearest: NDArray[np.int64] = np.minimum(whole_mine, whole_theirs)
    return nearest
