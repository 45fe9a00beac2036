"""Checking the store from inside: what is whole, changed, missing or added, in words."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from witnessmark.records import Message, message
from witnessmark.store import log
from witnessmark.store.chain import entry_hash, first_link


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check found: `findings` says in words what is wrong, and is empty where all is whole."""

    ok: bool
    findings: tuple[Message, ...]
    entries: int
    originals: int


def verify(connection: sqlite3.Connection) -> Verification:
    """Check everything that can be checked from inside the file."""
    findings = [*_structure(connection), *_chain(connection)]
    entries = connection.execute("SELECT count(*) FROM audit_entries").fetchone()[0]
    count = connection.execute("SELECT count(*) FROM originals").fetchone()[0]
    return Verification(not findings, tuple(findings), entries, count)


def _structure(connection: sqlite3.Connection) -> list[Message]:
    """SQLite's own checks of pages, indices and foreign keys."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    findings = [message("The file itself is damaged: {what}.", what=what) for what in found]
    for table, _row, parent, _key in connection.execute("PRAGMA foreign_key_check"):
        findings.append(
            message(
                "A row of {table} belongs to a row of {parent} that is missing.", table=table, parent=parent
            )
        )
    return findings


def _chain(connection: sqlite3.Connection) -> list[Message]:
    """Walk the audit log from the store's own facts to its head."""
    known = log.facts(connection)
    previous = first_link(known.get("store", ""), known.get("created", ""))
    findings: list[Message] = []
    for number, entry in enumerate(log.entries(connection), start=1):
        if entry.number != number or entry.previous != previous:
            findings.append(message("The audit log does not chain at entry {number}.", number=entry.number))
        elif entry.hash != entry_hash(entry):
            findings.append(message("Audit entry {number} was changed.", number=entry.number))
        previous = entry.hash
    return findings
