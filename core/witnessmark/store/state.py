"""What the rows of a case, item, inspection, note or judgement say, as the plain values that the log hashes.

Writers log what these functions read back, and verification compares the same; so no column of a row is left
out of the log without being left out here.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import Any

from witnessmark.errors import StoreError
from witnessmark.jsonform import to_json
from witnessmark.messages import message
from witnessmark.store.originals import picture_facts

State = dict[str, Any]
# What has entries of its own in the log.
KINDS = (
    "case",
    "item",
    "inspection",
    "note",
    "judgement",
    "redaction",
    "speaker",
    "timestamp",
    "chain",
    "library",
)
LIBRARY = "library files"  # the one subject of its kind: which packs and rates are kept
OF_ITEM = ("inspection", "note", "judgement", "redaction", "speaker")  # what goes with an item

_LATER = {"timestamp": {"roots"}}  # what entries of earlier versions do not hold
_COLUMNS = {
    "case": ("cases", "number, id, title, status, draft, conclusion, tags, created", "number"),
    "item": (
        "items",
        "id, case_number, position, sha256, name, how, acquired_at, acquired_zone, acquired_by, source_url, "
        "obtained_from, claimed_date, claimed_date_confirmed",
        "id",
    ),
    "reading": (
        "readings",
        "id, item_id, engine, version, language, word_count, record_sha256",
        "id",
    ),
    "inspection": (
        "inspections",
        "id, item_id, sequence, at, reading_id, transcript_changed, outcome, headline, claim_product, "
        "claim_family, library_version, first_turn, first_finding, record_sha256",
        "id",
    ),
    "note": (
        "notes",
        "id, row, case_number, item_id, turn, starts_at, ends_at, quotation, before, after, text, author, "
        "created",
        "id",
    ),
    "judgement": (
        "judgements",
        "id, case_number, item_id, fingerprint, turn, region, starts_at, judgement, reason, author, at",
        "id",
    ),
    "redaction": (
        "redactions",
        "id, row, case_number, item_id, x, y, width, height, turn, starts_at, ends_at, quotation, before, "
        "after, why, author, created",
        "id",
    ),
    "speaker": ("one_speaker", "item_id, case_number, author, at", "item_id"),
    "timestamp": ("timestamps", "id, entry, hash, at, authority, roots", "id"),
    "chain": ("foreign_chains", "store, created, entries, head", "store"),
}

_BOX = "SELECT x, y, width, height FROM note_boxes WHERE note_id = ?"


def state(connection: sqlite3.Connection, kind: str, key: str | int) -> State | None:
    """The present state of one subject; None where there is none."""
    if kind == "library":
        rows = connection.execute("SELECT sha256 FROM library_files ORDER BY 1")
        return {"files": [row[0] for row in rows]}
    table, columns, name = _COLUMNS[kind]
    row = connection.execute(f"SELECT {columns} FROM {table} WHERE {name} = ?", (key,)).fetchone()
    if row is None:
        return None
    found: State = dict(zip(columns.split(", "), row, strict=True))
    return _completed(connection, kind, found)


def _completed(connection: sqlite3.Connection, kind: str, found: State) -> State:
    """Parts that are more than one row's own columns."""
    if kind == "case":
        found["tags"] = _tags(found["tags"])
    elif kind == "item":
        found["original"] = _original(connection, found["sha256"])
        found["picture"] = picture_facts(connection, found["sha256"])
    elif kind == "note":
        box = connection.execute(_BOX, (found["id"],)).fetchone()
        if box is not None:  # an addition of schema 1.1: left out where there is none, as 1.0 logged it
            found["box"] = list(box)
    elif kind == "timestamp":
        found["roots"] = hashlib.sha256(found["roots"]).hexdigest()
    elif kind == "chain":
        found["kept"] = _kept(connection, found["store"])
    elif kind == "inspection" and found["reading_id"] is not None:
        found["reading"] = state(connection, "reading", found["reading_id"])
    return found


def as_of(kind: str, state: State | None, logged: object) -> State | None:
    """A state without what an entry of an earlier version does not hold, to be compared with what it does."""
    missing = _LATER.get(kind, set()) - (logged.keys() if isinstance(logged, dict) else set())
    return state and {name: value for name, value in state.items() if name not in missing}


def _tags(text: str) -> object:
    """The tags of a case; the text itself where this program would have written them otherwise."""
    try:
        tags = json.loads(text)
        return tags if to_json(tags) == text else text
    except (ValueError, RecursionError):
        return text


def _kept(connection: sqlite3.Connection, store: str) -> str:
    """One hash over the hashes of all entries that are kept of another store's log."""
    rows = connection.execute("SELECT hash FROM foreign_entries WHERE store = ? ORDER BY number", (store,))
    return hashlib.sha256("".join(row[0] for row in rows).encode()).hexdigest()


def _original(connection: sqlite3.Connection, sha256: str) -> State | None:
    row = connection.execute(
        "SELECT byte_count, media_type FROM originals WHERE sha256 = ?", (sha256,)
    ).fetchone()
    return {"byte_count": row[0], "media_type": row[1]} if row else None


def keys(connection: sqlite3.Connection, kind: str) -> set[str]:
    """The subjects of a kind that are in the store now, as the log names them."""
    if kind == "library":
        # Earlier versions kept files without an entry; their hashes still tell a changed one.
        known = connection.execute("SELECT 1 FROM audit_entries WHERE subject = ?", (LIBRARY,)).fetchone()
        return {LIBRARY} if known else set()
    table, _columns, name = _COLUMNS[kind]
    return {f"{kind} {row[0]}" for row in connection.execute(f"SELECT {name} FROM {table}")}


def keys_of_item(connection: sqlite3.Connection, item_id: str) -> list[str]:
    """An item and all that hangs on it, as the log names them."""
    found = [f"item {item_id}"]
    for kind in OF_ITEM:
        table, _columns, name = _COLUMNS[kind]
        rows = connection.execute(f"SELECT {name} FROM {table} WHERE item_id = ?", (item_id,))
        found += [f"{kind} {row[0]}" for row in rows]
    return found


def delete(connection: sqlite3.Connection, kind: str, key: str) -> None:
    """Take away one row that a person made; what hangs on it goes too."""
    table, _columns, name = _COLUMNS[kind]
    connection.execute(f"DELETE FROM {table} WHERE {name} = ?", (key,))


def present(connection: sqlite3.Connection, kind: str, key: str | int) -> State:
    """As `state`, for a subject that must be there; raises StoreError."""
    found = state(connection, kind, key)
    if found is None:
        raise StoreError(
            message(
                "The {kind} {key} is not in this store (any more). Load the list of cases again.",
                kind=kind,
                key=key,
            )
        )
    return found
