"""Whether the words that a note hangs on stand where they stood; where not, it has lost its place, aloud."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.records import Anchor, Inspection, Judged, Span, Transcript
from witnessmark_gui.selection import judged_of


@dataclass(frozen=True, slots=True)
class Found:
    """The turn and the span in which an anchor's words stand."""

    turn: int
    span: Span


def find(anchor: Anchor, transcript: Transcript) -> Found | None:
    """The place of an anchor on a span, if exactly its words stand there."""
    if anchor.turn is None or anchor.start is None or anchor.end is None:
        return None
    for turn in transcript.turns:
        if turn.index == anchor.turn and turn.text[anchor.start : anchor.end] == anchor.quotation:
            return Found(turn.index, Span(anchor.start, anchor.end))
    return None


def has_lost_its_place(anchor: Anchor, transcript: Transcript) -> bool:
    """Whether a note on words hangs nowhere any more."""
    return anchor.start is not None and find(anchor, transcript) is None


def lost_judgements(judgements: tuple[Judged, ...], item: str, inspection: Inspection) -> tuple[Judged, ...]:
    """The judgements of an item that no match answers to any more."""
    kept = {judged_of(judgements, item, match) for match in inspection.matches}
    return tuple(each for each in judgements if each.item == item and each not in kept)
