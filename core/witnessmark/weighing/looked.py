"""Says what was looked at; apart from the looking, so that a window can show it before a library is loaded."""

from __future__ import annotations

from witnessmark.messages import listed
from witnessmark.records import Assessment, Checked, Message, message

# The headline by which an inspection that had no text to check is known: earlier versions kept such a one as
# "nothing-found".
NO_TEXT = "There is no text of any speaker that could be checked."


def outcome_of(assessment: Assessment) -> str:
    """The outcome of an assessment of whichever version of the program, one of OUTCOMES."""
    unchecked = assessment.outcome == "nothing-found" and assessment.headline.text == NO_TEXT
    return "no-text" if unchecked else assessment.outcome


def checked_in_words(looked: Checked) -> Message:
    """What was looked at, in one sentence."""
    return message(
        "Looked through: turns {turns}, of these by an assistant or another speaker {counting}; pieces of interface "
        "text {regions}. Looked for: fingerprints {fingerprints} (packs: {packs}), in the languages {languages}.",
        turns=looked.turns,
        counting=looked.counting_turns,
        regions=looked.regions,
        fingerprints=looked.fingerprints,
        packs=looked.packs,
        languages=listed(looked.languages or ("–",)),
    )
