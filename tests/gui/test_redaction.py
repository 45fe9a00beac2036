"""Redactions and notes on places of the picture: made in the window, kept in the store, undone and listed."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor

from evidence import log_case, picture_case
from keeping import opened_case
from witnessmark.geometry import Box
from witnessmark.records import Anchor, Redaction
from witnessmark.transcript.edits import CorrectWord, Merge
from witnessmark_gui.dialogs import frame
from witnessmark_gui.dialogs.notes import NoteDialog
from witnessmark_gui.dialogs.redactions import RedactionsDialog, redaction_line
from witnessmark_gui.picture.marks import marks_of_case
from witnessmark_gui.scratch import Scratch

BOX = Box(30, 320, 200, 16)


@pytest.fixture
def opened(qtbot, window):
    return show(qtbot, window, picture_case())


@pytest.fixture
def why(monkeypatch):
    """The reason that is given for every redaction."""
    monkeypatch.setattr(frame.LineDialog, "answer", lambda self: "a private name")


def show(qtbot, window, evidence):
    opened_case(window, evidence, title="title")
    qtbot.waitUntil(lambda: window.tools.tasks.running == 0)
    return window


def mark_words(window, turn, words):
    """Mark words in the transcript as a person does with the mouse."""
    view = window.transcript.view
    part = view.script.part_of(turn, None)
    start = view.toPlainText().index(words, part.body.start)
    cursor = view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def redactions(window):
    return window.tools.bench.case.redactions


def test_marked_words_are_redacted_shown_undone_and_redone(opened, why):
    mark_words(opened, 0, "OpenAI's code base")
    opened.actions_by_name["redact"].trigger()
    (made,) = redactions(opened)
    assert (made.anchor.turn, made.anchor.quotation, made.why) == (0, "OpenAI's code base", "a private name")
    assert [mark.kind for mark in opened.picture.marks if mark.kind == "redaction"] == ["redaction"]
    assert not opened.picture.layer("redaction").isHidden()
    opened.actions_by_name["undo"].trigger()
    assert redactions(opened) == ()
    assert opened.picture.layer("redaction").isHidden()
    opened.actions_by_name["redo"].trigger()
    assert redactions(opened) == (made,)


def test_with_nothing_marked_a_box_is_drawn(opened, why):
    opened.actions_by_name["redact"].trigger()
    opened.picture.view.region_drawn.emit(BOX)
    assert redactions(opened)[0].anchor == Anchor(opened.tools.bench.item.id, box=BOX)


def test_a_word_that_was_clicked_is_asked_about_by_its_place(opened, monkeypatch):
    """As a note takes it; who thinks better of it redacts nothing."""
    asked = []
    monkeypatch.setattr(frame.LineDialog, "answer", lambda self: asked.append(self.field.accessibleName()))
    view = opened.transcript.view
    view.clicked_at.emit(view.script.part_of(0, None).body.start)
    opened.actions_by_name["redact"].trigger()
    assert "Uhhh." in asked[0]
    assert redactions(opened) == ()
    monkeypatch.setattr(frame.LineDialog, "answer", lambda self: "a private name")
    opened.actions_by_name["redact"].trigger()
    assert redactions(opened)[0].anchor.quotation == "Uhhh."


def test_a_turn_that_was_only_clicked_is_not_redacted_as_a_whole(opened, why):
    view = opened.transcript.view
    view.clicked_at.emit(view.script.part_of(0, None).header.start)
    assert opened.tools.bench.selected.turn == 0
    opened.actions_by_name["redact"].trigger()
    assert redactions(opened) == ()
    opened.picture.view.region_drawn.emit(BOX)
    assert redactions(opened)[0].anchor.box == BOX


def test_the_menu_of_the_transcript_redacts_what_it_was_opened_on(opened, why):
    view, pane = opened.transcript.view, opened.transcript
    unit = view.script.part_of(0, None).body.start
    view.clicked_at.emit(unit)
    entry = next(each for each in pane.menu_at(unit).actions() if each.text() == "Redact …")
    entry.trigger()
    assert redactions(opened)[0].anchor.quotation == "Uhhh."


def test_a_marked_heading_says_that_a_box_is_needed(opened, why):
    cursor = opened.transcript.view.textCursor()
    cursor.setPosition(0)
    cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
    opened.transcript.view.setTextCursor(cursor)
    opened.actions_by_name["redact"].trigger()
    assert "no text of the picture" in opened.status._saved.text()
    opened.picture.view.region_drawn.emit(BOX)
    assert redactions(opened)[0].anchor.box == BOX


def test_a_long_message_does_not_widen_the_window(opened):
    before = opened.minimumSizeHint().width()
    opened.status.tell("a long sentence " * 40)
    assert opened.minimumSizeHint().width() == before


def test_words_of_the_interface_are_redacted_by_their_place(opened, why):
    view = opened.transcript.view
    part = view.script.part_of(None, 0)
    cursor = view.textCursor()
    cursor.setPosition(part.body.start)
    cursor.setPosition(part.body.end, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    opened.actions_by_name["redact"].trigger()
    assert redactions(opened)[0].anchor.box == BOX


def test_pasted_text_with_nothing_marked_says_what_to_do(qtbot, window):
    show(qtbot, window, log_case())
    window.actions_by_name["redact"].trigger()
    assert redactions(window) == ()


def test_a_note_on_a_place_of_the_picture(opened, monkeypatch):
    monkeypatch.setattr(NoteDialog, "exec", lambda self: True)
    monkeypatch.setattr(NoteDialog, "text", lambda self: "The clock is odd.")
    opened.actions_by_name["note_region"].trigger()
    opened.picture.view.region_drawn.emit(BOX)
    case, item = opened.tools.bench.case, opened.tools.bench.item
    assert case.notes[0].anchor.box == BOX
    (mark,) = (mark for mark in marks_of_case(case, item) if mark.kind == "note")
    assert (mark.boxes, mark.says) == ((BOX,), "Note: The clock is odd.")
    opened.picture.view.mark_clicked.emit("note", 0)
    assert opened.tools.bench.selected.box == BOX
    assert opened.transcript.anchor().box == BOX


def test_redactions_go_with_their_words_through_an_edit(qtbot, opened, why):
    mark_words(opened, 1, "cannot fulfill")
    opened.actions_by_name["redact"].trigger()
    opened.tools.edits.edit(Merge(0), "join turns")
    qtbot.waitUntil(lambda: not opened.tools.edits.busy)
    anchor = redactions(opened)[0].anchor
    text = opened.tools.bench.inspection.transcript.turns[0].text
    assert (anchor.turn, text[anchor.start : anchor.end]) == (0, "cannot fulfill")
    opened.actions_by_name["undo"].trigger()
    assert redactions(opened)[0].anchor.turn == 1


def test_a_redacted_word_may_be_corrected(qtbot, opened, why):
    mark_words(opened, 0, "lol.")
    opened.actions_by_name["redact"].trigger()
    word = opened.tools.bench.inspection.transcript.turns[0].words[-1].word
    opened.tools.edits.edit(CorrectWord(word, "laughing."), "correct a word")
    qtbot.waitUntil(lambda: not opened.tools.edits.busy)
    assert redactions(opened)[0].anchor.quotation == "laughing."


def test_the_list_shows_and_removes(qtbot, opened):
    bench, item = opened.tools.bench, opened.tools.bench.item
    lost = Redaction("r1", Anchor(item.id, 0, 0, 4, "gone"), "", "", "2026-11-23T10:12:00Z")
    opened.tools.evidence(opened).put_redaction(lost)
    dialog = RedactionsDialog(opened, bench.case)
    qtbot.addWidget(dialog)
    assert "lost its place" in redaction_line(bench.case, lost)
    dialog.removal_asked.connect(opened.tools.evidence(opened).remove_redaction)
    assert not dialog.remove.isEnabled()
    dialog.list.setCurrentRow(0)
    dialog.remove.click()
    assert redactions(opened) == ()


def test_a_case_in_memory_keeps_its_redactions_when_it_is_written(opened):
    scratch, evidence = Scratch(), picture_case("other")
    case = scratch.new_case("title")
    item = scratch.add_item(
        case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture
    )
    scratch.put_redaction(case.id, Redaction("r9", Anchor(item.id, box=BOX), "x", "", "2026-11-23T10:12:00Z"))
    scratch.put_redaction(case.id, Redaction("r8", Anchor(item.id, box=BOX), "x", "", "2026-11-23T10:12:00Z"))
    scratch.remove_redaction("r8")
    moved = scratch.move_into(opened.tools.bench.store, case.id)
    assert [each.anchor.box for each in moved.redactions] == [BOX]


def test_an_item_that_leaves_a_case_in_memory_takes_along_what_hangs_on_it(opened):
    scratch, kept = Scratch(), picture_case("kept")
    case = scratch.new_case("title")
    items = [
        scratch.add_item(case.id, each.data, each.inspection, each.acquisition, each.picture)
        for each in (kept, picture_case("gone"))
    ]
    gone = items[1].id
    scratch.put_redaction(case.id, Redaction("r7", Anchor(gone, box=BOX), "x", "", "2026-11-23T10:12:00Z"))
    scratch.set_one_speaker(case.id, tuple(item.id for item in items))
    scratch.remove_item(gone, "a mistake")
    moved = scratch.move_into(opened.tools.bench.store, case.id)
    assert (len(moved.items), moved.redactions, moved.one_speaker) == (1, (), None)


def test_a_copied_finding_tells_nothing_that_is_redacted(qapp, opened, why):
    mark_words(opened, 1, "goes against OpenAI's use case policy")
    opened.actions_by_name["redact"].trigger()
    opened.tools.exports(opened).copy_finding()
    assert "policy" not in qapp.clipboard().text()
    assert "redacted" in qapp.clipboard().text()
