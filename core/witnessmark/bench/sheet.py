"""A picture that remembers where it drew each word, so that a reading of it can be marked."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

Colour = str
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
_PLAIN = ("NotoSans-Regular.ttf", "DejaVuSans.ttf", "Arial.ttf", "arial.ttf")
_BOLD = ("NotoSans-Bold.ttf", "DejaVuSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is drawn: size in pixels, weight and colour."""

    size: int
    colour: Colour
    bold: bool = False

    @property
    def font(self) -> Font:
        """The system's font of this size and weight; Pillow's own where there is none."""
        return _font(self.size, self.bold)

    @property
    def leading(self) -> int:
        """Pixels from one line's top to the next."""
        return round(self.size * 1.4)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text goes: left, top, the width to wrap at, and the turn that it belongs to, if any."""

    x: int
    y: int
    width: int
    turn: int | None = None


@dataclass(slots=True)
class Sheet:
    """A picture in the making, with the words and lines drawn so far in the form of the ground truth."""

    image: Image.Image
    words: list[dict[str, Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def draw(self) -> ImageDraw.ImageDraw:
        """A pen on the picture."""
        return ImageDraw.Draw(self.image)

    def write(self, text: str, style: Style, place: Place) -> int:
        """Draw `text`, wrapped, and remember its words; the row below it."""
        y = place.y
        for line in wrapped(text, style, place.width):
            self._line(line, style, place, y)
            y += style.leading
        return y

    def _line(self, line: list[str], style: Style, place: Place, y: int) -> None:
        first, x, turn = len(self.words), float(place.x), place.turn
        pen = self.draw
        for word in line:
            pen.text((x, y), word, style.colour, style.font)
            left, top, right, bottom = pen.textbbox((x, y), word, style.font)
            entry = {"text": word, "bbox": [left, top, right - left, bottom - top]}
            self.words.append(
                entry | ({"turn": turn, "kind": "body"} if turn is not None else {"kind": "chrome"})
            )
            x += style.font.getlength(word + " ")
        span = [first, len(self.words)]
        self.lines.append(
            {"text": " ".join(line), "bbox": _around(self.words[first:]), "words": span}
            | ({"turn": turn} if turn is not None else {})
        )

    def box_of_turn(self, turn: int) -> list[float]:
        """The box around the words of a turn."""
        return _around([word for word in self.words if word.get("turn") == turn])

    def boxes_of(self, phrase: str, turn: int) -> list[list[float]]:
        """One box a line around the words of `phrase` in a turn; raises ValueError where it is not there."""
        indices = [index for index, word in enumerate(self.words) if word.get("turn") == turn]
        wanted = phrase.split()
        for start in range(len(indices) - len(wanted) + 1):
            window = indices[start : start + len(wanted)]
            if all(
                _bare(self.words[i]["text"]) == _bare(word) for i, word in zip(window, wanted, strict=True)
            ):
                return self._by_line(window)
        raise ValueError(f"{phrase!r} was not drawn in turn {turn}")

    def _by_line(self, indices: list[int]) -> list[list[float]]:
        groups = ([i for i in indices if i in range(*line["words"])] for line in self.lines)
        return [_around([self.words[i] for i in group]) for group in groups if group]


def wrapped(text: str, style: Style, width: int) -> list[list[str]]:
    """The words of `text` in lines of at most `width` pixels; a word that is wider stands alone."""
    lines: list[list[str]] = [[]]
    for word in text.split():
        if lines[-1] and style.font.getlength(" ".join([*lines[-1], word])) > width:
            lines.append([])
        lines[-1].append(word)
    return lines


def _bare(word: str) -> str:
    return word.strip(".,;:!?\"'")


def _around(words: list[dict[str, Any]]) -> list[float]:
    left = min(word["bbox"][0] for word in words)
    top = min(word["bbox"][1] for word in words)
    right = max(word["bbox"][0] + word["bbox"][2] for word in words)
    bottom = max(word["bbox"][1] + word["bbox"][3] for word in words)
    return [left, top, right - left, bottom - top]


@cache
def _font(size: int, bold: bool) -> Font:
    for name in _BOLD if bold else _PLAIN:
        for folder in _FOLDERS:
            found = next(Path(folder).rglob(name), None) if Path(folder).is_dir() else None
            if found is not None:
                return ImageFont.truetype(str(found), size)
    return ImageFont.load_default(size)
