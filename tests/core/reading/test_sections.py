from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from witnessmark.reading.detect import lines_in
from witnessmark.reading.pixels import Pixels
from witnessmark.reading.sections import sections

WORDS = "The swings come back in May, says the council"


def page(height: int, size: int) -> Pixels:
    """Lines of one type size, four of its heights apart."""
    image = Image.new("RGB", (640, height), "white")
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(size)
    for top in range(size, height - 3 * size, 4 * size):
        pen.text((20, top), WORDS[: 1000 // size], "black", font)
    return np.asarray(image)[:, :, ::-1].copy()


def lines_of(height: int, size: int) -> int:
    return len(range(size, height - 3 * size, 4 * size))


def test_an_ordinary_picture_and_one_of_one_size_are_looked_at_in_one_scale():
    assert len(sections(page(2000, 20))) == 1
    assert len(sections(page(6000, 36))) == 1
    assert len(sections(np.zeros((6000, 640, 3), np.uint8))) == 1


def test_parts_with_smaller_letters_are_looked_at_more_closely():
    found = sections(np.vstack([page(800, 11), page(4000, 40)]))
    assert found[0].first == 0
    assert found[-1].last == 4800
    assert all(one.last == other.first for one, other in pairwise(found))
    assert found[0].factor > 2 * found[-1].factor
    assert 800 <= found[0].last <= 1600


@pytest.mark.ocr
def test_no_line_is_lost_or_doubled_where_letters_of_two_sizes_are_joined():
    capture = np.vstack([page(400, 11), page(3600, 40), page(400, 11)])
    middles = [(line.top + line.bottom) / 2 for line in lines_in(capture)]
    assert sum(middle < 400 for middle in middles) == lines_of(400, 11)
    assert sum(400 <= middle < 4000 for middle in middles) == lines_of(3600, 40)
    assert sum(middle >= 4000 for middle in middles) == lines_of(400, 11)
