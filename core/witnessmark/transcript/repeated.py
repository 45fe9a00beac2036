"""Says which turn of the capture before a turn shows again; apart from the finding, which loads rapidfuzz."""

from __future__ import annotations

from witnessmark.records import Message, Turn, message


def repeat_told(turn: Turn) -> Message | None:
    """That a turn is one of the capture before, or begins with it, and which; None where it is not."""
    if turn.repeats is None:
        return None
    if turn.repeats.start == 0 and turn.repeats.end == len(turn.text):
        return message("also in the capture before, as turn {turn}", turn=turn.repeats.turn + 1)
    return message("in part also in the capture before, in turn {turn}", turn=turn.repeats.turn + 1)
