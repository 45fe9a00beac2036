"""Timestamps of the log's head by authorities outside: kept in the store, and held against it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.errors import StoreError, UsageError
from witnessmark.records import Message, message
from witnessmark.store import authority, log
from witnessmark.store.chain import entry_text, first_text

_COLUMNS = "entry, hash, at, authority, response"


@dataclass(frozen=True, slots=True)
class Timestamp:
    """That the log's entry of this number and hash was there at a time (UTC), and who says so.

    `response` is the authority's own answer (RFC 3161), which anybody can check.
    """

    entry: int
    hash: str
    at: str
    authority: str
    response: bytes


def head_text(connection: sqlite3.Connection) -> str:
    """The canonical JSON whose SHA-256 is the log's head."""
    newest = log.entries(connection, limit=1)
    if newest:
        return entry_text(newest[0])
    known = log.facts(connection)
    return first_text(known.get("store", ""), known.get("created", ""))


def keep(connection: sqlite3.Connection, response: bytes, roots: bytes) -> str:
    """Check a response and keep it; its id. Raises StoreError where it does not hold or is of another log."""
    stamp = authority.checked(response, roots)
    row = connection.execute("SELECT number FROM audit_entries WHERE hash = ?", (stamp.hash,)).fetchone()
    if row is None:
        raise StoreError(
            message(
                "The response is for the hash {hash}, which no entry of this store's log has. Nothing was kept; "
                "name the store that the request was made from.",
                hash=stamp.hash,
            )
        )
    key = hashlib.sha256(response).hexdigest()
    if connection.execute("SELECT 1 FROM timestamps WHERE id = ?", (key,)).fetchone():
        raise UsageError(message("This timestamp is in the store already."))
    connection.execute(
        "INSERT INTO timestamps VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, row[0], stamp.hash, stamp.at, stamp.authority, response, roots),
    )
    return key


def timestamps(connection: sqlite3.Connection) -> tuple[Timestamp, ...]:
    """All that were kept, by the entries that they speak of."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM timestamps ORDER BY entry, at, id")
    return tuple(Timestamp(*row) for row in rows)


def check(connection: sqlite3.Connection) -> Iterator[Message]:
    """Each timestamp against the log, its own hash and, where the library is there, its signature again."""
    rows = connection.execute(
        """SELECT id, entry, timestamps.hash, timestamps.at, authority, response, roots, audit_entries.hash
        FROM timestamps LEFT JOIN audit_entries ON number = entry"""
    )
    for key, entry, hash_, at, signer, response, roots, logged in rows:
        if logged != hash_:
            yield message("Entry {number} is not the one that was timestamped on {at}.", number=entry, at=at)
        if hashlib.sha256(response).hexdigest() != key or not _holds(response, roots, (hash_, at, signer)):
            yield message("The timestamp of entry {number} was changed.", number=entry)


def _holds(response: bytes, roots: bytes, told: tuple[str, str, str]) -> bool:
    if not authority.available():
        return True  # told as unchecked
    try:
        stamp = authority.checked(response, roots)
    except (StoreError, UsageError):
        return False
    return (stamp.hash, stamp.at, stamp.authority) == told


def unchecked(connection: sqlite3.Connection) -> Iterator[Message]:
    """Says so where signatures could not be checked."""
    count = connection.execute("SELECT count(*) FROM timestamps").fetchone()[0]
    if count and not authority.available():
        yield message(
            "The signatures of timestamps were not checked ({count}): the library rfc3161-client is not installed.",
            count=count,
        )


def told(connection: sqlite3.Connection) -> Iterator[Message]:
    """What the timestamps say of the store."""
    for each in timestamps(connection):
        yield message(
            "The log up to entry {number} was there on {at}, according to {authority}.",
            number=each.entry,
            at=each.at,
            authority=each.authority,
        )
