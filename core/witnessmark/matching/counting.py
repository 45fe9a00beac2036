"""Whether a passage counts towards the assessment: who speaks, whether it is quoted, where it stands."""

from __future__ import annotations

from witnessmark.matching.passages import Passage
from witnessmark.records import Fingerprint, Message, Quotation, Repeat, Turn, message

MOST = 0.5  # of a passage's characters; more than this inside a quotation makes it a quotation


def counts_in_turn(passage: Passage, fingerprint: Fingerprint, turn: Turn) -> tuple[bool, Message]:
    """Whether a passage of a turn counts, and why or why not."""
    if turn.role not in fingerprint.counts_in:
        return False, _wrong_role(fingerprint, turn)
    quotation = _around(passage, turn.quotations)
    if quotation is not None:
        return False, message("Does not count: it stands in a quotation. {why}", why=quotation.reason.text)
    if not turn.sure:
        return False, message(
            "Does not count yet: the program is not sure who says this. Confirm the turn's speaker and role."
        )
    if turn.repeats is not None and _shared(passage, turn.repeats) > MOST * _length(passage):
        return False, message(
            "Does not count again: it also stands in the capture before, in turn {turn}.",
            turn=turn.repeats.turn + 1,
        )
    if turn.role == "assistant":
        return True, message("Counts: it stands in an assistant's turn.")
    return True, message("Counts: it stands in the turn of another speaker, who may be an assistant.")


def counts_in_region(fingerprint: Fingerprint) -> tuple[bool, Message]:
    """Whether a passage of the interface around the turns counts, and why or why not."""
    if "interface" in fingerprint.counts_in:
        return True, message("Counts: it stands in the interface, where this sign belongs.")
    return False, message("Does not count: it stands in the interface, in nobody's turn.")


def _wrong_role(fingerprint: Fingerprint, turn: Turn) -> Message:
    if fingerprint.counts_in == ("interface",):
        return message(
            "Does not count: this sign counts only in the interface, and here it stands in a turn."
        )
    if turn.role == "user":
        return message("Does not count: it stands in the turn of the person who asks.")
    if turn.role == "author":
        return message("Does not count: it stands in the words of the person who posted this.")
    if turn.role == "other":
        return message(
            "Does not count: it stands in the turn of somebody who is not shown to be an assistant."
        )
    return message("Does not count: this sign does not count in an assistant's turn.")


def _around(passage: Passage, quotations: tuple[Quotation, ...]) -> Quotation | None:
    """The quotation that most of the passage stands in."""
    for quotation in quotations:
        if _shared(passage, quotation) > MOST * _length(passage):
            return quotation
    return None


def _length(passage: Passage) -> int:
    return passage.end - passage.start


def _shared(passage: Passage, part: Quotation | Repeat) -> int:
    """How many code points of a passage lie in a part of its turn."""
    return min(passage.end, part.end) - max(passage.start, part.start)
