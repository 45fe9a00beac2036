"""What is usual among values that do not count alike."""

from __future__ import annotations

from collections.abc import Iterable


def weighted_median(weighted: Iterable[tuple[float, float]]) -> float:
    """The median of values, each with its weight; 0 where there are none."""
    values = sorted(weighted)
    rest = sum(weight for _, weight in values) / 2
    for value, weight in values:
        rest -= weight
        if rest <= 0:
            return value
    return 0.0
