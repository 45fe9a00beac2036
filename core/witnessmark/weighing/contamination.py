"""How often others than the named maker say the same kind of thing, as the study counted it."""

from __future__ import annotations

from witnessmark.library.families import label
from witnessmark.records import Message, message
from witnessmark.weighing.facts import Facts
from witnessmark.weighing.study import IDENTITY, Statement, counts_in_words, study


def contamination(known: Facts) -> tuple[Message, ...]:
    """What goes beside a maker that the words name; nothing where they name none or only mention one."""
    if known.about is None or known.about.mentions or not known.about.match.names:
        return ()
    maker = label(known.about.match.names)
    counted = known.statement
    if counted is None:
        return (
            message(
                "Models also name makers that are not their own; how often they do so with {maker} in this way, "
                "the study has not counted.",
                maker=maker,
            ),
        )
    return _told(counted, maker)


def _told(counted: Statement, maker: str) -> tuple[Message, ...]:
    found = counted.contamination
    if found is not None:
        return (
            message(
                "{models} of {of} models of other makers call themselves a model of {maker} at least once in {answers} "
                "answers to the same prompts; {maker}'s own models say it only {ratio} times more often (95 % "
                "interval {low} to {high}; {source}).",
                models=found.models,
                of=found.of,
                maker=maker,
                answers=found.answers,
                ratio=found.ratio,
                low=found.low,
                high=found.high,
                source=study().source,
            ),
        )
    said = message(
        "Not only {maker}'s models say such words ({counts}; {source}).",
        maker=maker,
        counts=counts_in_words(counted.models),
        source=study().source,
    )
    if any(count.unit == IDENTITY for count in counted.models):
        return said, message(
            "Questions about the model itself draw such words out; ordinary prompts seldom do."
        )
    return (said,)
