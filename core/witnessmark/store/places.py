"""Redactions, places of notes on a picture, and items of one speaker: rows from records, and back."""

from __future__ import annotations

import sqlite3
from typing import Any

from witnessmark.geometry import Box
from witnessmark.records import Anchor, OneSpeaker, Redaction
from witnessmark.store.items import next_id

Columns = tuple[Any, ...]


def anchor_of(box: Columns, place: Columns) -> Anchor:
    """An anchor from the four columns of its box, which may be empty, and those of item, turn and span."""
    item, turn, start, end, quotation, before, after = place
    at = None if box[0] is None else Box(*box)
    return Anchor(item, turn, start, end, quotation, before, after, at)


def write_box(connection: sqlite3.Connection, note_id: str, box: Box | None) -> None:
    """The place of the picture that a note hangs on, or none any more."""
    connection.execute("DELETE FROM note_boxes WHERE note_id = ?", (note_id,))
    if box is not None:
        connection.execute("INSERT INTO note_boxes VALUES (?, ?, ?, ?, ?)", (note_id, *box))


def write_redaction(connection: sqlite3.Connection, number: int, redaction: Redaction) -> None:
    """Insert a redaction, or put it in the place of the one with its id."""
    anchor = redaction.anchor
    connection.execute(
        """INSERT INTO redactions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET item_id = excluded.item_id, x = excluded.x, y = excluded.y,
        width = excluded.width, height = excluded.height, turn = excluded.turn,
        starts_at = excluded.starts_at, ends_at = excluded.ends_at, quotation = excluded.quotation,
        before = excluded.before, after = excluded.after, why = excluded.why, author = excluded.author,
        created = excluded.created""",
        (
            next_id(connection, "redactions", "row", number),
            redaction.id,
            number,
            anchor.item,
            *(anchor.box or (None,) * 4),
            anchor.turn,
            anchor.start,
            anchor.end,
            anchor.quotation,
            anchor.before,
            anchor.after,
            redaction.why,
            redaction.author,
            redaction.created,
        ),
    )


def redactions_of(connection: sqlite3.Connection, number: int) -> tuple[Redaction, ...]:
    """The redactions of a case in the order in which they were made."""
    rows = connection.execute(
        """SELECT id, why, author, created, x, y, width, height, item_id, turn, starts_at, ends_at, quotation,
        before, after FROM redactions WHERE case_number = ? ORDER BY row""",
        (number,),
    )
    return tuple(
        Redaction(row[0], anchor_of(row[4:8], row[8:]), why=row[1], author=row[2], created=row[3])
        for row in rows
    )


def write_speaker(connection: sqlite3.Connection, number: int, item_id: str, author: str, at: str) -> None:
    """Say that an item is one of those of one speaker."""
    connection.execute("INSERT INTO one_speaker VALUES (?, ?, ?, ?)", (item_id, number, author, at))


def speaker_of(connection: sqlite3.Connection, number: int) -> OneSpeaker | None:
    """The items of a case that are judged to be of one speaker, by the newest of its authors; None for none."""
    rows = connection.execute(
        """SELECT item_id, author, at FROM one_speaker JOIN items ON id = item_id
        WHERE one_speaker.case_number = ? ORDER BY position""",
        (number,),
    ).fetchall()
    if len(rows) < 2:  # what is left when the others were removed says nothing
        return None
    _item, author, at = max(rows, key=lambda row: str(row[2]))
    return OneSpeaker(tuple(row[0] for row in rows), author, at)
