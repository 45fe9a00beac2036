"""Stores that a stranger made with care: they pass for whole, and may change nothing of what is not theirs."""

import secrets
import sqlite3
import uuid

import pytest

from evidence import log_case, picture_case
from keeping import add, note
from witnessmark.errors import StoreError
from witnessmark.records import Anchor, AuditEntry, Note
from witnessmark.store import cases, log
from witnessmark.store.chain import entry_hash, salted
from witnessmark.store.log import Change, append
from witnessmark.store.state import state
from witnessmark.store.store import Store


@pytest.fixture
def ours(tmp_path):
    with Store.open(tmp_path / "ours.witnessmark", examiner="Ada") as store:
        first = store.new_case("First", draft=False)
        add(store, first, picture_case())
        second = store.new_case("Second", draft=False)
        store.put_note(second.id, note(add(store, second, log_case()), "ours", "our words"))
        yield store


@pytest.fixture
def theirs(tmp_path):
    with Store.open(tmp_path / "theirs.witnessmark", examiner="Eve") as store:
        yield store


def untouched(store):
    return [store.case_by_number(number) for number in (1, 2)]


def test_a_note_of_another_case_is_not_overwritten(ours, theirs):
    before = untouched(ours)
    case = theirs.new_case("Eve's")
    item = add(theirs, case, log_case())
    theirs.put_note(case.id, Note("ours", "other words", Anchor(item.id), "Eve", "2026-01-01T00:00:00Z"))
    with theirs._writing() as db:  # a history that claims to know what stands here
        claimed = state(ours._connection, "note", "ours")
        append(db, "Eve", Change("note changed", case.id, case.number, "note ours", claimed))
        now = state(db, "note", "ours")
        append(db, "Eve", Change("note changed", case.id, case.number, "note ours", now))
    assert theirs.verify().ok
    with pytest.raises(StoreError, match="another case"):
        ours.merge(theirs.path)
    assert untouched(ours) == before
    assert ours.verify().findings == ()


def test_an_item_of_another_case_is_not_overwritten(ours, theirs):
    before = untouched(ours)
    stolen = ours.case_by_number(2).items[0].id
    case = theirs.new_case("Eve's")
    with theirs._writing() as db:
        item = add(theirs, case, log_case()).id
        db.execute("PRAGMA defer_foreign_keys = ON")
        for table in ("inspections", "turns"):
            db.execute(f"UPDATE {table} SET item_id = ? WHERE item_id = ?", (stolen, item))
        db.execute("UPDATE items SET id = ?, obtained_from = 'Eve' WHERE id = ?", (stolen, item))
        db.execute("DELETE FROM audit_values WHERE entry > 1")
        db.execute("DELETE FROM audit_entries WHERE number > 1")
        inspection = db.execute("SELECT id FROM inspections").fetchone()[0]
        claimed = (state(ours._connection, "item", stolen), state(db, "item", stolen))
        for value in claimed:
            append(db, "Eve", Change("item added", case.id, case.number, f"item {stolen}", value))
        found = state(db, "inspection", inspection)
        append(db, "Eve", Change("inspection added", case.id, case.number, f"inspection {inspection}", found))
    assert theirs.verify().findings == ()
    with pytest.raises(StoreError, match="another case"):
        ours.merge(theirs.path)
    assert untouched(ours) == before


def test_what_hangs_on_an_item_of_another_case_is_told(theirs):
    one, other = theirs.new_case("one"), theirs.new_case("other")
    item = add(theirs, one, log_case())
    theirs.put_note(one.id, note(item))
    with theirs._writing() as db:
        db.execute("UPDATE notes SET case_number = ?", (other.number,))
        append(db, "Eve", Change("note changed", one.id, one.number, "note n1", state(db, "note", "n1")))
    assert ["another case" in finding.text for finding in theirs.verify().findings] == [True]


@pytest.mark.parametrize("number", [2**63 - 1, 9_300_000_000_000, 1_000_000_000])
def test_a_number_without_measure_leaves_room_for_the_cases_to_come(ours, theirs, number):
    key = str(uuid.uuid4())
    with theirs._writing() as db:
        db.execute("INSERT INTO case_numbers VALUES (?, ?)", (number, key))
        db.execute(
            "INSERT INTO cases VALUES (?, ?, 'far', 'open', 0, '', '[]', '2026-01-01T00:00:00Z', '')",
            (number, key),
        )
        theirs._log("case created", number, "case", number)
    assert theirs.verify().findings == ()
    assert ours.merge(theirs.path).added == [3]
    add(ours, ours.new_case("next"), log_case())
    assert ours.case_by_number(4).title == "next"
    assert ours.verify().findings == ()


def put_value(store, case_id, value):
    """An entry as this program would chain it, for a value that it would never write."""
    with store._writing() as db:
        number, (last, previous) = cases.number_of(db, case_id), log.head(db)
        salt = secrets.token_hex(16)
        entry = AuditEntry(
            number=last + 1,
            at="2026-01-01T00:00:00Z",
            zone="+00:00",
            actor="Eve",
            action="x",
            case=case_id,
            subject=f"case {number}",
            digest=salted(salt, value),
            previous=previous,
            hash="",
        )
        log._insert(db, entry, entry_hash(entry))
        db.execute("INSERT INTO audit_values VALUES (?, ?, ?, ?)", (entry.number, number, salt, value))


_DEEP = "[" * 100_000 + "]" * 100_000


@pytest.mark.parametrize("value", ["5", "null", "[1]", "no JSON", '{"x":NaN}', '{"x":1e999}', _DEEP])
def test_values_that_no_program_writes_stop_no_merge(ours, tmp_path, value):
    case_id = ours.case_by_number(1).id
    part = ours.extract_store([case_id], tmp_path / "part.witnessmark")
    with Store.open(part, examiner="Eve") as theirs:
        put_value(theirs, case_id, value)
        theirs.rename(case_id, "theirs")
        assert theirs.verify().findings == ()
    assert ours.merge(part).changed == [1]
    assert ours.case_by_number(1).title == "theirs"
    assert ours.verify().findings == ()


@pytest.mark.parametrize("value", ["5", "no JSON", _DEEP])
def test_a_last_value_that_no_program_writes_is_told(ours, tmp_path, value):
    case_id = ours.case_by_number(1).id
    part = ours.extract_store([case_id], tmp_path / "part.witnessmark")
    with Store.open(part, examiner="Eve") as theirs:
        put_value(theirs, case_id, value)
        assert "without an entry" in theirs.verify().findings[0].text
    with pytest.raises(StoreError, match="not whole"):
        ours.merge(part)


def edit(path, *statements):
    plain = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        plain.execute(statement)
    plain.close()


_ENDLESS = (
    "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x AS id, '' AS name FROM c"
)


@pytest.mark.parametrize("table", ["cases", "_sqlite_migrations"])
@pytest.mark.parametrize("read_only", [True, False])
def test_a_view_in_the_place_of_a_table_is_not_even_read(theirs, table, read_only):
    theirs.close()
    edit(
        theirs.path,
        "PRAGMA legacy_alter_table = ON",
        f"ALTER TABLE {table} RENAME TO elsewhere",
        f"CREATE VIEW {table} AS {_ENDLESS}",
    )
    with pytest.raises(StoreError, match="not an evidence store"):
        Store.open(theirs.path, read_only=read_only)


@pytest.mark.parametrize("name", ["evil", "sqlite_evil"])
def test_no_trigger_hides_behind_a_name_or_a_table_of_its_own(theirs, name):
    theirs.close()
    edit(
        theirs.path,
        "CREATE TRIGGER hidden AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM notes; END",
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_schema SET name = '{name}', sql = replace(sql, 'hidden', '{name}') WHERE name = 'hidden'",
    )
    with pytest.raises(StoreError, match="trigger"):
        Store.open(theirs.path)
    with Store.open(theirs.path, read_only=True) as read:
        assert name in read.verify().findings[0].text


def test_a_copy_that_went_on_by_itself_is_told(ours, tmp_path):
    copy = ours.backup(tmp_path / "copy.witnessmark")
    assert ours.merge(copy).conflicts == []
    with Store.open(copy) as theirs:
        theirs.rename(theirs.case_by_number(1).id, "renamed there")
    merge = ours.merge(copy)
    assert merge.changed == [1]
    assert "went on by itself" in merge.conflicts[0].text
    assert ours.verify().findings == ()
