"""What the layout rules hand to each other: the means they work with, and turns that have no text yet."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from witnessmark.geometry import Box, hull
from witnessmark.records import Reading, Role
from witnessmark.turns.areas import Panels
from witnessmark.turns.hints import Hints
from witnessmark.turns.sight import Colour, Sight
from witnessmark.turns.strips import Strip

Shape = Literal["bubble", "entry", "run", "line"]


@dataclass(frozen=True, slots=True)
class Means:
    """A reading, its picture, and the usual line height; what every rule may look at."""

    reading: Reading = field(repr=False)
    sight: Sight = field(repr=False)
    panels: Panels = field(repr=False)
    hints: Hints = field(repr=False)
    height: float

    def cut(self, strip: Strip, words: tuple[int, ...]) -> Strip:
        """A strip with only some of its words."""
        kept = hull(self.reading.words[word].box for word in words) or strip.box
        box = Box(kept.x, strip.box.y, kept.width, strip.box.height)
        text = " ".join(self.reading.words[word].text for word in words)
        return replace(strip, words=words, text=text, box=box)


@dataclass(frozen=True, slots=True)
class Draft:
    """A turn in the making: its strips in reading order, where it stands, and what is known of its speaker.

    `shape` is what held it together: a bubble, an entry under a name, a run of text, a line of a log.
    """

    strips: tuple[Strip, ...]
    box: Box
    shape: Shape
    speaker: str | None = None
    time: str | None = None
    badges: str = ""
    form: str = ""
    side: Literal["left", "right"] | None = None
    fill: Colour = (0.0, 0.0, 0.0)
    role: Role | None = None
    sure: bool = True
    confidence: float = 0.9
    name: tuple[Strip, ...] = ()
