"""What the tables of a JPEG tell about how it was saved."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from witnessmark.records import FileFact, message

Table = NDArray[np.int64]

# The luminance table of the JPEG standard (ITU-T T.81, annex K), in zigzag order; encoders scale it by quality.
_STANDARD = np.array(
    [
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40,
        58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103,
        104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
    ]
)  # fmt: skip


def jpeg_facts(image: Image.Image) -> tuple[FileFact, ...]:
    """Quality and sampling of a JPEG, from its own tables."""
    tables = getattr(image, "quantization", None)
    if image.format != "JPEG" or not tables:
        return ()
    return (_quality(np.asarray(tables[0], dtype=np.int64)), *_segments(image))


def _quality(table: Table) -> FileFact:
    found = quality_of(table)
    if found is None:
        return FileFact(
            "JPEG tables",
            "not of the standard",
            message(
                "Phones, Photoshop and some sites save with tables of their own; which one did is not told."
            ),
        )
    return FileFact(
        "JPEG quality",
        f"about {found}",
        message(
            "The quality of the last time it was saved. Screenshots are mostly PNG; a JPEG was saved again at "
            "least once, as sites and messengers do by themselves. It says nothing about an alteration."
        ),
    )


def quality_of(table: Table) -> int | None:
    """The quality setting, 1 to 100, whose scaled standard table this is; None where none is."""
    for quality in range(100, 0, -1):
        # Sorted, because libraries hand the table out in zigzag or in plain order.
        if np.array_equal(np.sort(table), np.sort(scaled(quality))):
            return quality
    return None


def scaled(quality: int) -> Table:
    """The standard's luminance table at a quality, 1 to 100, in zigzag order."""
    scale = 5000 // quality if quality < 50 else 200 - 2 * quality
    scaled: Table = np.clip((_STANDARD * scale + 50) // 100, 1, 255)
    return scaled


def _segments(image: Image.Image) -> tuple[FileFact, ...]:
    # Every JPEG file begins with APP0 (JFIF) or APP1; the first tells nothing.
    names = [str(name) for name, _ in getattr(image, "applist", []) if name != "APP0"]
    if not names:
        return ()
    return (
        FileFact(
            "JPEG segments",
            ", ".join(dict.fromkeys(names)),
            message("APP1 is EXIF or XMP, APP2 a colour profile, APP13 Photoshop's own, APP14 Adobe's."),
        ),
    )
