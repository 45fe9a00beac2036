"""The window checks the store off its thread, names what is wrong, and can accept a store put back."""

import shutil
import sqlite3

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel

from evidence import picture_case
from keeping import add
from witnessmark.export.write import write
from witnessmark.store.heads import LastHeads
from witnessmark.store.store import Store
from witnessmark_gui.check_desk import heading


@pytest.fixture
def kept(window):
    bench = window.tools.bench
    case = bench.store.new_case("a case")
    add(bench.store, case, picture_case())
    bench.open_case(case.id)
    return window


def checked(qtbot, window):
    desk = window.tools.checks(window)
    qtbot.waitUntil(
        lambda: desk._task is None, timeout=20_000
    )  # the check before has shown, but may not have ended
    desk.dialog = None
    window.actions_by_name["verify"].trigger()
    qtbot.waitUntil(lambda: desk.dialog is not None and desk.dialog.isVisible(), timeout=20_000)
    return desk.dialog


def rows(dialog):
    return [
        [dialog.table.item(row, column).text() for column in range(2)]
        for row in range(dialog.table.rowCount())
    ]


def test_a_whole_store_is_told_with_the_limits_of_the_check(qtbot, kept):
    dialog = checked(qtbot, kept)
    assert rows(dialog) == [["whole", "Nothing is changed, missing or added."]]
    words = " ".join(child.text() for child in dialog.findChildren(type(dialog.column.itemAt(0).widget())))
    assert "could write the whole log anew" in words
    assert dialog.accepting is None
    dialog.accept()


def test_what_was_changed_is_named(qtbot, kept):
    with sqlite3.connect(kept.tools.bench.store.path) as plain:
        plain.execute("UPDATE cases SET title = 'another'")
    plain.close()
    dialog = checked(qtbot, kept)
    assert ["wrong", "case 1 was changed without an entry in the log."] in rows(dialog)
    dialog.accept()


def test_a_store_put_back_is_told_until_it_is_accepted(qtbot, kept, tmp_path):
    bench, heads = kept.tools.bench, kept.tools.paths.heads
    old = tmp_path / "old"
    bench.store.backup(old)
    bench.store.new_case("later")
    bench.store.remember_head(LastHeads(heads))
    place = bench.place
    bench._close_store()
    for ending in ("-wal", "-shm"):
        place.path.with_name(place.path.name + ending).unlink(missing_ok=True)
    shutil.copyfile(old, place.path)
    bench.open_store(place)
    dialog = checked(qtbot, kept)
    assert "older state" in rows(dialog)[0][1]
    dialog.accepting.click()
    dialog = checked(qtbot, kept)
    assert rows(dialog)[0][0] == "whole"
    dialog.accept()


def test_the_status_line_shows_the_head_and_what_it_cannot_show(kept):
    assert kept.tools.bench.store.head()[:8] in kept.status.head_words()
    assert "could write the whole log anew" in kept.status._saved.toolTip()


def test_the_heading_says_no_more_than_was_checked():
    from witnessmark.records import message
    from witnessmark.store.verify import Verification
    from witnessmark_gui.check_desk import Checked

    fine = Verification(True, (), 3, 1)
    assert heading(Checked(fine, None, message("x"))).startswith("The chain of 3 entries holds")
    assert heading(Checked(fine, message("put back"), message("x"))) == "The store does not hold."


@pytest.mark.parametrize(("keep", "made"), [(0, 0), (2, 2)])
def test_as_many_daily_backups_are_kept_as_the_setting_says(kept, tmp_path, keep, made):
    from witnessmark_gui.jobs import care

    folder = tmp_path / "backups"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"2020010{day}T000000Z-0.backup.witnessmark").write_bytes(b"")
    assert list(care(kept.tools.bench.place, tmp_path / "heads.json", folder, keep)) == []
    assert len(list(folder.iterdir())) == (made or 3)


def test_a_store_that_may_only_be_read_is_shown_and_checked(qtbot, make_window, tmp_path):
    path = tmp_path / "theirs.witnessmark"
    with Store.open(path, examiner="Ada") as store:
        case = store.new_case("For the reviewer", draft=False)
        add(store, case, picture_case())
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TRIGGER strange AFTER INSERT ON notes BEGIN DELETE FROM notes; END")
    plain.close()
    before = path.read_bytes()
    window = make_window(path)
    assert "strange" in window.trouble.words
    window.stores.come_back()
    bench = window.tools.bench
    assert bench.case.title == "For the reviewer"
    assert window.status._saved_words().startswith("Read only")
    dialog = checked(qtbot, window)
    assert "The trigger strange was added" in rows(dialog)[0][1]
    dialog.accept()
    window.stores.use(path)
    assert "strange" in window.trouble.words
    assert path.read_bytes() == before


def held(qtbot, window, monkeypatch, file):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    desk = window.tools.checks(window)
    qtbot.waitUntil(lambda: desk._task is None, timeout=20_000)
    desk.dialog = None
    window.actions_by_name["verify_export"].trigger()
    qtbot.waitUntil(lambda: desk.dialog is not None or bool(window.trouble.words), timeout=20_000)
    return desk.dialog


def test_an_export_is_held_against_the_store(qtbot, kept, tmp_path, monkeypatch):
    store = kept.tools.bench.store
    file = write(store, store.case_by_number(1), "json", tmp_path / "e.json")
    dialog = held(qtbot, kept, monkeypatch, file)
    assert rows(dialog)[0][1].startswith("The export fits the store")
    dialog.accept()
    file.write_text(file.read_text().replace("cannot fulfill", "can fulfill"))
    dialog = held(qtbot, kept, monkeypatch, file)
    assert rows(dialog)[0][1].startswith("The export differs from the store: case.items[0].inspection")
    assert "does not fit" in " ".join(child.text() for child in dialog.findChildren(QLabel))
    dialog.accept()
    file.write_text("nonsense")
    assert held(qtbot, kept, monkeypatch, file) is None
    assert "no extract" in kept.trouble.words
