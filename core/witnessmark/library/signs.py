"""Which entries are measured signs of a maker: a pack may claim tier A, only rates make it a sign."""

from __future__ import annotations

from witnessmark.library.rates import Rates
from witnessmark.records import Fingerprint, Layer


def is_maker_sign(fingerprint: Fingerprint, rates: Rates, layer: Layer = "exact") -> bool:
    """Whether the entry points at a maker, is of tier A, and was measured at this layer."""
    if fingerprint.tier != "A" or fingerprint.points_at in ("none", "assistant"):
        return False
    return rates.measured(fingerprint.id) and (layer != "fuzzy" or rates.noise > 0)
