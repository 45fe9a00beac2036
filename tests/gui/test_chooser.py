"""Questions for files open where a person expects it, and endings that were not typed are added."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QPushButton

from evidence import QUESTION, picture_case, screenshot
from keeping import opened_case
from witnessmark.paths import documents
from witnessmark.reading.engine import EngineStatus
from witnessmark_gui.chooser import Chooser
from witnessmark_gui.dialogs import frame
from witnessmark_gui.library.desk import LibraryDesk
from witnessmark_gui.library.dialog import LibraryDialog


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Where each question opened; every answer is a file of the same folder."""
    seen = []

    def answer(parent, title, where, *_):
        seen.append(where)
        return str(tmp_path / "answer"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *args: ([answer(*args)[0]], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: answer(*args)[0])
    return seen


def test_the_first_question_opens_in_the_documents_and_the_next_where_the_last_ended(window, asked, tmp_path):
    chooser = Chooser()
    assert chooser.target(window, "Export", "a.html", "") == tmp_path / "answer.html"
    assert chooser.sources(window, "Open", "") == [tmp_path / "answer"]
    assert chooser.source_folder(window, "Open") == tmp_path / "answer"
    assert asked == [str(documents() / "a.html"), str(tmp_path), str(tmp_path)]
    assert chooser.folder == tmp_path / "answer"


def test_where_there_is_no_folder_for_documents_the_first_question_opens_at_home(monkeypatch, tmp_path):
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "Documents")
    assert documents() == Path.home()
    (tmp_path / "Documents").mkdir()
    assert Chooser().folder == tmp_path / "Documents"


def test_the_questions_of_the_library_and_of_a_check_remember_the_folder_too(
    window, asked, tmp_path, monkeypatch
):
    tools = window.tools
    monkeypatch.setattr(tools.checks(window), "check", lambda file: None)
    dialog = LibraryDialog(window, LibraryDesk(tools, tools.intake.library))
    for name in ("import_file", "export_to"):
        monkeypatch.setattr(dialog, name, lambda file: None)
    tools.checks(window).ask_export()
    dialog.choose_import()
    dialog.choose_export()
    tools.checks(window).ask_export()
    assert asked == [str(documents()), str(tmp_path), str(tmp_path / "my-pack.yaml"), str(tmp_path)]
    assert tools.chooser.folder == tmp_path


@pytest.mark.parametrize("agreed", [True, False])
def test_an_added_ending_does_not_replace_a_file_unasked(window, asked, tmp_path, monkeypatch, agreed):
    (tmp_path / "answer.html").write_text("there")
    monkeypatch.setattr(frame, "ask", lambda *_: agreed)
    assert (Chooser().target(window, "Export", "a.html", "") is not None) is agreed


def test_a_pasted_picture_is_named_by_what_is_read_in_it(qtbot, window):
    mime = QMimeData()
    mime.setData("image/png", QByteArray(screenshot()))
    window.deeds.take_mime(mime, "pasted from the clipboard")
    qtbot.waitUntil(lambda: window.tools.bench.case is not None and not window.tools.intake.busy)
    assert window.tools.bench.case.title.startswith(QUESTION[:20])
    assert len(window.tools.bench.case.title) <= 60


def test_an_export_says_where_it_lies_and_shows_the_folder(qtbot, window, tmp_path, monkeypatch):
    opened_case(window, picture_case())
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) or True)
    out = tmp_path / "report.html"
    window.tools.exports(window).export("html", out)
    qtbot.waitUntil(lambda: str(out) in window.notice.words)
    next(each for each in window.notice.findChildren(QPushButton) if each.text() == "Show the folder").click()
    assert shown == [str(tmp_path)]


def test_a_picture_is_read_again_in_another_language(qtbot, window, reader):
    bench = window.tools.bench
    case_id = opened_case(window, picture_case())
    menu = window.deeds.read_menu().languages
    window.tools.intake.engines = ()
    menu.aboutToShow.emit()
    assert [each.isEnabled() for each in menu.actions()] == [False]
    window.tools.intake.engines = (EngineStatus("tesseract", "5", True, ("deu", "eng")),)
    menu.aboutToShow.emit()
    assert [each.text() for each in menu.actions()] == ["Deutsch (deu)", "English (eng)"]
    languages = []
    examine = reader.examine
    reader.examine = lambda acquired, options, stop: (
        languages.append(options.language) or examine(acquired, options, stop)
    )
    menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: not window.tools.intake.busy)
    assert languages == ["deu"]
    assert bench.store.case(case_id).items[0].inspections == 2
