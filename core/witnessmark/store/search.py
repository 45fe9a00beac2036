"""Full-text search over titles, conclusions, tags, turns and notes."""

from __future__ import annotations

import re
import sqlite3

from witnessmark.store.cases import order
from witnessmark.store.schema import PER_CASE

_TERM = re.compile(r'"([^"]*)"|(\S+)')


def query(text: str) -> str:
    """An FTS5 query in which all words must occur; "quoted words" stand together, the last word may go on.

    Everything is quoted, so nothing that a person types is an operator; "" where no letter or digit is left.
    """
    terms: list[str] = []
    for phrase, word in _TERM.findall(text):
        term = (phrase or word).replace('"', " ").strip()
        if any(character.isalnum() for character in term):
            terms.append(f'"{term}"' if phrase else f'"{term}"*')
    return " ".join(terms)


def numbers(
    connection: sqlite3.Connection, text: str, sort: str, limit: int | None, offset: int
) -> list[int]:
    """The numbers of the cases that hold all the words, in the order asked for; of all without words."""
    words = query(text)
    page = (-1 if limit is None else limit, offset)
    if not words:
        if text.strip():
            return []
        rows = connection.execute(f"SELECT number FROM cases ORDER BY {order(sort)} LIMIT ? OFFSET ?", page)
        return [row[0] for row in rows]
    rows = connection.execute(
        f"""SELECT number FROM cases WHERE number IN (
            SELECT rowid FROM cases_search WHERE cases_search MATCH ?1
            UNION SELECT rowid / {PER_CASE} FROM turns_search WHERE turns_search MATCH ?1
            UNION SELECT rowid / {PER_CASE} FROM notes_search WHERE notes_search MATCH ?1
        ) ORDER BY {order(sort)} LIMIT ?2 OFFSET ?3""",
        (words, *page),
    )
    return [row[0] for row in rows]
