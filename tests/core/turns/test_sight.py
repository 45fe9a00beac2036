"""Type sizes and hidden areas: what the layout sees where engines and noise mislead."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

import scenes
from witnessmark.geometry import Box
from witnessmark.turns.level import level
from witnessmark.turns.panels import panels_of
from witnessmark.turns.sight import ink_of, sight_of

SIZE = 40


def drawn(text: str) -> np.ndarray:
    image = Image.new("RGB", (600, 100), "white")
    ImageDraw.Draw(image).text((20, 20), text, fill="black", font=scenes.font(SIZE))
    return np.asarray(image)


@pytest.mark.parametrize(
    "text", ["no one, as sure as ever", "Have the last line", "pray on, gregory", "WHY 123"]
)
def test_a_line_is_as_high_as_its_type_whatever_its_letters(text):
    pixels = drawn(text)
    rows, columns = np.nonzero((pixels < 128).any(axis=2))
    tight = Box(
        int(columns.min()),
        int(rows.min()),
        int(columns.max() - columns.min()) + 1,
        int(rows.max() - rows.min()) + 1,
    )
    box = level(text, tight, ink_of(pixels, tight))
    assert 0.9 * SIZE < box.height < 1.2 * SIZE
    assert (box.x, box.width) == (tight.x, tight.width)


def test_a_line_in_which_no_ink_is_seen_keeps_its_box():
    box = Box(20, 20, 200, 30)
    assert level("gone", box, ink_of(np.full((100, 600, 3), 255, np.uint8), box)) == box


def test_a_bubble_whose_edge_is_lost_in_noise_is_found_by_its_fill():
    noise = np.random.default_rng(7)
    pixels = np.full((300, 500, 3), 40, np.int16)
    ramp = np.concatenate([np.linspace(0, 12, 8), np.full(84, 12), np.linspace(12, 0, 8)])
    pixels[100:200, 100:400] += np.minimum(ramp[:, None], 12).astype(np.int16)[..., None]
    pixels += noise.integers(-3, 4, (300, 500, 1), np.int16)
    sight = sight_of(pixels.astype(np.uint8), 18.0)
    line = Box(150, 140, 180, 18)
    boxes = [panel.box for panel in panels_of(sight, (line,)).panels]
    assert any(abs(box.x - 100) < 12 and abs(box.bottom - 200) < 16 and box.width < 340 for box in boxes)
    assert not any(
        box.width < 340 and box.height > 60 for box in [one.box for one in panels_of(sight).panels]
    )


@pytest.mark.parametrize(
    ("width", "ragged", "stays"), [(200, True, False), (200, False, True), (14, True, True)]
)
def test_noise_about_a_line_is_no_area_and_a_button_or_a_disc_is_one(width, ragged, stays):
    line = Box(60, 50, width, 18)
    pixels = np.full((120, 400, 3), 240, np.uint8)
    pixels[45:73, 55 : 65 + width] = 225
    if ragged:
        for x in range(55, 65 + width, 16):
            pixels[45:50, x : x + 8] = 240
            pixels[68:73, x + 8 : x + 16] = 240
    found = panels_of(sight_of(pixels, 18.0), (line,)).panels
    assert len(found) == 1 + stays
