"""What the matches of a transcript are worth, in words: facts, the two comparisons, what fits, limits."""

from __future__ import annotations

from witnessmark.library.load import Library
from witnessmark.records import Assessment, Match, Transcript
from witnessmark.weighing.against import against_human
from witnessmark.weighing.balance import Balance
from witnessmark.weighing.explanations import explanations
from witnessmark.weighing.facts import facts
from witnessmark.weighing.limits import checked, limits
from witnessmark.weighing.makers import between_makers
from witnessmark.weighing.passages import discounted, passages, weighed_match


def weigh(
    transcript: Transcript,
    matches: tuple[Match, ...],
    library: Library,
    balance: Balance | None = None,
) -> tuple[tuple[Match, ...], Assessment]:
    """The matches with weight and reason, and the assessment of the transcript.

    A caller that weighs much hands the library's `balance` in, so that each rate is looked up once.
    """
    balance = balance or Balance(library)
    found = passages(transcript, matches, balance)
    known = facts(transcript, found)
    assessment = Assessment(
        outcome=known.outcome,
        headline=known.headline,
        facts=known.others,
        against_human=against_human(found, known, balance),
        between_makers=between_makers(transcript, found, known, balance),
        explanations=explanations(transcript, known),
        limits=limits(transcript, found, known, library),
        discounted=discounted(found, library),
        checked=checked(transcript, library),
    )
    return tuple(weighed_match(passage) for passage in found), assessment
