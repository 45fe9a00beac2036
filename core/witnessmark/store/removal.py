"""Removing content for good: cases and items, their values and salts, originals that nothing else uses."""

from __future__ import annotations

import sqlite3

from witnessmark.store.log import Change, append
from witnessmark.store.originals import drop_unused
from witnessmark.store.schema import SEARCHED
from witnessmark.store.state import keys_of_item

QUICK = 10_000  # audit entries up to which merging the search indices takes a moment


def remove_case(connection: sqlite3.Connection, actor: str, number: int, why: str) -> None:
    """Remove a case; its audit entries stay and still chain."""
    case_id, draft = connection.execute("SELECT id, draft FROM cases WHERE number = ?", (number,)).fetchone()
    connection.execute("DELETE FROM cases WHERE number = ?", (number,))
    drop_unused(connection)
    action = "draft discarded" if draft else "case removed"
    append(connection, actor, Change(action, case_id, number, f"case {number}", None, why))
    tidy_search(connection, at_once=not draft)


def remove_item(connection: sqlite3.Connection, actor: str, item_id: str, why: str) -> None:
    """Remove an item with all that hangs on it, each with an entry of its own."""
    number, case_id = connection.execute(
        "SELECT number, cases.id FROM items JOIN cases ON number = case_number WHERE items.id = ?", (item_id,)
    ).fetchone()
    subjects = keys_of_item(connection, item_id)
    for subject in (*subjects, *_removed_before(connection, number, item_id)):
        _forget(connection, number, case_id, subject)
    connection.execute("DELETE FROM items WHERE id = ?", (item_id,))
    drop_unused(connection)
    for subject in subjects:
        append(connection, actor, Change("removed", case_id, number, subject, None, why))
    tidy_search(connection)


def _removed_before(connection: sqlite3.Connection, number: int, item_id: str) -> list[str]:
    """What hung on an item and was removed before it, here or in stores that it came through."""
    rows = connection.execute(
        """SELECT subject FROM audit_values JOIN audit_entries ON number = entry
        WHERE case_number = ?1 AND json_valid(value) AND value ->> 'item_id' = ?2
        UNION SELECT subject FROM foreign_values JOIN foreign_entries AS theirs
        ON theirs.store = foreign_values.store AND number = entry
        WHERE case_number = ?1 AND json_valid(value) AND value ->> 'item_id' = ?2""",
        (number, item_id),
    )
    return [row[0] for row in rows]


def _forget(connection: sqlite3.Connection, number: int, case_id: str, subject: str) -> None:
    """Take away the values of a subject's entries, also of those that came from other stores."""
    connection.execute(
        """DELETE FROM audit_values WHERE case_number = ?1 AND entry IN
        (SELECT number FROM audit_entries WHERE case_id = ?2 AND subject = ?3)""",
        (number, case_id, subject),
    )
    connection.execute(
        """DELETE FROM foreign_values WHERE case_number = ?1 AND (store, entry) IN
        (SELECT store, number FROM foreign_entries WHERE case_id = ?2 AND subject = ?3)""",
        (number, case_id, subject),
    )


def tidy_search(connection: sqlite3.Connection, at_once: bool = True) -> None:
    """Merge the search indices, because a word that was removed stays in their pages until then.

    That takes seconds in a large store; unless it must be done at once, such a store waits for `compact`.
    """
    if not at_once and connection.execute("SELECT max(rowid) FROM audit_entries").fetchone()[0] > QUICK:
        return
    for table, _key, _columns in SEARCHED:
        connection.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('optimize')")
