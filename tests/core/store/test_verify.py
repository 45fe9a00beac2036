"""Every single changed byte, in any column of any row of any table, is found."""

import random
import shutil
import sqlite3

import pytest

from evidence import log_case, picture_case
from keeping import add, boxed_note, judged, note, redacted_words, redaction
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
