from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageCms, ImageDraw, ImageFilter, PngImagePlugin

from witnessmark.intake.acquire import from_bytes
from witnessmark.intake.picture import decode


def facts(image: Image.Image, kind: str, **options: object) -> dict[str, str]:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return {fact.name: fact.value for fact in decode(out.getvalue()).facts}


def plain(size: tuple[int, int] = (60, 40)) -> Image.Image:
    return Image.radial_gradient("L").resize(size).convert("RGB")


@pytest.mark.parametrize("quality", [1, 35, 50, 75, 92, 100])
def test_the_quality_of_a_jpeg_is_read_from_its_tables(quality):
    assert facts(plain(), "JPEG", quality=quality)["JPEG quality"] == f"about {quality}"


def test_tables_of_an_encoders_own_are_named_as_such():
    found = facts(plain(), "JPEG", qtables=[list(range(1, 65)), list(range(2, 66))])
    assert found["JPEG tables"] == "not of the standard"


def test_exif_and_png_text_are_told():
    tags = Image.Exif()
    tags[0x0131] = "Snipping Tool"
    tags[0x010F] = "Example"
    found = facts(plain(), "JPEG", exif=tags)
    assert (found["software"], found["camera maker"]) == ("Snipping Tool", "Example")
    assert "retained metadata" not in found
    text = PngImagePlugin.PngInfo()
    text.add_text("Software", "gnome-screenshot")
    assert facts(plain(), "PNG", pnginfo=text)["PNG text: Software"] == "gnome-screenshot"


def test_xmp_names_the_program():
    packet = b'<x:xmpmeta><rdf:Description xmp:CreatorTool="Adobe Photoshop 25.0"/></x:xmpmeta>'
    assert facts(plain(), "JPEG", xmp=packet)["XMP xmp:CreatorTool"] == "Adobe Photoshop 25.0"


def test_a_colour_profile_is_named():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert "sRGB" in facts(plain(), "PNG", icc_profile=profile)["colour profile"]


def test_the_comment_and_the_date_of_a_screenshot_are_told():
    tags = Image.Exif()
    tags[ExifTags.IFD.Exif] = {
        ExifTags.Base.UserComment: b"ASCII\0\0\0Screenshot",
        ExifTags.Base.DateTimeOriginal: "2023:12:08 12:31:00",
    }
    for kind in ("PNG", "JPEG"):
        found = facts(plain(), kind, exif=tags)
        assert found["comment in the file"] == "Screenshot"
        assert found["date of the picture in the file"] == "2023:12:08 12:31:00"


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def with_credentials(kind: str) -> bytes:
    """A picture with what content credentials begin with; they are not checked, only told."""
    data, box = saved(plain(), kind), b"\0\0\0\x10jumbxxxx"
    if kind == "JPEG":
        segment = b"JP\0\1\0\0\0\1" + box
        return data[:2] + b"\xff\xeb" + struct.pack(">H", len(segment) + 2) + segment + data[2:]
    chunk = struct.pack(">I", len(box)) + b"caBX" + box + struct.pack(">I", zlib.crc32(b"caBX" + box))
    before = data.index(b"IDAT") - 4
    return data[:before] + chunk + data[before:]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_content_credentials_are_told_and_not_believed(kind):
    found = {fact.name: fact for fact in decode(with_credentials(kind)).facts}
    assert found["content credentials"].value == "C2PA"
    assert "does not check them" in found["content credentials"].meaning.text
    assert "retained metadata" not in found


def a_page(width: int = 640, height: int = 480) -> Image.Image:
    """Grey letters on a light page, all different: the squares of a screenshot that hold something."""
    chance = np.random.default_rng(7)
    page = Image.new("L", (width, height), 235)
    draw = ImageDraw.Draw(page)
    for _ in range(1500):
        x, y = int(chance.integers(width)), int(chance.integers(height))
        size = int(chance.integers(2, 14))
        draw.ellipse((x, y, x + size, y + size * 1.3), outline=int(chance.integers(40, 120)))
    return page.filter(ImageFilter.GaussianBlur(0.6))


@pytest.mark.parametrize(("quality", "left", "top"), [(40, 0, 0), (62, 3, 5), (80, 7, 1)])
def test_a_png_that_was_a_jpeg_tells_its_old_grid(quality, left, top):
    old = Image.open(io.BytesIO(saved(a_page(), "JPEG", quality=quality)))
    found = facts(old.crop((left, top, old.width, old.height)), "PNG")
    place = f"({-left % 8}, {-top % 8})"
    assert found["was a JPEG before"] == f"quality about {quality}, grid from {place}"


@pytest.mark.parametrize(
    ("kind", "options"), [("PNG", {}), ("WEBP", {"quality": 40}), ("AVIF", {"quality": 40}), ("BMP", {})]
)
def test_other_pictures_tell_no_old_grid(kind, options):
    assert "was a JPEG before" not in facts(a_page(), kind, **options)


def test_the_grid_of_a_jpegs_own_last_saving_is_no_news():
    assert "was a JPEG before" not in facts(a_page(), "JPEG", quality=62)
    scaled = Image.open(io.BytesIO(saved(a_page(), "JPEG", quality=62))).resize((500, 380))
    assert "was a JPEG before" not in facts(scaled, "PNG")


def test_a_jpeg_cut_and_saved_gently_again_tells_both():
    old = Image.open(io.BytesIO(saved(a_page(), "JPEG", quality=60))).crop((4, 4, 640, 480))
    found = facts(old, "JPEG", quality=98)
    assert found["JPEG quality"] == "about 98"
    assert found["was a JPEG before"] == "quality about 60, grid from (4, 4)"


def test_a_bare_file_says_that_this_means_nothing():
    out = io.BytesIO()
    plain().save(out, "PNG")
    (fact,) = [fact for fact in decode(out.getvalue()).facts if fact.name == "retained metadata"]
    assert fact.value == "none"
    assert "says nothing about an alteration" in fact.meaning.text


@pytest.mark.parametrize("size", [(1170, 2532), (2532, 1170)])
def test_a_screens_size_is_recognised(size):
    assert facts(plain(size), "PNG")["fits the screen of"] == "iPhone 12, 13, 14"
    assert "fits the screen of" not in facts(plain((1171, 2532)), "PNG")


def test_pages_of_a_pdf_come_in_one_below_the_other():
    out = io.BytesIO()
    pages = [Image.new("RGB", (200, 100), colour) for colour in ("red", "blue")]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=72)
    acquired = from_bytes(out.getvalue(), "a.pdf")
    assert (acquired.media_type, acquired.kind) == ("application/pdf", "picture")
    decoded = decode(acquired.data)
    assert decoded.image.size == (400, 400)
    assert decoded.image.getpixel((200, 100))[0] > 200
    assert decoded.image.getpixel((200, 300))[2] > 200
    assert [(fact.name, fact.value) for fact in decoded.facts] == [("pages", "2")]


def test_a_broken_pdf_is_one_sentence():
    from witnessmark.errors import UnreadableInput

    with pytest.raises(UnreadableInput, match="The PDF cannot be opened"):
        decode(b"%PDF-1.7\nnothing of the kind")
