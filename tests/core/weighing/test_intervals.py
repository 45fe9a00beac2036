from __future__ import annotations

import numpy as np
import pytest

from witnessmark.weighing.intervals import Tally, rate_interval, ratio_interval, wilson


@pytest.mark.parametrize(
    ("above", "below"),
    [((247, 79_000), (15, 73_316)), ((3, 9_761), (17, 10_000)), ((40, 50), (0, 300)), ((1, 20), (2, 30))],
)
def test_ratio_ends_agree_with_simulation(above, below):
    draws = np.random.default_rng(7)
    upper = draws.beta(above[0] + 0.5, above[1] - above[0] + 0.5, 200_000)
    under = draws.beta(below[0] + 0.5, below[1] - below[0] + 0.5, 200_000)
    low, high = np.quantile(upper / under, [0.025, 0.975])
    found = ratio_interval(Tally(*above), Tally(*below))
    assert found.low == pytest.approx(low, rel=0.03)
    assert found.high == pytest.approx(high, rel=0.06)


def test_ratio_interval_is_the_same_each_time():
    assert ratio_interval(Tally(5, 100), Tally(1, 900)) == ratio_interval(Tally(5, 100), Tally(1, 900))


def test_rate_interval_of_none_found_starts_at_almost_nothing():
    found = rate_interval(Tally(0, 1_000))
    assert found.low < 1e-5
    assert found.high == pytest.approx(2.5e-3, rel=0.02)


def test_wilson_agrees_with_the_published_example():
    # 28 of 156: 17.9 %, Wilson 95 % 12.7 to 24.7.
    found = wilson(28, 156)
    assert (round(found.low, 3), round(found.high, 3)) == (0.127, 0.247)


def test_wilson_of_nothing_says_nothing():
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


def test_a_rate_lies_within_its_interval_at_both_ends():
    assert rate_interval(Tally(0, 40)).low == 0.0
    assert rate_interval(Tally(1, 1)).high == 1.0
