"""Noise as OCR engines make it: which letters they read for which, learnt from readings of known pictures."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from witnessmark.bench.workload import Planted, Spoilt, Text
from witnessmark.errors import UsageError

_LONGEST = 3  # letters in one misreading
_ROUNDS = 8  # attempts to come near a rate
_FASTEST = 4.0  # times as much noise asked for from one attempt to the next
_WORST = 0.4  # edits a letter; a line beyond it was laid to the wrong one


class Misreadings:
    """What is read for what, and how often; `noisy` makes a text like it at any rate of errors."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._counts: dict[str, Counter[str]] = {}
        self._letters: Counter[str] = Counter()
        self.lines = self.edits = self.length = 0
        for true, read in pairs:
            edits = Levenshtein.distance(true, read)
            if true and edits <= _WORST * len(true):
                self.lines += 1
                self.edits += edits
                self.length += len(true)
                self._learn(true, read)

    @property
    def rate(self) -> float:
        """The edits a character of the engines themselves."""
        return self.edits / max(1, self.length)

    def noisy(self, clean: Text, rate: float, rng: random.Random) -> Text:
        """The text with these misreadings at another rate, and where the phrases stand in it then."""
        factor = rate / max(self.rate, 1e-9)
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        size = at = 0
        while at < len(clean.text):
            true, read = self._misread(clean.text, at, factor, rng)
            # What was only added at an edge of a phrase belongs to nobody, and so not to the phrase.
            before = len(read) - len(true) if read.endswith(true) else 0
            kept = len(true) if read.startswith(true) else len(read)
            starts.extend([size + before] * len(true))
            ends.extend([size + kept] * len(true))
            out.append(read)
            size += len(read)
            at += len(true)
        return Text(
            "".join(out),
            [Planted(starts[a], ends[b - 1], phrase) for a, b, phrase in clean.planted],
            [Spoilt(starts[a], ends[b - 1], phrase, how) for a, b, phrase, how in clean.spoilt],
        )

    def calibrated(self, clean: Sequence[Text], rate: float) -> float:
        """The rate to ask `noisy` for so that these texts have `rate` edits a character, or come near it.

        Texts differ from the pictures in the letters that they have, and the commonest misreadings are soon used up.
        """
        asked = rate
        for _ in range(_ROUNDS):
            asked *= min(_FASTEST, rate / max(1e-9, self.measured(clean, asked)))
        return asked

    def measured(self, clean: Sequence[Text], asked: float) -> float:
        """The edits a character that texts have when `noisy` is asked for a rate."""
        rng = random.Random(0)
        read = [self.noisy(each, asked, rng).text for each in clean]
        edits = sum(Levenshtein.distance(each.text, other) for each, other in zip(clean, read, strict=True))
        return edits / max(1, sum(len(each.text) for each in clean))

    def _misread(self, text: str, at: int, factor: float, rng: random.Random) -> tuple[str, str]:
        """The letters at a place of the text, and what is read for them."""
        chance = rng.random()
        for size in range(_LONGEST, 0, -1):
            true = text[at : at + size]
            counts = self._counts.get(true)
            if counts is not None and len(true) == size:
                likely = factor * counts.total() / self._letters[true]
                if chance < likely:
                    return true, rng.choices(list(counts), list(counts.values()))[0]
                chance -= likely
        return text[at], text[at]

    def _learn(self, true: str, read: str) -> None:
        for size in range(1, _LONGEST + 1):
            self._letters.update(true[at : at + size] for at in range(len(true) - size + 1))
        for first, last, instead in _changes(true, read):
            if last - first <= _LONGEST and len(instead) <= _LONGEST + 1:
                self._counts.setdefault(true[first:last], Counter())[instead] += 1


def _changes(true: str, read: str) -> Iterator[tuple[int, int, str]]:
    """The parts of `true` that were read otherwise; what was only added is told with a letter beside it."""
    for block in Levenshtein.opcodes(true, read):
        first, last, instead = block.src_start, block.src_end, read[block.dest_start : block.dest_end]
        if block.tag == "insert":
            if first:
                yield first - 1, first, true[first - 1] + instead
            else:
                yield 0, 1, instead + true[0]
        elif block.tag != "equal":
            yield first, last, instead


def pairs(truth: Path, read: Path) -> Iterator[tuple[str, str]]:
    """Lines of pictures as they are and as an engine read them, from ground truth and predictions by picture.

    Raises UsageError where the folders have no picture in common.
    """
    files = [file for file in sorted(truth.glob("*.json")) if (read / file.name).is_file()]
    if not files:
        raise UsageError(f"{read} holds no predictions for the pictures of {truth}.")
    for file in files:
        words = json.loads((read / file.name).read_text(encoding="utf-8"))["words"]
        for line in json.loads(file.read_text(encoding="utf-8"))["lines"]:
            inside = [word for word in words if _lies_in(word["bbox"], line["bbox"])]
            if inside:
                yield (
                    line["text"],
                    " ".join(word["text"] for word in sorted(inside, key=lambda w: w["bbox"][0])),
                )


def _lies_in(word: list[float], line: list[float]) -> bool:
    across, down = word[0] + word[2] / 2, word[1] + word[3] / 2
    return line[0] <= across <= line[0] + line[2] and line[1] <= down <= line[1] + line[3]
