import json
import random

import pytest

from witnessmark.bench.matching import Plan, run
from witnessmark.bench.misread import Misreadings, pairs
from witnessmark.bench.planted import tally
from witnessmark.bench.workload import Planted, Spoilt, Text, fingerprints, load
from witnessmark.errors import UsageError
from witnessmark.matching.matcher import Matcher

GENERATOR = """
NOUNS = "policy answer model letter question picture message program".split()
VERBS = "answers refuses describes quotes repeats explains".split()

def phrases(n):
    made = [f"the {a} {v} every {b} of the {c}" for a in NOUNS for v in VERBS for b in NOUNS for c in NOUNS]
    return made[:n]

def make_text(n_chars, lib, rng, rate, plant_every=400, neg_every=1200):
    text, planted = "", []
    while len(text) < n_chars:
        number = rng.randrange(len(lib))
        letters = [rng.choice("xq") if rng.random() < rate else each for each in lib[number]]
        planted.append((len(text), len(text) + len(letters), number))
        text += "".join(letters) + ". Nothing else is said in between these two. "
    return text, planted, []
"""


@pytest.fixture
def generator(tmp_path):
    file = tmp_path / "generator.py"
    file.write_text(GENERATOR)
    return file


def test_the_bench_says_what_it_measured(generator):
    said = []
    plan = Plan(generator, sizes=(50,), shots=2, lossless=20, adversarial=20, megabytes=1)
    assert run(plan, said.append) == 0
    whole = "\n".join(said)
    assert "50 phrases: built in" in whole
    assert "occurrences, missed 0" in whole
    assert "adversarial strings: 20, missed 0" in whole
    assert "1 MB as a stream" in whole


def test_what_is_no_workload_is_named(tmp_path):
    with pytest.raises(UsageError, match="no workload"):
        load(tmp_path / "nothing.py")
    (tmp_path / "empty.py").write_text("")
    with pytest.raises(UsageError, match="neither phrases"):
        load(tmp_path / "empty.py")


def test_a_tally_counts_what_was_found_and_what_was_taken_for_it():
    phrase = "goes against OpenAI's use case policy"
    matcher = Matcher(fingerprints([phrase]))
    right = Text(f"It {phrase}.", [Planted(3, 3 + len(phrase), 0)], [])
    inexact = Text(f"It {phrase}.", [Planted(2, 3 + len(phrase), 0)], [])
    spoilt = Text(f"It {phrase}. It goes by.", [], [Spoilt(3, 3 + len(phrase), 0, "shuffle")])
    counts = tally(matcher, [right, inexact, spoilt])
    assert (counts.planted, counts.found, counts.exact, counts.passages) == (2, 2, 1, 3)
    assert counts.share("shuffle") == 1.0
    assert counts.share("keyword") == 0.0


def test_misreadings_are_learnt_and_made_again():
    known = Misreadings([("a modern model", "a modem modeI")] * 50)
    assert known.rate == pytest.approx(3 / 14, abs=0.01)
    text = "the modern model " * 300
    noisy = known.noisy(Text(text, [Planted(4, 10, 0)], []), known.rate, random.Random(1))
    assert "modem" in noisy.text
    assert noisy.text.count("the") == 300
    quiet = known.noisy(Text(text, [Planted(4, 10, 7)], []), 0.0, random.Random(1))
    assert quiet == Text(text, [Planted(4, 10, 7)], [])


def test_lines_are_laid_to_the_words_that_lie_in_them(tmp_path):
    truth, read = tmp_path / "truth", tmp_path / "read"
    truth.mkdir()
    read.mkdir()
    with pytest.raises(UsageError):
        list(pairs(truth, read))
    words = [{"text": "worId", "bbox": [60, 0, 50, 20]}, {"text": "hello", "bbox": [0, 0, 50, 20]}]
    (read / "a.json").write_text(json.dumps({"words": [*words, {"text": "x", "bbox": [0, 50, 9, 9]}]}))
    (truth / "a.json").write_text(json.dumps({"lines": [{"text": "hello world", "bbox": [0, 0, 120, 20]}]}))
    assert list(pairs(truth, read)) == [("hello world", "hello worId")]
