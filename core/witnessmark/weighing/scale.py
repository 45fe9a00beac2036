"""The verbal scale: from how many times more often to a word, and never above what the counts can bear.

Source: European Network of Forensic Science Institutes, ENFSI Guideline for Evaluative Reporting in Forensic
Science, version 3.0 (2015), table of verbal equivalents: above 1 to 10 weak, to 100 moderate, to 1,000
moderately strong, to 10,000 strong, to 1,000,000 very strong, above that extremely strong support. The
program is stricter at the low end: below 2 it says "no support either way".
"""

from __future__ import annotations

import math
from dataclasses import dataclass

LOWEST = 2.0  # a ratio below it supports neither proposition
STYLE_CEILING = 9.99  # hints and style stay inside "weak", whatever they measure
NO_GRADE = "no grade"
NO_SUPPORT = "no support either way"


@dataclass(frozen=True, slots=True)
class Step:
    """One word of the scale: it holds from the ratio `start` up to the next step's."""

    start: float
    grade: str


STEPS: tuple[Step, ...] = (
    Step(0.0, NO_SUPPORT),
    Step(LOWEST, "weak support"),
    Step(10.0, "moderate support"),
    Step(100.0, "moderately strong support"),
    Step(1_000.0, "strong support"),
    Step(10_000.0, "very strong support"),
    Step(1_000_000.0, "extremely strong support"),
)


def grade(ratio: float) -> str:
    """The word for a ratio; it is given the cautious end of an interval, never the point."""
    return next(step.grade for step in reversed(STEPS) if ratio >= step.start or step.start == 0.0)


def ceiling(texts: int) -> float:
    """The largest ratio that a comparison corpus of so many texts can bear.

    A corpus of n texts without one hit still allows, at 95 %, a rate of 3/n (the rule of three); nothing can
    be said to be more than n/3 times more frequent elsewhere.
    """
    return max(1.0, texts / 3)


def weight(ratio: float) -> float:
    """The weight of a cautious ratio: its logarithm to base 10, in hundredths, never below none."""
    return 0.0 if ratio < LOWEST else math.floor(math.log10(ratio) * 100) / 100


def ratio(weight_: float) -> float:
    """The ratio that a weight stands for."""
    return float(10.0**weight_)
