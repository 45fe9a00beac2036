from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPushButton

from evidence import log_case, picture_case
from keeping import opened_case
from witnessmark.records import Anchor, Note, Span
from witnessmark.store.store import Store
from witnessmark.transcript.edits import CorrectWord, Merge, SetRole, Split
from witnessmark_gui.dialogs.notes import NotesDialog
from witnessmark_gui.edit_desk import corrected_words, reviewed_turns
from witnessmark_gui.selection import Selected
from witnessmark_gui.transcript.anchors import find, lost_judgements
from witnessmark_gui.transcript.places import next_unreviewed, word_at, words_of


@pytest.fixture
def opened(window):
    opened_case(window, picture_case())
    return window


def settle(qtbot, window):
    qtbot.waitUntil(lambda: not window.tools.edits.busy and window.tools.tasks.running == 0, timeout=20_000)


def turns(window):
    return [turn.text for turn in window.tools.bench.inspection.transcript.turns]


def action(menu, text):
    return next(each for each in menu.actions() if each.text() == text)


def test_a_word_is_corrected_in_place_and_matched_anew(qtbot, opened):
    bench, pane = opened.tools.bench, opened.transcript
    assert [match.fingerprint for match in bench.inspection.matches] == ["openai.policy.use-case"]
    match = bench.inspection.matches[0]
    bench.select(Selected(turn=1, span=Span(match.start + 13, match.start + 14)))
    pane.correct_selected()
    assert pane.field.isVisible()
    assert pane.field.text() == "OpenAI's"
    qtbot.keyClicks(pane.field, "Anthropic's")
    qtbot.keyClick(pane.field, Qt.Key.Key_Return)
    settle(qtbot, opened)
    assert "Anthropic's use case policy" in turns(opened)[1]
    assert "openai.policy.use-case" not in [found.fingerprint for found in bench.inspection.matches]
    assert "words corrected by hand: 1" in pane._title.text()
    assert corrected_words(bench.inspection, bench.proposal()) == 1
    opened.actions_by_name["undo"].trigger()
    assert "OpenAI's use case policy" in turns(opened)[1]
    assert corrected_words(bench.inspection, bench.proposal()) == 0


def test_escape_leaves_the_word_as_it_was(qtbot, opened):
    pane, before = opened.transcript, turns(opened)
    part = pane.view.script.part_of(1, None)
    pane.view.double_clicked_at.emit(part.body.start + 1)
    assert pane.field.text() == "I'm"
    qtbot.keyClicks(pane.field, "You're")
    qtbot.keyClick(pane.field, Qt.Key.Key_Escape)
    assert not pane.field.isVisible()
    settle(qtbot, opened)
    assert turns(opened) == before


def test_what_was_typed_is_kept_by_a_click_elsewhere(qtbot, opened):
    pane = opened.transcript
    body = pane.view.script.part_of(1, None).body
    pane.view.double_clicked_at.emit(body.start + 1)
    qtbot.keyClicks(pane.field, "You're")
    opened.findings.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not pane.field.isVisible()
    settle(qtbot, opened)
    assert turns(opened)[1].startswith("You're")
    assert corrected_words(opened.tools.bench.inspection, opened.tools.bench.proposal()) == 1


def test_the_field_waits_while_another_window_is_looked_at(opened):
    pane = opened.transcript
    pane.view.double_clicked_at.emit(pane.view.script.part_of(1, None).body.start + 1)
    pane.field.setText("You're")
    for reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
        QCoreApplication.sendEvent(pane.field, QFocusEvent(QEvent.Type.FocusOut, reason))
        assert pane.field.isVisible()
    assert pane.field.text() == "You're"


def test_what_was_typed_goes_to_no_other_item(qtbot, opened):
    pane, bench = opened.transcript, opened.tools.bench
    pane.view.double_clicked_at.emit(pane.view.script.part_of(1, None).body.start + 1)
    pane.field.setText("You're")
    opened_case(opened, picture_case("another"))
    assert not pane.field.isVisible()
    settle(qtbot, opened)
    assert corrected_words(bench.inspection, bench.proposal()) == 0


def test_joining_turns_reaches_the_store_and_is_undone(qtbot, opened):
    before, place = turns(opened), opened.tools.bench.place.path
    case_id = opened.tools.bench.case.id
    opened.tools.edits.edit(Merge(0), "join turns")
    settle(qtbot, opened)
    assert len(turns(opened)) == 1
    with Store.open(place, read_only=True) as store:
        item = store.case(case_id).items[0]
        assert len(item.inspection.transcript.turns) == 1
        assert len(store.inspections(item.id)[0].transcript.turns) == 2
    opened.actions_by_name["undo"].trigger()
    assert turns(opened) == before
    opened.actions_by_name["redo"].trigger()
    assert len(turns(opened)) == 1


def test_edits_in_a_row_each_see_the_one_before(qtbot, opened):
    first, second = turns(opened)
    opened.transcript.deeds.split(
        opened.tools.bench.inspection.transcript.turns[1], second.index("as it goes")
    )
    opened.tools.edits.edit(Merge(0), "join turns")
    settle(qtbot, opened)
    found = turns(opened)
    assert len(found) == 2
    assert found[0].startswith(first)
    assert found[1].startswith("as it goes")


def test_undo_waits_for_the_edit_under_way_and_takes_that_back(qtbot, opened):
    bench, desk = opened.tools.bench, opened.tools.edits
    undo = opened.actions_by_name["undo"]
    before = bench.inspection.transcript
    desk.edit(SetRole(0, "user"), "role")
    assert undo.isEnabled()
    undo.trigger()
    settle(qtbot, opened)
    assert bench.inspection.transcript == before
    assert not undo.isEnabled()
    desk.edit(Merge(0), "join turns")
    settle(qtbot, opened)
    joined = bench.inspection.transcript
    desk.edit(SetRole(0, "other"), "role")
    undo.trigger()
    settle(qtbot, opened)
    assert bench.inspection.transcript == joined
    opened.actions_by_name["redo"].trigger()
    assert bench.inspection.transcript.turns[0].role == "other"


def test_undo_that_waited_for_an_edit_that_failed_takes_nothing_back(qtbot, opened):
    desk = opened.tools.edits
    desk.edit(Merge(0), "join turns")
    settle(qtbot, opened)
    joined = turns(opened)
    desk.edit(Merge(7), "join turns")
    opened.actions_by_name["undo"].trigger()
    settle(qtbot, opened)
    assert turns(opened) == joined


def test_edits_reach_the_item_they_were_made_in_whatever_is_opened_meanwhile(qtbot, opened):
    bench = opened.tools.bench
    first = bench.case.id
    second = opened_case(opened, picture_case("another"))
    bench.open_case(first)
    before = turns(opened)
    opened.tools.edits.edit(SetRole(0, "other"), "set the role")
    opened.tools.edits.edit(SetRole(1, "user"), "set the role")
    bench.open_case(second)
    settle(qtbot, opened)
    assert [turn.role for turn in bench.inspection.transcript.turns] == ["author", "assistant"]
    bench.open_case(first)
    assert [turn.role for turn in bench.inspection.transcript.turns] == ["other", "user"]
    opened.actions_by_name["undo"].trigger()
    opened.actions_by_name["undo"].trigger()
    assert [turn.role for turn in bench.inspection.transcript.turns] == ["author", "assistant"]
    assert turns(opened) == before


def test_an_edit_under_way_is_kept_when_the_window_closes(opened):
    place, case_id = opened.tools.bench.place.path, opened.tools.bench.case.id
    opened.tools.edits.edit(Merge(0), "join turns")
    assert opened.close()
    with Store.open(place, read_only=True) as store:
        assert len(store.case(case_id).items[0].inspection.transcript.turns) == 1


def test_the_menu_offers_what_fits_the_turn(qtbot, opened):
    part = opened.transcript.view.script.part_of(1, None)
    menu = opened.transcript.menu_at(part.body.start + 6)
    assert action(menu, "Correct “afraid” …").isEnabled()
    assert not action(menu, "Join with the next turn").isEnabled()
    assert action(menu, "Move up").isEnabled()
    assert not action(menu, "Move down").isEnabled()
    roles = action(menu, "Role").menu()
    assert [each.text() for each in roles.actions() if each.isChecked()] == ["assistant"]
    action(roles, "user").trigger()
    settle(qtbot, opened)
    assert opened.tools.bench.inspection.transcript.turns[1].role == "user"
    assert not any(match.counts for match in opened.tools.bench.inspection.matches if match.turn == 1)


def test_an_edit_that_does_not_fit_is_told(qtbot, opened):
    opened.tools.edits.edit(Merge(7), "join turns")
    settle(qtbot, opened)
    assert "There is no turn" in opened.trouble.words
    assert not opened.tools.bench.undo_stack.canUndo()


def test_reviewed_turns_are_marked_kept_and_stepped_over(qtbot, opened):
    bench = opened.tools.bench
    opened.actions_by_name["next_unreviewed"].trigger()
    assert bench.selected.turn == 0
    opened.actions_by_name["reviewed"].trigger()
    assert "✓ reviewed" in opened.transcript.view.toPlainText()
    assert bench.selected.turn == 1
    assert reviewed_turns(bench.inspection, bench.case.notes, bench.item.id) == {0}
    opened.actions_by_name["undo"].trigger()
    assert "✓ reviewed" not in opened.transcript.view.toPlainText()


def test_uncertain_words_are_stepped_through(qtbot, opened):
    bench = opened.tools.bench
    opened.actions_by_name["next_uncertain"].trigger()
    span, turn = bench.selected.span, bench.inspection.transcript.turns[0]
    assert turn.text[span.start : span.end] == "lol."


def test_pasted_text_has_no_words_to_correct(qtbot, window):
    evidence, bench = log_case(), window.tools.bench
    case = bench.store.new_case("a log")
    bench.store.add_item(case.id, evidence.data, evidence.inspection, evidence.acquisition, None)
    bench.open_case(case.id)
    window.transcript.view.double_clicked_at.emit(window.transcript.view.script.parts[0].body.start)
    assert not window.transcript.field.isVisible()


def test_places_of_words():
    inspection = picture_case().inspection
    assert word_at(inspection, 1, None, 0).text == "I'm"
    assert word_at(inspection, 1, None, 3) is None
    assert all(placed.text for placed in words_of(inspection))
    assert next_unreviewed(inspection, {0}, None) == 1
    assert next_unreviewed(inspection, {1}, 1) == 0
    assert next_unreviewed(inspection, {0, 1}, 0) is None


def test_notes_keep_their_words_or_lose_their_place_aloud(qtbot, opened):
    bench = opened.tools.bench
    answer = bench.inspection.transcript.turns[1].text
    start = answer.index("use case policy")
    anchor = Anchor(bench.item.id, 1, start, start + 15, "use case policy", answer[:start][-32:], ". 😀 é")
    note = Note("n1", "look", anchor, "Ada", "2026-11-23T10:12:00Z")
    opened.tools.evidence(opened).put_note(note)
    opened.tools.edits.edit(Merge(0), "join turns")
    settle(qtbot, opened)
    anchor = bench.case.notes[0].anchor
    text = bench.inspection.transcript.turns[0].text
    assert (anchor.turn, text[anchor.start : anchor.end]) == (0, "use case policy")
    assert not opened.notice.isVisible()
    opened.tools.edits.edit(Split(0, anchor.start + 5), "split a turn")
    settle(qtbot, opened)
    assert find(bench.case.notes[0].anchor, bench.inspection.transcript) is None
    assert "1 notes, " in opened.notice.words
    assert [each.text for each in bench.case.notes] == ["look"]
    for _ in range(2):
        opened.actions_by_name["undo"].trigger()
    assert find(bench.case.notes[0].anchor, bench.inspection.transcript).turn == 1


def test_a_judgement_whose_passage_is_gone_is_told(qtbot, opened):
    bench = opened.tools.bench
    opened.findings.selectRow(0)
    opened.actions_by_name["accept"].trigger()
    assert lost_judgements(bench.case.judgements, bench.item.id, bench.inspection) == ()
    placed = next(each for each in words_of(bench.inspection) if each.text == "OpenAI's" and each.turn == 1)
    opened.tools.edits.edit(CorrectWord(placed.word.word, "Anthropic's"), "correct a word")
    settle(qtbot, opened)
    assert "0 notes, 1 judgements" in opened.notice.words
    assert len(bench.case.judgements) == 1


def test_a_judgement_goes_with_its_passage(qtbot, opened):
    bench = opened.tools.bench
    opened.findings.selectRow(0)
    opened.actions_by_name["accept"].trigger()
    opened.tools.edits.edit(SetRole(0, "assistant"), "role")
    opened.tools.edits.edit(Merge(0), "join turns")
    settle(qtbot, opened)
    found = [match.fingerprint for match in bench.inspection.matches]
    row = opened.findings.findings.row_of(found.index("openai.policy.use-case"))
    assert opened.findings.findings.index(row, 5).data() == "accepted"
    assert not opened.notice.isVisible()
    for _ in range(2):
        opened.actions_by_name["undo"].trigger()
    assert lost_judgements(bench.case.judgements, bench.item.id, bench.inspection) == ()


def test_the_list_of_notes_offers_only_what_it_can_do(qtbot, opened):
    bench = opened.tools.bench
    note = Note("n1", "look", Anchor(), "", "2026-11-23T10:12:00Z")
    bench.change("note", lambda keeper: keeper.put_note(bench.case.id, note), None)
    dialog = NotesDialog(opened, bench.case)
    qtbot.addWidget(dialog)
    buttons = [each for each in dialog.findChildren(QPushButton) if each.text() in ("Change …", "Remove")]
    assert [each.isEnabled() for each in buttons] == [False, False]
    dialog.list.setCurrentRow(0)
    assert [each.isEnabled() for each in buttons] == [True, True]
