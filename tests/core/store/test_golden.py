"""A store of each released schema is opened by the present program, and nothing in it is lost."""

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from evidence import log_case, picture_case
from keeping import add, boxed_note, redaction
from witnessmark.errors import StoreError
from witnessmark.store.connection import expected_schema, schema_of
from witnessmark.store.store import Store

GOLDEN = sorted((Path(__file__).parents[2] / "golden" / "stores").glob("*.witnessmark"))


def test_there_is_a_golden_store_of_the_present_schema():
    assert [path.stem for path in GOLDEN] == ["1.0", "1.1", "1.2"]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_an_old_store_opens_with_all_that_was_in_it(golden, tmp_path):
    path = tmp_path / golden.name
    shutil.copyfile(golden, path)
    with Store.open(path) as store:
        assert store.verify().findings == ()
        assert schema_of(store._connection) == expected_schema()
        case = store.case_by_number(1)
        assert (case.title, case.tags, case.conclusion) == (
            "Grok cites OpenAI policy",
            ("grok", "policy"),
            "Nobody can tell.",
        )
        assert case.notes[0].text == "Is this the policy's wording?"
        assert case.judgements[0].judgement == "accepted"
        assert case.items[0].inspection.transcript == picture_case().inspection.transcript
        original = case.items[0].inspection.original.sha256
        assert store.original(original)
        assert store.picture(original) is not None
        assert [row.number for row in store.cases()] == [2, 1]
        assert len(case.redactions) == (1 if golden.stem >= "1.1" else 0)


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_rows_can_be_put_into_an_old_store_and_found_and_removed(golden, tmp_path):
    path = tmp_path / golden.name
    shutil.copyfile(golden, path)
    with Store.open(path) as store:
        before = store.case_ids("hello")
        case = store.new_case("Hello there")
        assert case.number == 4
        add(store, case, log_case())
        assert set(store.case_ids("hello")) == {*before, case.id}
        store.discard(case.id)
        assert store.case_ids("hello") == before
        assert store.verify().findings == ()


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_reading_an_old_store_does_not_change_it(golden, tmp_path):
    path = tmp_path / golden.name
    shutil.copyfile(golden, path)
    with Store.open(path, read_only=True) as store:
        assert store.verify() == replace(store.verify(), ok=True, findings=(), unchecked=())
        assert store.case_by_number(1).title == "Grok cites OpenAI policy"
    assert path.read_bytes() == golden.read_bytes()


def test_what_schema_1_1_added_works_in_a_store_that_was_migrated(tmp_path):
    path = tmp_path / "old.witnessmark"
    shutil.copyfile(GOLDEN[0], path)
    with Store.open(path, examiner="Ada") as store:
        case = store.case_by_number(1)
        store.put_note(case.id, boxed_note(case.items[0]))
        store.put_redaction(case.id, redaction(case.items[0]))
        assert store.verify().findings == ()
        assert store.case_ids("clock") == (case.id,)
        store.remove_note("n2")
        assert store.case_ids("clock") == ()
        assert store.verify().findings == ()


def marked(path, version):
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE of_the_future (x)")
        plain.execute(f"PRAGMA user_version = {version}")
        plain.execute("INSERT INTO _sqlite_migrations VALUES (4, 'witnessmark', 'm004_future', '2030')")
    plain.close()


def test_a_newer_minor_version_is_used_and_its_additions_are_said_not_to_be_checked(tmp_path):
    path = tmp_path / "newer.witnessmark"
    shutil.copyfile(GOLDEN[-1], path)
    marked(path, 1003)
    with Store.open(path) as store:
        found = store.verify()
        assert found.findings == ()
        assert "additions were not checked" in found.unchecked[0].text
        store.new_case("Still works")


def test_a_newer_major_version_is_refused_and_not_touched(tmp_path):
    path = tmp_path / "newer.witnessmark"
    shutil.copyfile(GOLDEN[-1], path)
    marked(path, 2000)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer version"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_schema_version_that_does_not_fit_its_migrations_is_told(tmp_path):
    path = tmp_path / "odd.witnessmark"
    shutil.copyfile(GOLDEN[-1], path)
    with sqlite3.connect(path) as plain:
        plain.execute("PRAGMA user_version = 1000")
    plain.close()
    with Store.open(path, read_only=True) as store:
        assert not store.verify().ok
