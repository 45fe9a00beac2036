"""Which cases hold a word: all of them, the newest first, a few, or which of some.

Ids of turns and notes begin with the case's number, so the order of an index by id is the order of cases, and
the cases of a word come newest first without the others being looked at.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.store.query import UNSPACED_GLOB, Term
from witnessmark.store.schema import PER_CASE

_SINGLY = 8  # cases up to which looking at each is quicker than at all between them
RARE = 5_000  # hits up to which all the cases of a word are fetched


@dataclass(frozen=True, slots=True)
class _Place:
    """A table that is searched: its key, how many keys one case has, the columns with text."""

    table: str
    key: str
    per_case: int
    columns: tuple[str, ...]


_PLACES = (
    _Place("turns", "id", PER_CASE, ("text",)),
    _Place("notes", "row", PER_CASE, ("text", "quotation")),
    _Place("cases", "number", 1, ("title", "conclusion", "tags")),
)


def _source(place: _Place, term: Term) -> tuple[str, str, tuple[str, ...]]:
    """Key, FROM and WHERE, and values, for the rows of a place that hold a term."""
    if term.fts:
        index = f"{place.table}_search"
        return "rowid", f"{index} WHERE {index} MATCH ?", (term.fts,)
    # Latin letters among others in any case, as in the index of words.
    holds = " OR ".join(f"instr(lower({column}), lower(?)) > 0" for column in place.columns)
    values = (term.part,) * len(place.columns)
    if place.table == "turns":  # an index holds only the turns in such scripts
        return "id", f"turns WHERE text GLOB '{UNSPACED_GLOB}' AND ({holds})", values
    return place.key, f"{place.table} WHERE ({holds})", values


def cases_with(connection: sqlite3.Connection, term: Term) -> set[int]:
    """The numbers of all cases that hold a term."""
    found: set[int] = set()
    for place in _PLACES:
        key, source, values = _source(place, term)
        rows = connection.execute(f"SELECT DISTINCT {key} / {place.per_case} FROM {source}", values)
        found.update(row[0] for row in rows)
    return found


def few_with(connection: sqlite3.Connection, term: Term) -> set[int] | None:
    """As `cases_with` where a term is rare; None where it is common."""
    found: set[int] = set()
    for place in _PLACES:
        key, source, values = _source(place, term)
        rows = connection.execute(f"SELECT {key} FROM {source} LIMIT ?", (*values, RARE + 1)).fetchall()
        if len(rows) > RARE:
            return None
        found.update(row[0] // place.per_case for row in rows)
    return found


def newest_with(connection: sqlite3.Connection, term: Term) -> Iterator[int]:
    """The numbers of the cases that hold a term, newest first, read only as far as they are asked for."""
    last = None
    for number in heapq.merge(*(_stream(connection, place, term) for place in _PLACES), reverse=True):
        if number != last:
            yield number
            last = number


def _stream(connection: sqlite3.Connection, place: _Place, term: Term) -> Iterator[int]:
    key, source, values = _source(place, term)
    for row in connection.execute(f"SELECT {key} FROM {source} ORDER BY {key} DESC", values):
        yield row[0] // place.per_case


def among(connection: sqlite3.Connection, term: Term, numbers: list[int]) -> set[int]:
    """Which of some cases hold a term: looked up one by one where they are few, else all between them."""
    if len(numbers) <= _SINGLY:
        return {number for number in numbers if _between(connection, term, number, number)}
    return _between(connection, term, min(numbers), max(numbers)).intersection(numbers)


def _between(connection: sqlite3.Connection, term: Term, first: int, last: int) -> set[int]:
    """The cases from `first` to `last` that hold a term."""
    found: set[int] = set()
    for place in _PLACES:
        key, source, values = _source(place, term)
        rows = connection.execute(
            f"SELECT DISTINCT {key} / {place.per_case} FROM {source} AND {key} >= ? AND {key} < ?",
            (*values, first * place.per_case, (last + 1) * place.per_case),
        )
        found.update(row[0] for row in rows)
    return found
