"""What is drawn on a picture, as values: passages, turns, words, uncertain words, notes and redactions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from witnessmark.geometry import Box
from witnessmark.records import Case, Inspection, Item, Match
from witnessmark_gui.anchoring import anchor_boxes
from witnessmark_gui.language import family, say

REVIEWED = "Reviewed"  # the whole text of the note that says that a turn has been read

Kind = Literal["match", "turn", "word", "uncertain", "note", "redaction", "claim"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on a picture: its boxes in pixels of the original, and words that say what it is."""

    kind: Kind
    index: int
    boxes: tuple[Box, ...]
    says: str
    family: str = ""


def marks_of(inspection: Inspection, uncertain_below: float) -> tuple[Mark, ...]:
    """All marks of an inspection, in the order in which they are drawn."""
    return (
        *_turns(inspection),
        *_words(inspection, uncertain_below),
        *_claim(inspection),
        *_matches(inspection),
    )


def marks_of_case(case: Case, item: Item) -> tuple[Mark, ...]:
    """The analyst's notes and redactions of an item, where they have a place on the picture."""
    transcript = item.inspection.transcript
    notes = [
        Mark("note", index, anchor_boxes(note.anchor, transcript), say("Note: {text}", text=note.text))
        for index, note in enumerate(case.notes)
        if note.anchor.item == item.id and note.text != REVIEWED
    ]
    redactions = [
        Mark(
            "redaction",
            index,
            anchor_boxes(redaction.anchor, transcript),
            say("Left out of exports: {why}", why=redaction.why or say("no reason given")),
        )
        for index, redaction in enumerate(case.redactions)
        if redaction.anchor.item == item.id
    ]
    return tuple(mark for mark in (*notes, *redactions) if mark.boxes)


def match_says(match: Match) -> str:
    """What a match is, in one line for people and screen readers."""
    return say(
        "“{text}” · {fingerprint} · {family}",
        text=match.text,
        fingerprint=match.fingerprint,
        family=family(match.family),
    )


def _matches(inspection: Inspection) -> list[Mark]:
    return [
        Mark("match", index, match.boxes, match_says(match), match.family)
        for index, match in enumerate(inspection.matches)
        if match.boxes
    ]


def _turns(inspection: Inspection) -> list[Mark]:
    return [
        Mark(
            "turn",
            turn.index,
            (turn.box,),
            say("Turn {number}: {role}", number=turn.index + 1, role=turn.role),
        )
        for turn in inspection.transcript.turns
        if turn.box is not None
    ]


def _claim(inspection: Inspection) -> list[Mark]:
    claim = inspection.transcript.claim
    if claim is None or claim.box is None:
        return []
    says = say("The picture shows {product} ({maker})", product=claim.product, maker=claim.maker)
    return [Mark("claim", 0, (claim.box,), says)]


def _words(inspection: Inspection, uncertain_below: float) -> list[Mark]:
    words = inspection.reading.words if inspection.reading else ()
    marks = []
    for index, word in enumerate(words):
        percent = round(word.confidence * 100)
        says = say("“{word}” read with confidence {percent} of 100", word=word.text, percent=percent)
        marks.append(Mark("word", index, (word.box,), says))
        if word.confidence < uncertain_below:
            marks.append(Mark("uncertain", index, (word.box,), says))
    return marks
