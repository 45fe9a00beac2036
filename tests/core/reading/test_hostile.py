"""Real hostile files, through a real worker: each ends in one sentence and the next picture is read."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from witnessmark.errors import UnreadableInput
from witnessmark.intake.acquire import from_bytes
from witnessmark.reading.engine import ReadOptions
from witnessmark.reading.reader import Reader

pytestmark = [pytest.mark.ocr, pytest.mark.slow]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def cut_jpeg() -> bytes:
    out = io.BytesIO()
    Image.fromarray(np.random.default_rng(2).integers(0, 255, (300, 300, 3), dtype=np.uint8)).save(
        out, "JPEG"
    )
    return out.getvalue()[:20_000]


def false_tiff() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "red").save(out, "TIFF")
    data = bytearray(out.getvalue())
    tag = data.index(struct.pack("<HHI", 279, 4, 1))  # StripByteCounts
    data[tag + 8 : tag + 12] = struct.pack("<I", 0x7FFFFFFF)
    offset = data.index(struct.pack("<HHI", 273, 4, 1))  # StripOffsets
    data[offset + 8 : offset + 12] = struct.pack("<I", len(data) - 4)
    return bytes(data)


def written(words: str) -> bytes:
    image = Image.new("RGB", (900, 160), "white")
    ImageDraw.Draw(image).text((40, 50), words, "black", ImageFont.load_default(40))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        png(20_000, 20_000),
        png(1080, 60_000),
        png(3000, 3000),
        cut_jpeg(),
        false_tiff(),
        b"GIF89a" + bytes(50),
    ],
    ids=["bomb", "tall", "short", "cut jpeg", "false tiff", "broken gif"],
)
def test_each_ends_in_one_sentence_and_the_next_picture_is_read(reader, data):
    with pytest.raises(UnreadableInput) as caught:
        reader.examine(from_bytes(data, "hostile.bin"), ReadOptions())
    assert caught.value.message.startswith("hostile.bin: ")
    assert "\n" not in caught.value.message
    assert "inside the program" not in caught.value.message
    examined = reader.examine(from_bytes(written("next one"), "good.png"), ReadOptions())
    assert [word.text for word in examined.reading.words] == ["next", "one"]


def test_a_tall_capture_is_read_without_loss_at_the_seams(reader):
    image = Image.new("RGB", (720, 9000), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(30)
    wanted = [f"line number {index} of this capture" for index in range(180)]
    for index, words in enumerate(wanted):
        pen.text((30, 10 + index * 49), words, "black", font)
    out = io.BytesIO()
    image.save(out, "PNG")
    reading = reader.examine(from_bytes(out.getvalue(), "tall.png"), ReadOptions()).reading
    read = [" ".join(reading.words[index].text for index in line.words) for line in reading.lines]
    assert read == wanted
