from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms, PngImagePlugin

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
