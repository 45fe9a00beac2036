"""How often held-out decisions for a maker were right: without that, no maker is put forward."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache

import msgspec

from witnessmark.jsonform import to_json
from witnessmark.library.load import Library
from witnessmark.library.signs import is_maker_sign
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
    """The decisions of one cross-validated run over a corpus, by maker, and the rates that lay beside it.

    `signs_sha256` is that of the makers' signs that the run decided by; without it nothing shows what they were.
    """

    corpus: str = ""
    date: str = ""
    command: str = ""
    rates_sha256: str = ""
    signs_sha256: str = ""
    makers: dict[str, Decided] = field(default_factory=dict)

    def of(self, maker: str) -> Decided:
        """The decisions for a maker; none where it was never put forward."""
        return self.makers.get(maker, Decided(0, 0))


def signs_digest(library: Library) -> str:
    """The SHA-256 of all that held-out decisions rest on.

    That is each measured sign as the matcher looks for it, its hits on texts as they are, and what they are
    taken of. Rows of layer `fuzzy` are left out: a run counts none, so no decision rests on one.
    """
    rates = library.rates
    signs = sorted((f for f in library.fingerprints if is_maker_sign(f, rates)), key=lambda sign: sign.id)
    rows = (row for sign in signs for row in rates.of(sign.id) if row.layer != "fuzzy")
    rested_on = {
        "signs": [
            (f.id, f.kind, f.names, f.points_at, f.text, f.variants, f.pattern, f.required, f.counts_in)
            for f in signs
        ],
        "languages": [(sign.id, sign.language, rates.languages[sign.id]) for sign in signs],
        "hits": sorted((r.fingerprint, r.family, r.source, r.layer, r.band, r.hits) for r in rows),
        "texts": sorted((s.family, s.source, s.language, s.band, s.texts) for s in rates.sizes),
        "makers": sorted((g.name, g.maker, g.human, g.community) for g in rates.groups.values()),
    }
    return hashlib.sha256(to_json(rested_on).encode()).hexdigest()


def resting_on(decisions: Decisions, library: Library) -> Decisions:
    """The decisions where they rest on this library's signs; else none, so that no maker is put forward."""
    return decisions if decisions.signs_sha256 == signs_digest(library) else Decisions()


@cache
def shipped() -> Decisions:
    """The run that comes with the program; empty where there is none, and then no maker is put forward."""
    file = ROOT / "study" / "decisions.json"
    if not file.is_file():
        return Decisions()
    return msgspec.json.decode(file.read_bytes(), type=Decisions)
