from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from witnessmark.reading.covered import Views, bridged, views_of
from witnessmark.reading.detect import FoundLine
from witnessmark.reading.doubtful import surest
from witnessmark.reading.recognise import Glyph, Recognised
from witnessmark.reading.strokes import without_strokes

PAGE = np.zeros((200, 800, 3), np.uint8)


def line(left: float, right: float, top: float = 50, bottom: float = 70) -> FoundLine:
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float32)
    return FoundLine(corners, 0.9)


def covered(left: int, right: int, top: int = 55, bottom: int = 60) -> Views:
    """A page with a stroke over some columns."""
    mask = np.zeros(PAGE.shape[:2], np.bool_)
    mask[top:bottom, left:right] = True
    return Views(PAGE, (), mask)


def extents(lines: list[FoundLine]) -> list[tuple[float, float]]:
    return sorted((one.left, one.right) for one in lines)


def test_a_line_that_a_stroke_tore_is_one_line_again():
    parts = [line(10, 100), line(180, 300), line(400, 500)]
    assert extents(bridged(parts, covered(0, 600))) == [(10, 500)]


def test_without_a_stroke_between_them_lines_stay_apart():
    parts = [line(10, 100), line(180, 300)]
    assert extents(bridged(parts, covered(400, 600))) == [(10, 100), (180, 300)]
    assert extents(bridged(parts, Views(PAGE))) == [(10, 100), (180, 300)]


def test_no_line_is_joined_past_the_one_beside_it():
    parts = [line(10, 100), line(150, 250), line(260, 500)]
    joined = bridged(parts, covered(250, 300))
    assert extents(joined) == [(10, 100), (150, 500)]


def test_lines_of_other_rows_and_far_away_stay_apart():
    rows = [line(10, 100), line(180, 300, 80, 100)]
    assert len(bridged(rows, covered(0, 600, 50, 100))) == 2
    far = [line(10, 100), line(100 + 20 * 13, 600)]
    assert len(bridged(far, covered(0, 800))) == 2


def read(text: str, sureness: float) -> Recognised:
    glyphs = tuple(Glyph(sign, sureness, float(place)) for place, sign in enumerate(text))
    return Recognised(glyphs, np.zeros(1, np.float32), 1.0)


def test_the_surest_reading_is_believed_unless_it_lost_characters():
    faded, through, mended = read("town, b  here", 0.8), read("town, bet here", 0.9), read("town, here", 0.99)
    assert surest([faded, through, mended], 0.95) is through
    assert surest([mended], 0.95) is mended


def struck(ground: str, ink: str, stroke: str, width: int) -> np.ndarray:
    """Small words, struck through by a straight line."""
    image = Image.new("RGB", (700, 200), ground)
    draw = ImageDraw.Draw(image)
    for row in range(6):
        draw.text((20, 20 + 28 * row), "The swings come back in May, the slide in June", ink)
    draw.line((15, 84, 320, 81), stroke, width)
    return np.asarray(image)[:, :, ::-1].copy()


def test_a_straight_stroke_is_taken_out_and_seen_in_other_ways():
    for ground, ink, stroke in (("white", "black", "red"), ("#101216", "white", "#ff2d55")):
        original = struck(ground, ink, stroke, 3)
        plain, count = without_strokes(original)
        views = views_of(original, plain)
        assert count == 1
        assert len(views.others) == 2
        assert views.crossed(line(20, 300, 76, 92))
        assert not views.crossed(line(20, 300, 130, 145))


def test_a_bubble_a_button_and_a_heading_are_no_strokes():
    image = Image.new("RGB", (700, 200), "white")
    draw = ImageDraw.Draw(image)
    for row in range(6):
        draw.text((20, 20 + 28 * row), "The swings come back in May, the slide in June", "black")
    draw.rounded_rectangle((380, 20, 680, 60), 18, "#0a84ff")
    draw.rounded_rectangle((380, 90, 480, 120), 8, "#e0245e")
    original = np.asarray(image)[:, :, ::-1].copy()
    plain, count = without_strokes(original)
    assert count == 0
    assert views_of(original, plain) == Views(plain)
