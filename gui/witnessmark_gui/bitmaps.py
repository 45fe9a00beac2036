"""The normalised bitmap of an original as Qt holds it."""

from __future__ import annotations

from PySide6.QtGui import QImage

from witnessmark.records import Picture


def image_of(picture: Picture) -> QImage:
    """Decode a bitmap; a tall capture takes a second, so never in the window's thread."""
    return QImage.fromData(picture.png, "PNG")  # type: ignore[arg-type]  # the stub is wrong: it wants a string
