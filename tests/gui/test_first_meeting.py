"""What a person meets first: a window that fits the screen, menus by keyboard, and files that were spoilt."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QMenuBar

from evidence import picture_case
from keeping import opened_case
from witnessmark_gui.actions import ACTIONS
from witnessmark_gui.mnemonics import underlined


def config(tmp_path, name, words):
    folder = tmp_path / "data" / "config"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(words)


def test_the_window_is_no_larger_than_the_screen(window):
    room = QApplication.primaryScreen().availableGeometry().size()
    assert (
        room.width() < 1440
    )  # the offscreen platform has a small screen; without this the test shows nothing
    assert window.width() <= max(room.width(), window.minimumSizeHint().width())
    assert window.height() <= max(room.height(), window.minimumSizeHint().height())
    assert window.minimumSizeHint().boundedTo(QSize(1024, 700)) == window.minimumSizeHint()


def test_every_menu_opens_by_a_letter_of_its_own(window):
    bar = window.findChild(QMenuBar)
    letters = [re.search(r"&(\w)", action.text()) for action in bar.actions()]
    assert all(letters)
    assert len({found[1].casefold() for found in letters}) == len(letters) == 6


def test_letters_are_the_first_of_a_word_where_they_can_be():
    assert underlined(["Save", "Search all", "Settings", "…"]) == ["&Save", "Search &all", "S&ettings", "…"]
    assert underlined(["ab", "a", "b"]) == ["a&b", "&a", "b"]


def test_spoilt_settings_are_told_and_the_window_opens(make_window, tmp_path):
    config(tmp_path, "settings.json", "{ not json")
    window = make_window()
    assert "defaults are used" in window.notice.words
    assert window.notice.isVisible()


def test_a_spoilt_layout_is_passed_over(make_window, tmp_path):
    config(tmp_path, "window.ini", "[General]\ngeometry=hello\npanes=1\nright=x\n")
    assert make_window().isVisible()
    config(
        tmp_path,
        "window.ini",
        "[General]\ngeometry=@ByteArray(xx)\npanes=@ByteArray()\nright=@ByteArray(1)\n",
    )
    assert make_window().isVisible()


def test_a_key_that_the_file_gives_twice_stays_with_the_first(make_window, tmp_path):
    config(
        tmp_path,
        "shortcuts.json",
        json.dumps({"note": "Ctrl+O", "open": "Ctrl+M", "fit": "Ctrl+M", "no": "X"}),
    )
    actions = make_window().actions_by_name
    assert actions["note"].shortcuts() == [QKeySequence("Ctrl+O")]
    assert actions["open"].shortcuts() == [QKeySequence("Ctrl+M")]
    assert actions["fit"].shortcuts() == []


def test_preferences_hold_where_they_cannot_be_written(window, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("x")
    window.tools.settings._file = blocked / "settings.json"
    window.actions_by_name["theme_dark"].trigger()
    assert window.tools.theme.choice == "dark"
    window.actions_by_name["text_larger"].trigger()
    assert window.tools.settings.number("text_zoom") == 1


def test_the_panes_are_reached_by_keys_and_the_transcript_is_used_without_a_mouse(qtbot, window):
    bench = window.tools.bench
    opened_case(window, picture_case())
    qtbot.waitUntil(lambda: window.tools.tasks.running == 0)
    window.activateWindow()
    panes = {
        "go_cases": window.cases.view, "go_picture": window.picture.view, "go_findings": window.findings,
        "go_assessment": window.assessment, "go_transcript": window.transcript.view,
    }  # fmt: skip
    for name, pane in panes.items():
        window.actions_by_name[name].trigger()
        assert QApplication.focusWidget() is pane
    view = window.transcript.view
    cursor = view.textCursor()
    cursor.setPosition(view.script.parts[1].body.start)
    view.setTextCursor(cursor)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert bench.selected.turn == 1
    assert bench.selected.span is not None


def test_without_an_item_there_is_nothing_to_copy_or_to_note(window):
    pane, bench, evidence = window.transcript, window.tools.bench, picture_case()
    assert not pane.note.isEnabled()
    assert not pane.copy.isEnabled()
    opened_case(window, evidence)
    assert pane.note.isEnabled()
    assert pane.copy.isEnabled()
    bench.close_case()
    assert not pane.copy.isEnabled()


def test_the_first_keys_of_an_action_are_no_others_with_shift(window):
    """Where `+` is typed with Shift, Ctrl+Shift++ and Ctrl++ are one and the same press; menus show the first keys."""
    first = {spec.keys[0] for spec in ACTIONS if spec.keys}
    signs = [keys for keys in first if keys.endswith(("+", "-", "="))]
    assert len(signs) == 4
    assert not any("Shift" in keys for keys in signs)


def test_the_frame_of_the_tour_stays_under_its_card(window):
    opened_case(window, picture_case())
    window.show_tour()
    window.resize(window.width() + 40, window.height() + 40)  # the pane moves, and its frame with it
    QApplication.processEvents()
    above = window.children()
    assert above.index(window.tour) > max(
        index for index, each in enumerate(above) if type(each).__name__ == "_Outline"
    )


def test_short_words_leave_their_room_to_passages_and_fingerprints(window):
    window.resize(1440, 900)
    table = window.findings
    opened_case(window, picture_case())
    room, short = table.columnWidth(1), table.columnWidth(3)
    evidence = picture_case("other")
    matches = tuple(replace(match, layer="normalised") for match in evidence.inspection.matches)
    opened_case(window, replace(evidence, inspection=replace(evidence.inspection, matches=matches)))
    assert table.columnWidth(3) > short
    assert table.columnWidth(1) < room
