"""The filters of a search as conditions on the table of cases."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from witnessmark.store.query import Query

# {own} is nothing where all cases are asked for, so that SQLite goes through the index of the value once, and
# narrows the inner query to the case at hand where only some are, so that it looks at no other.
_OWN = "AND case_number = cases.number"
_NARROW = "AND id = newest_inspection"
_HAS_TURNS = "EXISTS (SELECT 1 FROM turns WHERE inspection_id = inspections.id)"


def _items(where: str) -> str:
    return f"number IN (SELECT case_number FROM items WHERE {where} {{own}})"


def _newest(where: str) -> str:
    return _items(f"newest_inspection IN (SELECT id FROM inspections WHERE {where} {{narrow}})")


def _findings(column: str, value: str = "?") -> str:
    return f"number IN (SELECT case_number FROM findings WHERE {column} = {value} {{own}})"


_CONDITIONS = {
    "status": "status = ?",
    "draft": "draft = (? = 'yes')",
    "conclusion": "(conclusion != '') = (? = 'yes')",
    "tag": "number IN (SELECT case_number FROM case_tags WHERE tag = ? {own})",
    "family": _findings("family", "lower(?)"),
    "names": _findings("names", "lower(?)"),
    "kind": _findings("kind"),
    "fingerprint": _findings("fingerprint"),
    "outcome": _newest("outcome = ?"),
    # Earlier versions kept what had no turn to check as "nothing-found" too. An index tells whether there is one.
    "outcome:nothing-found": _newest(f"outcome = ? AND {_HAS_TURNS}"),
    "outcome:no-text": _newest(f"(outcome = ? OR outcome = 'nothing-found' AND NOT {_HAS_TURNS})"),
    "claim": _newest("claim_family = lower(?)"),
    "platform": _items(
        "instr(lower(coalesce(source_url, '') || ' ' || coalesce(obtained_from, '')), lower(?)) > 0"
    ),
    "since": _items("claimed_date >= ?"),
    "until": _items("claimed_date <= ? || '~'"),  # ~ sorts after any rest of a date
}
_FEW = 5_000  # cases that pass, up to which they lead a search


def condition(query: Query, of_some: bool = False) -> tuple[str, tuple[str, ...]]:
    """The WHERE of a query's filters with its values; "" where there are none.

    With `of_some` it is written for being asked of a few cases that are named besides.
    """
    if not query.filters:
        return "", ()
    own, narrow = (_OWN, _NARROW) if of_some else ("", "")
    parts = " AND ".join(_condition(*each).format(own=own, narrow=narrow) for each in query.filters)
    return f"WHERE {parts}", tuple(value for _name, value in query.filters)


def _condition(name: str, value: str) -> str:
    return _CONDITIONS.get(f"{name}:{value}") or _CONDITIONS[name]


def few_passing(connection: sqlite3.Connection, query: Query) -> set[int] | None:
    """The cases that pass the filters where these are few; None where they are many, or nothing is filtered."""
    if not query.filters:
        return None
    where, values = condition(query)
    rows = connection.execute(f"SELECT number FROM cases {where} LIMIT ?", (*values, _FEW + 1)).fetchall()
    return None if len(rows) > _FEW else {row[0] for row in rows}


def passing_of(connection: sqlite3.Connection, query: Query, numbers: list[int]) -> list[int]:
    """Those of some cases that pass the filters, in the order given."""
    if not query.filters or not numbers:
        return numbers
    where, values = condition(query, of_some=True)
    marks = ", ".join("?" * len(numbers))
    rows = connection.execute(
        f"SELECT number FROM cases {where} AND number IN ({marks})", (*values, *numbers)
    )
    passed = {row[0] for row in rows}
    return [number for number in numbers if number in passed]


def passing(connection: sqlite3.Connection, query: Query) -> Callable[[int], bool]:
    """Whether the case of a number passes the filters; they are worked out once."""
    if not query.filters:
        return lambda _number: True
    where, values = condition(query)
    passed = {row[0] for row in connection.execute(f"SELECT number FROM cases {where}", values)}
    return passed.__contains__
