"""Reads the text of one line with the recognition network, character by character with its place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from witnessmark.reading.networks import recognition
from witnessmark.reading.pixels import Floats
from witnessmark.reading.strip import Strip

HEIGHT = 48  # pixels of a line as the network wants it
_LEAST_WIDTH = 48
# Lines are made narrower than they are: on the development pictures the errors stay nearly the same down to 0.85
# of the width, and time goes with the width.
NARROW, WHOLE = 0.85, 1.0
_STEP = 8  # pixels across that one of the network's decisions stands for
_BLANK = 0


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: how sure the network was (0 to 1), and its middle in pixels of the strip."""

    text: str
    confidence: float
    x: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """What the network saw in a strip.

    `glyphs` run from left to right, spaces among them; `spaces` says for each of its decisions how likely a
    space is, and `step` is a decision's width in pixels of the strip.
    """

    glyphs: tuple[Glyph, ...]
    spaces: Floats
    step: float

    @property
    def confidences(self) -> list[float]:
        """How sure the network was of each sign; spaces are left out."""
        return [glyph.confidence for glyph in self.glyphs if not glyph.text.isspace()]

    def space_between(self, left: float, right: float) -> float:
        """How likely, at best, a space is between two columns of the strip."""
        part = self.spaces[max(0, int(left / self.step)) : int(right / self.step) + 1]
        return float(part.max(initial=0.0))


def recognise(strip: Strip, width_kept: float = NARROW) -> Recognised:
    """Read one strip, made so much narrower."""
    import cv2

    height, width = strip.pixels.shape[:2]
    new_width = max(_LEAST_WIDTH, round(width * width_kept * HEIGHT / height / _STEP) * _STEP)
    resized = cv2.resize(strip.pixels, (new_width, HEIGHT), interpolation=cv2.INTER_LINEAR)
    values = (resized.astype(np.float32) / 127.5 - 1.0).transpose(2, 0, 1)[np.newaxis]
    network, characters = recognition()
    likely = network.run(np.ascontiguousarray(values))[0]
    return decoded(likely, characters, width / likely.shape[0])


def decoded(likely: Floats, characters: tuple[str, ...], step: float) -> Recognised:
    """The best character of each run of equal decisions; of `characters` blank is first, space last."""
    best = likely.argmax(axis=1)
    sure = likely[np.arange(len(best)), best]
    starts = np.flatnonzero(np.diff(best, prepend=-1))
    ends = np.append(starts[1:], len(best))
    glyphs = tuple(
        Glyph(characters[best[start]], float(sure[start:end].max()), (start + end) / 2 * step)
        for start, end in zip(starts, ends, strict=True)
        if best[start] != _BLANK
    )
    return Recognised(glyphs, likely[:, -1].copy(), step)
