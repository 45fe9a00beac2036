"""Every regular expression that reads a stranger's lines takes about linear time on them."""

import importlib
import pkgutil
import re
import time

import pytest

import witnessmark.intake.chatlogs
import witnessmark.speech
import witnessmark.turns
from witnessmark.intake.chatlogs import parse
from witnessmark.speech.products import _expressions, product_in_label
from witnessmark.speech.times import is_time
from witnessmark.turns.heads import head_in, without_badges
from witnessmark.turns.hints import ALL

LENGTH = 5_000
SECONDS = 0.5  # for one line; all take some hundredths
PIECES = (
    " ", "\t", "#", "*", "-", "1", ":", ".", "a", "V", "/", "|", ">", "@", "(", "\n", "_", ",", "·", "'",
    "a ", "1 ", "- ", "1.", "1,", "@a", "@-", "#-", "a:", "1:00 ", "1 Jan ", "1k ", "said ", "mon ",
)  # fmt: skip
STARTS = ("", "a", "1:00")
WHOLE = ("hints.rows", "hints.fields", "hints.badges", "hints.comments")  # asked about whole rows only


def patterns():
    """Every compiled expression of the packages, by module and name."""
    for package in (witnessmark.turns, witnessmark.speech, witnessmark.intake.chatlogs):
        for found in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, re.Pattern):
                    yield f"{found.name}.{name}", value
    for name in ("words", "posts", "rows", "fields", "badges", "comments"):
        yield f"hints.{name}", getattr(ALL, name)
    for product, _, prompts in _expressions():
        yield f"prompts.{product.name}", prompts


PATTERNS = dict(patterns())


def slow(run):
    """The lines on which `run` took longer than a line may."""
    for start in STARTS:
        for piece in PIECES:
            line = start + piece * (LENGTH // len(piece)) + "x!x"
            began = time.process_time()
            run(line)
            if time.process_time() - began > SECONDS:
                yield start, piece


@pytest.mark.parametrize("name", PATTERNS)
def test_an_expression_is_about_linear(name):
    def run(line):
        pattern = PATTERNS[name]
        pattern.match(line)
        pattern.fullmatch(line)
        for _ in pattern.finditer(line) if name not in WHOLE else ():
            pass

    assert not list(slow(run))


@pytest.mark.parametrize(
    "run",
    [lambda line: head_in(line, ALL), lambda line: without_badges(line, ALL), product_in_label, is_time,
     ALL.left_over, parse],
    ids=["head_in", "without_badges", "product_in_label", "is_time", "left_over", "parse"],
)  # fmt: skip
def test_a_reader_of_lines_is_about_linear(run):
    assert not list(slow(run))
