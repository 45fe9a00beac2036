"""Small text enlarged: distances of lines ten pixels high are too few whole pixels for rules that compare them."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field, replace

import numpy as np
from PIL import Image

from witnessmark.geometry import Box
from witnessmark.records import Reading, Word
from witnessmark.turns.sight import Pixels

SMALL = 18.0  # pixels; lines that are usually lower are looked at enlarged
TIMES = 2


@dataclass(frozen=True, slots=True)
class Enlarged:
    """A reading and its picture, `times` as large as they were; the words keep their places in the reading."""

    reading: Reading
    pixels: Pixels = field(repr=False)
    times: int

    def reduced(self, box: Box) -> Box:
        """The box in the picture as it was: the smallest one that covers it."""
        if self.times == 1:
            return box
        left, top = box.x // self.times, box.y // self.times
        return Box(left, top, -(-box.right // self.times) - left, -(-box.bottom // self.times) - top)


def enlarged(reading: Reading, pixels: Pixels) -> Enlarged:
    """The same where the text is large enough, else both enlarged."""
    heights = [line.box.height for line in reading.lines if len(line.words) > 1]
    if not heights or statistics.median(heights) >= SMALL:
        return Enlarged(reading, pixels, 1)
    lines = tuple(replace(line, box=_larger(line.box)) for line in reading.lines)
    words, marks = _all_larger(reading.words), _all_larger(reading.marks)
    height, width = pixels.shape[:2]
    picture = Image.fromarray(pixels).resize((width * TIMES, height * TIMES), Image.Resampling.BICUBIC)
    larger = replace(reading, words=words, lines=lines, marks=marks)
    return Enlarged(larger, np.asarray(picture, dtype=np.uint8), TIMES)


def _all_larger(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(replace(word, box=_larger(word.box)) for word in words)


def _larger(box: Box) -> Box:
    return Box(*(side * TIMES for side in box))
