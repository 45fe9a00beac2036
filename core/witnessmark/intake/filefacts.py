"""What a picture's file tells about itself, as facts with what each can mean and what it cannot."""

from __future__ import annotations

import contextlib
import io
import re

from PIL import ExifTags, Image, ImageCms

from witnessmark.intake.damage import DAMAGE
from witnessmark.intake.jpegfacts import jpeg_facts
from witnessmark.intake.screens import screen_fact
from witnessmark.records import FileFact, message

_XMP = ("xmp:CreatorTool", "xmp:ModifyDate", "photoshop:DateCreated")
_LONGEST = 200  # characters of a value that are shown


def facts_of(image: Image.Image) -> tuple[FileFact, ...]:
    """The facts of an opened picture, before anything is converted."""
    found: list[FileFact] = []
    for read in (_format, _bare, _screen, _frames, _exif, _xmp, _text, jpeg_facts, _profile):
        # What cannot be read of a damaged file is left out; the picture itself was decoded.
        with contextlib.suppress(*DAMAGE):
            found.extend(read(image))
    return tuple(found)


def _format(image: Image.Image) -> tuple[FileFact, ...]:
    value = f"{image.format}, {image.mode}, {image.width} x {image.height}"
    return (FileFact("format", value, message("By content, whatever the file's name says.")),)


def _bare(image: Image.Image) -> tuple[FileFact, ...]:
    """Whether the file tells nothing besides the picture."""
    told = (
        image.getexif()
        or getattr(image, "text", {})
        or image.info.get("icc_profile")
        or image.info.get("xmp")
    )
    if told:
        return ()
    return (
        FileFact(
            "retained metadata",
            "none",
            message(
                "Sites, messengers and the clipboard take metadata away, and many screenshots never had any; "
                "this says nothing about an alteration."
            ),
        ),
    )


def _screen(image: Image.Image) -> tuple[FileFact, ...]:
    return screen_fact(image.width, image.height)


def _frames(image: Image.Image) -> tuple[FileFact, ...]:
    frames = getattr(image, "n_frames", 1)
    if frames <= 1:
        return ()
    return (
        FileFact(
            "frames",
            str(frames),
            message("The file holds several pictures; only the first one was read and is shown."),
        ),
    )


def _exif(image: Image.Image) -> tuple[FileFact, ...]:
    tags = image.getexif()
    wanted = (
        (ExifTags.Base.Make, "camera maker"),
        (ExifTags.Base.Model, "device"),
        (ExifTags.Base.Software, "software"),
        (ExifTags.Base.DateTime, "date in the file"),
    )
    found = ((name, str(tags[tag])) for tag, name in wanted if tag in tags)
    return tuple(
        FileFact(
            name,
            value[:_LONGEST],
            message("Written into the file by a device or a program; anyone can change it."),
        )
        for name, value in found
    )


def _xmp(image: Image.Image) -> tuple[FileFact, ...]:
    raw = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    text = raw.decode("utf-8", errors="replace") if isinstance(raw, bytes) else str(raw)
    found = (re.search(rf"{name}[=>\s\"']+([^<\"']{{1,{_LONGEST}}})", text) for name in _XMP)
    return tuple(
        FileFact(
            f"XMP {name}",
            match[1].strip(),
            message("Written into the file by a program; anyone can change it."),
        )
        for name, match in zip(_XMP, found, strict=True)
        if match
    )


def _text(image: Image.Image) -> tuple[FileFact, ...]:
    texts = getattr(image, "text", {}) if image.format == "PNG" else {}
    return tuple(
        FileFact(
            f"PNG text: {str(key)[:60]}",
            str(value)[:_LONGEST],
            message("Written into the file by a program; anyone can change it."),
        )
        for key, value in list(texts.items())[:20]
    )


def _profile(image: Image.Image) -> tuple[FileFact, ...]:
    profile = image.info.get("icc_profile")
    if not profile:
        return ()
    described = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile))).strip()
    return (
        FileFact(
            "colour profile",
            described[:_LONGEST] or f"{len(profile):,} bytes",
            message("Screens and programs leave their profile in what they save; its absence means nothing."),
        ),
    )
