"""The commands that look after a store's file."""

import sqlite3

import pytest
from typer.testing import CliRunner

from evidence import picture_case
from keeping import add
from witnessmark.cli.app import app
from witnessmark.errors import StoreError, UsageError
from witnessmark.store.store import Store


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("WITNESSMARK_DATA_DIR", str(tmp_path / "data"))
    with Store.open(tmp_path / "data" / "evidence.witnessmark") as store:
        add(store, store.new_case("T", draft=False), picture_case())
    return tmp_path


def run(*arguments, code=0):
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.output


def test_backup_and_restore(data):
    out = run("backup").strip()
    assert out.startswith(str(data / "data" / "backups"))
    run("backup", "--out", data / "b.witnessmark")
    with Store.open(data / "data" / "evidence.witnessmark") as store:
        store.new_case("later")
    said = run("restore", data / "b.witnessmark")
    assert "is now" in said
    assert "later" not in run("cases")
    with pytest.raises(StoreError):
        run("restore", data / "missing")


def test_compact_says_how_much_it_gave_back(data):
    assert "bytes now" in run("compact")


def test_a_case_goes_to_a_colleague_and_back(data):
    part = data / "part.witnessmark"
    assert run("extract-store", "1", "--out", part).strip() == str(part)
    with Store.open(part) as theirs:
        theirs.rename(theirs.cases()[0].id, "their title")
    assert "changed: 1" in run("merge", part)
    assert "their title" in run("cases")
    with pytest.raises(UsageError):
        run("merge", data / "data" / "evidence.witnessmark")


def test_another_store_is_checked_by_its_file(data):
    other = data / "other.witnessmark"
    with Store.open(other) as opened:
        opened.new_case("other")
    assert "1 audit entry and 0 originals" in run("verify", other)
    with sqlite3.connect(other) as plain:
        plain.execute("UPDATE cases SET title = 'changed'")
    plain.close()
    assert "case 1 was changed" in run("verify", other, code=4)


def test_an_export_is_held_against_the_store(data):
    run("export", "1", "--format", "json", "--out", data / "e.json")
    told = run("verify", data / "e.json")
    assert "The export fits the store" in told
    assert "is what the store says" in told
    altered = (data / "e.json").read_text().replace("cannot fulfill", "can fulfill")
    (data / "altered.json").write_text(altered)
    told = run("verify", data / "altered.json", code=4)
    assert "The export differs from the store" in told
    assert "The export fits" not in told
    with Store.open(data / "other.witnessmark"):
        pass
    assert "not made from this store" in run(
        "verify", data / "e.json", "--store", data / "other.witnessmark", code=4
    )


def test_nothing_is_removed_where_nobody_agrees(data):
    run("delete", "1", "--why", "test", code=130)  # nobody is there to answer
    with Store.open(data / "data" / "evidence.witnessmark", read_only=True) as store:
        assert len(store.case_ids()) == 1
