"""Pixels under a redaction are painted over in the bitmap itself, so that nothing lies below the paint."""

from __future__ import annotations

import io
from collections.abc import Iterable

from PIL import Image, ImageDraw

from witnessmark.geometry import Box
from witnessmark.intake.bitmap import opened
from witnessmark.records import Picture

_PAINT = (0, 0, 0)
_EDGE = (140, 140, 140)  # so that a redaction shows on a dark picture too


def painted(picture: Picture, boxes: Iterable[Box]) -> Picture:
    """The picture with these places painted over, as a new PNG that holds nothing but pixels."""
    places = tuple(boxes)
    if not places:
        return picture
    with opened(picture) as bitmap:
        image = bitmap.convert("RGB")
    draw = ImageDraw.Draw(image)
    for box in places:
        corners = (box.x, box.y, max(box.right - 1, box.x), max(box.bottom - 1, box.y))
        draw.rectangle(corners, fill=_PAINT, outline=_EDGE)
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    buffer = io.BytesIO()
    clean.save(buffer, "PNG")
    return Picture(buffer.getvalue(), picture.width, picture.height, picture.steps)
