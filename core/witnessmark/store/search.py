"""Finding cases: all words anywhere in a case, all filters, in the order asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import islice

from witnessmark.errors import UsageError
from witnessmark.messages import message
from witnessmark.store.filters import condition, few_passing, passing, passing_of
from witnessmark.store.query import Query, parse
from witnessmark.store.schema import PER_CASE
from witnessmark.store.values import check_held
from witnessmark.store.words import among, cases_with, few_with, newest_with

SORTS = {
    "newest": "number DESC",
    "oldest": "number",
    "changed": "changed DESC, number DESC",
    "title": "title COLLATE NOCASE, number",
    "status": "status, number DESC",
    "relevance": "number DESC",  # without words, or with too many hits to rank, the newest come first
}
RANKED_BELOW = 5_000  # hits; ranking has to look at every one of them
_CHUNK = 100  # cases that are looked at together
_LEADING = (
    50  # cases that pass the filters, up to which looking at each is quicker than going through a common word
)


def numbers(
    connection: sqlite3.Connection, text: str, sort: str, limit: int | None, offset: int
) -> list[int]:
    """The numbers of the cases that are found, in order; raises UsageError for a sort or a value that there is not."""
    if sort not in SORTS:
        raise UsageError(
            message(
                "Cases cannot be sorted by “{sort}”. Use one of: {sorts}.", sort=sort, sorts=", ".join(SORTS)
            )
        )
    query = parse(text)
    if query.empty:
        return []
    check_held(connection, query.filters)
    if not query.terms:
        where, values = condition(query)
        rows = connection.execute(
            f"SELECT number FROM cases {where} ORDER BY {SORTS[sort]} LIMIT ? OFFSET ?",
            (*values, -1 if limit is None else limit, offset),
        )
        return [row[0] for row in rows]
    if limit is None and sort == "newest":
        return sorted(_all(connection, query), reverse=True)[offset:]
    return list(islice(_found(connection, query, sort), offset, None if limit is None else offset + limit))


def _found(connection: sqlite3.Connection, query: Query, sort: str) -> Iterator[int]:
    if sort == "newest":
        return _newest(connection, query)
    if sort == "relevance":
        return iter(_ranked(connection, query) or _newest(connection, query))
    found = _all(connection, query)
    rows = connection.execute(f"SELECT number FROM cases ORDER BY {SORTS[sort]}")
    return (number for (number,) in rows if number in found)


def _newest(connection: sqlite3.Connection, query: Query) -> Iterator[int]:
    """The cases found, newest first, worked out only as far as they are asked for.

    What is rare leads: cases of rare words, a handful that pass the filters, or where all is common the cases
    of the first word, newest first. The rest is then looked up for a chunk of these at a time.
    """
    passed = few_passing(connection, query)
    few = {term: found for term in query.terms if (found := few_with(connection, term)) is not None}
    rest = [term for term in query.terms if term not in few]
    if few or (passed is not None and len(passed) <= _LEADING):
        leaders = [*few.values(), *([] if passed is None else [passed])]
        leading = iter(sorted(set.intersection(*leaders), reverse=True))
    else:
        leading = newest_with(connection, rest.pop(0))
    while chunk := list(islice(leading, _CHUNK)):
        if passed is None:
            left = passing_of(connection, query, chunk)
        else:
            left = [number for number in chunk if number in passed]
        for term in rest:
            held = among(connection, term, left) if left else set()
            left = [number for number in left if number in held]
        yield from left


def _all(connection: sqlite3.Connection, query: Query) -> set[int]:
    """The numbers of all cases found, in no order."""
    passes = passing(connection, query)
    found = set.intersection(*(cases_with(connection, term) for term in query.terms))
    return {number for number in found if passes(number)}


def _ranked(connection: sqlite3.Connection, query: Query) -> list[int]:
    """The cases found, the best turn or title first; empty where there are too many hits to rank."""
    if not query.fts:
        return []
    best: dict[int, float] = {}
    for index, per_case, factor in (("turns_search", PER_CASE, 1.0), ("cases_search", 1, 2.0)):
        rows = connection.execute(
            f"SELECT rowid / {per_case}, rank FROM {index} WHERE {index} MATCH ? LIMIT ?",
            (query.fts, RANKED_BELOW + 1),
        ).fetchall()
        if len(rows) > RANKED_BELOW:
            return []
        for number, rank in rows:
            best[number] = min(best.get(number, 0.0), rank * factor)
    found = _all(connection, query)
    return sorted(found, key=lambda number: (best.get(number, 0.0), -number))
