"""Cases from one store into another: as a store for a colleague, and back again with conflicts told."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass, field

from witnessmark.errors import StoreError
from witnessmark.jsonform import from_json
from witnessmark.records import Message, message
from witnessmark.store import items, notes, places
from witnessmark.store.foreign import take_chain
from witnessmark.store.history import gone_from, history, portable, removed, subjects_of
from witnessmark.store.library import keep_files
from witnessmark.store.log import Change, append
from witnessmark.store.state import State, delete, present, state

_HIGHEST = 1_000_000_000  # a number from elsewhere that would leave too few for the cases to come
Connection = sqlite3.Connection


@dataclass(slots=True)
class Merge:
    """What a merge did: case numbers here that are new or changed, and in words what it left as it was."""

    added: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    conflicts: list[Message] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Way:
    """From where to where a case goes, under whose name, and which case it is there and here."""

    source: Connection
    target: Connection
    actor: str
    case_id: str
    theirs: int
    ours: int


def take_case(source: Connection, target: Connection, actor: str, case_id: str, merge: Merge) -> None:
    """Bring one case of `source` into `target`: new, or what is newer there; conflicts are told, not solved.

    The caller holds the write lock of `target`.
    """
    theirs = _number(source, case_id)
    known = target.execute("SELECT number FROM cases WHERE id = ?", (case_id,)).fetchone()
    gone = target.execute("SELECT 1 FROM case_numbers WHERE case_id = ?", (case_id,)).fetchone()
    if known is None and gone is not None:
        merge.conflicts.append(
            message("Case {number} was removed here and is left out.", number=_given(target, case_id))
        )
        return
    number = known[0] if known else _new_number(target, case_id, theirs)
    way = _Way(source, target, actor, case_id, theirs, number)
    changed, there = False, subjects_of(source, theirs)
    for subject in there:
        changed |= _take(way, subject, merge)
    _tell_removed(way, set(there), merge)
    take_chain(source, target, case_id, number)
    kind = merge.added if known is None else merge.changed if changed else merge.unchanged
    kind.append(number)


def _tell_removed(way: _Way, there: set[str], merge: Merge) -> None:
    """What the other store took away stays here, because nobody here said that it should go."""
    gone = gone_from(way.source, way.case_id) - there
    for subject in subjects_of(way.target, way.ours):
        if subject in gone:
            merge.conflicts.append(
                message("{subject} was removed in the other store and is still here.", subject=subject)
            )


def _take(way: _Way, subject: str, merge: Merge) -> bool:
    """Bring one subject over; whether anything changed here."""
    kind, _, key = subject.partition(" ")
    there = present(way.source, kind, int(key) if kind == "case" else key)
    own_key = way.ours if kind == "case" else key
    here = state(way.target, kind, own_key)
    if here is not None and not _same_place(way, kind, here, there):
        raise StoreError(
            message(
                "{subject} of the other store belongs to another case here. Nothing was taken over; ask where "
                "that store comes from.",
                subject=subject,
            )
        )
    if here is not None and portable(kind, here) == portable(kind, there):
        return False
    if here is None and removed(way.target, way.case_id, subject):
        merge.conflicts.append(message("{subject} was removed here and is left out.", subject=subject))
        return False
    mine = history(way.target, way.case_id, kind, own_key)
    if portable(kind, there) in mine:
        return False  # what they have, we had before: ours is newer, or was removed
    if here is not None and portable(kind, here) not in history(way.source, way.case_id, kind, key):
        merge.conflicts.append(
            message(
                "{subject} was changed here and there; it was left as it is here.",
                subject=f"{kind} {own_key}",
            )
        )
        return False
    _WRITERS[kind](way, key)
    now_here = state(way.target, kind, own_key)
    change = Change(f"{kind} imported", way.case_id, way.ours, f"{kind} {own_key}", now_here)
    append(way.target, way.actor, change)
    return True


def _same_place(way: _Way, kind: str, here: State, there: State) -> bool:
    """Whether a subject that is in both stores belongs to this case, or item, in both."""
    if kind == "inspection":
        return bool(here["item_id"] == there["item_id"])
    return bool(here["number" if kind == "case" else "case_number"] == way.ours)


def _new_number(target: Connection, case_id: str, wished: int) -> int:
    """The case's own number where it is free, new and none of an unheard-of size, else the next."""
    last = target.execute("SELECT coalesce(max(number), 0) FROM case_numbers").fetchone()[0]
    number = wished if last < wished < _HIGHEST else last + 1
    target.execute("INSERT INTO case_numbers (number, case_id) VALUES (?, ?)", (number, case_id))
    return int(number)


def _number(source: Connection, case_id: str) -> int:
    row = source.execute("SELECT number FROM cases WHERE id = ?", (case_id,)).fetchone()
    if row is None:
        raise StoreError(message("The case to be taken over is not in the other store (any more)."))
    return int(row[0])


def _given(target: Connection, case_id: str) -> int:
    return int(target.execute("SELECT number FROM case_numbers WHERE case_id = ?", (case_id,)).fetchone()[0])


def _write_case(way: _Way, _key: str) -> None:
    columns = "id, title, status, draft, conclusion, tags, created, changed"
    row = way.source.execute(f"SELECT {columns} FROM cases WHERE number = ?", (way.theirs,)).fetchone()
    way.target.execute(
        f"""INSERT INTO cases (number, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (number) DO UPDATE SET title = excluded.title, status = excluded.status,
        draft = excluded.draft, conclusion = excluded.conclusion, tags = excluded.tags""",
        (way.ours, *row),
    )
    way.target.execute("DELETE FROM case_tags WHERE case_number = ?", (way.ours,))
    tags = from_json(row[5], tuple[str, ...])
    way.target.executemany("INSERT OR IGNORE INTO case_tags VALUES (?, ?)", ((tag, way.ours) for tag in tags))


def _write_item(way: _Way, key: str) -> None:
    acquisition = items.acquisition_of(way.source, key)
    if state(way.target, "item", key) is not None:
        items.write_acquisition(way.target, key, acquisition)
        return
    sha256 = str(present(way.source, "item", key)["sha256"])
    _copy_original(way, sha256)
    newest = items.newest(way.source, key)
    if newest is None:
        raise StoreError(
            message("An item of the other store has no inspection. Run `witnessmark verify` on that store.")
        )
    original = items.inspection(way.source, newest).original
    if original.sha256 != sha256:
        raise StoreError(
            message("An item of the other store names another original. Run `witnessmark verify` on it.")
        )
    items.insert_item(way.target, way.ours, original, acquisition, key)


def _copy_original(way: _Way, sha256: str) -> None:
    """Copy an original row by row, hashing it on the way, and its bitmap; nothing where it is known here."""
    if way.target.execute("SELECT 1 FROM originals WHERE sha256 = ?", (sha256,)).fetchone():
        return
    row = way.source.execute("SELECT * FROM originals WHERE sha256 = ?", (sha256,)).fetchone()
    way.target.execute("INSERT INTO originals VALUES (?, ?, ?)", row)
    hasher = hashlib.sha256()
    parts = way.source.execute(
        "SELECT sha256, part, data FROM original_parts WHERE sha256 = ? ORDER BY part", (sha256,)
    )
    for part in parts:
        hasher.update(part[2])
        way.target.execute("INSERT INTO original_parts (sha256, part, data) VALUES (?, ?, ?)", part)
    if hasher.hexdigest() != sha256:
        raise StoreError(
            message(
                "The original {sha256}… of the other store is not whole. Nothing was taken over.",
                sha256=sha256[:12],
            )
        )
    for table, marks in (("pictures", "?, ?, ?, ?, ?, ?"), ("picture_looks", "?, ?")):
        found = way.source.execute(f"SELECT * FROM {table} WHERE sha256 = ?", (sha256,)).fetchall()
        way.target.executemany(f"INSERT INTO {table} VALUES ({marks})", found)


def _write_inspection(way: _Way, key: str) -> None:
    item_id, changed = way.source.execute(
        "SELECT item_id, transcript_changed FROM inspections WHERE id = ?", (key,)
    ).fetchone()
    items.hide_inspection(way.target, item_id)
    found = items.inspection(way.source, key)
    items.insert_inspection(way.target, item_id, found, bool(changed), key)
    named = (*(pack.sha256 for pack in found.library.packs), found.library.rates_sha256)
    marks = ", ".join("?" * len(named))
    files = way.source.execute(f"SELECT sha256, data FROM library_files WHERE sha256 IN ({marks})", named)
    keep_files(way.target, way.actor, files.fetchall())


def _write_note(way: _Way, key: str) -> None:
    note = next(note for note in notes.notes_of(way.source, way.theirs) if note.id == key)
    notes.write_note(way.target, way.ours, note)
    places.write_box(way.target, note.id, note.anchor.box)


def _write_judgement(way: _Way, key: str) -> None:
    found = present(way.source, "judgement", key)
    judged = next(
        each
        for each in notes.judgements_of(way.source, way.theirs)
        if notes.judgement_id(way.source, each) == key
    )
    other = notes.judgement_id(way.target, judged)
    if other is not None and other != found["id"]:
        raise StoreError(
            message(
                "The same match was judged apart in both stores. Take one judgement away and merge again."
            )
        )
    notes.write_judgement(way.target, way.ours, judged, key)


def _write_redaction(way: _Way, key: str) -> None:
    found = next(each for each in places.redactions_of(way.source, way.theirs) if each.id == key)
    places.write_redaction(way.target, way.ours, found)


def _write_speaker(way: _Way, key: str) -> None:
    found = present(way.source, "speaker", key)
    if state(way.target, "speaker", key) is not None:
        delete(way.target, "speaker", key)
    places.write_speaker(way.target, way.ours, key, found["author"], found["at"])


_WRITERS = {
    "case": _write_case,
    "item": _write_item,
    "inspection": _write_inspection,
    "note": _write_note,
    "judgement": _write_judgement,
    "redaction": _write_redaction,
    "speaker": _write_speaker,
}
