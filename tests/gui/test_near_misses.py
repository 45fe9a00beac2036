"""The window says why passages were not taken for fingerprints."""

from PySide6.QtGui import QGuiApplication

from witnessmark.matching.explain import Discarded
from witnessmark.records import message
from witnessmark_gui import near_desk
from witnessmark_gui.near_desk import near_dialog

LOG = "User: are you one?\nAssistant: <b>I am</b> not an AI language model, I am a person."


def shown(dialog):
    table = dialog.table
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def near_misses(qtbot, window, text):
    QGuiApplication.clipboard().setText(text)
    window.actions_by_name["paste"].trigger()
    bench, intake, desk = window.tools.bench, window.tools.intake, window.tools.near(window)
    qtbot.waitUntil(lambda: bench.case is not None and not intake.busy, timeout=20_000)
    window.actions_by_name["why_not"].trigger()
    qtbot.waitUntil(lambda: desk.dialog is not None and desk.dialog.isVisible(), timeout=20_000)
    return desk.dialog


def test_each_near_miss_has_its_reason(qtbot, window):
    dialog = near_misses(qtbot, window, LOG)
    rows = shown(dialog)
    assert window.tools.bench.inspection.matches == ()
    assert len({(row[1], row[2]) for row in rows}) == len(rows)
    assert any(row[0] == "2" and "of the fingerprint is not there" in row[4] for row in rows)
    assert all(row[4] for row in rows)
    dialog.accept()


def test_where_nothing_comes_close_that_is_said(qtbot, window):
    dialog = near_misses(qtbot, window, "User: lunch?\nAssistant: soup at noon")
    assert shown(dialog) == []
    words = [dialog.column.itemAt(place).widget() for place in range(2)]
    assert "No passage comes close" in words[1].text()
    dialog.accept()


def test_a_long_list_ends_and_says_so(qtbot, monkeypatch):
    monkeypatch.setattr(near_desk, "MOST", 3)
    each = Discarded("x", 0, 4, "text", 91.2, message("It lacks a word."))
    dialog = near_dialog(None, [(turn, each) for turn in range(5)])
    qtbot.addWidget(dialog)
    assert [row[:1] + row[3:] for row in shown(dialog)] == [
        [str(turn), "91", "It lacks a word."] for turn in (1, 2, 3)
    ]
    assert "The first 3 of 5 are listed" in dialog.column.itemAt(1).widget().text()
