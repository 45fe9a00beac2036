"""Cross-validation of the weighing: each text weighed with rates that were counted without its prompt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from witnessmark.bench.answers import Answer, Answers, Place, rates_of
from witnessmark.bench.strictly import named
from witnessmark.library.load import Library
from witnessmark.records import Match
from witnessmark.weighing.against import strongest
from witnessmark.weighing.balance import Balance
from witnessmark.weighing.decisions import Decided, Decisions
from witnessmark.weighing.facts import facts
from witnessmark.weighing.makers import between_makers
from witnessmark.weighing.passages import passages
from witnessmark.weighing.scale import grade
from witnessmark.weighing.texts import FOLDS

LEAST_GROUP = 300  # texts of a maker that make it a group of its own; smaller ones share "unlisted"
UNLISTED, COMMUNITY, HUMAN = "unlisted", "community", "human"
NO_MAKERS = frozenset(("unknown", "other", "various"))


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one held-out text was weighed: the maker put forward, the strict rule's, the ratio and its grade.

    `point` is the measured ratio against human writing, `cautious` the one that was graded; both are 1 where
    nothing was graded, and `grade` is then empty.
    """

    place: Place
    maker: str | None
    strict: str | None
    point: float = 1.0
    cautious: float = 1.0
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Validated:
    """All judgements of one protocol; texts without a match have none, `sizes` counts them too."""

    judgements: tuple[Judgement, ...]
    sizes: Counter[Place]
    truth: dict[str, str]

    def texts(self, truth: str) -> int:
        """How many texts of a true group there are."""
        return sum(count for place, count in self.sizes.items() if self.truth[place.family] == truth)


def by_prompt(answers: Answers, library: Library, quoted: bool) -> Validated:
    """Five folds of prompts; `quoted` says whether quotations count like other text."""
    return _validated(
        answers, library, quoted, lambda place: str(place.fold), 2, [str(n) for n in range(FOLDS)]
    )


def by_source(answers: Answers, library: Library) -> Validated:
    """One source left out at a time; one remaining source then suffices for a maker's sign."""
    sources = sorted({place.source for place in answers.sizes})
    return _validated(answers, library, False, lambda place: place.source, 1, sources)


def decided(validated: Validated) -> dict[str, Decided]:
    """For each maker put forward: how often, and how often rightly; texts of unknown origin are left out."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for judgement in validated.judgements:
        if judgement.maker:
            total[judgement.maker] += 1
            right[judgement.maker] += validated.truth[judgement.place.family] == judgement.maker
    return {maker: Decided(total[maker], right[maker]) for maker in sorted(total)}


def gated(validated: Validated, allowed: dict[str, Decided]) -> Validated:
    """The same judgements with only the reliable makers put forward."""
    reliable = {maker for maker, each in allowed.items() if each.reliable}
    kept = tuple(
        judgement if judgement.maker in reliable else replace(judgement, maker=None)
        for judgement in validated.judgements
    )
    return replace(validated, judgements=kept)


def _validated(
    answers: Answers,
    library: Library,
    quoted: bool,
    fold_of: Callable[[Place], str],
    least_sources: int,
    folds: list[str],
) -> Validated:
    known = {name for name, group in answers.groups.items() if group.maker not in NO_MAKERS}
    judgements: list[Judgement] = []
    for fold in folds:
        rates = rates_of(answers, library, lambda place, left=fold: fold_of(place) != left)  # type: ignore[misc]
        balance = Balance(replace(library, rates=rates), everyone(answers), least_sources)
        held = (a for a in answers.found if fold_of(a.place) == fold and a.place.family in known)
        judgements += _judged(held, balance, quoted)
    sizes = Counter({place: n for place, n in answers.sizes.items() if place.family in known})
    return Validated(tuple(judgements), sizes, _truth(answers))


def everyone(answers: Answers) -> Decisions:
    """Decisions that allow every maker, so that what would be put forward can be counted."""
    return Decisions(makers={group.maker: Decided(10_000, 10_000) for group in answers.groups.values()})


def _judged(held: Iterator[Answer], balance: Balance, quoted: bool) -> Iterator[Judgement]:
    makers = tuple(sorted({group.maker for group in balance.library.rates.groups.values()}))
    makers = tuple(maker for maker in makers if maker not in (HUMAN, COMMUNITY, *NO_MAKERS))
    for answer in held:
        matches = answer.unquoted if quoted else answer.matches
        yield _judgement(answer, matches, balance, makers)


def _judgement(
    answer: Answer, matches: tuple[Match, ...], balance: Balance, makers: tuple[str, ...]
) -> Judgement:
    found = passages(answer.transcript, matches, balance)
    known = facts(answer.transcript, found)
    maker = between_makers(answer.transcript, found, known, balance).maker
    best = strongest(found)
    strict = named(matches, balance, makers)
    if best is None or best.worth is None:
        return Judgement(answer.place, maker, strict)
    measured = best.worth
    return Judgement(
        answer.place, maker, strict, measured.ratio.point, measured.cautious, grade(measured.cautious)
    )


def _truth(answers: Answers) -> dict[str, str]:
    """The true group of each family: its maker, or one of the three that are none."""
    texts: Counter[str] = Counter()
    for place, count in answers.sizes.items():
        texts[answers.groups[place.family].maker] += count
    truth = {}
    for name, group in answers.groups.items():
        if group.human:
            truth[name] = HUMAN
        elif group.community:
            truth[name] = COMMUNITY
        else:
            truth[name] = group.maker if texts[group.maker] >= LEAST_GROUP else UNLISTED
    return truth
