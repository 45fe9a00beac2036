from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication

from evidence import log_case, picture_case
from keeping import opened_case
from witnessmark.store.store import Store
from witnessmark_gui.actions import ACTIONS
from witnessmark_gui.cases import model
from witnessmark_gui.cases.filters import with_filter
from witnessmark_gui.dialogs.discard import DiscardDialog
from witnessmark_gui.dialogs.facts import TableDialog
from witnessmark_gui.dialogs.guide import GuideDialog, guide_text
from witnessmark_gui.dialogs.marks import MarksDialog, mark_line


def test_the_guide_names_only_keys_that_exist():
    known = {QKeySequence(keys).toString() for spec in ACTIONS for keys in spec.keys}
    named = set(re.findall(r"\*\*((?:Ctrl|Shift|F\d)[^*]*)\*\*", guide_text()))
    named |= set(re.findall(r"\((Ctrl\+[A-Z0-9]|F\d)\)", guide_text()))
    assert len(named) > 12
    spelled = {QKeySequence(name.replace("Enter", "Return")).toString() for name in named}
    assert spelled - known == set()


def test_the_guide_opens_and_follows_no_link(qtbot, window):
    dialog = GuideDialog(window)
    qtbot.addWidget(dialog)
    assert "User guide" in dialog.text.toPlainText()
    assert not dialog.text.openLinks()
    dialog.search.setText("magnifying glass")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.text.textCursor().selectedText() == "magnifying glass"


def test_the_tour_has_five_steps_and_can_be_skipped(qtbot, window):
    window.actions_by_name["tour"].trigger()
    tour, seen = window.tour, []
    for _ in range(5):
        assert tour.isVisible()
        seen.append(tour.title.text())
        assert window.rect().contains(tour.geometry())
        tour.next.click()
    assert not tour.isVisible()
    assert len(set(seen)) == 5
    window.actions_by_name["tour"].trigger()
    qtbot.keyClick(tour, Qt.Key.Key_Escape)
    assert not tour.isVisible()


def test_every_mark_is_in_a_list_that_selects_it(qtbot, window):
    opened_case(window, picture_case())
    dialog = MarksDialog(window, window.picture.marks)
    qtbot.addWidget(dialog)
    dialog.chosen.connect(window.picture.view.mark_clicked)
    assert dialog.list.count() == len(window.picture.marks)
    dialog.kind.setCurrentIndex(1)
    assert dialog.list.count() == 1
    assert "goes against OpenAI's use case policy" in dialog.list.item(0).text()
    assert "330, 170, 200 × 16" in dialog.list.item(0).text()
    dialog.list.setCurrentRow(0)
    assert window.tools.bench.selected.match == 0
    assert all(mark_line(mark) for mark in window.picture.marks)


@pytest.mark.parametrize(
    ("search", "name", "value", "found"),
    [
        ("", "status", "open", "status:open"),
        ("grok status:open", "status", "closed", "grok status:closed"),
        ("grok names:openai", "status", "open", "grok names:openai status:open"),
        ("grok names:openai status:open", "", "", "grok"),
    ],
)
def test_filters_are_written_into_the_search(search, name, value, found):
    assert with_filter(search, name, value) == found


def test_a_filter_lists_what_passes_and_a_wrong_one_is_told(qtbot, window):
    opened_case(window, picture_case(), title="grok")
    opened_case(window, log_case(), title="log")
    window.cases.filter_chosen.emit("outcome", "differs")
    qtbot.waitUntil(lambda: window.cases.cases.rowCount() == 1)
    window.toolbar.search.setText("since:yesterday")
    qtbot.waitUntil(lambda: window.cases.refused.isVisible())
    window.toolbar.search.setText("status:bogus")
    qtbot.waitUntil(lambda: "Use one of: open, reviewing, closed." in window.cases.refused.text())
    assert window.cases.refused.isVisible()
    assert not window.cases.nothing.isVisible()  # two sentences on one search would be one too many
    assert window.cases.cases.rowCount() == 0
    window.toolbar.search.setText("")
    qtbot.waitUntil(lambda: window.cases.cases.rowCount() == 2 and not window.cases.refused.isVisible())


def test_in_a_large_store_a_wrong_filter_is_told_as_well_and_the_telling_ends(qtbot, window, monkeypatch):
    monkeypatch.setattr(model, "LARGE", 1)
    for number in range(3):
        opened_case(window, log_case(f"User: {number}\nAssistant: x"), title=f"case {number}")
    qtbot.waitUntil(lambda: window.cases.cases.rowCount() == 3)
    window.toolbar.search.setText("status:bogus")
    qtbot.waitUntil(lambda: window.cases.refused.isVisible())
    assert window.cases.cases.rowCount() == 0
    window.toolbar.search.setText("")
    qtbot.waitUntil(lambda: window.cases.cases.rowCount() == 3)
    assert not window.cases.refused.isVisible()


def test_several_cases_are_discarded_with_one_reason(qtbot, window):
    for number in range(3):
        opened_case(window, log_case(f"User: {number}\nAssistant: x"), title=f"case {number}")
    window.cases.view.selectAll()
    assert len(window.cases.chosen()) == 3

    def agree():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DiscardDialog)
        assert not dialog.button.isEnabled()
        dialog.why.setText("trials")
        dialog.accept()

    QTimer.singleShot(0, agree)
    window.actions_by_name["discard_chosen"].trigger()
    assert window.cases.cases.rowCount() == 0
    assert window.tools.bench.case is None


def test_a_change_made_elsewhere_is_not_overwritten(qtbot, window):
    case_id = opened_case(window, picture_case())
    place = window.tools.bench.place.path
    with Store.open(place, examiner="Grace") as other:
        other.rename(case_id, "hers")
    window.tools.bench.change("rename", lambda k: k.rename(case_id, "mine"), lambda k: None)
    assert "changed in another window" in window.trouble.words
    assert window.tools.bench.case.title == "hers"
    assert not window.tools.bench.unsaved


def test_an_older_store_in_the_place_of_a_newer_is_told(qtbot, window, tmp_path):
    import shutil

    place = window.tools.bench.place.path
    opened_case(window, log_case(), title="first")
    with Store.open(place, read_only=True) as store:
        store.backup(tmp_path / "older")
    opened_case(window, picture_case(), title="second")
    window.tools.intake.care(window.tools.paths)
    qtbot.waitUntil(lambda: window.tools.tasks.running == 0)
    assert not window.trouble.isVisible()
    assert list(window.tools.paths.backups.iterdir())
    window.tools.bench._close_store()
    for rest in place.parent.glob(place.name + "*"):
        rest.unlink()
    shutil.copy(tmp_path / "older", place)
    window.tools.bench.open_store(window.tools.bench.place)
    window.tools.intake.care(window.tools.paths)
    qtbot.waitUntil(window.trouble.isVisible)
    assert "put back to an older state" in window.trouble.words


def test_the_tour_stays_at_its_pane_when_a_strip_above_comes_or_goes(qtbot, window):
    window.actions_by_name["tour"].trigger()
    tour = window.tour

    def framed():
        return tour._frame.geometry().topLeft() == window.cases.mapTo(window, window.cases.rect().topLeft())

    assert framed()
    before = tour._frame.geometry().top()
    window.notice.tell("A strip.")
    qtbot.waitUntil(lambda: tour._frame.geometry().top() > before)
    assert framed()
    window.notice.clear()
    qtbot.waitUntil(lambda: tour._frame.geometry().top() == before)
    assert framed()


@pytest.mark.parametrize("width", [540, 880])
def test_rows_of_tables_are_as_high_as_their_words(qtbot, width):
    long = "All of these words stand in one cell and want more than one line. " * 3
    dialog = TableDialog(None, "Facts", "", ("One", "Two", "Three"), [("a", "b", long), ("a", "b", "c")])
    qtbot.addWidget(dialog)
    dialog.resize(width, 440)
    dialog.show()
    table = dialog.table
    lines = table.fontMetrics().lineSpacing()

    def fitting():
        room = QRect(0, 0, table.columnWidth(2) - 22, 10_000)
        needed = table.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap.value), long).height()
        return needed <= table.rowHeight(0) <= needed + 2 * lines

    qtbot.waitUntil(fitting)
    assert table.rowHeight(1) < 3 * lines


def test_no_dialog_is_larger_than_the_screen(qtbot):
    dialog = TableDialog(None, "Facts", "", ("One",), [("a",)])
    qtbot.addWidget(dialog)
    dialog.resize(5000, 4000)
    dialog.show()
    room = dialog.screen().availableGeometry()
    assert dialog.width() <= max(room.width(), dialog.minimumWidth())
    assert dialog.height() <= room.height()


@pytest.mark.parametrize("opened", [True, False])
def test_a_folder_is_named_where_nothing_shows_it(window, monkeypatch, opened):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened)
    window.actions_by_name["log_folder"].trigger()
    assert (str(window.tools.paths.log) in window.notice.words) is not opened
