"""The analyst's notes and judgements: rows from records, and records from rows."""

from __future__ import annotations

import sqlite3
import uuid

from witnessmark.jsonform import from_plain
from witnessmark.records import Judged, Note
from witnessmark.store.items import next_id
from witnessmark.store.places import anchor_of

_JUDGED = ("item", "fingerprint", "turn", "region", "start", "judgement", "reason", "author", "at")


def write_note(connection: sqlite3.Connection, number: int, note: Note) -> None:
    """Insert a note, or put it in the place of the one with its id."""
    anchor = note.anchor
    connection.execute(
        """INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET item_id = excluded.item_id, turn = excluded.turn,
        starts_at = excluded.starts_at, ends_at = excluded.ends_at, quotation = excluded.quotation,
        before = excluded.before, after = excluded.after, text = excluded.text, author = excluded.author,
        created = excluded.created""",
        (
            next_id(connection, "notes", "row", number),
            note.id,
            number,
            anchor.item,
            anchor.turn,
            anchor.start,
            anchor.end,
            anchor.quotation,
            anchor.before,
            anchor.after,
            note.text,
            note.author,
            note.created,
        ),
    )


def notes_of(connection: sqlite3.Connection, number: int) -> tuple[Note, ...]:
    """The notes of a case in the order in which they were made."""
    rows = connection.execute(
        """SELECT id, text, author, created, x, y, width, height, item_id, turn, starts_at, ends_at,
        quotation, before, after FROM notes LEFT JOIN note_boxes ON note_id = id
        WHERE case_number = ? ORDER BY row""",
        (number,),
    )
    return tuple(
        Note(row[0], row[1], anchor_of(row[4:8], row[8:]), author=row[2], created=row[3]) for row in rows
    )


def judgement_id(connection: sqlite3.Connection, judged: Judged) -> str | None:
    """The id of the judgement that stands for the same match; None where there is none."""
    row = connection.execute(
        """SELECT id FROM judgements WHERE item_id = ? AND fingerprint = ? AND starts_at = ?
        AND turn IS ? AND region IS ?""",
        (judged.item, judged.fingerprint, judged.start, judged.turn, judged.region),
    ).fetchone()
    return str(row[0]) if row else None


def write_judgement(
    connection: sqlite3.Connection, number: int, judged: Judged, key: str | None = None
) -> str:
    """Insert a judgement, or put it in the place of the one on the same match; its id, new unless given."""
    key = judgement_id(connection, judged) or key or str(uuid.uuid4())
    connection.execute(
        """INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET judgement = excluded.judgement, reason = excluded.reason,
        author = excluded.author, at = excluded.at""",
        (
            key,
            number,
            judged.item,
            judged.fingerprint,
            judged.turn,
            judged.region,
            judged.start,
            judged.judgement,
            judged.reason,
            judged.author,
            judged.at,
        ),
    )
    return key


def judgements_of(connection: sqlite3.Connection, number: int) -> tuple[Judged, ...]:
    """The judgements of a case by item and place."""
    rows = connection.execute(
        """SELECT item_id, fingerprint, turn, region, starts_at, judgement, reason, author, at
        FROM judgements WHERE case_number = ? ORDER BY item_id, turn, region, starts_at, fingerprint""",
        (number,),
    )
    return tuple(from_plain(dict(zip(_JUDGED, row, strict=True)), Judged) for row in rows)
