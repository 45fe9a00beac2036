"""Cases: whole, and as rows of the list."""

from __future__ import annotations

import sqlite3
import uuid

import msgspec

from witnessmark.clock import now
from witnessmark.errors import StoreError, UsageError
from witnessmark.jsonform import from_json
from witnessmark.messages import message
from witnessmark.records import OUTCOMES, Case, CaseSummary
from witnessmark.store.items import items_of
from witnessmark.store.notes import judgements_of, notes_of
from witnessmark.store.places import redactions_of, speaker_of
from witnessmark.weighing.looked import NO_TEXT

_CASE = "SELECT id, number, title, status, draft, created, changed, conclusion, tags FROM cases"


def insert_case(connection: sqlite3.Connection, title: str, draft: bool) -> Case:
    """A new case under a number that was never used before."""
    case_id, at = str(uuid.uuid4()), now()
    number = connection.execute("SELECT coalesce(max(number), 0) + 1 FROM case_numbers").fetchone()[0]
    connection.execute("INSERT INTO case_numbers (number, case_id) VALUES (?, ?)", (number, case_id))
    connection.execute(
        """INSERT INTO cases (number, id, title, status, draft, conclusion, tags, created, changed)
        VALUES (?, ?, ?, 'open', ?, '', '[]', ?, ?)""",
        (number, case_id, title, int(draft), at, at),
    )
    return Case(case_id, number, title, "open", draft, at, at)


def read_case(connection: sqlite3.Connection, number: int) -> Case:
    """A case with everything in it; raises UsageError where there is none, StoreError where it is damaged."""
    row = connection.execute(f"{_CASE} WHERE number = ?", (number,)).fetchone()
    if row is None:
        raise UsageError(
            message(
                "There is no case {number} in this store. `witnessmark cases` lists what there is.",
                number=number,
            )
        )
    try:
        case = {
            "id": row[0],
            "number": row[1],
            "title": row[2],
            "status": row[3],
            "draft": bool(row[4]),
            "created": row[5],
            "changed": row[6],
            "conclusion": row[7],
            "tags": from_json(row[8], tuple[str, ...]),
            "items": items_of(connection, number),
            "notes": notes_of(connection, number),
            "judgements": judgements_of(connection, number),
            "redactions": redactions_of(connection, number),
            "one_speaker": speaker_of(connection, number),
        }
        return msgspec.convert(case, Case)
    except msgspec.MsgspecError as error:
        raise StoreError(
            message(
                "Case {number} cannot be read ({why}). Run `witnessmark verify` and go back to a backup.",
                number=number,
                why=error,
            )
        ) from error


def number_of(connection: sqlite3.Connection, case_id: str) -> int:
    """The number of a case by its UUID; raises UsageError."""
    row = connection.execute("SELECT number FROM cases WHERE id = ?", (case_id,)).fetchone()
    if row is None:
        raise UsageError(message("This case is not in the store (any more). Load the list of cases again."))
    return int(row[0])


def id_of(connection: sqlite3.Connection, number: int) -> str:
    """The UUID of a case that is there, by its number."""
    row = connection.execute("SELECT case_id FROM case_numbers WHERE number = ?", (number,)).fetchone()
    return str(row[0])


def summary(connection: sqlite3.Connection, number: int) -> CaseSummary:
    """The row of a case in the list."""
    case = connection.execute(
        "SELECT id, number, title, status, draft, changed FROM cases WHERE number = ?", (number,)
    ).fetchone()
    if case is None:
        raise UsageError(message("There is no case {number} in this store.", number=number))
    items = connection.execute(
        """SELECT items.id, claimed_date,
        CASE WHEN outcome = 'nothing-found' AND headline = ? THEN 'no-text' ELSE outcome END FROM items
        LEFT JOIN inspections ON inspections.id = newest_inspection
        WHERE case_number = ? ORDER BY position""",
        (NO_TEXT, number),
    ).fetchall()
    names = connection.execute(
        """SELECT names FROM findings WHERE case_number = ? AND names IS NOT NULL AND counts
        GROUP BY names ORDER BY min(id)""",
        (number,),
    ).fetchall()
    return CaseSummary(
        id=case[0],
        number=case[1],
        title=case[2],
        status=case[3],
        draft=bool(case[4]),
        items=len(items),
        outcome=_strongest([row[2] for row in items if row[2] is not None]),
        names=tuple(row[0] for row in names),
        changed=case[5],
        claimed_date=next((row[1] for row in items if row[1]), None),
        first_item=items[0][0] if items else None,
    )


def _strongest(outcomes: list[str]) -> str:
    """The outcome that a list shows for several items; unknown words come last, "" where there is no item."""
    ranked = sorted(outcomes, key=lambda word: OUTCOMES.index(word) if word in OUTCOMES else len(OUTCOMES))
    return ranked[0] if ranked else ""


def ids_of(connection: sqlite3.Connection, numbers: list[int]) -> list[str]:
    """The UUIDs of cases in the order of their numbers given."""
    known = dict(connection.execute("SELECT number, id FROM cases ORDER BY number").fetchall())
    return [known[number] for number in numbers if number in known]
