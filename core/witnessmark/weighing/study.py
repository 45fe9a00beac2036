"""Figures of the full fingerprint study: cited as such beside the measured rates, never pooled with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from witnessmark.records import Figure, Message, Value, message
from witnessmark_resources import ROOT

IDENTITY = "answers to questions about itself"


@dataclass(frozen=True, slots=True)
class Count:
    """`hits` of `texts` texts of a group; `scaled` says that it is a rate and not a count of texts."""

    label: str
    hits: int
    texts: int
    unit: str = "texts"
    family: str = ""
    scaled: bool = False

    @property
    def said(self) -> Message:
        """The count in words."""
        whose = Message(self.label, {}, self.label)  # told in the reader's language, as the tables tell it
        values: dict[str, Value] = {"whose": whose, "hits": self.hits, "texts": self.texts}
        if self.unit == "texts":
            return message("{whose} in {hits} of {texts} texts", **values)
        if self.unit == "texts, any maker named":
            return message("{whose} in {hits} of {texts} texts (whatever maker they name)", **values)
        if self.unit == IDENTITY:
            return message("{whose} in {hits} of {texts} answers to questions about itself", **values)
        if self.unit == "answers to ordinary prompts":
            return message("{whose} in {hits} of {texts} answers to ordinary prompts", **values)
        if self.unit == "answers to the same prompts":
            return message("{whose} in {hits} of {texts} answers to the same prompts", **values)
        if self.unit == "answers":
            return message("{whose} in {hits} of {texts} answers", **values)
        return message("{whose} in {hits} of {texts} ({unit})", **values, unit=self.unit)


@dataclass(frozen=True, slots=True)
class Contamination:
    """How many of the models of other makers say it at least once in so many answers to the same prompts.

    `ratio` with its interval says how many times likelier one such answer is from the named maker's model.
    """

    models: int
    of: int
    answers: int
    ratio: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Statement:
    """What the study counted of one kind of statement about one maker."""

    kind: str
    names: str
    what: str
    models: tuple[Count, ...]
    human: Count | None = None
    contamination: Contamination | None = None


@dataclass(frozen=True, slots=True)
class Study:
    """The study: what it is called, what it looked at, what it counted."""

    title: str
    date: str
    corpus: str
    note: str
    silent_per_100: int
    statements: tuple[Statement, ...]

    @property
    def source(self) -> str:
        """How a figure of the study is cited."""
        return f"{self.title}, {self.date}"

    def statement(self, kind: str, names: str | None) -> Statement | None:
        """What was counted of this kind of statement that names this maker; None where nothing was."""
        return next((s for s in self.statements if s.kind == kind and s.names == names), None)


@cache
def study() -> Study:
    """The study that comes with the program."""
    return msgspec.json.decode((ROOT / "study" / "study.json").read_bytes(), type=Study)


def counts_in_words(counts: tuple[Count, ...]) -> Message:
    """Counts in a row: `GPT-4 in 3 of 9,761 texts; Grok in 0 of 3,211 texts`; raises IndexError for none."""
    said = counts[0].said
    for count in counts[1:]:
        said = message("{before}; {after}", before=said, after=count.said)
    return said


def figures_of(statement: Statement, fingerprint: str) -> tuple[Figure, ...]:
    """The counts of a statement as figures, people first."""
    counts = ((statement.human,) if statement.human else ()) + statement.models
    return tuple(
        Figure(fingerprint, f"{count.label} ({count.unit})", count.hits, count.texts, study().source)
        for count in counts
    )
