"""A picture whose text is small is looked at enlarged, and every box is one of the picture as it is."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

import scenes
from witnessmark.geometry import Box
from witnessmark.records import Line, Picture, Reading, Word
from witnessmark.turns.enlarged import SMALL, TIMES, enlarged
from witnessmark.turns.propose import propose


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


@pytest.mark.parametrize(("by", "whole"), [(0.8, 44), (0.65, 43)])
def test_layouts_of_small_text_come_out_as_those_of_large_text_do(by, whole):
    right = 0
    for name in scenes.names():
        scene = scenes.scene(name)
        reading, picture = shrunk(scene, by)
        transcript = propose(reading, picture)
        right += [(turn.speaker, turn.role, turn.text.split()) for turn in transcript.turns] == [
            (speaker, role, text.split()) for speaker, role, text in scene.expected["turns"]
        ]
        edge = Box(0, 0, picture.width, picture.height)
        for part in (*transcript.turns, *transcript.interface):
            assert 0 <= part.box.x <= part.box.right <= edge.right
            assert 0 <= part.box.y <= part.box.bottom <= edge.bottom
            assert all(span.box == reading.words[span.word].box for span in part.words)
    assert right >= whole


def reading_of(height: int) -> Reading:
    words = tuple(Word(text, Box(x, 3, 20, height), 0.9) for text, x in (("two", 5), ("words", 31)))
    return Reading("drawn", "1", "eng", 0.0, words, (Line((0, 1), Box(5, 3, 46, height)),))


def test_only_small_text_is_enlarged_and_a_box_is_brought_back():
    pixels = np.zeros((40, 60, 3), dtype=np.uint8)
    large = reading_of(int(SMALL))
    assert enlarged(large, pixels).reading is large
    small = enlarged(reading_of(9), pixels)
    assert small.pixels.shape == (40 * TIMES, 60 * TIMES, 3)
    assert small.reading.words[1].box == Box(62, 6, 40, 18)
    assert small.reduced(Box(62, 6, 40, 18)) == Box(31, 3, 20, 9)
    assert small.reduced(Box(61, 7, 40, 18)) == Box(30, 3, 21, 10)


def test_a_picture_without_text_stays_as_it_is():
    pixels = np.zeros((4, 6, 3), dtype=np.uint8)
    assert enlarged(Reading("drawn", "1", "eng", 0.0), pixels).pixels is pixels
