"""A region that is read again leaves what lies outside it: corrections, notes and redactions."""

from __future__ import annotations

from dataclasses import replace

from evidence import picture_case
from witnessmark.geometry import Box
from witnessmark.reading.engine import ReadOptions
from witnessmark.records import (
    Anchor,
    Case,
    Line,
    Note,
    Reading,
    Redaction,
    Transcript,
    Turn,
    Word,
    WordSpan,
    message,
)
from witnessmark_gui.carrying import carried
from witnessmark_gui.region_reading import RegionOrder, joined, moved_words, with_corrections
from witnessmark_gui.scratch import Scratch

AT = "2026-11-23T10:12:00Z"
ROWS = (("top", Box(10, 10, 40, 20)), ("bad", Box(10, 50, 40, 20)), ("lqw", Box(10, 90, 40, 20)))
REGION = Box(0, 0, 100, 75)  # the first two rows; so the third has another number in the new reading


def reading(rows, engine="rapidocr"):
    words = tuple(Word(text, box, 0.9) for text, box in rows)
    lines = tuple(Line((place,), box) for place, (_, box) in enumerate(rows))
    return Reading(engine, "1", "eng", 1.0, words, lines)


def transcript(read, corrected=None):
    """One turn a line; `corrected` says what the last word was corrected to."""
    turns = []
    for place, line in enumerate(read.lines):
        number, last = line.words[0], place == len(read.lines) - 1
        text = corrected if corrected and last else read.words[number].text
        span = WordSpan(0, len(text), number, line.box, 0.9, corrected=bool(corrected and last))
        turns.append(Turn(place, None, "other", text, line.box, (span,)))
    return Transcript("reading", message("One turn a line."), tuple(turns))


def before_and_after():
    evidence, whole = picture_case(), reading(ROWS)
    said = transcript(whole, "low")
    said = replace(said, turns=(*said.turns[:2], replace(said.turns[2], role="assistant", speaker="Grok")))
    before = replace(evidence.inspection, reading=whole, transcript=said, matches=())
    order = RegionOrder(evidence.picture, before, REGION, ReadOptions())
    part = reading((("good", Box(2, 3, 40, 20)),), "tesseract")
    new = joined(whole, part, REGION)
    after = replace(before, reading=new, transcript=with_corrections(transcript(new), order))
    return order, before, after


def test_corrections_roles_and_speakers_outside_the_region_stay():
    _, _, after = before_and_after()
    assert [turn.text for turn in after.transcript.turns] == ["good", "low"]
    assert [turn.role for turn in after.transcript.turns] == ["other", "assistant"]
    assert after.transcript.turns[1].speaker == "Grok"
    assert after.transcript.turns[1].words[0].corrected


def test_notes_and_redactions_go_with_their_own_words_and_not_with_their_numbers():
    order, before, after = before_and_after()
    assert moved_words(order) == {2: 0}
    scratch = Scratch()
    case = scratch.new_case("title")
    item = scratch.add_item(case.id, b"", before, picture_case().acquisition, None)
    scratch.put_note(case.id, Note("n1", "kept", Anchor(item.id, 2, 0, 3, "low"), "", AT))
    scratch.put_note(case.id, Note("n2", "lost", Anchor(item.id, 0, 0, 3, "top"), "", AT))
    scratch.put_redaction(case.id, Redaction("r1", Anchor(item.id, 2, 0, 3, "low"), "", "", AT))
    redo, undo = carried(scratch.case(case.id), item.id, before, after, moved_words(order))
    redo(scratch)
    made: Case = scratch.case(case.id)
    places = {note.id: note.anchor for note in made.notes}
    assert (places["n1"].turn, places["n1"].quotation) == (1, "low")
    assert (places["n2"].turn, places["n2"].quotation) == (0, "top")
    assert (made.redactions[0].anchor.turn, made.redactions[0].anchor.quotation) == (1, "low")
    undo(scratch)
    assert scratch.case(case.id).redactions[0].anchor.turn == 2
