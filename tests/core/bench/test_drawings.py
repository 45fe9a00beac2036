import io
import json

import pytest
from PIL import Image

from witnessmark.bench import marks
from witnessmark.bench.own import pictures, samples
from witnessmark.bench.screens import draw_own, found
from witnessmark_resources.samples import catalogue

OWN = list(pictures())


@pytest.mark.parametrize("drawn", OWN, ids=lambda drawn: drawn.name)
def test_the_truth_lies_inside_the_picture(drawn):
    width, height = drawn.image.size

    for word in drawn.truth["words"]:
        x, y, w, h = word["bbox"]
        assert 0 <= x < x + w <= width
        assert 0 <= y < y + h <= height
    for turn in drawn.truth["turns"]:
        words = [w["text"] for w in drawn.truth["words"] if w.get("turn") == turn["index"]]
        assert " ".join(words) == turn["text"]
    assert all(phrase["quads"] for phrase in drawn.truth["planted"])


@pytest.mark.parametrize("drawn", OWN, ids=lambda drawn: drawn.name)
def test_each_word_left_ink_in_its_box(drawn):
    for word in drawn.truth["words"]:
        x, y, w, h = (round(value) for value in word["bbox"])
        if w and h:
            low, high = drawn.image.convert("L").crop((x, y, x + w, y + h)).getextrema()
            assert high - low > 30, word


def test_each_picture_says_that_it_is_a_reconstruction():
    for drawn in OWN:
        assert drawn.truth["lines"][-1]["text"].startswith("Reconstruction")


def test_a_phrase_that_was_not_drawn_has_no_boxes():
    with pytest.raises(ValueError, match="was not drawn"):
        OWN[0].boxes_of("no such phrase", 0)


def test_the_shipped_samples_are_the_drawn_ones():
    shipped = catalogue()

    assert [sample.file for sample in shipped] == [f"{drawn.name}.png" for drawn in samples()]
    for sample, drawn in zip(shipped, samples(), strict=True):
        with Image.open(io.BytesIO(sample.data())) as image:
            # Another machine's fonts give another height; the width is the drawing's own.
            assert image.width == drawn.image.width
        assert sample.title
        assert sample.what


def test_the_own_set_is_found_again(tmp_path):
    folder = draw_own(tmp_path)

    assert [truth.name for truth in found(folder)] == sorted(drawn.name for drawn in OWN)
    assert all(truth.picture.is_file() for truth in found(folder))


def test_a_ground_truth_cannot_name_a_file_elsewhere(tmp_path):
    truth = {"file": "../../etc/passwd", "lines": []}
    (tmp_path / "a.json").write_text(json.dumps(truth))

    assert next(found(tmp_path)).picture == tmp_path / "passwd"


def test_covered_takes_overlapping_boxes_once():
    quads = [[0.0, 0.0, 100.0, 20.0]]

    assert marks._covered(quads, []) == 0
    assert marks._covered(quads, [(0, 0, 60, 20), (40, 0, 30, 20)]) == pytest.approx(0.7)
    assert marks._covered(quads, [(0, 30, 100, 20)]) == 0
