"""What a subject was like over time, in a form that is the same in every store that holds it."""

from __future__ import annotations

import json
import sqlite3

from witnessmark.store.chain import NOTHING, canonical_text
from witnessmark.store.state import State

# Where a row lies in a store, which differs from store to store.
_LOCAL = {
    "case": ("number",),
    "item": ("case_number", "position"),
    "inspection": ("sequence", "reading_id", "first_turn", "first_finding"),
    "note": ("case_number", "row"),
    "judgement": ("case_number",),
    "redaction": ("case_number", "row"),
    "speaker": ("case_number",),
}


def portable(kind: str, state: State) -> str:
    """A state without what is only so in one store, as canonical JSON."""
    kept = {name: value for name, value in state.items() if name not in _LOCAL[kind]}
    if isinstance(kept.get("reading"), dict):
        kept["reading"] = {name: value for name, value in kept["reading"].items() if name != "id"}
    return canonical_text(kept)


def history(connection: sqlite3.Connection, case_id: str, kind: str, key: str | int) -> set[str]:
    """All states that a subject had here, and in the stores that it came through."""
    subject = f"{kind} {key}"
    rows = connection.execute(
        """SELECT value FROM audit_entries JOIN audit_values ON entry = number
        WHERE case_id = ?1 AND subject = ?2
        UNION ALL SELECT value FROM foreign_entries AS theirs
        JOIN foreign_values ON foreign_values.store = theirs.store AND entry = number
        WHERE case_id = ?1 AND (subject = ?2 OR (?3 = 'case' AND subject LIKE 'case %'))""",
        (case_id, subject, kind),
    )
    states = (state_of(row[0]) for row in rows)
    return {portable(kind, state) for state in states if state is not None}


def state_of(text: str) -> State | None:
    """A value of the log; None where it is none that this program writes, as a log from elsewhere may hold."""
    try:
        found = json.loads(text)
        canonical_text(found)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def removed(connection: sqlite3.Connection, case_id: str, subject: str) -> bool:
    """Whether the last word of the log here on a subject is that it was removed."""
    row = connection.execute(
        "SELECT digest FROM audit_entries WHERE case_id = ? AND subject = ? ORDER BY number DESC LIMIT 1",
        (case_id, subject),
    ).fetchone()
    return row is not None and row[0] == NOTHING


def gone_from(connection: sqlite3.Connection, case_id: str) -> set[str]:
    """The subjects of a case of which the log here says last that they were removed."""
    rows = connection.execute(
        "SELECT subject, digest FROM audit_entries WHERE case_id = ? ORDER BY number", (case_id,)
    )
    last = dict(rows.fetchall())
    return {subject for subject, digest in last.items() if digest == NOTHING}


def subjects_of(connection: sqlite3.Connection, number: int) -> list[str]:
    """Everything of a case that has entries of its own, parents before what hangs on them."""
    rows = connection.execute(
        """SELECT 0, 0, 'case ' || number FROM cases WHERE number = ?1
        UNION ALL SELECT 1, position, 'item ' || id FROM items WHERE case_number = ?1
        UNION ALL SELECT 2, sequence, 'inspection ' || inspections.id FROM inspections
            JOIN items ON items.id = item_id WHERE case_number = ?1
        UNION ALL SELECT 3, row, 'note ' || id FROM notes WHERE case_number = ?1
        UNION ALL SELECT 4, 0, 'judgement ' || id FROM judgements WHERE case_number = ?1
        UNION ALL SELECT 5, row, 'redaction ' || id FROM redactions WHERE case_number = ?1
        UNION ALL SELECT 6, 0, 'speaker ' || item_id FROM one_speaker WHERE case_number = ?1
        ORDER BY 1, 2, 3""",
        (number,),
    )
    return [row[2] for row in rows]
