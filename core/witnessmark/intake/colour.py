"""Any of the pixel formats that a file may have, as 8-bit RGB."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageCms

Steps = tuple[str, ...]


def flattened(image: Image.Image) -> tuple[Image.Image, Steps]:
    """The picture in 8-bit RGB, and words about what was done for that."""
    if image.mode in ("I", "F", "I;16", "I;16B", "I;16L", "I;16N"):
        return _eight_bit(image), ("16-bit greys scaled to 8 bits",)
    if image.mode == "CMYK":
        return _from_cmyk(image)
    if "transparency" in image.info or image.mode in ("RGBA", "LA", "PA", "RGBa", "La"):
        return _opaque(image.convert("RGBA"))
    if image.mode == "RGB":
        return image, ()
    return image.convert("RGB"), (f"{image.mode} converted to RGB",)


def _eight_bit(image: Image.Image) -> Image.Image:
    """Greys of 16 bits (8 where the values say so) scaled to 8; Pillow's own conversion would clip them."""
    values = np.nan_to_num(np.asarray(image, dtype=np.float32))
    highest = float(values.max(initial=0.0))
    full = 255.0 if highest <= 255.0 else max(65535.0, highest)
    grey = np.clip(values * (255.0 / full), 0, 255).astype(np.uint8)
    return Image.fromarray(grey).convert("RGB")


def _from_cmyk(image: Image.Image) -> tuple[Image.Image, Steps]:
    """By the file's own colour profile where it has a usable one."""
    profile = image.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted is not None:
            return converted, ("CMYK converted to RGB by the file's colour profile",)
    return image.convert("RGB"), ("CMYK converted to RGB",)


def _opaque(image: Image.Image) -> tuple[Image.Image, Steps]:
    """Laid on white, or on black where what shows is mostly light, so that light text stays readable."""
    alpha = np.asarray(image.getchannel("A"))
    if alpha.min(initial=255) == 255:
        return image.convert("RGB"), ()
    visible = alpha > 127
    grey = np.asarray(image.convert("RGB").convert("L"))
    light = bool(visible.any()) and float(grey[visible].mean()) > 160.0
    # A mostly opaque picture has its own background; what shows through at its rim hardly matters.
    dark_ground = light and float(visible.mean()) < 0.5
    ground = Image.new("RGBA", image.size, (0, 0, 0, 255) if dark_ground else (255, 255, 255, 255))
    ground.alpha_composite(image)
    return ground.convert("RGB"), (f"transparency laid on {'black' if dark_ground else 'white'}",)
