"""Every change of a turn from the window: it is on screen, in the store, and undone by one step."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from evidence import picture_case
from keeping import opened_case
from witnessmark.geometry import hull
from witnessmark.store.store import Store
from witnessmark_gui.dialogs.frame import LineDialog
from witnessmark_gui.dialogs.region import RegionDialog
from witnessmark_gui.selection import Selected


@pytest.fixture
def opened(window):
    opened_case(window, picture_case())
    return window


def settle(qtbot, window):
    qtbot.waitUntil(lambda: not window.tools.edits.busy and window.tools.tasks.running == 0, timeout=20_000)


def turns(window):
    return window.tools.bench.inspection.transcript.turns


def kept(window):
    bench = window.tools.bench
    with Store.open(bench.place.path, read_only=True) as store:
        return store.case(bench.case.id).items[0].inspection.transcript.turns


def undone(qtbot, window, before):
    """One undo goes back, on screen and in the store; redo does it again."""
    after = turns(window)
    assert kept(window) == after
    assert after != before
    window.actions_by_name["undo"].trigger()
    settle(qtbot, window)
    assert turns(window) == before == kept(window)
    window.actions_by_name["redo"].trigger()
    settle(qtbot, window)
    assert turns(window) == after == kept(window)


def deed(window, turn, text):
    """Choose an entry of the menu of a turn."""
    part = window.transcript.view.script.part_of(turn, None)
    menu = window.transcript.menu_at(part.body.start + 6)
    next(each for each in menu.actions() if each.text() == text).trigger()


def test_a_turn_moves_and_comes_back(qtbot, opened):
    before = turns(opened)
    deed(opened, 1, "Move up")
    settle(qtbot, opened)
    assert [turn.text for turn in turns(opened)] == [turn.text for turn in reversed(before)]
    undone(qtbot, opened, before)


def test_a_speaker_is_named(qtbot, opened):
    before = turns(opened)

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, LineDialog)
        dialog.field.setText("Grok (as shown)")
        dialog.accept()

    QTimer.singleShot(0, answer)
    deed(opened, 1, "Speaker …")
    settle(qtbot, opened)
    assert turns(opened)[1].speaker == "Grok (as shown)"
    assert "Grok (as shown)" in opened.transcript.view.script.text
    undone(qtbot, opened, before)


def test_a_turn_is_set_aside_as_words_of_the_interface(qtbot, opened):
    before, text = turns(opened), turns(opened)[0].text
    deed(opened, 0, "Not a turn: words of the interface")
    settle(qtbot, opened)
    regions = " ".join(region.text for region in opened.tools.bench.inspection.transcript.interface)
    assert len(turns(opened)) == 1
    assert all(word in regions for word in text.split())
    undone(qtbot, opened, before)


def test_a_role_that_is_set_decides_what_counts(qtbot, opened):
    before = turns(opened)
    part = opened.transcript.view.script.part_of(1, None)
    menu = opened.transcript.menu_at(part.body.start + 6)
    roles = next(each for each in menu.actions() if each.text() == "Role").menu()
    next(each for each in roles.actions() if each.text() == "user").trigger()
    settle(qtbot, opened)
    assert turns(opened)[1].role == "user"
    assert not any(match.counts for match in opened.tools.bench.inspection.matches if match.turn == 1)
    undone(qtbot, opened, before)


def test_a_turn_is_made_of_the_words_in_a_region(qtbot, opened):
    before = turns(opened)
    first = hull(word.box for word in before[0].words[:3])

    def choose():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RegionDialog)
        dialog.role.setCurrentIndex(dialog.role.findData("author"))
        dialog.speaker.setText("Ada")
        (dialog.make.click if dialog.make.isEnabled() else dialog.reject)()

    QTimer.singleShot(0, choose)
    opened.deeds.take_region(first)
    settle(qtbot, opened)
    made = next(turn for turn in turns(opened) if turn.speaker == "Ada")
    assert made.role == "author"
    assert made.text.split() == before[0].text.split()[:3]
    assert sum(len(turn.words) for turn in turns(opened)) == sum(len(turn.words) for turn in before)
    undone(qtbot, opened, before)


def test_no_turn_is_made_of_an_empty_region(qtbot, opened):
    before = turns(opened)

    def look():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RegionDialog)
        assert not dialog.make.isEnabled()
        dialog.reject()

    QTimer.singleShot(0, look)
    opened.deeds.take_region(turns(opened)[0].box._replace(x=590, width=5, height=3))
    settle(qtbot, opened)
    assert turns(opened) == before


def test_the_keys_of_a_turn_take_the_one_in_which_the_cursor_stands(qtbot, opened, monkeypatch):
    view, bench = opened.transcript.view, opened.tools.bench
    shown = []
    monkeypatch.setattr(opened.transcript, "_show_menu", lambda unit, where: shown.append(unit))
    first, second = (view.script.part_of(turn, None) for turn in (0, 1))
    cursor = view.textCursor()
    cursor.setPosition(second.body.start + 3)
    view.setTextCursor(cursor)
    opened.actions_by_name["turn_menu"].trigger()
    bench.select(Selected(turn=0))  # in the table or on the picture, say
    opened.actions_by_name["turn_menu"].trigger()
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    opened.actions_by_name["turn_menu"].trigger()
    assert shown == [second.body.start, first.body.start, second.body.start]
