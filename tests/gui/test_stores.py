"""Other stores: those opened last, a copy of the one at hand, and pasting into the case that is open."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication

from witnessmark.store.store import Store
from witnessmark_gui.recent import RecentStores


def listed(window):
    window.stores.menu.aboutToShow.emit()
    return [(action.text(), action.isEnabled()) for action in window.stores.menu.actions()]


def test_stores_opened_last_are_listed_and_missing_ones_marked(window, tmp_path):
    first, second = window.tools.bench.place.path, tmp_path / "R&D.witnessmark"
    window.stores.use(second)
    assert window.tools.bench.place.path == second
    (one, one_there), (two, two_there) = listed(window)
    assert one.startswith("&1 ")
    assert one.endswith("R&&D.witnessmark")
    assert two.endswith(first.name)
    assert one_there
    assert two_there
    window.stores.menu.actions()[1].trigger()
    assert window.tools.bench.place.path == first
    second.unlink()
    gone = next(each for each in listed(window) if "R&&D" in each[0])
    assert gone[0].endswith("(not there)")
    assert not gone[1]


@pytest.mark.parametrize("words", ["{", '{"a": 1}', "[" * 100_000, '[1, "", null]'])
def test_a_spoilt_list_is_an_empty_one(tmp_path, words):
    (tmp_path / "stores.json").write_text(words)
    assert RecentStores(tmp_path / "stores.json").paths == []


def test_the_list_is_short_and_newest_first(tmp_path):
    recent = RecentStores(tmp_path / "stores.json")
    for number in range(12):
        recent.note(tmp_path / f"{number}.witnessmark")
    recent.note(tmp_path / "9.witnessmark")
    names = [path.name for path in RecentStores(tmp_path / "stores.json").paths]
    assert names[:3] == ["9.witnessmark", "11.witnessmark", "10.witnessmark"]
    assert len(names) == 8
    assert len(json.loads((tmp_path / "stores.json").read_text())) == 8


def test_the_store_is_copied_whole_and_nothing_is_replaced(qtbot, window, tmp_path):
    window.tools.bench.store.new_case("kept")
    out = tmp_path / "copy.witnessmark"
    window.stores.copy(out)
    qtbot.waitUntil(lambda: "was copied to" in window.status._saved.text())
    with Store.open(out, read_only=True) as copy:
        assert [copy.case(each).title for each in copy.case_ids()] == ["kept"]
    window.stores.copy(out)
    qtbot.waitUntil(lambda: "is there already" in window.trouble.words)


def test_a_second_paste_goes_into_the_open_case_where_that_is_asked_for(qtbot, window):
    clipboard, bench = QGuiApplication.clipboard(), window.tools.bench
    assert not window.actions_by_name["paste_into_case"].isEnabled()
    clipboard.setText("User: one\nAssistant: two")
    window.actions_by_name["new"].trigger()
    qtbot.waitUntil(lambda: bench.case is not None and not window.tools.intake.busy)
    first = bench.case.id
    clipboard.setText("User: three\nAssistant: four")
    window.actions_by_name["paste_into_case"].trigger()
    qtbot.waitUntil(lambda: len(bench.case.items) == 2 and not window.tools.intake.busy)
    assert bench.case.id == first
    mime = QMimeData()
    mime.setText("User: five\nAssistant: six")
    for modifier, count in ((Qt.KeyboardModifier.ShiftModifier, 1), (Qt.KeyboardModifier.NoModifier, 2)):
        window.dropEvent(
            QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.NoButton, modifier)
        )
        qtbot.waitUntil(lambda: not window.tools.intake.busy)
        qtbot.waitUntil(lambda count=count: bench.store.count() == count)
    assert len(bench.store.case(first).items) == 3


def test_an_empty_clipboard_is_told(window):
    QGuiApplication.clipboard().clear()
    window.actions_by_name["paste"].trigger()
    assert "no picture and no text" in window.trouble.words
