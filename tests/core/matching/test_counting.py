"""Whether a passage counts depends on who speaks, on quotation, on doubt, and on the capture before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from witnessmark.matching.matcher import Matcher
from witnessmark.records import Fingerprint, Repeat, Transcript, Turn, message

WORDS = "goes against the policy of the house"
TEXT = f"I am sorry, but that {WORDS} and of its owner."
MATCHER = Matcher([Fingerprint("test.policy", "policy", "B", text=WORDS)])
PLAIN = Turn(0, None, "assistant", TEXT)


def found(turn: Turn) -> tuple[bool, str]:
    (match,) = MATCHER.find(Transcript("reading", message("made"), (turn,)))
    return match.counts, match.reason.text


def test_an_answer_counts():
    assert found(PLAIN)[0]


def test_nothing_in_an_unsure_turn_counts_until_it_is_confirmed():
    counts, reason = found(replace(PLAIN, sure=False))
    assert not counts
    assert "Confirm the turn's speaker and role" in reason


@pytest.mark.parametrize(
    ("end", "counts"), [(len(TEXT), False), (TEXT.index("policy") + 9, False), (22, True)]
)
def test_what_the_capture_before_shows_is_not_counted_again(end, counts):
    result, reason = found(replace(PLAIN, repeats=Repeat(4, 0, end)))
    assert result is counts
    assert ("in turn 5" in reason) is not counts
