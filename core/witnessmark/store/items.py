"""Items and their inspections: rows from records, and records from rows."""

from __future__ import annotations

import hashlib
import sqlite3
import uuid
from dataclasses import replace

import msgspec

from witnessmark.errors import StoreError
from witnessmark.jsonform import from_json, from_plain, to_json
from witnessmark.messages import message
from witnessmark.records import Acquisition, Inspection, Item, Match, Original, Reading, Transcript
from witnessmark.store.schema import PER_CASE

_ITEM = """SELECT id, position, how, acquired_at, acquired_zone, acquired_by, source_url, obtained_from,
    claimed_date, claimed_date_confirmed, newest_inspection FROM items"""


def insert_item(
    connection: sqlite3.Connection,
    number: int,
    original: Original,
    acquisition: Acquisition,
    item_id: str | None = None,
) -> tuple[str, int]:
    """A new item at the end of a case, without an inspection yet; its id, new unless given, and position."""
    item_id = item_id or str(uuid.uuid4())
    position = connection.execute(
        """INSERT INTO items (id, case_number, position, sha256, name, how, acquired_at, acquired_zone,
        acquired_by, source_url, obtained_from, claimed_date, claimed_date_confirmed)
        SELECT ?1, ?2, coalesce(max(position), -1) + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12
        FROM items WHERE case_number = ?2 RETURNING position""",
        (item_id, number, original.sha256, original.name, *_acquired(acquisition)),
    ).fetchone()[0]
    return item_id, int(position)


def write_acquisition(connection: sqlite3.Connection, item_id: str, acquisition: Acquisition) -> None:
    """How the item came to the analyst."""
    connection.execute(
        """UPDATE items SET how = ?, acquired_at = ?, acquired_zone = ?, acquired_by = ?, source_url = ?,
        obtained_from = ?, claimed_date = ?, claimed_date_confirmed = ? WHERE id = ?""",
        (*_acquired(acquisition), item_id),
    )


def _acquired(acquisition: Acquisition) -> tuple[object, ...]:
    return (
        acquisition.how,
        acquisition.at,
        acquisition.zone,
        acquisition.by,
        acquisition.source_url,
        acquisition.obtained_from,
        acquisition.claimed_date,
        int(acquisition.claimed_date_confirmed),
    )


def hide_inspection(connection: sqlite3.Connection, item_id: str) -> None:
    """Take the turns and findings of an item's newest inspection out of list and search; its record stays."""
    connection.execute("DELETE FROM turns WHERE item_id = ?", (item_id,))
    connection.execute("DELETE FROM findings WHERE item_id = ?", (item_id,))


def newest(connection: sqlite3.Connection, item_id: str) -> str | None:
    """The id of an item's newest inspection."""
    row = connection.execute("SELECT newest_inspection FROM items WHERE id = ?", (item_id,)).fetchone()
    return row[0] if row else None


def insert_inspection(
    connection: sqlite3.Connection,
    item_id: str,
    inspection: Inspection,
    transcript_changed: bool,
    inspection_id: str | None = None,
) -> str:
    """Add an inspection as the item's newest, with turns and findings to search; its id, new unless given."""
    number = connection.execute("SELECT case_number FROM items WHERE id = ?", (item_id,)).fetchone()[0]
    reading_id = _keep_reading(connection, item_id, inspection.reading)
    record = to_json(replace(inspection, reading=None))
    claim = inspection.transcript.claim
    inspection_id = inspection_id or str(uuid.uuid4())
    turns, findings = turn_rows(inspection.transcript), finding_rows(inspection.matches)
    first_turn = next_id(connection, "turns", "id", number, len(turns)) if turns else None
    first_finding = next_id(connection, "findings", "id", number, len(findings)) if findings else None
    connection.execute(
        """INSERT INTO inspections (id, item_id, sequence, at, reading_id, transcript_changed, outcome,
        headline, claim_product, claim_family, library_version, first_turn, first_finding, record_sha256,
        record)
        SELECT ?1, ?2, coalesce(max(sequence), -1) + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14
        FROM inspections WHERE item_id = ?2""",
        (
            inspection_id,
            item_id,
            inspection.at,
            reading_id,
            int(transcript_changed),
            inspection.assessment.outcome,
            inspection.assessment.headline.text,
            claim.product if claim else None,
            claim.family if claim else None,
            inspection.library.version,
            first_turn,
            first_finding,
            _sha256(record),
            record,
        ),
    )
    connection.execute("UPDATE items SET newest_inspection = ? WHERE id = ?", (inspection_id, item_id))
    shared = (number, item_id, inspection_id)
    _insert_rows(connection, "turns", first_turn, [(*shared, *row) for row in turns])
    _insert_rows(connection, "findings", first_finding, [(*shared, *row) for row in findings])
    return inspection_id


def _insert_rows(
    connection: sqlite3.Connection, table: str, first: int | None, rows: list[tuple[object, ...]]
) -> None:
    """Rows under consecutive ids from `first` on."""
    if first is not None:
        marks = ", ".join("?" * (len(rows[0]) + 1))
        connection.executemany(
            f"INSERT INTO {table} VALUES ({marks})", ((first + place, *row) for place, row in enumerate(rows))
        )


def turn_rows(transcript: Transcript) -> list[tuple[object, ...]]:
    """The columns of `turns` after the ids, in order."""
    return [(turn.index, turn.speaker, turn.role, turn.time, turn.text) for turn in transcript.turns]


def finding_rows(matches: tuple[Match, ...]) -> list[tuple[object, ...]]:
    """The columns of `findings` after the ids, in order."""
    return [
        (
            position,
            match.fingerprint,
            match.names,
            match.points_at,
            match.family,
            match.kind,
            match.tier,
            match.turn,
            match.region,
            match.start,
            match.end,
            match.text,
            float(match.score),
            match.layer,
            int(match.counts),
            match.weight,
            match.reason.text,
        )
        for position, match in enumerate(matches)
    ]


def next_id(connection: sqlite3.Connection, table: str, key: str, number: int, count: int = 1) -> int:
    """The first free id of a case in a table whose ids begin with the case's number."""
    low, high = number * PER_CASE, (number + 1) * PER_CASE
    newest = connection.execute(
        f"SELECT max({key}) FROM {table} WHERE {key} >= ? AND {key} < ?", (low, high)
    ).fetchone()[0]
    first = (low if newest is None else int(newest)) + 1
    if first + count > high:
        raise StoreError(
            message(
                "Case {number} would hold more than {per_case} {table}. Put further evidence into another "
                "case.",
                number=number,
                per_case=PER_CASE,
                table=table,
            )
        )
    return first


def _keep_reading(connection: sqlite3.Connection, item_id: str, reading: Reading | None) -> str | None:
    """Keep a reading once for an item, however many inspections rest on it; its id."""
    if reading is None:
        return None
    record = to_json(reading)
    sha256 = _sha256(record)
    known = connection.execute(
        "SELECT id FROM readings WHERE item_id = ? AND record_sha256 = ?", (item_id, sha256)
    ).fetchone()
    if known:
        return str(known[0])
    reading_id = str(uuid.uuid4())
    connection.execute(
        "INSERT INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            reading_id,
            item_id,
            reading.engine,
            reading.version,
            reading.language,
            len(reading.words),
            sha256,
            record,
        ),
    )
    return reading_id


def inspections(connection: sqlite3.Connection, item_id: str) -> tuple[Inspection, ...]:
    """All inspections of an item, oldest first."""
    rows = connection.execute(
        "SELECT id FROM inspections WHERE item_id = ? ORDER BY sequence", (item_id,)
    ).fetchall()
    return tuple(inspection(connection, row[0]) for row in rows)


def changed_by_hand(connection: sqlite3.Connection, item_id: str) -> tuple[bool, ...]:
    """Whether the analyst changed the transcript that each inspection of an item rests on, oldest first."""
    rows = connection.execute(
        "SELECT transcript_changed FROM inspections WHERE item_id = ? ORDER BY sequence", (item_id,)
    )
    return tuple(bool(row[0]) for row in rows)


def inspection(connection: sqlite3.Connection, inspection_id: str) -> Inspection:
    """One inspection with its reading; raises StoreError where its record is damaged."""
    row = connection.execute(
        """SELECT inspections.record, readings.record FROM inspections
        LEFT JOIN readings ON readings.id = reading_id WHERE inspections.id = ?""",
        (inspection_id,),
    ).fetchone()
    if row is None:
        raise StoreError(
            message(
                "The inspection {inspection_id} is missing. Run `witnessmark verify`.",
                inspection_id=inspection_id,
            )
        )
    try:
        found = from_json(row[0], Inspection)
        reading = from_json(row[1], Reading) if row[1] is not None else None
    except msgspec.MsgspecError as error:
        raise StoreError(
            message(
                "The inspection {inspection_id} cannot be read ({why}). Run `witnessmark verify` and go "
                "back to a backup.",
                inspection_id=inspection_id,
                why=error,
            )
        ) from error
    return replace(found, reading=reading)


def items_of(connection: sqlite3.Connection, number: int) -> tuple[Item, ...]:
    """The items of a case in order, each with its newest inspection."""
    rows = connection.execute(f"{_ITEM} WHERE case_number = ? ORDER BY position", (number,)).fetchall()
    return tuple(_item(connection, row) for row in rows)


def acquisition_of(connection: sqlite3.Connection, item_id: str) -> Acquisition:
    """How an item came to the analyst."""
    row = connection.execute(f"{_ITEM} WHERE id = ?", (item_id,)).fetchone()
    return _acquisition(row)


def _acquisition(row: tuple[object, ...]) -> Acquisition:
    names = ("how", "at", "zone", "by", "source_url", "obtained_from", "claimed_date")
    plain = dict(zip(names, row[2:9], strict=True)) | {"claimed_date_confirmed": bool(row[9])}
    return from_plain(plain, Acquisition)


def _item(connection: sqlite3.Connection, row: tuple[object, ...]) -> Item:
    changed = changed_by_hand(connection, str(row[0]))
    newest = inspection(connection, str(row[10]))
    return Item(
        id=str(row[0]),
        position=int(str(row[1])),
        acquisition=_acquisition(row),
        inspection=newest,
        inspections=len(changed),
        transcript_changed=changed[-1],
    )


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
