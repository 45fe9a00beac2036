"""Picture bytes to an upright RGB picture; runs only in a worker process, because its input is hostile."""

from __future__ import annotations

import contextlib
import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from witnessmark.errors import UnreadableInput
from witnessmark.intake.colour import flattened
from witnessmark.intake.damage import DAMAGE
from witnessmark.intake.filefacts import facts_of
from witnessmark.intake.limits import check_size
from witnessmark.intake.pages import DOTS_PER_INCH, is_pdf, stacked
from witnessmark.records import FileFact, Picture, message
from witnessmark.settings import USUAL_PICTURE


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture as the engines and the window need it, and what its file told."""

    image: Image.Image
    picture: Picture
    facts: tuple[FileFact, ...]


def decode(data: bytes, largest: int = USUAL_PICTURE) -> Decoded:
    """The first frame of a picture file, upright, in 8-bit RGB; raises UnreadableInput with what to do.

    `largest`: how many million pixels it may have.
    """
    if is_pdf(data):
        return _decoded_pdf(data, largest)
    source = _opened(data)
    check_size(*source.size, largest)
    _load(source)
    facts = facts_of(source)
    image, steps = _upright(source)
    image, more = flattened(image)
    return Decoded(image, _picture(image, steps + more), facts)


def size_of(data: bytes) -> tuple[int, int]:
    """The size that a picture's head tells, before it is unpacked; 0 for a PDF. Raises UnreadableInput."""
    return (0, 0) if is_pdf(data) else _opened(data).size


def _decoded_pdf(data: bytes, largest: int) -> Decoded:
    image, pages = stacked(data)
    check_size(*image.size, largest)
    fact = FileFact(
        "pages", str(pages), message("A PDF; its pages were drawn one below the other and read as a picture.")
    )
    steps = (f"{pages} PDF pages drawn at {DOTS_PER_INCH} dots per inch",)
    return Decoded(image, _picture(image, steps), (fact,))


def _opened(data: bytes) -> Image.Image:
    if not data:
        raise UnreadableInput(message("The file is empty (0 bytes); get it again."))
    # The size is checked right after, with its own words; Pillow's limit would come first.
    Image.MAX_IMAGE_PIXELS = None
    with contextlib.suppress(ImportError):
        import pi_heif

        pi_heif.register_heif_opener()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Image.open(io.BytesIO(data))
    except UnidentifiedImageError as error:
        raise UnreadableInput(
            message(
                "This is not a picture that the program knows (PNG, JPEG, WebP, GIF, BMP, TIFF, AVIF, "
                "HEIC, PDF); open it elsewhere and save it as PNG."
            )
        ) from error
    except DAMAGE as error:
        raise _damaged(error) from error


def _load(image: Image.Image) -> None:
    """Decode the first frame; a picture that ends early is an error and never half a picture."""
    try:
        image.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image.load()
    except DAMAGE as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableInput:
    if "truncated" in str(error).lower() or isinstance(error, EOFError):
        return UnreadableInput(
            message("The picture ends before it is complete (truncated); get the whole file again.")
        )
    return UnreadableInput(
        message("The picture is damaged and cannot be decoded ({why}); get the file again.", why=error)
    )


def _upright(image: Image.Image) -> tuple[Image.Image, tuple[str, ...]]:
    """The picture turned as its orientation tag asks, and a word about that."""
    try:
        turned = ImageOps.exif_transpose(image)
    except DAMAGE:
        return image, ("orientation tag unreadable, ignored",)
    if turned.size == image.size and turned.tobytes() == image.tobytes():
        return image, ()
    return turned, ("turned upright as the file's orientation tag asks",)


def _picture(image: Image.Image, steps: tuple[str, ...]) -> Picture:
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return Picture(out.getvalue(), image.width, image.height, steps)
