"""Small text is looked at enlarged, a photo upright and without noise; every box is one of the picture as it is."""

from __future__ import annotations

import io
import math
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

import scenes
from witnessmark.geometry import Box, hull
from witnessmark.records import Line, Picture, Reading, Transcript, Word
from witnessmark.turns.propose import propose
from witnessmark.turns.seen import MOST, SMALL, TIMES, seen, tilt_of


def shrunk(scene: scenes.Scene, by: float) -> tuple[Reading, Picture]:
    """A drawn layout and its reading as a smaller picture of it would show them."""
    with Image.open(io.BytesIO(scene.picture.png)) as image:
        smaller = image.resize((round(image.width * by), round(image.height * by)), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    smaller.save(buffer, "PNG")
    words = tuple(replace(word, box=smaller_box(word.box, by)) for word in scene.reading.words)
    lines = tuple(replace(line, box=smaller_box(line.box, by)) for line in scene.reading.lines)
    picture = Picture(buffer.getvalue(), smaller.width, smaller.height)
    return replace(scene.reading, words=words, lines=lines), picture


def smaller_box(box: Box, by: float) -> Box:
    return Box(
        round(box.x * by), round(box.y * by), max(1, round(box.width * by)), max(1, round(box.height * by))
    )


@pytest.mark.parametrize(("by", "least"), [(0.8, 44), (0.65, 43)])
def test_layouts_of_small_text_come_out_as_those_of_large_text_do(by, least):
    right = 0
    for name in scenes.names():
        scene = scenes.scene(name)
        reading, picture = shrunk(scene, by)
        transcript = propose(reading, picture)
        right += whole(transcript, scene)
        edge = Box(0, 0, picture.width, picture.height)
        for part in (*transcript.turns, *transcript.interface):
            assert 0 <= part.box.x <= part.box.right <= edge.right
            assert 0 <= part.box.y <= part.box.bottom <= edge.bottom
            assert all(span.box == reading.words[span.word].box for span in part.words)
    assert right >= least


def reading_of(height: int) -> Reading:
    words = tuple(Word(text, Box(x, 3, 20, height), 0.9) for text, x in (("two", 5), ("words", 31)))
    return Reading("drawn", "1", "eng", 0.0, words, (Line((0, 1), Box(5, 3, 46, height)),))


def test_only_small_text_is_enlarged_and_a_box_is_brought_back():
    pixels = np.zeros((40, 60, 3), dtype=np.uint8)
    large = reading_of(int(SMALL))
    assert seen(large, pixels).reading is large
    small = seen(reading_of(9), pixels)
    assert small.pixels.shape == (40 * TIMES, 60 * TIMES, 3)
    assert small.reading.words[1].box == Box(62, 6, 40, 18)
    assert small.back(Box(62, 6, 40, 18)) == Box(31, 3, 20, 9)
    assert small.back(Box(61, 7, 40, 18)) == Box(30, 3, 21, 10)


def test_a_picture_too_large_to_be_enlarged_is_looked_at_as_it_is():
    pixels = np.broadcast_to(np.uint8(255), (MOST // 1000 + 1, 1000, 3))
    reading = reading_of(9)
    assert seen(reading, pixels).pixels is pixels
    assert seen(reading, pixels[:100]).times == TIMES


def test_a_picture_without_text_stays_as_it_is():
    pixels = np.zeros((4, 6, 3), dtype=np.uint8)
    assert seen(Reading("drawn", "1", "eng", 0.0), pixels).pixels is pixels


def aslant(scene: scenes.Scene, degrees: float, noise: float) -> tuple[Reading, Picture]:
    """A drawn layout as a photo of a screen shows it: turned clockwise, with noise."""
    with Image.open(io.BytesIO(scene.picture.png)) as image:
        turned = np.asarray(image.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=(90, 80, 70)))
    rough = turned + np.random.default_rng(7).normal(0, noise, (*turned.shape[:2], 1))
    buffer = io.BytesIO()
    Image.fromarray(np.clip(rough, 0, 255).astype(np.uint8)).save(buffer, "PNG", compress_level=1)
    about = scene.picture.width / 2, scene.picture.height / 2
    words = tuple(replace(word, box=turned_box(word.box, about, degrees)) for word in scene.reading.words)
    lines = tuple(
        replace(line, box=hull(words[word].box for word in line.words)) for line in scene.reading.lines
    )
    picture = Picture(buffer.getvalue(), scene.picture.width, scene.picture.height)
    return replace(scene.reading, words=words, lines=lines), picture


def turned_box(box: Box, about: tuple[float, float], degrees: float) -> Box:
    turn = math.radians(degrees)
    corners = [(x - about[0], y - about[1]) for x in (box.x, box.right) for y in (box.y, box.bottom)]
    x = [left * math.cos(turn) - top * math.sin(turn) + about[0] for left, top in corners]
    y = [left * math.sin(turn) + top * math.cos(turn) + about[1] for left, top in corners]
    return Box(round(min(x)), round(min(y)), round(max(x) - min(x)), round(max(y) - min(y)))


def whole(transcript: Transcript, scene: scenes.Scene) -> bool:
    return [(turn.speaker, turn.role, turn.text.split()) for turn in transcript.turns] == [
        (speaker, role, text.split()) for speaker, role, text in scene.expected["turns"]
    ]


def test_most_layouts_come_out_of_a_photo_too():
    drawn = [scenes.scene(name) for name in scenes.names()]
    photos = [aslant(scene, 1.2, 2.5) for scene in drawn]
    right = sum(
        whole(propose(reading, picture), scene)
        for scene, (reading, picture) in zip(drawn, photos, strict=True)
    )
    assert right >= 34
    assert sum(tilt_of(reading) > 0 for reading, _ in photos) == 44


def test_a_tilt_is_told_only_where_the_lines_agree():
    level = scenes.scene(scenes.names()[0]).reading
    assert tilt_of(level) == 0.0
    assert tilt_of(Reading("drawn", "1", "eng", 0.0)) == 0.0
    steep = aslant(scenes.scene(scenes.names()[0]), 9.5, 0)[0]
    assert tilt_of(steep) == 0.0
    boxed_alike = (Word("word", Box(5, 5, 300, 20), 0.9),) * 3
    assert (
        tilt_of(Reading("drawn", "1", "eng", 0.0, boxed_alike, (Line((0, 1, 2), Box(5, 5, 300, 20)),))) == 0.0
    )
    words = [
        Word("word", Box(40 * x, 20 * y + round(x * (y - 4)), 30, 9), 0.9) for y in range(9) for x in range(8)
    ]
    fanned = tuple(Line(tuple(range(8 * y, 8 * y + 8)), Box(0, 20 * y, 310, 20)) for y in range(9))
    assert tilt_of(Reading("drawn", "1", "eng", 0.0, tuple(words), fanned)) == 0.0


def test_a_box_of_a_turned_picture_is_brought_back_to_where_it_was():
    scene = scenes.scene("messenger-two-sides")
    reading, picture = aslant(scene, 2.0, 0)
    with Image.open(io.BytesIO(picture.png)) as image:
        looked = seen(reading, np.asarray(image.convert("RGB")))
    assert looked.tilt == pytest.approx(math.radians(2.0), abs=math.radians(0.2))
    for word, level in zip(reading.words, looked.reading.words, strict=True):
        there = looked.back(level.box)
        assert abs(there.x + there.width / 2 - word.box.x - word.box.width / 2) <= 2
        assert abs(there.middle - word.box.middle) <= 2


def test_noise_is_smoothed_and_a_drawn_picture_is_left_as_it_is():
    flat = np.full((60, 90, 3), 120, dtype=np.uint8)
    rough = np.clip(flat + np.random.default_rng(3).normal(0, 4, flat.shape), 0, 255).astype(np.uint8)
    nothing = Reading("drawn", "1", "eng", 0.0)
    assert seen(nothing, flat).pixels is flat
    assert seen(nothing, rough).pixels.std() < 0.6 * rough.std()
    assert seen(nothing, rough[:, :2]).pixels.shape == (60, 2, 3)
