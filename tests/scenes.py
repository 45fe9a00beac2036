"""Draws the layouts of `tests/golden/layouts`: shapes and lines of text become a picture and a perfect reading."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from witnessmark.geometry import Box, hull
from witnessmark.records import Line, Picture, Reading, Word

LAYOUTS = Path(__file__).parent / "golden" / "layouts"


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawn layout, what an engine would read in it, and the turns that it shows."""

    name: str
    picture: Picture
    reading: Reading
    expected: dict[str, Any]


def names() -> list[str]:
    return sorted(path.stem for path in LAYOUTS.glob("*.json"))


@cache
def scene(name: str) -> Scene:
    return drawn(name, json.loads((LAYOUTS / f"{name}.json").read_text(encoding="utf-8")))


def drawn(name: str, layout: dict[str, Any]) -> Scene:
    image = Image.new("RGB", (layout["width"], layout["height"]), layout["background"])
    draw = ImageDraw.Draw(image)
    for kind, x, y, width, height, colour, *radius in layout["shapes"]:
        if kind == "disc":
            draw.ellipse((x, y, x + width - 1, y + height - 1), fill=colour)
        elif kind == "frame":
            draw.rounded_rectangle((x, y, x + width - 1, y + height - 1), radius[0], outline=colour)
        else:
            draw.rounded_rectangle((x, y, x + width - 1, y + height - 1), (radius or [0])[0], fill=colour)
    words: list[Word] = []
    lines: list[Line] = []
    for x, y, size, colour, weight, text in layout["texts"]:
        draw.text((x, y), text, fill=colour, font=font(size), stroke_width=weight)
        first = len(words)
        words.extend(words_of(text, x, y, size))
        indices = tuple(range(first, len(words)))
        lines.append(Line(indices, hull(words[index].box for index in indices) or Box(x, y, 1, 1)))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    reading = Reading("drawn", "1", "eng", 0.0, tuple(words), tuple(lines))
    return Scene(name, Picture(buffer.getvalue(), image.width, image.height), reading, layout)


def words_of(text: str, x: int, y: int, size: int) -> list[Word]:
    """The words of a line with the boxes that its letters take up, as high as the line's type."""
    result, place = [], 0
    ascent, descent = font(size).getmetrics()
    for word in text.split():
        place = text.index(word, place)
        left, right = font(size).getlength(text[:place]), font(size).getlength(text[: place + len(word)])
        box = Box(
            x + round(left),
            y + round(0.12 * size),
            max(1, round(right - left)),
            ascent + descent - round(0.2 * size),
        )
        result.append(Word(word, box, 1.0))
        place += len(word)
    return result


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.load_default(size)  # type: ignore[return-value]
