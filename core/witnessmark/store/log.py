"""Writing the audit log: one entry a change, in the transaction that makes the change."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.clock import now, zone
from witnessmark.records import AuditEntry
from witnessmark.store.chain import NOTHING, canonical_text, entry_hash, first_link, salted

_COLUMNS = "number, at, zone, actor, action, case_id, subject, digest, previous, hash, why"


@dataclass(frozen=True, slots=True)
class Change:
    """What an entry says: the subject's new state as plain values, or None where it is gone."""

    action: str
    case_id: str | None
    number: int | None
    subject: str
    value: object | None
    why: str = ""


@dataclass(slots=True)
class Tip:
    """The newest entry and what was set last within one transaction, so that they need not be read again."""

    number: int
    hash: str
    changed: tuple[int | None, str] = (None, "")


def facts(connection: sqlite3.Connection) -> dict[str, str]:
    """The store's own facts: its id and when it was made."""
    return dict(connection.execute("SELECT name, value FROM store_facts"))


def head(connection: sqlite3.Connection) -> tuple[int, str]:
    """Number and hash of the newest entry, or 0 and the first link of an empty log."""
    row = connection.execute("SELECT number, hash FROM audit_entries ORDER BY number DESC LIMIT 1").fetchone()
    if row:
        return int(row[0]), str(row[1])
    known = facts(connection)
    return 0, first_link(known.get("store", ""), known.get("created", ""))


def append(connection: sqlite3.Connection, actor: str, change: Change, tip: Tip | None = None) -> int:
    """Add an entry to the chain; its number. The caller holds the write lock, so the head is the newest.

    A `tip` of the same transaction saves looking the head up, and is moved on.
    """
    tip = tip or Tip(*head(connection))
    number, previous = tip.number, tip.hash
    salt = secrets.token_hex(16)
    value = None if change.value is None else canonical_text(change.value)
    entry = AuditEntry(
        number=number + 1,
        at=now(),
        zone=zone(),
        actor=actor,
        action=change.action,
        case=change.case_id,
        subject=change.subject,
        digest=NOTHING if value is None else salted(salt, value),
        previous=previous,
        hash="",
        why=change.why,
    )
    tip.number, tip.hash = entry.number, entry_hash(entry)
    _insert(connection, entry, tip.hash)
    if value is not None:
        connection.execute(
            "INSERT INTO audit_values (entry, case_number, salt, value) VALUES (?, ?, ?, ?)",
            (entry.number, change.number, salt, value),
        )
    if tip.changed != (change.number, entry.at):
        tip.changed = (change.number, entry.at)
        connection.execute(
            "UPDATE cases SET changed = ?1 WHERE number = ?2 AND changed != ?1", (entry.at, change.number)
        )
    return entry.number


def newest_of(connection: sqlite3.Connection, case_id: str) -> int:
    """The number of the newest entry of a case; 0 where it has none."""
    row = connection.execute("SELECT max(number) FROM audit_entries WHERE case_id = ?", (case_id,)).fetchone()
    return int(row[0] or 0)


def newer_than(connection: sqlite3.Connection, case_id: str, number: int, subject: str | None) -> set[int]:
    """The entries of a case after a number; of one subject of it, or of all."""
    rows = connection.execute(
        """SELECT number FROM audit_entries
        WHERE case_id = ?1 AND number > ?2 AND (?3 IS NULL OR subject = ?3)""",
        (case_id, number, subject),
    )
    return {row[0] for row in rows}


def entries(
    connection: sqlite3.Connection, case_id: str | None = None, limit: int | None = None
) -> tuple[AuditEntry, ...]:
    """The log, oldest first; of one case, or the newest `limit` entries."""
    where, values = ("", ()) if case_id is None else ("WHERE case_id = ?", (case_id,))
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM audit_entries {where} ORDER BY number DESC LIMIT ?",
        (*values, -1 if limit is None else limit),
    )
    return tuple(AuditEntry(*row) for row in rows)[::-1]


def walk(connection: sqlite3.Connection) -> Iterator[AuditEntry]:
    """The log from its first entry on, one at a time."""
    for row in connection.execute(f"SELECT {_COLUMNS} FROM audit_entries ORDER BY number"):
        yield AuditEntry(*row)


def _insert(connection: sqlite3.Connection, entry: AuditEntry, hash_: str) -> None:
    connection.execute(
        """INSERT INTO audit_entries
        (number, at, zone, actor, action, case_id, subject, why, digest, previous, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            entry.number,
            entry.at,
            entry.zone,
            entry.actor,
            entry.action,
            entry.case,
            entry.subject,
            entry.why,
            entry.digest,
            entry.previous,
            hash_,
        ),
    )
