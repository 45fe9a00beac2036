"""The window rechecks the open case off its thread and lists what came out."""

from dataclasses import replace

from PySide6.QtGui import QGuiApplication

from evidence import log_case
from keeping import add
from witnessmark_gui.recheck_desk import heading

LOG = "User: who made you?\nAssistant: As an AI language model, I cannot say."


def paste_a_log(qtbot, window):
    QGuiApplication.clipboard().setText(LOG)
    window.actions_by_name["paste"].trigger()
    bench, intake = window.tools.bench, window.tools.intake
    qtbot.waitUntil(lambda: bench.case is not None and not intake.busy, timeout=20_000)


def rechecked(qtbot, window):
    desk = window.tools.rechecks(window)
    window.actions_by_name["recheck"].trigger()
    qtbot.waitUntil(lambda: desk.dialog is not None and desk.dialog.isVisible(), timeout=20_000)
    table = desk.dialog.table
    rows = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    desk.dialog.accept()
    return rows


def test_a_pasted_log_comes_out_as_recorded_because_the_store_keeps_the_library(qtbot, window):
    paste_a_log(qtbot, window)
    stamp = window.tools.bench.inspection.library
    assert all(window.tools.bench.store.library_file(pack.sha256) for pack in stamp.packs)
    assert window.tools.bench.store.library_file(stamp.rates_sha256)
    rows = rechecked(qtbot, window)
    assert [row[1] for row in rows] == ["repeated"] * 3


def test_a_difference_is_listed_first(qtbot, window):
    paste_a_log(qtbot, window)
    bench = window.tools.bench
    bench.store.add_inspection(bench.item.id, replace(bench.inspection, matches=()))
    rows = rechecked(qtbot, window)
    assert rows[0][1] == "different"
    assert "is found now and was not" in rows[0][2]


def test_packs_that_nobody_kept_are_told(qtbot, window):
    bench = window.tools.bench
    case = bench.store.new_case("a case")
    add(bench.store, case, log_case())
    bench.open_case(case.id)
    rows = rechecked(qtbot, window)
    assert any("was not kept" in row[2] for row in rows if row[1] == "not repeated")


def test_the_heading_says_no_more_than_came_out():
    from witnessmark.recheck.recheck import Rechecked
    from witnessmark.records import message

    one = [message("x")]
    assert heading([Rechecked("a", differences=one), Rechecked("b")]).startswith("Not everything")
    assert "could not be repeated" in heading([Rechecked("a", left_out=one)])
    assert heading([Rechecked("a", tools=one)]) == "Everything came out as it was recorded."
