"""A long log tells how far its search has come, and can be stopped in the middle."""

from __future__ import annotations

import threading

import pytest

from witnessmark.intake.acquire import from_text
from witnessmark.library.load import load
from witnessmark.matching.matcher import Matcher
from witnessmark.pipeline import Inspected, Instruments, Progress, inspect
from witnessmark.reading.engine import ReadOptions
from witnessmark.reading.reader import Reader

SPOKEN = "The garden was quiet and the kettle took its time. " * 40
TURNS = 600


@pytest.fixture(scope="module")
def instruments():
    library = load(None)
    with Reader() as reader:
        yield Instruments(reader, library, Matcher(library.fingerprints[:20]))


@pytest.fixture(scope="module")
def log():
    return from_text("\n\n".join(f"User: go on\n\nAssistant: {SPOKEN}" for _ in range(TURNS)), "a long log")


def test_a_long_log_tells_how_far_it_is(instruments, log):
    *progress, last = list(inspect([log], instruments, ReadOptions()))
    assert isinstance(last, Inspected)
    shares = [each.done for each in progress if each.stage == "matching"]
    assert 50 <= len(shares) <= 100
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.05
    assert 0.95 < shares[-1] <= 1


def test_it_stops_in_the_middle_without_a_result(instruments, log):
    stop = threading.Event()
    outcomes = []
    for outcome in inspect([log], instruments, ReadOptions(), stop):
        outcomes.append(outcome)
        if outcome.done is not None and outcome.done > 0.3:
            stop.set()
    assert all(isinstance(each, Progress) for each in outcomes)
    assert outcomes[-1].done < 0.4


def test_a_short_log_tells_no_shares(instruments):
    outcomes = list(inspect([from_text("User: hi\n\nAssistant: hello", "short")], instruments, ReadOptions()))
    assert [each.done for each in outcomes[:-1]] == [None]
