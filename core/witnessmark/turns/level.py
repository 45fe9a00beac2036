"""Gives strips the boxes of their type size, so that "sun" and "Lady" on one line stand equally high.

Engines box a line by its ink, which depends on the letters in it; rules that compare heights and gaps need boxes
that depend on the type alone. They serve the layout only: what is shown has the engine's boxes.
"""

from __future__ import annotations

import re

from witnessmark.geometry import Box
from witnessmark.turns.sight import Ink

# Shares of the type size, as in common faces.
_TALL, _LOW = 0.73, 0.53  # from the baseline to the top of "H" and of "x"
_DEEP, _COMMA = 0.21, 0.12  # from the baseline to the foot of "p" and of ","
_ABOVE, _BELOW = 0.80, 0.25  # the box that every line of a size is given
_LEAST = 0.45  # of the engine's box; lower ink is the edge of something beside faint text
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHORT = frozenset("acemnorsuvwxzgpqyıæœ.,;:-–—_~+=<>*·•…^«»")
_HANGING = frozenset("gjpqyQçş()[]{}|/\\@$§")


def level(text: str, box: Box, ink: Ink) -> Box:
    """The box of a line of that type size; the box itself where its ink cannot be told."""
    if not ink.stroke or ink.box.height < _LEAST * box.height:
        return box
    above, below = _shares(text)
    size = ink.box.height / (above + below)
    top = round(ink.box.bottom - below * size - _ABOVE * size)
    return Box(box.x, top, box.width, max(1, round((_ABOVE + _BELOW) * size)))


def _shares(text: str) -> tuple[float, float]:
    """How far the text's ink reaches above and below the baseline, in shares of the type size."""
    if _EAST_ASIAN.search(text):
        return 0.80, 0.10
    letters = {letter for letter in text if not letter.isspace()}
    above = _LOW if letters <= _SHORT else _TALL
    below = _DEEP if letters & _HANGING else _COMMA if letters & {",", ";"} else 0.0
    return above, below
