"""What the matches of a transcript are worth, in words: facts, the two comparisons, what fits, limits."""

from __future__ import annotations

from witnessmark.library.load import Library
from witnessmark.records import Assessment, Match, Transcript
from witnessmark.weighing.against import against_human
from witnessmark.weighing.decisions import Decisions, shipped
from witnessmark.weighing.explanations import explanations
from witnessmark.weighing.facts import facts
from witnessmark.weighing.limits import checked, limits
from witnessmark.weighing.makers import between_makers
from witnessmark.weighing.passages import discounted, passages, weighed_match
from witnessmark.weighing.rated import Counts


def weigh(
    transcript: Transcript,
    matches: tuple[Match, ...],
    library: Library,
    decisions: Decisions | None = None,
) -> tuple[tuple[Match, ...], Assessment]:
    """The matches with weight and reason, and the assessment of the transcript.

    `decisions` are the held-out decisions that allow a maker to be put forward; by default the shipped run.
    """
    counts = Counts(library.rates)
    found = passages(transcript, matches, library, counts)
    known = facts(transcript, found)
    assessment = Assessment(
        outcome=known.outcome,
        headline=known.headline,
        facts=known.others,
        against_human=against_human(found, known, library.rates),
        between_makers=between_makers(transcript, found, known, counts, decisions or shipped()),
        explanations=explanations(transcript, known),
        limits=limits(transcript, known, library),
        discounted=discounted(found),
        checked=checked(transcript, library),
    )
    return tuple(weighed_match(passage) for passage in found), assessment
