"""What an edit of a transcript takes along: notes, redactions and judgements go with their words, in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from witnessmark.records import Case, Inspection, Judged, Match, Note, Redaction, Span, Transcript, WordSpan
from witnessmark.transcript.anchors import place_after, reanchored
from witnessmark_gui.changes import Change
from witnessmark_gui.keeper import Keeper
from witnessmark_gui.selection import judged_of


def carried(
    case: Case, item_id: str, before: Inspection, after: Inspection, moved: Mapping[int, int] | None = None
) -> tuple[Change, Change]:
    """The change from one inspection of an item to another with all that hangs on it, and its opposite.

    `moved` says which word of the new reading each word of the old one is, None where the reading is the same.
    """
    source = before if moved is None else replace(before, transcript=_renumbered(before.transcript, moved))
    notes = _moved_notes(case, item_id, source, after)
    judgements = _moved_judgements(case, item_id, source, after)
    redactions = _moved_redactions(case, item_id, source, after)

    def redo(keeper: Keeper) -> None:
        keeper.add_inspection(item_id, after, transcript_changed=True)
        for _, note in notes:
            keeper.put_note(case.id, note)
        for _, redaction in redactions:
            keeper.put_redaction(case.id, redaction)
        _move(keeper, case.id, judgements)

    def undo(keeper: Keeper) -> None:
        keeper.add_inspection(item_id, before, transcript_changed=True)
        for note, _ in notes:
            keeper.put_note(case.id, note)
        for redaction, _ in redactions:
            keeper.put_redaction(case.id, redaction)
        _move(keeper, case.id, [(new, old) for old, new in judgements])

    return redo, undo


def _renumbered(transcript: Transcript, moved: Mapping[int, int]) -> Transcript:
    """The transcript as if it had been made of the new reading; a word that is gone has a number of its own."""

    def numbered(words: tuple[WordSpan, ...]) -> tuple[WordSpan, ...]:
        return tuple(replace(span, word=moved.get(span.word, -1 - span.word)) for span in words)

    turns = tuple(replace(turn, words=numbered(turn.words)) for turn in transcript.turns)
    regions = tuple(replace(region, words=numbered(region.words)) for region in transcript.interface)
    return replace(transcript, turns=turns, interface=regions)


def _moved_notes(case: Case, item_id: str, before: Inspection, after: Inspection) -> list[tuple[Note, Note]]:
    """Notes whose words stand elsewhere now, before and after; those that lost their words stay as they are."""
    moved = []
    for note in case.notes:
        if note.anchor.item != item_id or note.anchor.turn is None:
            continue
        anchor = reanchored(note.anchor, before.transcript, after.transcript)
        if anchor is not None and anchor != note.anchor:
            moved.append((note, replace(note, anchor=anchor)))
    return moved


def _moved_redactions(
    case: Case, item_id: str, before: Inspection, after: Inspection
) -> list[tuple[Redaction, Redaction]]:
    """Redactions whose words stand elsewhere or read otherwise now, before and after; boxes stay where they are."""
    moved = []
    for redaction in case.redactions:
        if redaction.anchor.item == item_id and redaction.anchor.turn is not None:
            anchor = reanchored(redaction.anchor, before.transcript, after.transcript)
            if anchor is not None and anchor != redaction.anchor:
                moved.append((redaction, replace(redaction, anchor=anchor)))
    return moved


def _moved_judgements(
    case: Case, item_id: str, before: Inspection, after: Inspection
) -> list[tuple[Judged, Judged]]:
    """Judgements of passages that the same fingerprint explains in another place now."""
    moved = []
    for match in before.matches:
        judged = judged_of(case.judgements, item_id, match)
        if judged is None or match.turn is None:
            continue
        place = place_after(match.turn, Span(match.start, match.end), before.transcript, after.transcript)
        new = next((each for each in after.matches if _same(each, match, place)), None)
        if new is not None and (new.turn, new.start) != (match.turn, match.start):
            moved.append((judged, replace(judged, turn=new.turn, start=new.start)))
    return moved


def _same(each: Match, match: Match, place: tuple[int, Span] | None) -> bool:
    if place is None or each.fingerprint != match.fingerprint:
        return False
    turn, span = place
    return each.turn == turn and each.start < span.end and each.end > span.start


def _move(keeper: Keeper, case_id: str, judgements: list[tuple[Judged, Judged]]) -> None:
    for old, _ in judgements:
        keeper.unjudge(case_id, old)
    for _, new in judgements:
        keeper.judge(case_id, new)
