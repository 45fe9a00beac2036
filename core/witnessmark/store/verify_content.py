"""Checking content: originals and bitmaps by their hashes, and every table that is made from a record."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator

import msgspec

from witnessmark.jsonform import from_json
from witnessmark.records import Inspection, Message, message
from witnessmark.store.items import finding_rows, turn_rows
from witnessmark.store.originals import PART

_NO_BYTES = hashlib.sha256(b"").hexdigest()


def content(connection: sqlite3.Connection) -> Iterator[Message]:
    """Everything whose hash the log holds, and everything that repeats it to be listed and searched."""
    yield from _originals(connection)
    yield from _pictures(connection)
    yield from _records(connection, "readings", "reading")
    yield from _records(connection, "inspections", "inspection")
    yield from _unused(connection)
    yield from _cases(connection)
    yield from _items(connection)
    yield from _library(connection)
    yield from _places(connection)


def _originals(connection: sqlite3.Connection) -> Iterator[Message]:
    for (sha256,) in connection.execute("SELECT sha256 FROM originals").fetchall():
        hasher, sizes = hashlib.sha256(), []
        parts = connection.execute(
            "SELECT part, data FROM original_parts WHERE sha256 = ? ORDER BY part", (sha256,)
        )
        in_order = True
        for place, (part, data) in enumerate(parts):
            in_order &= part == place
            hasher.update(data)
            sizes.append(len(data))
        if not sizes and sha256 != _NO_BYTES:
            yield message("The original {sha256} is missing.", sha256=sha256)
        elif hasher.hexdigest() != sha256 or not in_order or any(size != PART for size in sizes[:-1]):
            yield message("The original {sha256} was changed: its hash differs.", sha256=sha256)


def _pictures(connection: sqlite3.Connection) -> Iterator[Message]:
    for sha256, png_sha256, png in connection.execute("SELECT sha256, png_sha256, png FROM pictures"):
        if hashlib.sha256(png).hexdigest() != png_sha256:
            yield message("The bitmap of the original {sha256} was changed.", sha256=sha256)


def _records(connection: sqlite3.Connection, table: str, what: str) -> Iterator[Message]:
    for key, sha256, record in connection.execute(f"SELECT id, record_sha256, record FROM {table}"):
        if hashlib.sha256(record.encode()).hexdigest() != sha256:
            yield message("The record of the {what} {key} was changed.", what=what, key=key)


def _unused(connection: sqlite3.Connection) -> Iterator[Message]:
    """What no item leads to was added by something else."""
    for (sha256,) in connection.execute(
        "SELECT sha256 FROM originals WHERE sha256 NOT IN (SELECT sha256 FROM items)"
    ):
        yield message("The original {sha256} belongs to no item; it was added.", sha256=sha256)
    for (key,) in connection.execute(
        """SELECT id FROM readings
        WHERE id NOT IN (SELECT reading_id FROM inspections WHERE reading_id IS NOT NULL)"""
    ):
        yield message("The reading {key} belongs to no inspection; it was added.", key=key)


def _cases(connection: sqlite3.Connection) -> Iterator[Message]:
    """Tags as they are listed, and the time of the last change, against the cases and the log."""
    listed: dict[int, set[str]] = {}
    for tag, number in connection.execute("SELECT tag, case_number FROM case_tags"):
        listed.setdefault(number, set()).add(tag)
    rows = connection.execute(
        """SELECT number, tags, changed, (SELECT at FROM audit_entries WHERE case_id = cases.id
        ORDER BY audit_entries.number DESC LIMIT 1) FROM cases"""
    )
    for number, tags, changed, at in rows:
        if _set(tags) != listed.get(number, set()):
            yield message("The tags of case {number} are not the ones that are listed.", number=number)
        if changed != at:
            yield message("The time of the last change of case {number} was changed.", number=number)


def _set(tags: str) -> set[str] | None:
    try:
        return set(json.loads(tags))
    except (ValueError, TypeError, RecursionError):
        return None


def _items(connection: sqlite3.Connection) -> Iterator[Message]:
    """Turns and findings against the newest inspection of each item."""
    rows = connection.execute(
        """SELECT items.id, case_number, newest_inspection, first_turn, first_finding, record,
        (SELECT id FROM inspections AS other WHERE other.item_id = items.id ORDER BY sequence DESC LIMIT 1)
        FROM items LEFT JOIN inspections ON inspections.id = newest_inspection"""
    )
    for item_id, number, shown, first_turn, first_finding, record, newest in rows:
        if record is None or shown != newest:
            yield message("The item {key} does not show its newest inspection.", key=item_id)
            continue
        try:
            inspection = from_json(record, Inspection)
        except msgspec.MsgspecError:
            continue  # told already as a changed record
        shared = (number, item_id, shown)
        turns = _numbered(first_turn, shared, turn_rows(inspection.transcript))
        if turns != _there(connection, "turns", item_id):
            yield message("The turns listed for the item {key} are not those of its inspection.", key=item_id)
        findings = _numbered(first_finding, shared, finding_rows(inspection.matches))
        if findings != _there(connection, "findings", item_id):
            yield message(
                "The findings listed for the item {key} are not those of its inspection.", key=item_id
            )


def _numbered(
    first: int | None, shared: tuple[object, ...], rows: list[tuple[object, ...]]
) -> list[tuple[object, ...]]:
    return [((first or 0) + place, *shared, *row) for place, row in enumerate(rows)]


def _there(connection: sqlite3.Connection, table: str, item_id: str) -> list[tuple[object, ...]]:
    return connection.execute(f"SELECT * FROM {table} WHERE item_id = ? ORDER BY id", (item_id,)).fetchall()


def _library(connection: sqlite3.Connection) -> Iterator[Message]:
    for sha256, data in connection.execute("SELECT sha256, data FROM library_files"):
        if hashlib.sha256(data).hexdigest() != sha256:
            yield message("A fingerprint pack or table of rates was changed: {sha256}.", sha256=sha256)


def _places(connection: sqlite3.Connection) -> Iterator[Message]:
    """What an analyst put on an item is of the item's own case."""
    for table, kind, key in (
        ("notes", "note", "id"),
        ("judgements", "judgement", "id"),
        ("redactions", "redaction", "id"),
        ("one_speaker", "speaker", "item_id"),
    ):
        rows = connection.execute(
            f"""SELECT {table}.{key} FROM {table} JOIN items ON items.id = item_id
            WHERE items.case_number != {table}.case_number"""
        )
        for (found,) in rows:
            yield message("{subject} hangs on an item of another case.", subject=f"{kind} {found}")
