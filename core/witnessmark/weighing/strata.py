"""One maker's models against all others over sources that put the same prompts to both."""

from __future__ import annotations

import math
from dataclasses import dataclass

from witnessmark.library.rates import Group
from witnessmark.weighing.intervals import Interval, Tally, ratio_interval
from witnessmark.weighing.rated import Asked, Counts, is_model

LEAST_HITS = 5  # of the maker's own, in a source that a maker's sign may rest on
LEAST_SOURCES = 2


@dataclass(frozen=True, slots=True)
class Stratum:
    """One source: the maker's texts and everybody else's, answers to the same prompts."""

    source: str
    own: Tally
    others: Tally

    @property
    def ratio(self) -> Interval:
        """How many times more frequent in the maker's texts, in this source alone."""
        return ratio_interval(self.own, self.others)


@dataclass(frozen=True, slots=True)
class Between:
    """A maker's sign over its sources: the Mantel-Haenszel ratio and the lowest source's cautious end."""

    strata: tuple[Stratum, ...]
    pooled: Interval
    bearing: tuple[Stratum, ...]

    @property
    def lowest(self) -> Stratum | None:
        """The source with the lowest cautious end, of those with enough hits to say anything."""
        return min(self.bearing, key=lambda stratum: stratum.ratio.low, default=None)

    @property
    def cautious(self) -> float:
        """The ratio that is graded: where sources disagree, the lowest source's cautious end rules."""
        lows = [self.pooled.low, *(stratum.ratio.low for stratum in self.bearing)]
        return min(lows)

    @property
    def sources(self) -> int:
        """In how many sources the maker's own texts have enough hits."""
        return sum(stratum.own.hits >= LEAST_HITS for stratum in self.strata)


def between(counts: Counts, asked: Asked, maker: str) -> Between:
    """The comparison of `maker` with all other language models for one fingerprint."""

    def own(group: Group) -> bool:
        return is_model(group) and group.maker == maker

    def others(group: Group) -> bool:
        return is_model(group) and group.maker != maker

    strata = tuple(
        Stratum(source, mine, theirs)
        for source in counts.sources
        if (mine := counts.tally(asked, own, source)).texts
        and (theirs := counts.tally(asked, others, source)).texts
    )
    bearing = tuple(s for s in strata if max(s.own.hits, s.others.hits) >= LEAST_HITS)
    return Between(strata, mantel_haenszel(strata), bearing)


def mantel_haenszel(strata: tuple[Stratum, ...]) -> Interval:
    """The Mantel-Haenszel risk ratio with the Greenland-Robins interval; half a text is added to a cell."""
    over = under = spread = 0.0
    for stratum in strata:
        hits, texts = stratum.own.hits + 0.5, stratum.own.texts + 1.0
        other_hits, other_texts = stratum.others.hits + 0.5, stratum.others.texts + 1.0
        both = texts + other_texts
        over += hits * other_texts / both
        under += other_hits * texts / both
        found = hits + other_hits
        spread += (texts * other_texts * found - hits * other_hits * both) / both**2
    if not strata:
        return Interval(1.0, 0.0, math.inf)
    ratio, error = over / under, math.sqrt(spread / (over * under))
    return Interval(ratio, ratio * math.exp(-1.96 * error), ratio * math.exp(1.96 * error))
