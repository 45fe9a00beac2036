"""How counts and reasons are worded for people, in the terminal and in reports; JSON keeps the raw values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from witnessmark.language import say, tell
from witnessmark.records import Assessment, Figure, Match, Message
from witnessmark.weighing.study import study

_OWN_CORPORA = re.compile(r"^corpora/dev(?=, |$)")  # what the shipped rates were measured on
# A table has a column for whether a match counts and one for its weight; a reason need not begin with them.
_SAID = re.compile(
    r"^(does not count: |counts: |counts, (but )?weighs (\d+(\.\d+)?|nothing)[.:] )", re.IGNORECASE
)
_FIRST_CLAUSE = re.compile(r"^[^:.]*(\d\.\d+)?[^:.]*[:.]\s+")  # the same in any language, "weighs 1.71:" too


def corpus_words(source: str) -> str:
    """The source of a count; the corpora that the program was measured on have no name but a folder's."""
    return _OWN_CORPORA.sub(lambda _: say("Witnessmark's development corpora"), source)


def label_and_unit(figure: Figure) -> tuple[str, str]:
    """Whose texts were counted, and what a text is there: `("Phi-4", "identity probes")`."""
    for unit in _units():
        if figure.source == study().source and figure.label.endswith(f" ({unit})"):
            return figure.label.removesuffix(f" ({unit})"), unit
    return figure.label, "texts"


def counts_in_words(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Counts, those of one fingerprint from one source in one paragraph that names both once."""
    found: dict[tuple[str, str], list[str]] = {}
    for figure in figures:
        label, unit = label_and_unit(figure)
        counted = say(
            "{label} {hits} of {texts} {unit}",
            label=say(label),
            hits=figure.hits,
            texts=figure.texts,
            unit=say(unit),
        )
        found.setdefault((figure.source, figure.fingerprint), []).append(counted)
    return tuple(
        say(
            "Counted in {source}, {fingerprint}: {counts}.",
            source=corpus_words(source),
            fingerprint=fingerprint,
            counts="; ".join(counted),
        )
        for (source, fingerprint), counted in found.items()
    )


def new_figures(figures: Iterable[Figure], shown: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures that were not shown before."""
    before = set(shown)
    return tuple(figure for figure in figures if figure not in before)


def untold(figures: Iterable[Figure], assessment: Assessment) -> tuple[Figure, ...]:
    """The figures whose counts the sentences of the two comparisons do not hold already."""
    both = (*assessment.against_human.sentences, *assessment.between_makers.sentences)
    said = " ".join(sentence.text for sentence in both)
    return tuple(each for each in figures if f" {each.hits:,} of {each.texts:,} " not in said)


def reason_words(match: Match) -> str:
    """Why a match counts or does not, without the words that its columns say already."""
    told = tell(match.reason)
    return _FIRST_CLAUSE.sub("", told, count=1) if _SAID.match(match.reason.text) else told


def not_said_before(assessment: Assessment, matches: Iterable[Match]) -> tuple[str, ...]:
    """What was discounted, apart from what a table of the matches says beside each of them."""
    told = {(match.text, match.reason.text) for match in matches}
    return tuple(
        tell(each) for each in assessment.discounted if (each.values.get("passage"), _why(each)) not in told
    )


def _why(discounted: Message) -> object:
    """The reason in a sentence of what was discounted."""
    why = discounted.values.get("why")
    return why.text if isinstance(why, Message) else why


@cache
def _units() -> tuple[str, ...]:
    """The units that the study counts in."""
    counts = [count for statement in study().statements for count in statement.models]
    people = [statement.human for statement in study().statements if statement.human]
    return tuple(sorted({count.unit for count in (*counts, *people)}))
