"""Fingerprints that go together in model output: the packs keep such ones in one group, which counts once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations

from witnessmark.bench.answers import Answers
from witnessmark.library.load import Library

LEAST_TOGETHER = 20  # texts
LEAST_SHARE = 0.3  # of the texts with the rarer one


@dataclass(frozen=True, slots=True)
class Companions:
    """Two fingerprints with a weight, the texts with both and with each, and whether one group holds them."""

    first: str
    second: str
    together: int
    texts: tuple[int, int]
    grouped: bool


def companions(answers: Answers, library: Library) -> tuple[Companions, ...]:
    """The pairs of fingerprints of tiers A and B that stand together in texts by models."""
    known = {f.id: f.group or f.id for f in library.fingerprints if f.tier in ("A", "B")}
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for answer in answers.found:
        if answers.groups[answer.place.family].human:
            continue
        names = sorted(name for name, layer in answer.layers.items() if name in known and layer != "fuzzy")
        single.update(names)
        pairs.update(combinations(names, 2))
    return tuple(
        Companions(first, second, count, (single[first], single[second]), known[first] == known[second])
        for (first, second), count in pairs.most_common()
        if count >= LEAST_TOGETHER and count >= LEAST_SHARE * min(single[first], single[second])
    )
