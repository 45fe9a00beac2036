from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest
from PySide6.QtCore import QByteArray, QItemSelectionModel, QMimeData, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton, QWidget

from evidence import PASSAGE, log_case, picture_case, screenshot
from fakes import FailingReader, StuckReader
from keeping import opened_case
from witnessmark.records import Acquisition
from witnessmark.store.store import Store
from witnessmark_gui.dialogs.acquisition import AcquisitionDialog
from witnessmark_gui.dialogs.discard import DiscardDialog
from witnessmark_gui.dialogs.notes import NoteDialog
from witnessmark_gui.jobs import Stage
from witnessmark_gui.selection import Selected

LOG = "User: who made you?\r\nAssistant: 😀 As an AI language model, I cannot say. 回答 e\u0301"


def stored(window, evidence=None, title="a case"):
    return opened_case(window, evidence or picture_case(), title=title)


def paste_text(window, text):
    QGuiApplication.clipboard().setText(text)
    window.actions_by_name["paste"].trigger()


def wait_for_case(qtbot, window, count=1):
    qtbot.waitUntil(
        lambda: window.tools.bench.case is not None and not window.tools.intake.busy, timeout=20_000
    )
    assert window.cases.cases.rowCount() == count


def answer(kind, act):
    """Let the next dialog of a kind be used as a person would."""

    def look():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(10, look)
            return
        act(dialog)

    QTimer.singleShot(0, look)


def test_pasted_text_becomes_a_draft_case_with_findings(qtbot, window):
    paste_text(window, LOG)
    wait_for_case(qtbot, window)
    bench = window.tools.bench
    assert bench.case.draft
    assert bench.case.items[0].acquisition.how == "pasted from the clipboard"
    assert any(match.text.startswith("As an AI language model") for match in bench.inspection.matches)
    assert window.findings.findings.rowCount() == len(bench.inspection.matches)
    with Store.open(bench.place.path, read_only=True) as store:
        assert store.case(bench.case.id).draft


def test_a_pasted_picture_is_read_and_shown(qtbot, window, reader):
    mime = QMimeData()
    mime.setData("image/png", QByteArray(screenshot()))
    window.deeds.take_mime(mime, "pasted from the clipboard")
    wait_for_case(qtbot, window)
    assert reader.asked == ["pasted picture auto"]
    qtbot.waitUntil(lambda: not window.picture.view.sceneRect().isEmpty())


def test_highlights_stand_on_the_right_characters(qtbot, window):
    paste_text(window, LOG)
    wait_for_case(qtbot, window)
    bench, view = window.tools.bench, window.transcript.view
    matches = list(enumerate(bench.inspection.matches))
    index = next(i for i, match in matches if match.text.startswith("As an AI language model"))
    words = bench.inspection.matches[index].text
    window.deeds.step_match(1)
    while bench.selected.match != index:
        window.deeds.step_match(1)
    part = view.script.part_of(bench.selected.turn, None)
    units = part.units(bench.selected.span)
    text = view.toPlainText().encode("utf-16-le")
    assert text[units.start * 2 : units.end * 2].decode("utf-16-le") == words
    block = view.document().findBlock(units.start)
    formats = [f for f in block.layout().formats() if f.start == units.start - block.position()]
    assert formats
    assert formats[0].length == units.end - units.start


def test_picture_text_and_table_follow_one_selection(qtbot, window):
    stored(window)
    bench = window.tools.bench
    window.findings.selectRow(0)
    assert bench.selected.match == 0
    assert len(window.picture.view._selected) == 2
    assert window.transcript.view._current is not None
    bench.select(Selected())
    assert window.findings.selectionModel().selectedRows() == []
    window.picture.view.mark_clicked.emit("match", 0)
    assert [index.row() for index in window.findings.selectionModel().selectedRows()] == [0]
    bench.select(Selected())
    start = window.transcript.view._current
    assert start is None
    part = window.transcript.view.script.part_of(1, None)
    match = bench.inspection.matches[0]
    window.transcript.view.clicked_at.emit(part.body.start + part.map.unit(match.start) + 2)
    assert bench.selected.match == 0


def test_a_note_on_a_passage_is_saved_and_undone(qtbot, window):
    case_id = stored(window)
    window.findings.selectRow(0)
    answer(NoteDialog, lambda dialog: (dialog.field.setPlainText("look here"), dialog.accept()))
    window.actions_by_name["note"].trigger()
    case = window.tools.bench.case
    assert [(note.text, note.anchor.quotation) for note in case.notes] == [("look here", PASSAGE)]
    window.actions_by_name["undo"].trigger()
    with Store.open(window.tools.bench.place.path, read_only=True) as store:
        assert store.case(case_id).notes == ()
    window.actions_by_name["redo"].trigger()
    assert [note.text for note in window.tools.bench.case.notes] == ["look here"]


def test_keys_judge_the_selected_finding(qtbot, window):
    stored(window)
    window.findings.selectRow(0)
    qtbot.keyClick(window.findings, Qt.Key.Key_A)
    assert window.findings.findings.index(0, 5).data() == "accepted"
    qtbot.keyClick(window.findings, Qt.Key.Key_U)
    assert window.findings.findings.index(0, 5).data() == "unsure"
    window.actions_by_name["undo"].trigger()
    assert window.findings.findings.index(0, 5).data() == "accepted"
    qtbot.keyClick(window.findings, Qt.Key.Key_Delete)
    assert window.findings.findings.index(0, 5).data() == "–"
    assert window.tools.bench.inspection.matches[0].counts


def test_acquisition_facts_are_kept_and_unknown_is_printed(qtbot, window):
    stored(window, replace(picture_case(), acquisition=Acquisition()))
    assert "Source unknown" in window.picture._acquired.text()
    assert "claimed date 8 Dec 2023 (as read, not confirmed)" in window.picture._acquired.text()

    def fill(dialog):
        dialog.date.setText("8.12.2023")
        dialog.accept()
        assert dialog.isVisible()
        assert "2023-12-08" in dialog.problem.text()
        dialog.date.setText("2023-12-08")
        dialog.source.setText("https://example.org/post/1")
        dialog.accept()

    answer(AcquisitionDialog, fill)
    window.picture.edit_acquisition.click()
    assert "https://example.org/post/1" in window.picture._acquired.text()
    assert "8 Dec 2023 (not confirmed)" in window.picture._acquired.text()
    window.actions_by_name["undo"].trigger()
    assert "Source unknown" in window.picture._acquired.text()


def test_save_keeps_the_draft(qtbot, window):
    case_id = stored(window)
    window.actions_by_name["save"].trigger()
    assert not window.tools.bench.case.draft
    with Store.open(window.tools.bench.place.path, read_only=True) as store:
        assert not store.case(case_id).draft


def test_discard_asks_and_removes(qtbot, window):
    stored(window)
    answer(DiscardDialog, lambda dialog: dialog.reject())
    window.actions_by_name["discard"].trigger()
    assert window.tools.bench.case is not None
    answer(DiscardDialog, lambda dialog: dialog.accept())
    window.actions_by_name["discard"].trigger()
    assert window.tools.bench.case is None
    assert window.cases.cases.rowCount() == 0
    assert window.transcript.view.toPlainText() == ""


def test_what_a_reader_keeps_of_a_discarded_case_is_told(qtbot, window):
    stored(window)
    store = window.tools.bench.store
    store._connection.execute("PRAGMA busy_timeout = 50")
    reader = sqlite3.connect(store.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM cases").fetchone()
    answer(DiscardDialog, lambda dialog: dialog.accept())
    window.actions_by_name["discard"].trigger()
    assert "write-ahead log" in window.trouble.words
    reader.close()


def test_a_kept_case_is_discarded_only_with_a_reason(qtbot, window):
    stored(window)
    window.actions_by_name["save"].trigger()
    dialog = DiscardDialog(window, window.tools.bench.case)
    qtbot.addWidget(dialog)
    assert not dialog.button.isEnabled()
    dialog.why.setText("a double")
    assert dialog.button.isEnabled()


@pytest.mark.parametrize("form", ["html", "json"])
def test_export_writes_a_file(qtbot, window, tmp_path, form):
    stored(window)
    out = tmp_path / f"case.{form}"
    window.tools.exports(window).export(form, out)
    qtbot.waitUntil(lambda: out.exists() and window.tools.tasks.running == 0, timeout=20_000)
    text = out.read_text("utf-8")
    assert PASSAGE.replace("'", "&#39;") in text or PASSAGE in text
    if form == "json":
        assert json.loads(text)


def test_a_copied_finding_carries_its_limits(qtbot, window):
    stored(window)
    window.findings.selectRow(0)
    window.actions_by_name["copy_finding"].trigger()
    text = QGuiApplication.clipboard().text()
    fact, human, makers, limits = text.splitlines()
    assert "The picture shows Grok (xAI)." in fact
    assert human.startswith("Against human writing: ")
    assert makers.startswith("Between makers: ")
    assert "it cannot show who wrote it" in limits
    assert picture_case().inspection.original.sha256 in limits
    assert "probab" not in text.lower()


def test_reading_can_be_cancelled_and_the_window_goes_on(qtbot, make_window):
    window = make_window()
    stuck = StuckReader()
    object.__setattr__(window.tools.toolbox._made, "reader", stuck)
    mime = QMimeData()
    mime.setData("image/png", QByteArray(screenshot()))
    window.deeds.take_mime(mime, "pasted")
    qtbot.waitUntil(stuck.started.is_set)
    assert window.progress.isVisible()
    qtbot.mouseClick(window.progress.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.tools.intake.busy)
    assert not window.progress.isVisible()
    assert not window.trouble.isVisible()
    paste_text(window, LOG)
    wait_for_case(qtbot, window)


def test_one_bad_picture_does_not_stop_the_others(qtbot, window, tmp_path):
    object.__setattr__(window.tools.toolbox._made, "reader", FailingReader())
    for name in ("a.png", "broken.png", "c.png"):
        (tmp_path / name).write_bytes(screenshot(name))
    window.deeds.take_files([tmp_path / name for name in ("a.png", "broken.png", "c.png")])
    wait_for_case(qtbot, window)
    assert len(window.tools.bench.case.items) == 2
    assert window.trouble.isVisible()
    assert "broken.png is cut off" in window.trouble.words
    assert window.trouble.words.startswith("Reading this picture failed")


def test_reading_again_keeps_the_reading_before(qtbot, window, reader):
    stored(window)
    window.deeds.read_again("tesseract")
    qtbot.waitUntil(lambda: bool(reader.asked) and not window.tools.intake.busy)
    assert reader.asked == ["grok.png tesseract"]
    assert window.tools.bench.case.items[0].inspections == 2
    assert window.cases.cases.rowCount() == 1


def test_an_unwritable_store_is_told_and_loses_nothing(qtbot, make_window, tmp_path):
    blocked = tmp_path / "a-folder"
    blocked.mkdir()
    window = make_window(store=blocked)
    assert window.trouble.isVisible()
    paste_text(window, LOG)
    wait_for_case(qtbot, window)
    bench = window.tools.bench
    assert any(match.text.startswith("As an AI language model") for match in bench.inspection.matches)
    assert "NOT SAVED" in window.status._saved.text()
    assert not window.isHidden()
    out = tmp_path / "memory.json"
    window.tools.exports(window).export("json", out)
    qtbot.waitUntil(out.exists, timeout=20_000)
    window.stores.use(tmp_path / "other.witnessmark")
    assert "NOT SAVED" not in window.status._saved.text()
    assert not window.trouble.isVisible()
    with Store.open(tmp_path / "other.witnessmark", read_only=True) as store:
        assert store.count() == 1


def test_hostile_words_stay_words(qtbot, window):
    nasty = "<img src='file:///etc/hostname'> <b>bold</b> \u202e gnp.exe"
    stored(window, log_case(f"User: {nasty}\nAssistant: {nasty}"), title=nasty)
    assert "<b>bold</b>" in window.transcript.view.toPlainText()
    for label in window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, label.text()


def test_everything_that_takes_the_focus_has_a_name(qtbot, window):
    stored(window)
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not widget.accessibleName()
        and not (isinstance(widget, QPushButton) and widget.text())
        and not getattr(widget, "text", str)()
        and type(widget).__name__ not in ("QScrollBar", "QWidget", "QTabBar")
        and widget.objectName() not in ("qt_scrollarea_viewport", "page")
    ]
    assert [(type(widget).__name__, widget.objectName()) for widget in nameless] == []


def test_the_search_lists_what_it_finds(qtbot, window):
    stored(window, picture_case("1"), "about grok")
    stored(window, log_case(), "about nothing")
    window.toolbar.search.setText("grok")
    qtbot.waitUntil(lambda: window.cases.cases.rowCount() == 1)
    window.toolbar.search.clear()
    qtbot.waitUntil(lambda: window.cases.cases.rowCount() == 2)


def test_a_missing_font_is_named_with_its_package(qtbot, window, monkeypatch):
    from witnessmark_gui import fonts

    looked = fonts.without_font
    monkeypatch.setattr(fonts, "without_font", lambda scripts: looked(scripts, families=()))
    stored(window, log_case("User: 回答\nAssistant: no"))
    assert "fonts-noto-cjk" in window.notice.words
    assert "Chinese" in window.notice.words


def test_themes_change_while_the_window_is_open(qtbot, window):
    stored(window)
    window.actions_by_name["theme_dark"].trigger()
    assert window.tools.theme.dark
    assert window.actions_by_name["theme_dark"].isChecked()
    window.actions_by_name["theme_light"].trigger()
    assert not window.tools.theme.dark
    assert not window.actions_by_name["theme_dark"].isChecked()


def test_the_last_window_leaves_nothing_running(qtbot, window):
    stored(window)
    window.close()
    assert window.tools.bench.store is None
    assert window.tools.toolbox._made is None


def test_a_long_search_tells_how_far_it_is(window):
    bar = window.progress.findChild(QProgressBar)
    window.tools.intake.staged.emit(Stage(0, 1, "a long log", "reading"))
    assert (bar.minimum(), bar.maximum()) == (0, 0)
    window.tools.intake.staged.emit(Stage(0, 1, "a long log", "matching", 0.456))
    assert window.progress.words.startswith("Matching: a long log")
    assert (bar.value(), bar.maximum()) == (46, 100)
    window.tools.intake.staged.emit(Stage(1, 3, "a long log", "matching", 0.5))
    assert (bar.value(), bar.maximum()) == (150, 300)


def discard(window, name="discard"):
    def agree(dialog):
        dialog.why.setText("a trial")
        dialog.accept()

    answer(DiscardDialog, agree)
    window.actions_by_name[name].trigger()


def test_after_a_case_is_discarded_its_neighbour_in_the_list_is_shown(qtbot, window):
    bench, view = window.tools.bench, window.cases.view
    ids = [stored(window, log_case(f"User: {number}\nAssistant: x"), f"case {number}") for number in range(5)]
    bench.open_case(ids[2])
    discard(window)
    assert bench.case.id == ids[1]  # the newest is at the top, so this one stood below it
    assert window.cases.chosen() == (ids[1],)
    bench.open_case(ids[0])
    discard(window)
    assert bench.case.id == ids[1]  # below the last one there is none
    bench.open_case(ids[4])
    rows = [window.cases.cases.row_of(ids[number]) for number in (4, 3)]
    for row in rows:
        view.selectionModel().select(window.cases.cases.index(row), QItemSelectionModel.SelectionFlag.Select)
    discard(window, "discard_chosen")
    assert bench.case.id == ids[1]
    discard(window)
    assert bench.case is None


def test_the_case_on_show_stays_where_others_are_discarded(qtbot, window):
    bench, panel = window.tools.bench, window.cases
    ids = [stored(window, log_case(f"User: {number}\nAssistant: x"), f"case {number}") for number in range(3)]
    bench.open_case(ids[1])
    flag = QItemSelectionModel.SelectionFlag
    for case_id, how in ((ids[0], flag.Select), (ids[2], flag.Select), (ids[1], flag.Deselect)):
        panel.view.selectionModel().select(panel.cases.index(panel.cases.row_of(case_id)), how)
    assert bench.case.id == ids[1]
    discard(window, "discard_chosen")
    assert bench.case.id == ids[1]
    assert panel.chosen() == (ids[1],)


@pytest.mark.parametrize("name", ["evidence", "exports", "rechecks", "near", "checks"])
def test_what_a_desk_tells_stands_in_the_status_line(window, name):
    getattr(window.tools, name)(window).told.emit(f"Told by {name}.")
    assert window.status._saved.text() == f"Told by {name}."
