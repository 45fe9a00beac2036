from __future__ import annotations

import pytest

from witnessmark.weighing import scale


@pytest.mark.parametrize(
    ("ratio", "word"),
    [
        (0.1, "no support either way"),
        (1.99, "no support either way"),
        (2, "weak support"),
        (9.99, "weak support"),
        (10, "moderate support"),
        (100, "moderately strong support"),
        (1_000, "strong support"),
        (10_000, "very strong support"),
        (5_000_000, "extremely strong support"),
    ],
)
def test_each_ratio_has_its_word(ratio, word):
    assert scale.grade(ratio) == word


def test_a_weight_never_gives_a_higher_grade_than_its_ratio():
    for ratio in (2.0, 2.5, 9.999, 10.0, 99.99, 104.0, 999.9):
        assert scale.ratio(scale.weight(ratio)) <= ratio


def test_style_stays_weak():
    assert scale.grade(scale.STYLE_CEILING) == "weak support"


def test_a_small_corpus_bears_no_large_ratio():
    assert scale.grade(scale.ceiling(8_000)) == "strong support"
    assert scale.grade(scale.ceiling(20)) == "weak support"
