"""Rows that read in many ways end at once."""

from witnessmark.speech.products import product_in_label
from witnessmark.speech.times import is_time
from witnessmark.turns.bubble import _TICKS
from witnessmark.turns.heads import head_in
from witnessmark.turns.hints import ALL
from witnessmark.turns.rows import _PAIRS


def test_pairs_that_read_in_two_ways_end_at_once():
    months = ("Jan", "Feb", "March", "April", "May", "Jun", "Jul", "Aug", "Sep", "Oct")
    rows = [
        " - ".join(f"{one + 1} {month}" for one, month in enumerate(months)) + " - 2",
        "1 March " * 40 + "2",
    ]
    assert [_PAIRS.match(row) for row in rows] == [None, None]
    assert _PAIRS.match("101 Reposts 142 Quotes · 3.2K Likes")


def test_ticks_end_at_once():
    assert _TICKS.match("V" * 30 + "x") is None
    assert all(_TICKS.match(ticks) for ticks in ("√√", "vv", "✓✓ ", "w/", "//", "N", ""))
    assert _TICKS.match("v v") is None


def test_dates_and_suffixes_that_read_in_two_ways_end_at_once():
    assert not is_time("1 jan,10:00," * 30 + "x")
    assert head_in("Ann " + "1 jan 10:00 " * 15 + "xx", ALL) is None
    assert product_in_label("gpt" + "   mini" * 14 + "x") is None
    assert product_in_label("GPT-4 - mini") is not None
