"""Rates and their ratios with intervals: Beta(1/2, 1/2) smoothing, no random draws, no scipy.

A rate after `hits` of `texts` is Beta(hits + 1/2, texts - hits + 1/2). Its distribution is tabulated over the
log odds, where the density is smooth however small the rate, and everything else is read off the table.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

LOW, HIGH = 0.025, 0.975  # the ends of a 95 % interval
_POINTS = 4001
_QUANTILES = 500
_HALVINGS = 50
_WILSON_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of so many texts carry a passage."""

    hits: int
    texts: int

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.texts + other.texts)

    @property
    def rate(self) -> float:
        """The smoothed rate, hits + 1/2 of texts + 1."""
        return (self.hits + 0.5) / (self.texts + 1)


@dataclass(frozen=True, slots=True)
class Interval:
    """A point and the two ends of its 95 % interval."""

    point: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Table:
    """The distribution of a rate: ascending log rates and the share of the distribution up to each."""

    log_rates: NDArray[np.float64]
    shares: NDArray[np.float64]

    def quantile(self, share: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.interp(share, self.shares, self.log_rates)

    def share_below(self, log_rates: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.interp(log_rates, self.log_rates, self.shares, left=0.0, right=1.0)


def rate_interval(tally: Tally) -> Interval:
    """The interval of one rate; it reaches 0 where none was found and 1 where all were."""
    table = _table(tally)
    low, high = np.exp(table.quantile(np.array([LOW, HIGH])))
    return Interval(
        tally.rate,
        0.0 if tally.hits == 0 else float(low),
        1.0 if tally.hits == tally.texts else float(high),
    )


@lru_cache(maxsize=8192)
def ratio_interval(above: Tally, below: Tally) -> Interval:
    """How many times more frequent `above` is than `below`, with the interval of the ratio.

    The ends solve P(log above - log below <= r) = 2.5 % and 97.5 % over the two tabulated distributions.
    """
    middles = (np.arange(_QUANTILES) + 0.5) / _QUANTILES
    uppers = _table(above).quantile(middles)
    under = _table(below)
    ends = [math.exp(_solve(uppers, under, share)) for share in (LOW, HIGH)]
    return Interval(above.rate / below.rate, ends[0], ends[1])


def wilson(right: int, total: int) -> Interval:
    """The Wilson score interval of a share; (0, 0, 1) where there is nothing to count."""
    if total == 0:
        return Interval(0.0, 0.0, 1.0)
    share, square = right / total, _WILSON_Z**2
    centre = (share + square / (2 * total)) / (1 + square / total)
    half = _WILSON_Z * math.sqrt(share * (1 - share) / total + square / (4 * total**2)) / (1 + square / total)
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half))


def _solve(uppers: NDArray[np.float64], under: _Table, share: float) -> float:
    low = float(uppers[0] - under.log_rates[-1]) - 1
    high = float(uppers[-1] - under.log_rates[0]) + 1
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if float(np.mean(1 - under.share_below(uppers - middle))) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@lru_cache(maxsize=4096)
def _table(tally: Tally) -> _Table:
    a, b = tally.hits + 0.5, tally.texts - tally.hits + 0.5
    centre, spread = math.log(a / b), math.sqrt(1 / a + 1 / b)
    # Beyond these the tails hold less than a millionth: exp(a t) on the left, exp(-b t) on the right.
    log_odds = np.linspace(centre - 14 / a - 9 * spread, centre + 14 / b + 9 * spread, _POINTS)
    log_density = a * log_odds - (a + b) * np.logaddexp(0.0, log_odds)
    density = np.exp(log_density - log_density.max())
    steps = np.concatenate(([0.0], np.cumsum((density[1:] + density[:-1]) / 2)))
    return _Table(-np.logaddexp(0.0, -log_odds), steps / steps[-1])
