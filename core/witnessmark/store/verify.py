"""Checking the store from inside: what is whole, changed, missing or added, in words."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.records import Message, message
from witnessmark.store import foreign, timestamps
from witnessmark.store.connection import expected_schema, schema_of
from witnessmark.store.schema import MAJOR, MINOR, SEARCHED, migrations
from witnessmark.store.verify_content import content
from witnessmark.store.verify_log import chain, subjects

SHOWN = 200  # findings that are told one by one; a store with more is told to be beyond counting
IN_MEMORY = 256 * 1024 * 1024  # bytes of a store that is copied into memory to be checked


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check found: `findings` says in words what is wrong, and is empty where all is whole.

    `unchecked` says what could not be looked at this time, `timestamps` what others say of the store.
    """

    ok: bool
    findings: tuple[Message, ...]
    entries: int
    originals: int
    unchecked: tuple[Message, ...] = ()
    timestamps: tuple[Message, ...] = ()


def limit() -> Message:
    """What no check from inside the file can show; it is said wherever a result or the head is shown."""
    return message(
        "Whoever can write to the file and owns this program could write the whole log anew so that it fits. Against "
        "that stand only the hash of its newest entry where somebody else holds it, in an export or a timestamp, "
        "and the last one that this machine saw."
    )


def verify(connection: sqlite3.Connection, writable: bool = True) -> Verification:
    """Check everything that can be checked from inside the file.

    The search indices can be compared with their texts only over a connection that may write; otherwise that
    is done on a copy in memory, where the store is not too large for one.
    """
    found = _verified(connection, writable)
    if found.entries or found.ok:
        return found
    # Bytes that are no text have stopped it; with marks in their place all the rest is checked.
    usual = connection.text_factory
    connection.text_factory = _with_marks
    try:
        with_marks = _verified(connection, writable)
        return found if with_marks.ok else with_marks
    finally:
        connection.text_factory = usual


def _with_marks(text: bytes) -> str:
    return text.decode(errors="backslashreplace")


def _verified(connection: sqlite3.Connection, writable: bool) -> Verification:
    findings: list[Message] = []
    unchecked: tuple[Message, ...] = ()
    told: tuple[Message, ...] = ()
    try:
        unchecked = tuple(_unchecked(connection, writable))
        told = tuple(timestamps.told(connection))
        for finding in _all(connection, writable):
            findings.append(finding)
            if len(findings) == SHOWN:
                findings.append(message("More is wrong than is worth listing; the check stopped here."))
                break
        entries = connection.execute("SELECT count(*) FROM audit_entries").fetchone()[0]
        count = connection.execute("SELECT count(*) FROM originals").fetchone()[0]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        findings.append(message("The file is damaged so far that checking stopped: {what}.", what=str(error)))
        entries = count = 0
    return Verification(not findings, tuple(findings), entries, count, unchecked, told)


def _all(connection: sqlite3.Connection, writable: bool) -> Iterator[Message]:
    yield from _structure(connection)
    yield from _schema(connection)
    if writable:
        yield from _search(connection)
    elif _size(connection) < IN_MEMORY:
        with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
            connection.backup(copy)
            yield from _search(copy)
    yield from chain(connection)
    yield from subjects(connection)
    yield from foreign.check(connection)
    yield from timestamps.check(connection)
    yield from content(connection)


def _size(connection: sqlite3.Connection) -> int:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    return int(pages) * int(connection.execute("PRAGMA page_size").fetchone()[0])


def _structure(connection: sqlite3.Connection) -> Iterator[Message]:
    """SQLite's own checks of pages, indices and foreign keys."""
    for row in connection.execute("PRAGMA integrity_check").fetchall():
        if row[0] != "ok":
            yield message("The file itself is damaged: {what}.", what=str(row[0]))
    for table, _row, parent, _key in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield message(
            "A row of {table} belongs to a row of {parent} that is missing.", table=table, parent=parent
        )


def _schema(connection: sqlite3.Connection) -> Iterator[Message]:
    """The structure of the file against the one that its migrations make."""
    rows = connection.execute("SELECT id, migration_set, name FROM _sqlite_migrations ORDER BY id").fetchall()
    names, newer = [row[2] for row in rows], _newer(connection)
    steps = [(n, migrations.name, step.name) for n, step in enumerate(migrations._migrations, start=1)]
    if rows != steps[: len(rows)] and not newer:
        yield message("The record of migrations is not the one that this version leaves.")
    if _version(connection) != MAJOR * 1000 + len(names) - 1:
        yield message("The schema version that the file names is not that of its migrations.")
    expected, found = expected_schema(len(names)), schema_of(connection)
    for kind, name in expected.keys() | found.keys():
        known, present = expected.get((kind, name)), found.get((kind, name))
        if known is None:
            if not newer:
                yield message(
                    "The {kind} {name} was added to the file by something else.", kind=kind, name=name
                )
        elif present is None:
            yield message("The {kind} {name} is missing from the file.", kind=kind, name=name)
        elif known != present:
            yield message("The {kind} {name} was changed.", kind=kind, name=name)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _newer(connection: sqlite3.Connection) -> bool:
    """Whether a program of a newer minor version made additions that this one does not know."""
    return _version(connection) > MAJOR * 1000 + MINOR


def _unchecked(connection: sqlite3.Connection, writable: bool) -> Iterator[Message]:
    """What could not be looked at this time, so that "whole" says no more than was checked."""
    if _newer(connection):
        yield message("A newer version of Witnessmark added to this store; its additions were not checked.")
    yield from timestamps.unchecked(connection)
    if not writable and _size(connection) >= IN_MEMORY:
        yield message(
            "The search indices were not compared with their texts, "
            "because that needs a store that is open for writing, or a smaller one."
        )


def _search(connection: sqlite3.Connection) -> Iterator[Message]:
    """Each search index against the texts that it was made from."""
    for table, _key, _columns in SEARCHED:
        index = f"{table}_search"
        try:
            connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            yield message(
                "The search index of {table} does not fit its texts; `witnessmark compact` makes it anew.",
                table=table,
            )
