import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time

import pytest

from evidence import picture_case
from witnessmark.errors import StoreError
from witnessmark.store import connection
from witnessmark.store.store import Store


def test_a_store_is_made_with_its_folder(tmp_path):
    path = tmp_path / "new" / "folder" / "s.witnessmark"
    with Store.open(path) as store:
        assert store.count() == 0
    assert [file.name for file in path.parent.iterdir()] == ["s.witnessmark"]


def test_the_file_has_the_pragmas_that_keep_evidence(tmp_path):
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as store:
        pragmas = {
            name: store._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "application_id")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "application_id": 0x57697431,
    }
    with sqlite3.connect(path) as plain:
        tables = plain.execute("SELECT name, strict FROM pragma_table_list WHERE type = 'table'").fetchall()
        loose = {name for name, strict in tables if not strict}
    assert loose <= {"_sqlite_migrations", "sqlite_schema", "sqlite_temp_schema", "sqlite_sequence"}


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + b"\x00" * 200])
def test_another_file_is_refused_and_not_touched(tmp_path, content):
    path = tmp_path / "s.witnessmark"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"no evidence store|not an evidence store"):
        Store.open(path)
    assert path.read_bytes() == content


def test_a_newer_major_version_is_refused_and_not_touched(tmp_path):
    path = tmp_path / "s.witnessmark"
    Store.open(path).close()
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA user_version = 2000")
    plain.close()
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(StoreError, match="newer version"):
            Store.open(path, read_only=read_only)
    assert path.read_bytes() == before


def test_a_newer_minor_version_is_opened(tmp_path):
    path = tmp_path / "s.witnessmark"
    Store.open(path).close()
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA user_version = 1999")
    plain.close()
    with Store.open(path) as store:
        assert store.new_case("T").number == 1


def test_a_strangers_trigger_is_refused_for_writing(tmp_path):
    path = tmp_path / "s.witnessmark"
    Store.open(path).close()
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TRIGGER evil AFTER INSERT ON cases BEGIN DELETE FROM cases; END")
    plain.close()
    with pytest.raises(StoreError, match="evil"):
        Store.open(path)
    Store.open(path, read_only=True).close()


def test_reading_only_changes_nothing_and_says_so(tmp_path):
    path = tmp_path / "s.witnessmark"
    with pytest.raises(StoreError, match="no evidence store"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        case = store.new_case("T")
    with Store.open(path, read_only=True) as store:
        assert store.case(case.id) == case
        with pytest.raises(StoreError, match="reading only"):
            store.rename(case.id, "U")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(tmp_path):
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    with pytest.raises(StoreError, match="may be written"):
        Store.open(folder / "s.witnessmark")


def test_a_path_below_a_file_is_named_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="name another store"):
        Store.open(tmp_path / "file" / "s.witnessmark")


def test_a_locked_store_is_told_and_nothing_is_half_done(tmp_path, monkeypatch):
    monkeypatch.setattr("witnessmark.store.connection.BUSY_MILLISECONDS", 50)
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as first, Store.open(path) as second, first.batch():
        first.new_case("first")
        with pytest.raises(StoreError, match="another window or program"):
            second.new_case("second")
        assert second.count() == 0
    with Store.open(path) as store:
        assert [row.title for row in store.cases()] == ["first"]


def test_two_writers_take_turns_and_lose_nothing(tmp_path):
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as first, Store.open(path) as second:
        for round_ in range(5):
            first.new_case(f"a{round_}")
            second.new_case(f"b{round_}")
        assert first.count() == second.count() == 10
        assert first.verify().ok


WRITER = """
import sys
sys.path[:0] = sys.argv[2].split("|")
from pathlib import Path
from evidence import picture_case
from witnessmark.store.store import Store
with Store.open(Path(sys.argv[1])) as store:
    print("open", flush=True)
    round_ = 0
    while True:
        round_ += 1
        evidence = picture_case(str(round_ % 7))
        with store.batch():
            case = store.new_case(f"case {round_}", draft=False)
            store.add_item(
                case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture
            )
        print("saved", case.number, flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.011, 0.037, 0.09])
def test_a_store_whose_writer_was_killed_opens_with_each_case_whole_or_absent(tmp_path, delay):
    path = tmp_path / "s.witnessmark"
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path), "|".join(sys.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        told = [int(line.split()[1]) for line in process.stdout.read().splitlines() if line.count(" ") == 1]
    with Store.open(path) as store:
        kept = [row.number for row in store.cases(sort="oldest")]
        assert kept == list(range(1, len(kept) + 1))
        assert set(told) <= set(kept)
        for number in kept:
            assert len(store.case_by_number(number).items) == 1
        assert store.verify().ok
        case = store.new_case("after")
        evidence = picture_case("after")
        store.add_item(case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture)


def test_a_pipe_is_no_store_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StoreError, match="not an evidence store"):
        Store.open(tmp_path / "pipe")


def test_characters_that_are_none_are_told_and_nothing_is_kept(tmp_path):
    with Store.open(tmp_path / "s.witnessmark") as store:
        case = store.new_case("T")
        with pytest.raises(StoreError, match=r"udcff"):
            store.rename(case.id, "bad \udcff")
        with pytest.raises(StoreError, match=r"udcff"):
            store.cases("tag:\udcff")
        assert store.case(case.id).title == "T"


def test_what_may_not_be_written_is_opened_for_reading_and_says_why(tmp_path, monkeypatch):
    path = tmp_path / "s.witnessmark"
    with Store.open_as_may_be(path) as store:
        assert (store.read_only, store.refused) == (False, None)
        store.new_case("kept")

    def refuse(_connection):
        error = sqlite3.OperationalError("attempt to write a readonly database")
        error.sqlite_errorcode = sqlite3.SQLITE_READONLY
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(connection, "_migrate", refuse)
        with Store.open_as_may_be(path) as store:
            assert store.cases()[0].title == "kept"
            assert "open for reading only" in store.refused.message
            with pytest.raises(StoreError, match="reading only"):
                store.new_case("not kept")
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TRIGGER evil AFTER INSERT ON notes BEGIN DELETE FROM notes; END")
    plain.close()
    with Store.open_as_may_be(path) as store:
        assert "evil" in store.refused.message
    with pytest.raises(StoreError):
        Store.open_as_may_be(tmp_path)
