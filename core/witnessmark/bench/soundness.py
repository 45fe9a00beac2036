"""Figures that say how well the weighing does: precision, coverage, false support, cost, reliability."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from witnessmark.bench.validation import COMMUNITY, HUMAN, Judgement, Validated
from witnessmark.weighing.intervals import Interval, Tally, ratio_interval, wilson
from witnessmark.weighing.scale import STEPS

ABOUT_AI = "human-about-ai"
Named = Callable[[Judgement], str | None]


@dataclass(frozen=True, slots=True)
class MakerRow:
    """One maker: how often it was put forward, how often rightly, and how many of its own texts that is."""

    maker: str
    decisions: int
    right: int
    texts: int

    @property
    def precision(self) -> Interval:
        """The share of right decisions with its Wilson interval."""
        return wilson(self.right, self.decisions)

    @property
    def coverage(self) -> float:
        """The share of the maker's texts for which it was rightly put forward."""
        return self.right / self.texts if self.texts else 0.0


@dataclass(frozen=True, slots=True)
class Naming:
    """A rule for naming makers, summed up.

    `balanced` is the precision with every true group weighed alike; `coverage` the mean share of a maker's
    texts for which any maker is named; `people` and `about_ai` are texts by people that were given a maker,
    of how many.
    """

    makers: tuple[MakerRow, ...]
    balanced: float
    coverage: float
    people: Tally
    about_ai: Tally
    community: Tally


def naming(validated: Validated, named: Named) -> Naming:
    """How a rule does that names a maker, or none, for a judgement."""
    given: dict[str, Counter[str]] = {}
    by_family: Counter[str] = Counter()
    for judgement in validated.judgements:
        maker = named(judgement)
        if maker is not None:
            given.setdefault(validated.truth[judgement.place.family], Counter())[maker] += 1
            by_family[judgement.place.family] += 1
    sizes: Counter[str] = Counter()
    families: Counter[str] = Counter()
    for place, count in validated.sizes.items():
        sizes[validated.truth[place.family]] += count
        families[place.family] += count
    makers = tuple(
        MakerRow(
            maker,
            sum(counts[maker] for counts in given.values()),
            given.get(maker, Counter())[maker],
            sizes[maker],
        )
        for maker in sorted({maker for counts in given.values() for maker in counts})
    )
    people = sum(n for family, n in by_family.items() if validated.truth[family] == HUMAN)
    return Naming(
        makers,
        _balanced(given, sizes),
        _coverage(given, sizes),
        Tally(people - by_family[ABOUT_AI], sizes[HUMAN] - families[ABOUT_AI]),
        Tally(by_family[ABOUT_AI], families[ABOUT_AI]),
        Tally(sum(given.get(COMMUNITY, Counter()).values()), sizes[COMMUNITY]),
    )


def _balanced(given: dict[str, Counter[str]], sizes: Counter[str]) -> float:
    right = every = 0.0
    for truth, counts in given.items():
        every += counts.total() / sizes[truth]
        right += counts[truth] / sizes[truth]
    return right / every if every else 0.0


def _coverage(given: dict[str, Counter[str]], sizes: Counter[str]) -> float:
    makers = [truth for truth in sizes if truth not in (HUMAN, COMMUNITY)]
    shares = [given.get(truth, Counter()).total() / sizes[truth] for truth in makers]
    return sum(shares) / len(shares) if shares else 0.0


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One grade: model texts and people's texts that were given it, of all of their kind."""

    grade: str
    models: Tally
    people: Tally
    about_ai: Tally


def grades(validated: Validated) -> tuple[GradeRow, ...]:
    """Support for a language model's wording, by grade, for models and for people."""
    counts: dict[str, Counter[str]] = {}
    for judgement in validated.judgements:
        if judgement.grade:
            counts.setdefault(judgement.grade, Counter())[_side(validated, judgement.place.family)] += 1
    sizes: Counter[str] = Counter()
    for place, count in validated.sizes.items():
        sizes[_side(validated, place.family)] += count
    return tuple(
        GradeRow(
            step.grade,
            *(
                Tally(counts.get(step.grade, Counter())[side], sizes[side])
                for side in ("models", "people", "about")
            ),
        )
        for step in STEPS
    )


def _side(validated: Validated, family: str) -> str:
    if family == ABOUT_AI:
        return "about"
    return "people" if validated.truth[family] == HUMAN else "models"


@dataclass(frozen=True, slots=True)
class Cost:
    """Cllr: 0 where every ratio is right and strong, 1 where all ratios are 1; above 1 they mislead."""

    what: str
    matched: float
    everything: float


def costs(validated: Validated) -> tuple[Cost, ...]:
    """The cost of the measured and of the graded ratios, on texts with a match and on all."""
    sizes: Counter[bool] = Counter()
    for place, count in validated.sizes.items():
        sizes[validated.truth[place.family] == HUMAN] += count
    rules: tuple[tuple[str, Callable[[Judgement], float]], ...] = (
        ("measured ratio", lambda judgement: judgement.point),
        ("graded ratio (the cautious end)", lambda judgement: max(1.0, judgement.cautious)),
        ("every ratio 1", lambda judgement: 1.0),
    )
    return tuple(
        Cost(what, _cllr(validated, ratio, None), _cllr(validated, ratio, sizes)) for what, ratio in rules
    )


def _cllr(validated: Validated, ratio: Callable[[Judgement], float], sizes: Counter[bool] | None) -> float:
    """Over the texts with a match, or over all, where a text without one has a ratio of 1."""
    cost = {True: 0.0, False: 0.0}
    seen = {True: 0, False: 0}
    for judgement in validated.judgements:
        human = validated.truth[judgement.place.family] == HUMAN
        value = ratio(judgement)
        cost[human] += math.log2(1 + value) if human else math.log2(1 + 1 / value)
        seen[human] += 1
    for human in (True, False):
        if sizes is not None:
            cost[human] += sizes[human] - seen[human]
            seen[human] = sizes[human]
    return sum(cost[human] / seen[human] for human in cost if seen[human]) / 2


@dataclass(frozen=True, slots=True)
class ReliabilityRow:
    """Texts whose measured ratio lies in a range: their mean ratio, and the one that held-out texts show."""

    low: float
    high: float
    mean: float
    models: int
    people: int
    observed: Interval


_EDGES = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, math.inf)


def reliability(validated: Validated) -> tuple[ReliabilityRow, ...]:
    """Whether a ratio of ten is found ten times more often in model output, on texts kept back."""
    sizes: Counter[bool] = Counter()
    for place, count in validated.sizes.items():
        sizes[validated.truth[place.family] == HUMAN] += count
    rows = []
    for low, high in pairwise(_EDGES):
        inside = [j for j in validated.judgements if j.grade and low <= j.point < high]
        if inside:
            rows.append(_reliability_row(validated, inside, (low, high), sizes))
    return tuple(rows)


def _reliability_row(
    validated: Validated, inside: list[Judgement], edges: tuple[float, float], sizes: Counter[bool]
) -> ReliabilityRow:
    people = sum(validated.truth[j.place.family] == HUMAN for j in inside)
    models = len(inside) - people
    observed = ratio_interval(Tally(models, sizes[False]), Tally(people, sizes[True]))
    return ReliabilityRow(*edges, _mean(j.point for j in inside), models, people, observed)


def _mean(ratios: Iterable[float]) -> float:
    """The geometric mean."""
    logarithms = [math.log(ratio) for ratio in ratios]
    return math.exp(sum(logarithms) / len(logarithms))
