"""The workload that the matching is measured on: phrases, and texts with some of them under OCR noise."""

from __future__ import annotations

import importlib.util
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from witnessmark.errors import UsageError
from witnessmark.records import Fingerprint


class Planted(NamedTuple):
    """A phrase, by its number, that stands in a text from `start` to `end` (code points)."""

    start: int
    end: int
    phrase: int


class Spoilt(NamedTuple):
    """A phrase that was made another one, by an exchanged `keyword` or a `shuffle` of its words."""

    start: int
    end: int
    phrase: int
    how: str


class Text(NamedTuple):
    """A text, the phrases planted in it, and the spoilt ones that must not be found."""

    text: str
    planted: list[Planted]
    spoilt: list[Spoilt]


class Workload(Protocol):
    """What a workload's generator offers; the same arguments give the same texts."""

    def phrases(self, n: int) -> list[str]:
        """The first `n` phrases."""

    def make_text(
        self, n_chars: int, lib: Sequence[str], rng: random.Random, rate: float, **more: float
    ) -> tuple[str, list[tuple[int, int, int]], list[tuple[int, int, int, str]]]:
        """A text of about `n_chars` characters at a rate of errors a character."""


def load(file: Path) -> Workload:
    """The generator in a Python file, which is run; raises UsageError where it is none."""
    spec = importlib.util.spec_from_file_location("witnessmark_workload", file)
    if spec is None or spec.loader is None or not file.is_file():
        raise UsageError(f"{file} is no workload: name the Python file that generates it.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not hasattr(module, "phrases") or not hasattr(module, "make_text"):
        raise UsageError(f"{file} is no workload: it offers neither phrases nor texts.")
    return cast(Workload, module)


def text(
    workload: Workload, phrases: Sequence[str], seed: str, size: int, rate: float, every: int = 400
) -> Text:
    """A text of about `size` characters, a phrase planted about `every` characters; the same for the same seed."""
    made, planted, spoilt = workload.make_text(
        size, phrases, random.Random(seed), rate, plant_every=every, neg_every=3 * every
    )
    return Text(made, [Planted(*each) for each in planted], [Spoilt(*each) for each in spoilt])


def fingerprints(phrases: Sequence[str]) -> tuple[Fingerprint, ...]:
    """A fingerprint for each phrase; its id is the phrase's number."""
    return tuple(Fingerprint(str(number), "style", "C", text=each) for number, each in enumerate(phrases))
