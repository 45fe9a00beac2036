"""Says what was looked at; apart from the looking, so that a window can show it before a library is loaded."""

from __future__ import annotations

from witnessmark.messages import listed
from witnessmark.records import Checked, Message, message


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
