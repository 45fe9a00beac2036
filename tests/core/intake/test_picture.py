from __future__ import annotations

import contextlib
import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from witnessmark.errors import UnreadableInput
from witnessmark.intake.bitmap import opened
from witnessmark.intake.picture import decode
from witnessmark.records import Picture
from witnessmark.settings import LARGEST_PICTURE

RED, BLUE = (220, 30, 20), (20, 40, 210)


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def halves(mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> Image.Image:
    """Left red, right blue."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, *size))
    return image.convert(mode)


def near(colour: tuple[int, ...], wanted: tuple[int, ...], by: int = 12) -> bool:
    return all(abs(a - b) <= by for a, b in zip(colour, wanted, strict=True))


def png(width: int, height: int) -> bytes:
    """A PNG that announces a size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(100))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "BMP", "TIFF", "GIF", "AVIF"])
def test_every_format_comes_out_alike(kind):
    decoded = decode(saved(halves(), kind, **({"quality": 95} if kind in ("JPEG", "WEBP", "AVIF") else {})))
    assert decoded.image.mode == "RGB"
    assert (decoded.picture.width, decoded.picture.height) == (40, 20)
    assert near(decoded.image.getpixel((5, 10)), RED, 25)
    assert near(decoded.image.getpixel((35, 10)), BLUE, 25)
    drawn = Image.open(io.BytesIO(decoded.picture.png))
    assert (drawn.format, drawn.mode) == ("PNG", "RGB")
    assert np.array_equal(np.asarray(drawn), np.asarray(decoded.image))


@pytest.mark.parametrize("mode", ["P", "L", "1", "LA", "RGBA", "CMYK", "YCbCr", "HSV", "LAB"])
def test_every_mode_becomes_rgb(mode):
    kind = "TIFF" if mode in ("CMYK", "YCbCr", "LAB") else "PNG"
    image = halves(mode) if mode != "LAB" else Image.new("LAB", (40, 20), (200, 128, 128))
    if mode == "HSV":
        image = image.convert("RGB")
    assert decode(saved(image, kind)).image.mode == "RGB"


def test_cmyk_keeps_its_colours():
    decoded = decode(saved(halves("CMYK"), "JPEG", quality=95))
    assert near(decoded.image.getpixel((5, 10)), RED, 30)
    assert any("CMYK" in step for step in decoded.picture.steps)


def test_sixteen_bits_are_scaled_and_not_clipped():
    ramp = np.linspace(0, 65535, 256, dtype=np.uint16)[np.newaxis].repeat(8, axis=0)
    decoded = decode(saved(Image.fromarray(ramp)))
    greys = np.asarray(decoded.image)[0, :, 0]
    assert greys[0] == 0
    assert greys[-1] == 255
    assert abs(int(greys[128]) - 128) <= 1


def test_orientation_is_followed():
    tags = Image.Exif()
    tags[0x0112] = 6  # to be turned by 90 degrees clockwise
    decoded = decode(saved(halves(), "JPEG", exif=tags, quality=95))
    assert decoded.image.size == (20, 40)
    assert near(decoded.image.getpixel((10, 5)), RED, 25)
    assert decoded.picture.steps == ("turned upright as the file's orientation tag asks",)


@pytest.mark.parametrize(("ink", "ground"), [((0, 0, 0), 255), ((255, 255, 255), 0)])
def test_text_on_a_transparent_ground_stays_readable(ink, ground):
    image = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    image.paste((*ink, 255), (5, 5, 10, 10))
    decoded = decode(saved(image))
    assert decoded.image.getpixel((7, 7)) == ink
    assert decoded.image.getpixel((30, 15)) == (ground,) * 3


def test_palette_transparency_is_laid_on_a_ground():
    image = halves().quantize(2)
    decoded = decode(saved(image, transparency=image.getpixel((0, 0))))
    assert decoded.image.getpixel((5, 10)) == (255, 255, 255)
    assert near(decoded.image.getpixel((35, 10)), BLUE)


def test_of_an_animation_the_first_frame_is_read_and_the_facts_say_so():
    frames = [Image.new("RGB", (40, 20), colour) for colour in (RED, BLUE, (0, 255, 0))]
    decoded = decode(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert near(decoded.image.getpixel((5, 5)), RED)
    (fact,) = [fact for fact in decoded.facts if fact.name == "frames"]
    assert fact.value == "3"
    assert "only the first one" in fact.meaning.text


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF"])
def test_a_truncated_picture_is_one_sentence(kind):
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (90, 90, 3), dtype=np.uint8))
    whole = saved(noise, kind)
    with pytest.raises(UnreadableInput) as caught:
        decode(whole[: len(whole) * 2 // 3])
    assert "\n" not in caught.value.message
    assert "get the" in caught.value.message


@pytest.mark.parametrize(
    "data", [b"", b"plain words", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"II*\0"]
)
def test_what_is_no_picture_is_one_sentence(data):
    with pytest.raises(UnreadableInput):
        decode(data)


@pytest.mark.parametrize("size", [(20_000, 20_000), (1080, 60_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(size):
    with pytest.raises(UnreadableInput, match=r"the limit is 50,000 a side"):
        decode(png(*size))


def test_the_refusal_tells_the_sizes_and_the_setting_that_lets_the_picture_in():
    with pytest.raises(UnreadableInput) as caught:
        decode(png(1080, 60_000))
    told = caught.value.message
    assert "1080 x 60000 pixels, 64.8 million in all" in told
    assert "the limit is 50,000 a side and 100 million in all" in told
    assert "largest_picture (“Largest picture”) to 120 or more" in told
    assert "memory_per_picture" in told
    for size, largest in (((1080, 60_000), 120), ((20_000, 20_000), 400)):
        with pytest.raises(UnreadableInput, match="truncated"):  # that is: it was let in, and unpacked
            decode(png(*size), largest)
        with pytest.raises(UnreadableInput, match="the limit is"):
            decode(png(*size), largest - 1)


def test_what_no_setting_lets_in_is_not_said_to_be_let_in_by_one():
    with pytest.raises(UnreadableInput, match=r"500 million in all\. Cut it into parts and open these\.$"):
        decode(png(30_000, 30_000), LARGEST_PICTURE)


def test_a_bitmap_of_a_store_is_opened_up_to_what_the_setting_allows_and_no_further():
    assert opened(Picture(png(20_000, 20_000), 20_000, 20_000)).size == (20_000, 20_000)
    with pytest.raises(UnreadableInput):
        opened(Picture(png(30_000, 30_000), 10, 10))


def test_damaged_bytes_never_raise_anything_else():
    """A few hundred single-byte changes: each picture is read or refused in words."""
    chance = np.random.default_rng(7)
    for kind in ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"):
        whole = saved(halves(), kind)
        for _ in range(60):
            damaged = bytearray(whole)
            for place in chance.integers(0, len(whole), 3):
                damaged[place] = int(chance.integers(0, 256))
            with contextlib.suppress(UnreadableInput):
                decode(bytes(damaged))
