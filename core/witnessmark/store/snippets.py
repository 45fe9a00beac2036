"""Where the words of a search stand in a case: cuttings with the words marked."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase

from witnessmark.records import Span
from witnessmark.store.query import Query, parse
from witnessmark.store.schema import PER_CASE

_WORDS = 16  # words a cutting
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_AROUND = 30  # characters before and after, in scripts without spaces


@dataclass(frozen=True, slots=True)
class Snippet:
    """A cutting of a `turn`, a `note` or the `case` itself; `marks` are the words found, as ranges of `text`.

    `item` and `turn` (its index) say where, None where the cutting is of no item or no turn.
    """

    where: str
    item: str | None
    turn: int | None
    text: str
    marks: tuple[Span, ...]


def snippets(connection: sqlite3.Connection, number: int, text: str, limit: int) -> tuple[Snippet, ...]:
    """The first places of a case that hold words of the search `text`, turns before notes and title."""
    query = parse(text)
    found: list[Snippet] = []
    for snippet in (*_spaced(connection, number, query, limit), *_unspaced(connection, number, query)):
        if snippet.marks and len(found) < limit:
            found.append(snippet)
    return tuple(found)


def _spaced(connection: sqlite3.Connection, number: int, query: Query, limit: int) -> Iterator[Snippet]:
    if not query.fts:
        return
    # Marks that no text can hold by accident or on purpose: they are new each time.
    begin, end = (f"\x02{secrets.token_hex(8)}" for _ in range(2))
    low, high = number * PER_CASE, (number + 1) * PER_CASE
    for index, table, key, columns, where, rows in (
        ("turns_search", "turns", "id", "item_id, position", "turn", (low, high)),
        ("notes_search", "notes", "row", "item_id, turn", "note", (low, high)),
        ("cases_search", "cases", "number", "NULL, NULL", "case", (number, number + 1)),
    ):
        cuttings = connection.execute(
            f"""SELECT {columns}, snippet({index}, -1, ?, ?, '…', {_WORDS})
            FROM {index} JOIN {table} ON {table}.{key} = {index}.rowid
            WHERE {index} MATCH ? AND {index}.rowid >= ? AND {index}.rowid < ?
            ORDER BY {index}.rowid LIMIT ?""",
            (begin, end, query.fts, *rows, limit),
        )
        for item, turn, cutting in cuttings.fetchall():
            yield _marked(where, item, turn, cutting, begin, end)


def _folded(text: str) -> str:
    """Latin letters made small, as SQLite's `lower` does; every character keeps its place."""
    return text.translate(_SMALL)


def _marked(where: str, item: str | None, turn: int | None, cutting: str, begin: str, end: str) -> Snippet:
    text, marks = "", []
    first, *rest = cutting.split(begin)
    text += first
    for part in rest:
        word, _, after = part.partition(end)
        marks.append(Span(len(text), len(text) + len(word)))
        text += word + after
    return Snippet(where, item, turn, text, tuple(marks))


def _unspaced(connection: sqlite3.Connection, number: int, query: Query) -> Iterator[Snippet]:
    parts = [term.part for term in query.terms if term.part]
    if not parts:
        return
    rows = connection.execute(
        """SELECT 'turn', item_id, position, text FROM turns WHERE case_number = ?1
        UNION ALL SELECT 'note', item_id, turn, text FROM notes WHERE case_number = ?1
        UNION ALL SELECT 'case', NULL, NULL, title FROM cases WHERE number = ?1""",
        (number,),
    )
    for where, item, turn, text in rows.fetchall():
        for part in parts:
            place = _folded(text).find(_folded(part))
            if place >= 0:
                start = max(0, place - _AROUND)
                mark = Span(place - start, place - start + len(part))
                yield Snippet(where, item, turn, text[start : place + len(part) + _AROUND], (mark,))
                break
