"""Opens the bitmaps that a worker made of pictures; also those of a store that somebody else may have written."""

from __future__ import annotations

import io

from PIL import Image

from witnessmark.intake.limits import check_size
from witnessmark.records import Picture
from witnessmark.settings import LARGEST_PICTURE


def opened(picture: Picture) -> Image.Image:
    """The bitmap, not yet unpacked; raises UnreadableInput where none can be so large as its head says."""
    # Pillow's limit is below what the setting allows; the size is checked right after instead.
    Image.MAX_IMAGE_PIXELS = None
    image = Image.open(io.BytesIO(picture.png), formats=("PNG",))
    check_size(*image.size, LARGEST_PICTURE)
    return image
