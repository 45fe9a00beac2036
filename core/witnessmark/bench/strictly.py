"""The fingerprint study's strict rule, run by the same protocol as ours, for comparison.

A maker's score is the sum over the hard fingerprints of a text (no style, no markup) of the natural logarithm
of the Mantel-Haenszel ratio, each held within 6; the best maker is named from a score of 4.5 on.
"""

from __future__ import annotations

import math

from witnessmark.records import Match
from witnessmark.weighing.balance import Balance

NAMED_FROM = 4.5
CAP = 6.0
LEAST_HITS = 5
_SOFT = ("style", "markup")


def named(matches: tuple[Match, ...], balance: Balance, makers: tuple[str, ...]) -> str | None:
    """The maker that the strict rule names for a text, if any."""
    hard = {match.fingerprint: match.layer for match in matches if match.counts and match.kind not in _SOFT}
    hard = {name: layer for name, layer in hard.items() if layer != "fuzzy"}
    if not hard:
        return None
    scores = {
        maker: sum(_score(balance, name, maker) for name in hard)
        for maker in makers
    }  # fmt: skip
    best = max(scores, key=lambda maker: scores[maker])
    return best if scores[best] >= NAMED_FROM else None


def _score(balance: Balance, fingerprint: str, maker: str) -> float:
    known = balance.library.fingerprint(fingerprint)
    if not balance.knows(known, "exact"):
        return 0.0
    compared = balance.between(known, "exact", maker)
    if sum(stratum.own.hits for stratum in compared.strata) < LEAST_HITS:
        # Half a text in each cell would make a sign of every maker with few texts.
        return min(0.0, math.log(compared.pooled.point))
    return max(-CAP, min(CAP, math.log(compared.pooled.point)))
