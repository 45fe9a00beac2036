"""Walks the main path through the window with real keys and takes a picture of each step.

`walk_window.py FOLDER [THEME] [WxH]`, on a display of its own:
`xvfb-run -a -s '-screen 0 1600x1000x24' .venv/bin/python packaging/walk_window.py FOLDER`.
Each step checks that it worked; the first that did not ends the walk with exit code 1.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from witnessmark.paths import Paths, paths
from witnessmark.settings import Settings
from witnessmark_gui.app import open_window
from witnessmark_gui.window import MainWindow
from witnessmark_resources import ROOT

PATIENCE = 120.0  # seconds until a step must have worked; the first picture loads the reader
_KEY, _CTRL, _SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class Walk:
    """The window, and where its pictures go."""

    application: QApplication
    where: Paths
    folder: Path
    size: tuple[int, int]
    window: MainWindow
    taken: int = 0

    def until(self, done: Callable[[], object], what: str) -> None:
        """Let the window work until something is so; raises TimeoutError."""
        ends = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > ends:
                raise TimeoutError(what)
            self.application.processEvents()
            time.sleep(0.01)

    def rest(self) -> None:
        """Let the window come to rest."""
        tools = self.window.tools
        for _ in range(20):
            self.application.processEvents()
            time.sleep(0.01)
        self.until(lambda: not tools.intake.busy and not tools.edits.busy and not tools.tasks.running, "rest")

    def picture(self, name: str, of: QWidget | None = None) -> None:
        """Take a picture of the window, or of a dialog."""
        self.taken += 1
        target = self.folder / f"{self.taken:02d}-{name}.png"
        (of or self.window).grab().save(str(target))
        print(target)

    def keys(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys where the focus is; without a window manager the window has to ask for it after a dialog."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.until(self.window.isActiveWindow, "the window is active")
        QTest.keyClick(self.application.focusWidget() or self.window, key, modifiers)

    def dialog(self, name: str, act: Callable[[QDialog], None]) -> None:
        """Do this in the dialog that the next keys open, after taking its picture."""

        def answer() -> None:
            found = self.application.activeModalWidget()
            if not isinstance(found, QDialog):
                QTimer.singleShot(50, answer)
                return
            self.application.processEvents()
            act(found)
            self.picture(name, found)
            if not isinstance(found, QFileDialog):
                default = next(each for each in found.findChildren(QPushButton) if each.isDefault())
                QTest.mouseClick(default, Qt.MouseButton.LeftButton)
            else:
                QTest.keyClick(found.findChild(QLineEdit, "fileNameEdit"), Qt.Key.Key_Return)

        QTimer.singleShot(50, answer)

    def restart(self) -> None:
        """Close the window and open it again on the same folder."""
        self.window.close()
        self.window = _opened(self.application, self.where, self.size)
        self.window.stores.come_back()
        self.rest()


def main() -> int:
    """Walk, and say how far it went."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    theme = sys.argv[2] if len(sys.argv) > 2 else "light"
    width, _, height = (sys.argv[3] if len(sys.argv) > 3 else "1440x900").partition("x")
    size = (int(width), int(height))
    with tempfile.TemporaryDirectory(prefix="witnessmark-walk-") as folder:
        where = paths(Path(folder))
        settings = Settings(where.settings)
        settings.change("theme", theme)
        settings.change("examiner", "A. Analyst")
        application = QApplication(sys.argv[:1])
        application.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        walk = Walk(application, where, out, size, _opened(application, where, size))
        for step in (
            _empty,
            _paste,
            _correct,
            _merge,
            _reject,
            _note,
            _redact,
            _undo,
            _save,
            _search,
            _export,
            _reopen,
        ):
            step(walk)
        walk.window.close()
    return 0


def _opened(application: QApplication, where: Paths, size: tuple[int, int]) -> MainWindow:
    window = open_window(application, where, where.store)
    window.resize(*size)
    window.activateWindow()
    return window


def _empty(walk: Walk) -> None:
    walk.rest()
    walk.picture("empty")


def _paste(walk: Walk) -> None:
    walk.application.clipboard().setImage(QImage(str(ROOT / "samples" / "grok-openai-policy.png")))
    walk.keys(_KEY.Key_V, _CTRL)
    walk.until(lambda: walk.window.tools.intake.busy, "reading begins")
    walk.application.processEvents()
    walk.picture("reading")
    walk.until(lambda: walk.window.tools.bench.item is not None, "a picture is read")
    walk.rest()
    walk.picture("read")


def _correct(walk: Walk) -> None:
    pane = walk.window.transcript
    unit = pane.view.toPlainText().index("engagement")
    pane.correct_at(unit)
    QTest.keyClicks(pane.field, "Engagement")
    walk.picture("correct")
    QTest.keyClick(pane.field, _KEY.Key_Return)
    walk.rest()
    _hold("Engagement" in pane.view.toPlainText(), "a word is corrected")


def _merge(walk: Walk) -> None:
    before = len(walk.window.tools.bench.inspection.transcript.turns)  # type: ignore[union-attr]
    pane = walk.window.transcript
    menu = pane.menu_at(pane.view.toPlainText().index("Uhhh"))
    assert menu is not None
    menu.popup(pane.view.mapToGlobal(QPoint(60, 60)))
    walk.application.processEvents()
    walk.picture("menu", menu)
    next(each for each in menu.actions() if each.text().startswith("Join")).trigger()
    menu.close()
    walk.rest()
    walk.picture("merged")
    after = walk.window.tools.bench.inspection.transcript.turns  # type: ignore[union-attr]
    _hold(len(after) == before - 1, "two turns are one")


def _reject(walk: Walk) -> None:
    walk.window.findings.setFocus()
    walk.window.findings.selectRow(1)
    walk.dialog("reject", lambda dialog: _type(dialog, "quoted by somebody else"))
    walk.keys(_KEY.Key_R)
    walk.rest()
    walk.picture("rejected")
    case = walk.window.tools.bench.case
    _hold(case is not None and case.judgements[0].judgement == "rejected", "a finding is rejected")


def _note(walk: Walk) -> None:
    _mark(walk, "red team")
    walk.dialog("note", lambda dialog: _type(dialog, "Ask the author which version this was."))
    walk.keys(_KEY.Key_M, _CTRL)
    walk.rest()
    case = walk.window.tools.bench.case
    _hold(case is not None and len(case.notes) == 1, "a note is kept")


def _redact(walk: Walk) -> None:
    _mark(walk, "malware")
    walk.dialog("redact", lambda dialog: _type(dialog, "not needed"))
    walk.keys(_KEY.Key_X, _CTRL | _SHIFT)
    walk.rest()
    _mark(walk, None)
    walk.picture("noted-and-redacted")
    case = walk.window.tools.bench.case
    _hold(case is not None and len(case.redactions) == 1, "words are redacted")


def _undo(walk: Walk) -> None:
    for _ in range(5):
        walk.keys(_KEY.Key_Z, _CTRL)
        walk.rest()
    walk.picture("undone")
    case = walk.window.tools.bench.case
    _hold(
        case is not None and not case.notes and not case.judgements and not case.redactions, "five steps back"
    )
    _hold("Engagement" not in walk.window.transcript.view.toPlainText(), "the word is as it was")
    for _ in range(4):
        walk.keys(_KEY.Key_Z, _CTRL | _SHIFT)
        walk.rest()
    walk.keys(_KEY.Key_Y, _CTRL)
    walk.rest()
    case = walk.window.tools.bench.case
    _hold(case is not None and len(case.notes) == len(case.redactions) == 1, "five steps forth")


def _save(walk: Walk) -> None:
    walk.keys(_KEY.Key_S, _CTRL)
    walk.rest()
    case = walk.window.tools.bench.case
    _hold(case is not None and not case.draft, "the case is kept")


def _search(walk: Walk) -> None:
    walk.keys(_KEY.Key_F, _CTRL)
    QTest.keyClicks(walk.window.toolbar.search, "protect your system")
    walk.until(lambda: walk.window.cases.cases.rowCount() == 1, "the case is found")
    walk.rest()
    walk.picture("found")
    walk.window.toolbar.search.clear()
    walk.rest()


def _export(walk: Walk) -> None:
    out = walk.folder / "report.html"
    walk.dialog("export", lambda dialog: _name(dialog, out))
    walk.keys(_KEY.Key_E, _CTRL)
    walk.until(out.exists, "the report is written")
    walk.rest()
    _hold("malware" not in out.read_text(encoding="utf-8"), "what is redacted is not in the report")


def _reopen(walk: Walk) -> None:
    walk.restart()
    walk.picture("opened-again")
    case = walk.window.tools.bench.case
    _hold(case is not None and len(case.redactions) == 1, "the case is there again")
    _hold("Engagement" in walk.window.transcript.view.toPlainText(), "and so is the correction")


def _mark(walk: Walk, words: str | None) -> None:
    view = walk.window.transcript.view
    cursor = view.textCursor()
    if words is None:
        cursor.clearSelection()
    else:
        start = view.toPlainText().index(words)
        cursor.setPosition(start)
        cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.setFocus()


def _type(dialog: QDialog, words: str) -> None:
    for field in (*dialog.findChildren(QLineEdit), *dialog.findChildren(QPlainTextEdit)):
        QTest.keyClicks(field, words)
        return


def _name(dialog: QDialog, out: Path) -> None:
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    field.setText(str(out.absolute()))


def _hold(so: bool, what: str) -> None:
    if not so:
        raise SystemExit(f"The walk ended where it should be so that {what}.")
    print(f"  {what}")


if __name__ == "__main__":
    sys.exit(main())
