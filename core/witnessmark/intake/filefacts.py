"""What a picture's file tells about itself, as facts with what each can mean and what it cannot."""

from __future__ import annotations

import contextlib
import io
import re

from PIL import ExifTags, Image, ImageCms

from witnessmark.intake.damage import DAMAGE
from witnessmark.intake.jpegfacts import jpeg_facts
from witnessmark.intake.jpegtraces import trace_fact
from witnessmark.intake.screens import screen_fact
from witnessmark.messages import term
from witnessmark.records import FileFact, message

_XMP = ("xmp:CreatorTool", "xmp:ModifyDate", "photoshop:DateCreated")
_LONGEST = 200  # characters of a value that are shown


def facts_of(image: Image.Image) -> tuple[FileFact, ...]:
    """The facts of an opened picture, before anything is converted."""
    found: list[FileFact] = []
    for read in _READ:
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
        or _credentials(image)
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
    """What a device or a program wrote into the EXIF; iPhones write "Screenshot" into the comment of theirs."""
    tags = image.getexif()
    taken = tags.get_ifd(ExifTags.IFD.Exif)
    wanted = (
        (tags.get(ExifTags.Base.Make), term("camera maker")),
        (tags.get(ExifTags.Base.Model), term("device")),
        (tags.get(ExifTags.Base.Software), term("software")),
        (tags.get(ExifTags.Base.ImageDescription), term("description in the file")),
        (tags.get(ExifTags.Base.DateTime), term("date in the file")),
        (taken.get(ExifTags.Base.DateTimeOriginal), term("date of the picture in the file")),
        (_comment(taken.get(ExifTags.Base.UserComment)), term("comment in the file")),
    )
    found = ((name, str(value).strip("\0 \n")[:_LONGEST]) for value, name in wanted if value is not None)
    return tuple(
        FileFact(
            name, value, message("Written into the file by a device or a program; anyone can change it.")
        )
        for name, value in found
        if value
    )


def _comment(value: object) -> str | None:
    """The words of an EXIF comment, which begins with eight bytes that name its characters (Exif 2.32, 4.6.5)."""
    if not isinstance(value, bytes):
        return None if value is None else str(value)
    kind, words = value[:8], value[8:]
    coding = "utf-16" if kind.startswith(b"UNICODE") else "utf-8"
    return words.decode(coding, errors="replace")


def _credentials(image: Image.Image) -> tuple[FileFact, ...]:
    """Whether content credentials (C2PA) lie in the file: in a PNG's caBX chunk, in a JPEG's APP11 segments."""
    held = getattr(image, "private_chunks", None) or ()
    in_png = any(chunk[0] == b"caBX" for chunk in held)
    in_jpeg = any(
        name == "APP11" and b"jumb" in content for name, content in getattr(image, "applist", None) or ()
    )
    if not (in_png or in_jpeg):
        return ()
    return (
        FileFact(
            "content credentials",
            "C2PA",
            message(
                "The file carries signed statements of where it comes from. This program does not check them; a "
                "tool that does can say who signed what. Most screenshots carry none, which means nothing."
            ),
        ),
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


_READ = (
    _format, _bare, _screen, _frames, _exif, _xmp, _text, _credentials, jpeg_facts, trace_fact, _profile
)  # fmt: skip
