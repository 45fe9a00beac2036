"""Files that are taken in together become one case or a case for each, as the person says."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog

from evidence import picture_case, screenshot
from keeping import opened_case
from witnessmark.settings import APART, TOGETHER
from witnessmark_gui.dialogs.several import SeveralDialog


@pytest.fixture
def files(tmp_path, monkeypatch):
    folder = tmp_path / "shots"
    folder.mkdir()
    made = [folder / f"shot_{number}.png" for number in range(3)]
    for file in made:
        file.write_bytes(screenshot(file.name))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(each) for each in made], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(folder))
    return made


def answer(button, always=False):
    """Press this button of the question that is about to open."""

    def press():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SeveralDialog)
        dialog.always.setChecked(always)
        getattr(dialog, button).click() if button else dialog.reject()

    QTimer.singleShot(0, press)


def cases(qtbot, window):
    qtbot.waitUntil(lambda: not window.tools.intake.busy)
    return [(row.title, row.items) for row in window.tools.bench.store.cases(sort="oldest")]


def test_each_becomes_a_case_of_its_own(qtbot, window, files):
    answer("apart")
    window.actions_by_name["open"].trigger()
    assert cases(qtbot, window) == [("shot 0", 1), ("shot 1", 1), ("shot 2", 1)]
    assert window.tools.bench.case.title == "shot 0"
    assert all(
        turn.repeats is None
        for case in window.tools.bench.store.cases()
        for turn in window.tools.bench.store.case(case.id).items[0].inspection.transcript.turns
    )


def test_a_folder_and_a_drop_are_asked_about_too_and_the_answer_is_remembered(qtbot, window, files):
    answer("together", always=True)
    window.actions_by_name["open_folder"].trigger()
    assert [count for _title, count in cases(qtbot, window)] == [3]
    assert window.tools.settings.text("several_files") == TOGETHER
    window.tools.settings.change("several_files", APART)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    window.deeds.take_mime(mime, "dropped on the window")
    assert [count for _title, count in cases(qtbot, window)] == [3, 1, 1, 1]


def test_who_thinks_better_of_it_takes_nothing_in(qtbot, window, files):
    answer("")
    window.actions_by_name["open"].trigger()
    assert cases(qtbot, window) == []


def test_nothing_is_asked_of_one_file_or_for_the_open_case(qtbot, window, files, monkeypatch):
    opened_case(window, picture_case())
    window.actions_by_name["add"].trigger()
    assert [count for _title, count in cases(qtbot, window)] == [4]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(files[0])], ""))
    window.actions_by_name["open"].trigger()
    assert [count for _title, count in cases(qtbot, window)] == [4, 1]


def test_without_a_store_each_is_a_case_in_memory(qtbot, window, files):
    window.tools.settings.change("several_files", APART)
    window.tools.bench._close_store()
    window.actions_by_name["open"].trigger()
    qtbot.waitUntil(lambda: not window.tools.intake.busy)
    scratch = window.tools.bench.scratch
    assert sorted(scratch.case(each).title for each in scratch.case_ids()) == ["shot 0", "shot 1", "shot 2"]
