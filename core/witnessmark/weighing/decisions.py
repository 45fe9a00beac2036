"""How often held-out decisions for a maker were right: without that, no maker is put forward."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import msgspec

from witnessmark.weighing.intervals import wilson
from witnessmark_resources import ROOT

LEAST_DECISIONS = 30
LEAST_PRECISION = 0.80  # of the Wilson interval's lower end


@dataclass(frozen=True, slots=True)
class Decided:
    """For one maker: how often it was put forward on held-out texts, and how often that was right."""

    decisions: int
    right: int

    @property
    def reliable(self) -> bool:
        """Whether the maker may be put forward."""
        return self.decisions >= LEAST_DECISIONS and wilson(self.right, self.decisions).low >= LEAST_PRECISION


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of one cross-validated run over a corpus, by maker, and the rates that lay beside it."""

    corpus: str = ""
    date: str = ""
    command: str = ""
    rates_sha256: str = ""
    makers: dict[str, Decided] = field(default_factory=dict)

    def of(self, maker: str) -> Decided:
        """The decisions for a maker; none where it was never put forward."""
        return self.makers.get(maker, Decided(0, 0))


@cache
def shipped() -> Decisions:
    """The run that comes with the program; empty where there is none, and then no maker is put forward."""
    file = ROOT / "study" / "decisions.json"
    if not file.is_file():
        return Decisions()
    return msgspec.json.decode(file.read_bytes(), type=Decisions)
