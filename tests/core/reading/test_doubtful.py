from __future__ import annotations

import numpy as np
import pytest

from witnessmark.reading import doubtful
from witnessmark.reading.doubtful import read_carefully
from witnessmark.reading.recognise import WHOLE, Glyph, Recognised
from witnessmark.reading.strip import Strip

STRIP = Strip(np.zeros((20, 200, 3), np.uint8), np.zeros(2, np.float32), *np.eye(2, dtype=np.float32))


def seen(text: str, *sure: float) -> Recognised:
    """A reading whose last signs have these confidences, the others 1."""
    confidences = [1.0] * (len(text) - len(sure)) + list(sure)
    glyphs = (Glyph(sign, each, 0.0) for sign, each in zip(text, confidences, strict=True))
    return Recognised(tuple(glyphs), np.zeros(1, np.float32), 1.0)


@pytest.fixture
def widths(monkeypatch):
    """What the network sees at first and at full width; the widths that it was asked for."""

    def network(first: Recognised, whole: Recognised) -> list[float]:
        asked: list[float] = []

        def recognise(strip: Strip, width_kept: float = 0.85) -> Recognised:
            asked.append(width_kept)
            return whole if width_kept == WHOLE else first

        monkeypatch.setattr(doubtful, "recognise", recognise)
        return asked

    return network


def read(result: Recognised) -> str:
    return "".join(glyph.text for glyph in result.glyphs)


def test_a_doubtful_line_is_read_again_at_full_width_and_the_surer_reading_is_taken(widths):
    asked = widths(seen("don't pul", 0.5), seen("don't pull", 0.99))
    assert read(read_carefully(STRIP)) == "don't pull"
    assert asked == [0.85, WHOLE]


def test_a_line_without_doubt_is_read_once(widths):
    asked = widths(seen("don't pull", 0.9), seen("other words", 1.0))
    assert read(read_carefully(STRIP)) == "don't pull"
    assert asked == [0.85]


def test_the_first_reading_stays_where_the_second_is_less_sure_or_lost_signs(widths):
    widths(seen("as wide as it is", 0.8), seen("as wide as it ls", 0.3))
    assert read(read_carefully(STRIP)) == "as wide as it is"
    widths(seen("as wide as it is", 0.8), seen("as wide as", 1.0))
    assert read(read_carefully(STRIP)) == "as wide as it is"


def test_few_signs_are_not_read_again(widths):
    asked = widths(seen("8 !", 0.2, 0.2), seen("Reply", 1.0))
    assert read(read_carefully(STRIP)) == "8 !"
    assert asked == [0.85]
