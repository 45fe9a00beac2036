"""Every single changed byte, in any column of any row of any table, is found."""

import hashlib
import random
import shutil
import sqlite3
from dataclasses import replace

import pytest

from evidence import log_case, picture_case
from keeping import add, boxed_note, judged, note, redacted_words, redaction
from witnessmark.records import LibraryStamp, PackStamp
from witnessmark.store.store import Store

# When a migration ran and where FTS5 keeps its own pages carry no evidence; the index is checked as a whole.
_LEFT_OUT = {"_sqlite_migrations"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "s.witnessmark"
    with Store.open(path, examiner="Ada") as store:
        case = store.new_case("Grok cites OpenAI policy")
        item = add(store, case, picture_case())
        store.put_note(case.id, note(item))
        store.judge(case.id, judged(item))
        store.set_tags(case.id, ("grok", "policy"))
        store.set_conclusion(case.id, "Nobody can tell.")
        store.add_inspection(item.id, picture_case().inspection, transcript_changed=True)
        store.put_note(case.id, boxed_note(item))
        store.put_redaction(case.id, redaction(item))
        store.put_redaction(case.id, redacted_words(item))
        store.set_one_speaker(case.id, (item.id, add(store, case, log_case()).id))
        other = store.new_case("Another")
        add(store, other, log_case("User: " + "long " * 300_000))
        gone = store.new_case("Removed")
        add(store, gone, picture_case("gone"))
        store.keep(gone.id)
        store.discard(gone.id, "a test")
        assert store.verify().findings == ()
    return path


def tables(path):
    with sqlite3.connect(path) as plain:
        found = plain.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
    plain.close()
    return [name for (name,) in found if name not in _LEFT_OUT]


def changed(value, generator):
    """`value` with one byte, or one step, of difference, never the same."""
    if value is None:
        return generator.choice(["x", 1])
    if isinstance(value, bool | int):
        return value + generator.choice([-1, 1])
    if isinstance(value, float):
        return value + generator.choice([-1.0, 1.0])
    data = bytearray(value.encode() if isinstance(value, str) else value)
    if not data:
        return "x" if isinstance(value, str) else b"x"
    place = generator.randrange(len(data))
    if isinstance(value, str):
        characters = list(value)
        place = generator.randrange(len(characters))
        characters[place] = "x" if characters[place] != "x" else "y"
        return "".join(characters)
    data[place] ^= 1 << generator.randrange(8)
    return bytes(data)


def damage(path, table, generator):
    """Change one value of one row; what was done, or None where nothing fitted."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        rows = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        if not rows:
            return None
        column, row = generator.choice(names), generator.randrange(rows)
        keys = [info[1] for info in connection.execute(f"PRAGMA table_info({table})") if info[5]] or ["rowid"]
        where = " AND ".join(f"{key} IS ?" for key in keys)
        found = connection.execute(
            f"SELECT {', '.join(keys)}, {column} FROM {table} LIMIT 1 OFFSET {row}"
        ).fetchone()
        new = changed(found[-1], generator)
        try:
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (new, *found[:-1]))
        except sqlite3.IntegrityError:
            return None
        return f"{table}.{column}: {str(found[-1])[:60]!r} -> {str(new)[:60]!r}"
    finally:
        connection.close()


@pytest.mark.parametrize("seed", range(3))
def test_any_single_change_in_any_table_is_found(whole, tmp_path, seed):
    generator = random.Random(seed)
    missed, tried = [], 0
    for table in tables(whole):
        if "_search" in table:
            continue
        for _ in range(4):
            path = tmp_path / "copy.witnessmark"
            shutil.copyfile(whole, path)
            done = damage(path, table, generator)
            if done is None:
                continue
            tried += 1
            with Store.open(path, read_only=True) as store:
                if store.verify().ok:
                    missed.append(done)
            path.unlink()
    assert missed == []
    assert tried > 40


def edited(whole, tmp_path, *statements):
    path = tmp_path / "copy.witnessmark"
    shutil.copyfile(whole, path)
    plain = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        plain.execute(statement)
    plain.close()
    return path


def findings(path):
    with Store.open(path, read_only=True) as store:
        return [found.text for found in store.verify().findings]


def test_a_subject_with_a_number_that_is_none_is_told(whole, tmp_path):
    path = edited(whole, tmp_path, "UPDATE audit_entries SET subject = 'case q' WHERE number = 1")
    assert "Audit entry 1 was changed." in findings(path)


def test_bytes_that_are_no_text_do_not_stop_the_check(whole, tmp_path):
    path = edited(
        whole,
        tmp_path,
        "UPDATE notes SET text = CAST(x'41ff42' AS TEXT) WHERE id = 'n1'",
        "UPDATE cases SET conclusion = CAST(x'ff' AS TEXT) WHERE number = 1",
        "UPDATE judgements SET reason = 'another'",
    )
    found = findings(path)
    assert not any("stopped" in text for text in found)
    assert sum("without an entry in the log" in text for text in found) == 3


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE cases SET tags = '[ ]' WHERE number = 2", "case 2 was changed"),
        ("UPDATE cases SET tags = replace(tags, ',', ', ')", "case 1 was changed"),
        ("UPDATE _sqlite_migrations SET migration_set = 'witnessmarc' WHERE id = 2", "record of migrations"),
        ("UPDATE _sqlite_migrations SET id = 9 WHERE id = 1", "record of migrations"),
        ("UPDATE _sqlite_migrations SET name = 'm001_first_table' WHERE id = 1", "record of migrations"),
        ("DELETE FROM _sqlite_migrations", "schema version"),
    ],
)
def test_a_change_that_reads_the_same_is_found(whole, tmp_path, statement, told):
    assert any(told in text for text in findings(edited(whole, tmp_path, statement)))


def test_an_original_without_a_byte_is_whole(tmp_path):
    with Store.open(tmp_path / "s.witnessmark") as store:
        add(store, store.new_case("empty"), log_case(""))
        assert store.verify().findings == ()


@pytest.fixture
def merged(tmp_path):
    """A store with the log of another: what was removed there before has no value here either."""
    with Store.open(tmp_path / "theirs.witnessmark") as theirs:
        case = theirs.new_case("theirs")
        item, gone = add(theirs, case, picture_case()), add(theirs, case, log_case())
        theirs.put_note(case.id, note(item))
        theirs.put_note(case.id, note(gone, "n9"))
        theirs.remove_item(gone.id, "a test")
    path = tmp_path / "ours.witnessmark"
    with Store.open(path) as ours:
        ours.new_case("ours")
        ours.merge(theirs.path)
    assert findings(path) == []
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM foreign_values WHERE entry = 1",
        "UPDATE foreign_values SET case_number = 1 WHERE entry = 1",
        "UPDATE foreign_values SET salt = 'x' WHERE entry = 1",
    ],
)
def test_a_missing_or_moved_value_of_another_log_is_found(merged, tmp_path, statement):
    assert "Entry 1 of the log of the store" in findings(edited(merged, tmp_path, statement))[0]


def test_values_that_went_with_a_case_of_another_log_are_not_missed(merged):
    with Store.open(merged) as store:
        store.keep(store.case_by_number(2).id)
        store.discard(store.case_by_number(2).id, "a test")
        assert store.verify().findings == ()


@pytest.fixture
def with_library(tmp_path):
    files = {hashlib.sha256(data).hexdigest(): data for data in (b"pack", b"rates")}
    pack, rates = files
    stamp = LibraryStamp("1", 1, (PackStamp("p", "1", pack),), rates)
    evidence = picture_case()
    evidence = replace(evidence, inspection=replace(evidence.inspection, library=stamp))
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as store:
        store.offer_library(files)
        add(store, store.new_case("T"), evidence)
        add(store, store.new_case("U"), evidence)
        actions = [entry.action for entry in store.audit()]
        assert actions.count("library files kept") == 1
        assert store.verify().findings == ()
        part = store.extract_store([store.cases()[0].id], tmp_path / "part.witnessmark")
    assert findings(part) == []
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM library_files WHERE data = x'7061636b'",
        "DELETE FROM library_files",
        f"INSERT INTO library_files VALUES ('{hashlib.sha256(b'x').hexdigest()}', x'78')",
    ],
)
def test_a_pack_that_is_missing_or_was_added_is_found(with_library, tmp_path, statement):
    found = findings(edited(with_library, tmp_path, statement))
    assert found == ["library files was changed without an entry in the log."]


def test_packs_that_an_earlier_version_kept_without_an_entry_are_whole(tmp_path):
    path = tmp_path / "earlier.witnessmark"
    with Store.open(path) as store, store._writing() as db:
        db.execute("INSERT INTO library_files VALUES (?, x'78')", (hashlib.sha256(b"x").hexdigest(),))
    assert findings(path) == []
