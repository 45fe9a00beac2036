"""Random use of the window, seeded: whatever is done, store and views agree and nothing is raised."""

from __future__ import annotations

import random
import uuid

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtWidgets import QApplication

from evidence import log_case, picture_case, screenshot
from witnessmark.geometry import Box
from witnessmark.records import Anchor, Note, Redaction
from witnessmark.store.store import Store
from witnessmark.transcript.edits import CorrectWord, Merge, Move, SetRole, Split
from witnessmark_gui.picture.marks import marks_of_case
from witnessmark_gui.selection import NOTHING, Selected, selected_match

AT = "2026-11-23T10:12:00Z"
ACTIONS = 1000
ROUNDS = 5  # windows, each with its share of the actions


class Monkey:
    """Does one thing after the other, drawn from a seeded source."""

    def __init__(self, qtbot, window, chance: random.Random) -> None:
        self.qtbot, self.window, self.chance = qtbot, window, chance
        self.bench = window.tools.bench
        self.count = 0
        self.deeds = [getattr(self, name) for name in sorted(dir(self)) if name.startswith("do_")]

    def act(self) -> None:
        self.chance.choice(self.deeds)()
        self.count += 1

    def settle(self) -> None:
        tools = self.window.tools
        self.qtbot.waitUntil(
            lambda: not tools.intake.busy and not tools.edits.busy and tools.tasks.running == 0,
            timeout=30_000,
        )
        QApplication.processEvents()

    def check(self) -> None:
        """What is on screen is what is in the store."""
        window, bench = self.window, self.bench
        assert not bench.unsaved
        with Store.open(bench.place.path, read_only=True) as store:
            assert window.cases.cases.rowCount() == len(store.case_ids(window.cases.cases.search))
            if bench.case is None:
                assert window.transcript.view.toPlainText() == ""
                return
            assert store.case(bench.case.id) == bench.case
        item = bench.item
        if item is None:
            return
        fresh = next(each for each in bench.case.items if each.id == item.id)
        assert fresh.inspection == item.inspection
        assert window.findings.findings.rowCount() == len(item.inspection.matches)
        assert window.transcript.view.script.text == window.transcript.view.toPlainText()
        own = marks_of_case(bench.case, item)
        assert tuple(mark for mark in window.picture.marks if mark.kind in ("note", "redaction")) == own
        for turn in item.inspection.transcript.turns:
            part = window.transcript.view.script.part_of(turn.index, None)
            assert part is not None
            assert part.map.length == len(turn.text)
        if bench.selected.match is not None:
            rows = window.findings.selectionModel().selectedRows()
            assert [window.findings.findings.match_in(row.row()) for row in rows] == [bench.selected.match]

    # What a person can do; each does nothing where it does not fit.

    def do_paste_text(self):
        mime = QMimeData()
        mime.setText(f"User: {self.chance.random()}\nAssistant: As an AI language model, I cannot 😀.")
        self.window.deeds.take_mime(mime, "pasted")
        self.settle()

    def do_paste_picture(self):
        mime = QMimeData()
        mime.setData("image/png", QByteArray(screenshot(str(self.chance.randrange(4)))))
        self.window.deeds.take_mime(mime, "pasted")
        self.settle()

    def do_open_a_case(self):
        rows = self.window.cases.cases.rowCount()
        if rows:
            self.window.cases.case_chosen.emit(self.window.cases.cases.id_at(self.chance.randrange(rows)))

    def do_search(self):
        self.window.toolbar.search.setText(self.chance.choice(["", "", "", "language", "status:open", "zzz"]))
        self.window.cases.refresh()
        self.window.cases._typing.stop()
        self.window.cases.cases.search = self.window.toolbar.search.text().strip()
        self.window.cases.refresh()

    def do_sort(self):
        self.window.cases.sort(self.chance.choice(["newest", "oldest", "title"]))

    def do_select(self):
        inspection = self.bench.inspection
        if inspection is None:
            return
        choices = [NOTHING, *(Selected(turn=turn.index) for turn in inspection.transcript.turns)]
        choices += [selected_match(inspection, index) for index in range(len(inspection.matches))]
        self.bench.select(self.chance.choice(choices))

    def do_step(self):
        self.window.deeds.step_match(self.chance.choice([1, -1]))
        self.window.transcript.step_uncertain(self.chance.choice([1, -1]))
        self.bench.step_item(self.chance.choice([1, -1]))

    def do_judge(self):
        word = self.chance.choice(["accepted", "unsure", ""])
        self.window.tools.evidence(self.window).judge(word)

    def do_note(self):
        anchor = self.window.transcript.anchor()
        if anchor is not None:
            number = self.chance.randrange(1000)
            note = Note(f"note {number}", "words 回答", anchor, "Ada", "2026-11-23T10:12:00Z")
            taken = {each.id for summary in self.bench.store.cases() for each in
                     self.bench.store.case(summary.id).notes}  # fmt: skip
            if note.id not in taken:
                self.window.tools.evidence(self.window).put_note(note)

    def do_remove_note(self):
        if self.bench.case is not None and self.bench.case.notes:
            self.window.tools.evidence(self.window).remove_note(self.chance.choice(self.bench.case.notes))

    def do_redact(self):
        item, anchor = self.bench.item, self.window.transcript.marked_anchor()
        if item is None:
            return
        if anchor is None or anchor.start is None or anchor.start >= anchor.end:
            anchor = Anchor(item.id, box=Box(self.chance.randrange(500), 30, 60, 20))
        evidence = self.window.tools.evidence(self.window)
        evidence.put_redaction(
            Redaction(str(uuid.UUID(int=self.chance.getrandbits(128))), anchor, "", "", AT)
        )

    def do_remove_redaction(self):
        case = self.bench.case
        if case is not None and case.redactions:
            self.window.tools.evidence(self.window).remove_redaction(self.chance.choice(case.redactions))

    def do_note_on_picture(self):
        item = self.bench.item
        if item is not None:
            anchor = Anchor(item.id, box=Box(30, self.chance.randrange(300), 60, 20))
            name = str(uuid.UUID(int=self.chance.getrandbits(128)))
            self.window.tools.evidence(self.window).put_note(Note(name, "odd", anchor, "Ada", AT))

    def do_edit(self):
        inspection = self.bench.inspection
        if inspection is None or not inspection.transcript.turns:
            return
        turn = self.chance.choice(inspection.transcript.turns)
        edits = [
            Merge(turn.index),
            Split(turn.index, self.chance.randrange(len(turn.text) + 1)),
            Move(turn.index, self.chance.randrange(len(inspection.transcript.turns))),
            SetRole(turn.index, self.chance.choice(["user", "assistant", "author", "other"])),
        ]
        if turn.words:
            edits.append(CorrectWord(self.chance.choice(turn.words).word, "corrected"))
        self.window.tools.edits.edit(self.chance.choice(edits), "edit")
        self.settle()

    def do_review(self):
        if self.bench.selected.turn is not None:
            self.window.transcript.mark_reviewed()

    def do_undo(self):
        self.window.actions_by_name["undo"].trigger()

    def do_redo(self):
        self.window.actions_by_name["redo"].trigger()

    def do_save(self):
        if self.bench.case is not None:
            self.window.actions_by_name["save"].trigger()

    def do_status(self):
        self.window.tools.evidence(self.window).set_status(
            self.chance.choice(["open", "reviewing", "closed"])
        )

    def do_discard(self):
        case = self.bench.case
        if case is not None and self.chance.random() < 0.3:
            self.bench.store.discard(case.id, "a trial")
            self.bench.close_case()
            self.bench.cases_changed.emit()

    def do_look(self):
        view = self.window.picture.view
        self.chance.choice(
            [view.zoom_in, view.zoom_out, view.fit, view.actual_size, view.turn, view.fit_width]
        )()
        self.window.transcript.zoom_text(self.chance.choice([1, -1]))

    def do_layers(self):
        for box in self.window.picture._boxes.values():
            box.setChecked(self.chance.random() < 0.5)

    def do_theme(self):
        self.window.deeds.choose_theme(self.chance.choice(["light", "dark", "system"]))

    def do_sort_findings(self):
        self.window.findings.findings.sort(self.chance.randrange(-1, 6))

    def do_click_text(self):
        length = len(self.window.transcript.view.toPlainText())
        self.window.transcript.view.clicked_at.emit(self.chance.randrange(length + 1))
        self.window.transcript.menu_at(self.chance.randrange(length + 1))

    def do_click_picture(self):
        marks = self.window.picture.marks
        if marks:
            mark = self.chance.choice(marks)
            self.window.picture.view.mark_clicked.emit(mark.kind, mark.index)
            self.window.picture.view.select_boxes((Box(1, 2, 3, 4),))

    def do_close_case(self):
        if self.chance.random() < 0.2:
            self.bench.close_case()


@pytest.mark.slow
@seed(2026)
@settings(
    max_examples=ROUNDS, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(number=st.integers(0, 10**6))
def test_a_thousand_random_actions_leave_store_and_views_in_agreement(
    qtbot, make_window, tmp_path_factory, number
):
    folder = tmp_path_factory.mktemp("monkey")
    window = make_window(store=folder / "evidence.witnessmark")
    monkey = Monkey(qtbot, window, random.Random(number))
    for evidence in (picture_case("first"), log_case()):
        case = monkey.bench.store.new_case("first")
        monkey.bench.store.add_item(
            case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture
        )
        monkey.bench.cases_changed.emit()
        monkey.bench.open_case(case.id)
    for step in range(ACTIONS // ROUNDS):
        monkey.act()
        if step % 10 == 9:
            monkey.settle()
            monkey.check()
    monkey.settle()
    monkey.check()
    window.tools.shutdown()
