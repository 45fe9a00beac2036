"""Fingerprints' texts, variants and slots as phrases: skeletons with a budget of edits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from witnessmark.matching.skeleton import skeleton
from witnessmark.matching.slots import TooMany, expand
from witnessmark.records import Fingerprint, Message, message

SHORTEST = 4  # skeleton characters; anything shorter is found everywhere
EXACT_BELOW = 7  # shorter phrases bear no edit: one would be more than any score that is offered
BORDERED_BELOW = 8  # shorter phrases must stand alone: they occur inside longer words too often


@dataclass(frozen=True, slots=True)
class Phrase:
    """One written form of one fingerprint, folded.

    `rule` is the fingerprint's place in the list that was compiled, `codes` the skeleton as a string,
    `budget` the edits that the lowest score allows, `words` the half-open ranges of the skeleton that
    are its words.
    """

    rule: int
    written: str
    codes: str
    budget: int
    words: tuple[tuple[int, int], ...]

    @property
    def bordered(self) -> bool:
        """Whether a word border is asked for on both sides."""
        return len(self.codes) < BORDERED_BELOW

    def word(self, first: int) -> str:
        """The written word whose skeleton begins at `first`, for people."""
        folded = skeleton(self.written)
        last = next((last for start, last in self.words if start == first), len(self.codes))
        start, end = folded.span(first, last)
        return self.written[start:end]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A fingerprint, or a part of one, that cannot be matched with, and why."""

    fingerprint: str
    what: Message


def budget(length: int, score: float) -> int:
    """How many edits a skeleton of `length` characters bears at the lowest score `score`."""
    if length < EXACT_BELOW:
        return 0
    # The small addend keeps 40 characters at 85 from losing their sixth edit to a rounding of 0.15.
    return int(length * (100 - score) / 100 + 1e-9)


def phrases_of(fingerprints: Iterable[Fingerprint], score: float) -> tuple[list[Phrase], list[Complaint]]:
    """Every distinct phrase of the fingerprints, and what could not be made one."""
    phrases: list[Phrase] = []
    complaints: list[Complaint] = []
    for rule, fingerprint in enumerate(fingerprints):
        seen: set[tuple[str, str]] = set()
        for text in (fingerprint.text, *fingerprint.variants):
            if text is None:
                continue
            for written in _written(text, fingerprint.id, complaints):
                phrase = _phrase(rule, written, score)
                if phrase is None:
                    complaints.append(Complaint(fingerprint.id, _too_short(written)))
                elif (phrase.codes, written) not in seen:
                    seen.add((phrase.codes, written))
                    phrases.append(phrase)
    return phrases, complaints


def _written(text: str, fingerprint: str, complaints: list[Complaint]) -> tuple[str, ...]:
    try:
        return expand(text)
    except KeyError as error:
        what = message("The slot {name} is not one of the closed lists.", name=str(error.args[0]))
    except TooMany:
        what = message("The text “{text}” stands for too many phrases.", text=text)
    complaints.append(Complaint(fingerprint, what))
    return ()


def _too_short(written: str) -> Message:
    return message("“{text}” has too few letters to be looked for.", text=written)


def _phrase(rule: int, written: str, score: float) -> Phrase | None:
    folded = skeleton(written)
    length = len(folded.codes)
    if length < SHORTEST:
        return None
    firsts = [index for index in range(length) if folded.parted[index]]
    words = tuple(zip(firsts, [*firsts[1:], length], strict=True))
    return Phrase(rule, written, folded.text, budget(length, score), words)
