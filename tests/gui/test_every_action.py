"""Every entry of every menu in every state of the window: it does something sensible or cannot be chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu

from evidence import log_case, picture_case, screenshot
from fakes import StuckReader
from keeping import opened_case
from witnessmark_gui import capture
from witnessmark_gui.actions import ACTIONS
from witnessmark_gui.dialogs import preview
from witnessmark_gui.selection import Selected

LEFT_OUT = {"quit"}  # it closes the window


@pytest.fixture(autouse=True)
def nothing_outside(monkeypatch):
    """No file is asked for, nothing is opened outside, and a dialog that opens is closed again."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda *_: True)
    monkeypatch.setattr(capture, "capture", lambda *_: None)
    monkeypatch.setattr(preview, "preview", lambda *_: None)
    timer = QTimer()
    timer.timeout.connect(close_what_is_open)
    timer.start(20)
    yield
    timer.stop()


def close_what_is_open():
    for widget in (QApplication.activeModalWidget(), QApplication.activePopupWidget()):
        if isinstance(widget, (QDialog, QMenu)):
            widget.close()


def no_case(window):
    pass


def picture(window):
    opened_case(window, picture_case())
    window.deeds.step_match(1)


def text_alone(window):
    opened_case(window, log_case())
    window.tools.bench.select(Selected(turn=0))


def being_read(window):
    picture(window)
    object.__setattr__(window.tools.toolbox._made, "reader", StuckReader())
    mime = QMimeData()
    mime.setData("image/png", screenshot("another"))
    window.deeds.take_mime(mime, "pasted")


def read_only(window):
    picture(window)
    window.tools.bench.store._connection.execute("PRAGMA query_only = ON")


def no_store(window):
    picture(window)
    window.tools.bench._close_store()


STATES = (no_case, picture, text_alone, being_read, read_only, no_store)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_every_action_does_something_sensible_in_every_state(qtbot, window, state):
    QGuiApplication.clipboard().setText("User: hello\nAssistant: As an AI language model, I cannot.")
    for spec in ACTIONS:
        if spec.name in LEFT_OUT:
            continue
        if window.tools.bench.case is None and state is not no_case and window.tools.bench.store is not None:
            state(window) if state is not being_read else picture(window)
        action = window.actions_by_name[spec.name]
        if action.isEnabled():
            action.trigger()
            if state is not being_read:
                qtbot.waitUntil(
                    lambda: not window.tools.intake.busy and window.tools.tasks.running == 0, timeout=20_000
                )
        else:
            assert spec.needs or spec.name in ("undo", "redo"), spec.name
    window.tools.intake.cancel()
    qtbot.waitUntil(lambda: not window.tools.intake.busy and window.tools.tasks.running == 0, timeout=20_000)
    window.tools.bench.scratch.__init__()
    window.tools.bench.pending.clear()


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("next_match", "No passage matches"),
        ("next_uncertain", "No word of this item"),
        ("reviewed", "Choose a turn first"),
        ("turn_menu", "Choose a turn first"),
    ],
)
def test_what_finds_nothing_to_do_says_so(window, action, words):
    opened_case(window, picture_case(answer="Nothing known is said here."))
    inspection = window.tools.bench.inspection
    assert inspection.matches == ()
    window.tools.settings.change("uncertain_below", 0.0)
    window.actions_by_name[action].trigger()
    assert words in window.status._saved.text()


def test_when_all_turns_are_reviewed_that_is_told(window):
    opened_case(window, picture_case())
    window.actions_by_name["next_unreviewed"].trigger()
    for _ in window.tools.bench.inspection.transcript.turns:
        window.actions_by_name["reviewed"].trigger()
    assert "Every turn of this item is reviewed" in window.status._saved.text()
