"""Checking the audit log: the chain, the values kept for its entries, and what the entries say is there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.records import Message, message
from witnessmark.store import log
from witnessmark.store.chain import NOTHING, canonical_text, entry_hash, first_link, salted
from witnessmark.store.state import KINDS, as_of, keys, state


@dataclass(slots=True)
class _Subject:
    """What the log says last about a subject: entry and digest, which is NOTHING where it is gone."""

    number: int
    digest: str
    case_id: str | None


def chain(connection: sqlite3.Connection) -> Iterator[Message]:
    """Walk the log from the store's own facts to its head."""
    known = log.facts(connection)
    previous = first_link(known.get("store", ""), known.get("created", ""))
    if set(known) != {"store", "created"}:
        yield message("The store's own facts were changed.")
    for number, entry in enumerate(log.walk(connection), start=1):
        if entry.number != number:
            yield message("Audit entry {number} is missing, or entries were put in.", number=number)
            return
        if entry.hash != entry_hash(entry):
            yield message("Audit entry {number} was changed.", number=number)
        if entry.previous != previous:
            yield message("Audit entry {number} does not follow from the one before it.", number=number)
        previous = entry.hash


def subjects(connection: sqlite3.Connection) -> Iterator[Message]:
    """Compare what the log says is there with what is there."""
    last, gone = _last(connection)
    yield from _values(connection, last, gone)
    yield from _numbers(connection)
    there: set[str] = set()
    for kind in KINDS:
        there |= keys(connection, kind)
    for subject in sorted(there - last.keys()):
        yield message("{subject} was added without an entry in the log.", subject=subject)
    for subject, said in last.items():
        removed = said.digest == NOTHING or said.case_id in gone
        if removed and subject in there:
            yield message("{subject} is there although the log says it was removed.", subject=subject)
        elif not removed and subject not in there:
            yield message("{subject} is missing.", subject=subject)
        elif not removed and not _as_logged(connection, subject, said.number):
            yield message("{subject} was changed without an entry in the log.", subject=subject)


def _last(connection: sqlite3.Connection) -> tuple[dict[str, _Subject], set[str]]:
    """The last word of the log on each subject, and the cases that were removed."""
    last: dict[str, _Subject] = {}
    gone: set[str] = set()
    rows = connection.execute("SELECT number, case_id, subject, digest FROM audit_entries ORDER BY number")
    for number, case_id, subject, digest in rows:
        if subject is None:
            continue
        last[subject] = _Subject(number, digest, case_id)
        if digest == NOTHING and subject.startswith("case "):
            gone.add(case_id)
    return last, gone


def _values(connection: sqlite3.Connection, last: dict[str, _Subject], gone: set[str]) -> Iterator[Message]:
    """Each entry's value against its digest; only what was removed may have lost its value."""
    rows = connection.execute(
        """SELECT audit_entries.number, case_id, subject, digest, salt, value, cases.id FROM audit_entries
        LEFT JOIN audit_values ON entry = audit_entries.number
        LEFT JOIN cases ON cases.number = case_number"""
    )
    for number, case_id, subject, digest, salt, value, owner in rows:
        if value is None:
            removed = subject is None or last[subject].digest == NOTHING or case_id in gone
            if digest != NOTHING and not removed:
                yield message("The value that audit entry {number} speaks of is missing.", number=number)
        elif digest != salted(salt, value) or owner != case_id:
            yield message("The value that audit entry {number} speaks of was changed.", number=number)


def _numbers(connection: sqlite3.Connection) -> Iterator[Message]:
    """The numbers that were given to cases against the entries that gave them."""
    given = dict(connection.execute("SELECT 'case ' || number, case_id FROM case_numbers").fetchall())
    rows = connection.execute(
        "SELECT subject, case_id FROM audit_entries WHERE subject LIKE 'case %' GROUP BY subject"
    )
    logged = dict(rows.fetchall())
    for subject in sorted(given.keys() | logged.keys()):
        if given.get(subject) != logged.get(subject):
            number = subject.removeprefix("case ")
            yield message("The number {number} was not given to a case as the log says.", number=number)


def _as_logged(connection: sqlite3.Connection, subject: str, number: int) -> bool:
    kind, _, key = subject.partition(" ")
    row = connection.execute("SELECT value FROM audit_values WHERE entry = ?", (number,)).fetchone()
    if row is None:
        return True  # told already as a missing value
    present = state(connection, kind, int(key) if kind == "case" else key)
    try:
        logged = json.loads(row[0])
        return canonical_text(as_of(kind, present, logged)) == canonical_text(logged)
    except (ValueError, RecursionError):  # it was not this program that wrote such a value
        return False


def entry_is(connection: sqlite3.Connection, number: int, hash_: str) -> bool:
    """Whether the log holds an entry of this number and hash; number 0 is the store itself."""
    if number == 0:
        known = log.facts(connection)
        return first_link(known.get("store", ""), known.get("created", "")) == hash_
    row = connection.execute("SELECT hash FROM audit_entries WHERE number = ?", (number,)).fetchone()
    return row is not None and row[0] == hash_
