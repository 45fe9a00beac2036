"""The logs of other stores, kept verbatim for the cases that came from them, and anchored in the own log."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from witnessmark.errors import StoreError
from witnessmark.records import AuditEntry, Message, message
from witnessmark.store import log
from witnessmark.store.chain import NOTHING, canonical_text, entry_hash, salted
from witnessmark.store.history import gone_from, state_of
from witnessmark.store.log import Change, append
from witnessmark.store.state import state

_ENTRY = "number, at, zone, actor, action, case_id, subject, why, digest, previous, hash"


def take_chain(source: sqlite3.Connection, target: sqlite3.Connection, case_id: str, number: int) -> None:
    """Copy the entries of a case, and the ones that came to `source` from elsewhere, as they are."""
    facts, (entries, head) = log.facts(source), log.head(source)
    own = log.facts(target)["store"]
    chains = [(facts["store"], facts["created"], entries, head)]
    chains += source.execute("SELECT store, created, entries, head FROM foreign_chains").fetchall()
    for chain in chains:
        if chain[0] == own:
            continue  # our own entries, come back
        target.execute(
            """INSERT INTO foreign_chains (store, created, entries, head) VALUES (?, ?, ?, ?)
            ON CONFLICT (store) DO UPDATE SET entries = excluded.entries, head = excluded.head
            WHERE excluded.entries > foreign_chains.entries""",
            chain,
        )
        _take_entries(source, target, chain[0], case_id, own=chain[0] == facts["store"])
        _take_values(source, target, (chain[0], case_id, number), own=chain[0] == facts["store"])


def _take_entries(
    source: sqlite3.Connection, target: sqlite3.Connection, store: str, case_id: str, own: bool
) -> None:
    table, where = ("audit_entries", "?1 = ?1") if own else ("foreign_entries", "store = ?1")
    rows = source.execute(
        f"SELECT ?1, {_ENTRY} FROM {table} WHERE {where} AND case_id = ?2 ORDER BY number", (store, case_id)
    ).fetchall()
    for row in rows:
        known = target.execute(
            "SELECT hash FROM foreign_entries WHERE store = ? AND number = ?", (store, row[1])
        ).fetchone()
        if known is None:
            target.execute(f"INSERT INTO foreign_entries VALUES ({', '.join('?' * 12)})", row)
        elif known[0] != row[11]:
            raise StoreError(
                message(
                    "The log of the other store was written anew since it was last taken over (entry "
                    "{row}). Nothing was taken over; ask where that store comes from.",
                    row=row[1],
                )
            )


def _take_values(
    source: sqlite3.Connection, target: sqlite3.Connection, key: tuple[str, str, int], own: bool
) -> None:
    store, case_id, number = key
    sql = (
        """SELECT ?1, entry, ?3, salt, value, subject FROM audit_values JOIN audit_entries ON number = entry
        WHERE case_id = ?2"""
        if own
        else """SELECT ?1, entry, ?3, salt, value, subject FROM foreign_values JOIN foreign_entries AS theirs
        ON theirs.store = foreign_values.store AND number = entry WHERE theirs.store = ?1 AND case_id = ?2"""
    )
    rows = source.execute(sql, (store, case_id, number)).fetchall()
    gone = gone_from(target, case_id)
    kept = [row[:5] for row in rows if not gone or not _was_removed(gone, row[5], row[4])]
    target.executemany("INSERT OR IGNORE INTO foreign_values VALUES (?, ?, ?, ?, ?)", kept)


def _was_removed(gone: set[str], subject: str, value: str) -> bool:
    """Whether a subject, or the item that it hung on, was removed here: its values do not come back then."""
    item = (state_of(value) or {}).get("item_id")
    return subject in gone or f"item {item}" in gone


def anchor(connection: sqlite3.Connection, actor: str) -> None:
    """Put the heads of all foreign logs that are new or longer into the own log, one entry each."""
    for (store,) in connection.execute("SELECT store FROM foreign_chains ORDER BY store").fetchall():
        found = state(connection, "chain", store)
        if canonical_text(found) != _anchored(connection, store):
            append(
                connection,
                actor,
                Change("log of another store taken over", None, None, f"chain {store}", found),
            )


def _anchored(connection: sqlite3.Connection, store: str) -> str | None:
    row = connection.execute(
        """SELECT value FROM audit_entries JOIN audit_values ON entry = number WHERE subject = ?
        ORDER BY number DESC LIMIT 1""",
        (f"chain {store}",),
    ).fetchone()
    return row[0] if row else None


def check(connection: sqlite3.Connection) -> Iterator[Message]:
    """Every foreign entry against its own hash, its neighbours, its value, and the head of its log."""
    rows = connection.execute(
        f"""SELECT theirs.store, {_ENTRY}, salt, value, (SELECT id FROM cases WHERE number = case_number)
        FROM (SELECT store, {_ENTRY} FROM foreign_entries) AS theirs
        LEFT JOIN foreign_values ON foreign_values.store = theirs.store AND entry = number
        ORDER BY theirs.store, number"""
    )
    may_lack = _without_value(connection)
    before: tuple[str, int, str] | None = None
    for store, *fields, salt, value, owner in rows:
        number, at, zone, actor, action, case_id, subject, why, digest, previous, hash_ = fields
        entry = AuditEntry(number, at, zone, actor, action, case_id, subject, digest, previous, hash_, why)
        follows = before is None or before[:2] != (store, number - 1) or before[2] == previous
        if value is None:
            fits = digest == NOTHING or may_lack(case_id, subject)
        else:
            fits = digest != NOTHING and salted(salt, value) == digest and owner == case_id
        if entry_hash(entry) != hash_ or not follows or not fits:
            yield message(
                "Entry {number} of the log of the store {store} was changed.", number=number, store=store
            )
        before = (store, number, hash_)


def _without_value(connection: sqlite3.Connection) -> Callable[[str | None, str | None], bool]:
    """Whether the values of a case's subject may be gone: a log says that it was removed, or the case is gone."""
    here = {row[0] for row in connection.execute("SELECT id FROM cases")}
    rows = connection.execute(
        """SELECT case_id, subject FROM audit_entries WHERE digest = ?1
        UNION SELECT case_id, subject FROM foreign_entries WHERE digest = ?1""",
        (NOTHING,),
    )
    removed = set(rows)
    return lambda case_id, subject: case_id not in here or (case_id, subject) in removed
