"""The filters of a search as conditions on the table of cases."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from witnessmark.store.query import Query

_IN_ITEMS = "number IN (SELECT case_number FROM items WHERE {})"
_IN_NEWEST = _IN_ITEMS.format("newest_inspection IN (SELECT id FROM inspections WHERE {})")
_IN_FINDINGS = "number IN (SELECT case_number FROM findings WHERE {} = ?)"

_CONDITIONS = {
    "status": "status = ?",
    "draft": "draft = (? = 'yes')",
    "conclusion": "(conclusion != '') = (? = 'yes')",
    "tag": "number IN (SELECT case_number FROM case_tags WHERE tag = ?)",
    "family": _IN_FINDINGS.format("family"),
    "names": _IN_FINDINGS.format("names"),
    "kind": _IN_FINDINGS.format("kind"),
    "fingerprint": _IN_FINDINGS.format("fingerprint"),
    "outcome": _IN_NEWEST.format("outcome = ?"),
    "claim": _IN_NEWEST.format("claim_family = lower(?)"),
    "platform": _IN_ITEMS.format(
        "instr(lower(coalesce(source_url, '') || ' ' || coalesce(obtained_from, '')), lower(?)) > 0"
    ),
    "since": _IN_ITEMS.format("claimed_date >= ?"),
    "until": _IN_ITEMS.format("claimed_date <= ? || '~'"),  # ~ sorts after any rest of a date
}


def condition(query: Query) -> tuple[str, tuple[str, ...]]:
    """The WHERE of a query's filters with its values; "" where there are none."""
    if not query.filters:
        return "", ()
    parts = " AND ".join(_CONDITIONS[name] for name, _value in query.filters)
    return f"WHERE {parts}", tuple(value for _name, value in query.filters)


def passing(connection: sqlite3.Connection, query: Query) -> Callable[[int], bool]:
    """Whether the case of a number passes the filters; they are worked out once."""
    if not query.filters:
        return lambda _number: True
    where, values = condition(query)
    passed = {row[0] for row in connection.execute(f"SELECT number FROM cases {where}", values)}
    return passed.__contains__
