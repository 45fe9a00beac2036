"""The project's own small set of pictures with ground truth: invented people, invented posts and chats."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from PIL import Image

from witnessmark.bench.sheet import Colour, Place, Sheet, Style, wrapped

WIDTH = 1200  # pixels: a phone's 600 points at twice the density
MARGIN = 40
LABEL = "Reconstruction drawn for Witnessmark: invented names and words"


@dataclass(frozen=True, slots=True)
class Planted:
    """A phrase that a perfect inspection finds, with the family of the ground truth's vocabulary."""

    phrase: str
    family: str
    kind: str


@dataclass(frozen=True, slots=True)
class Speech:
    """One turn to draw."""

    role: Literal["user", "assistant", "author", "other"]
    text: str
    speaker: str | None = None
    time: str = ""
    planted: tuple[Planted, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a picture."""

    name: Literal["dark", "light"]
    paper: Colour
    ink: Colour
    faint: Colour
    card: Colour
    rule: Colour
    mine: Colour = "#d9fdd3"
    mine_ink: Colour = "#111b21"


DARK = Theme("dark", "#000000", "#e7e9ea", "#71767b", "#16181c", "#2f3336", "#005c4b", "#e9edef")
LIGHT = Theme("light", "#efeae2", "#111b21", "#667781", "#ffffff", "#d1d7db")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture and its ground truth."""

    name: str
    image: Image.Image
    truth: dict[str, Any] = field(repr=False)
    sheet: Sheet = field(repr=False)

    def boxes_of(self, phrase: str, turn: int) -> list[list[float]]:
        """One box a line around `phrase`, as it was drawn in a turn."""
        return self.sheet.boxes_of(phrase, turn)


def post(name: str, author: Speech, answer: Speech, footer: str) -> Drawn:
    """A dark post whose author shows an assistant's answer in a card."""
    theme, sheet = DARK, _sheet(DARK, 1480)
    title = Style(36, theme.ink, bold=True)
    body, faint = Style(35, theme.ink), Style(31, theme.faint)
    sheet.draw.ellipse((MARGIN, 56, MARGIN + 88, 144), fill="#35526b")
    sheet.write("AE", Style(34, "#ffffff", bold=True), Place(MARGIN + 22, 76, 80))
    display, handle = (author.speaker or "").split(" @")
    left = MARGIN + 112
    sheet.write(display, title, Place(left, 52, WIDTH))
    sheet.write(f"@{handle} · {author.time}", faint, Place(left, 100, WIDTH))
    y = sheet.write(author.text, body, Place(MARGIN, 184, WIDTH - 2 * MARGIN, 0)) + 32
    inner = WIDTH - 2 * MARGIN - 72
    height = 60 + title.leading + len(wrapped(answer.text, body, inner)) * body.leading
    sheet.draw.rounded_rectangle(
        (MARGIN, y, WIDTH - MARGIN, y + height), 32, fill=theme.card, outline=theme.rule, width=3
    )
    below = sheet.write(answer.speaker or "", title, Place(MARGIN + 36, y + 24, inner))
    sheet.write(answer.text, body, Place(MARGIN + 36, below + 4, inner, 1))
    y = sheet.write(footer, faint, Place(MARGIN, y + height + 36, WIDTH))
    sheet.draw.line((MARGIN, y + 20, WIDTH - MARGIN, y + 20), fill=theme.rule, width=3)
    sheet.write("842 Reposts   3,107 Likes   96 Bookmarks", faint, Place(MARGIN, y + 44, WIDTH))
    return _drawn(name, sheet, theme, (author, answer), y + 140)


def messenger(name: str, header: str, theme: Theme, speeches: tuple[Speech, ...]) -> Drawn:
    """A messenger chat: the owner of the phone on the right, the other side on the left."""
    sheet = _sheet(theme, 600 + sum(260 + len(speech.text) * 2 for speech in speeches))
    sheet.draw.rectangle((0, 0, WIDTH, 132), fill=theme.card)
    sheet.draw.ellipse((MARGIN, 26, MARGIN + 80, 106), fill="#7a8f6a")
    sheet.write(header, Style(38, theme.ink, bold=True), Place(MARGIN + 108, 40, WIDTH))
    y = 176
    for index, speech in enumerate(speeches):
        y = _bubble(sheet, theme, speech, index, y) + 28
    return _drawn(name, sheet, theme, speeches, y + 40)


def _bubble(sheet: Sheet, theme: Theme, speech: Speech, turn: int, y: int) -> int:
    mine = speech.role == "user"
    body = Style(35, theme.mine_ink if mine else theme.ink)
    lines = wrapped(speech.text, body, 760)
    width = round(max(body.font.getlength(" ".join(line)) for line in lines)) + 60
    width = max(width, 240)
    height = len(lines) * body.leading + 80
    left = WIDTH - MARGIN - width if mine else MARGIN
    sheet.draw.rounded_rectangle(
        (left, y, left + width, y + height), 26, fill=theme.mine if mine else theme.card
    )
    below = sheet.write(speech.text, body, Place(left + 28, y + 18, 762, turn))
    sheet.write(speech.time, Style(25, theme.faint), Place(left + width - 110, below + 6, 110))
    return y + height


def _sheet(theme: Theme, height: int) -> Sheet:
    return Sheet(Image.new("RGB", (WIDTH, height), theme.paper))


def _drawn(name: str, sheet: Sheet, theme: Theme, speeches: tuple[Speech, ...], bottom: int) -> Drawn:
    """Cut the sheet under its last line, put the label there, and write the ground truth."""
    sheet.image = sheet.image.crop((0, 0, WIDTH, bottom + 72))
    sheet.draw.rectangle((0, bottom, WIDTH, bottom + 72), fill="#5b3a8c")
    sheet.write(LABEL, Style(28, "#ffffff", bold=True), Place(MARGIN, bottom + 14, WIDTH))
    turns = [
        {"index": i, "speaker": s.speaker, "role": s.role, "text": s.text, "bbox": sheet.box_of_turn(i)}
        for i, s in enumerate(speeches)
    ]
    planted = [
        {"phrase": p.phrase, "family": p.family, "kind": p.kind, "level": "exact", "turn": i}
        | {"quads": sheet.boxes_of(p.phrase, i)}
        for i, speech in enumerate(speeches)
        for p in speech.planted
    ]
    about = {"id": name, "file": f"{name}.png", "width": WIDTH, "height": sheet.image.height, "scale": 2.0}
    group = {"template": "own", "platform": "own", "theme": theme.name, "language": "en"}
    marks = {"degradation": [], "hard_negative": False, "quoted": [], "planted": planted}
    drawn = {"turns": turns, "words": sheet.words, "lines": sheet.lines}
    return Drawn(name, sheet.image, about | group | marks | drawn, sheet)
