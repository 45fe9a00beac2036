"""What a filter can be asked for: a value that there is not is told with those that there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import get_args

from witnessmark.errors import UsageError
from witnessmark.library.families import LABELS
from witnessmark.messages import message
from witnessmark.records import OUTCOMES, Kind, Status

_YES_NO = ("yes", "no")
# Filters whose values the program itself knows, all of them ...
_FIXED: dict[str, tuple[str, ...]] = {
    "status": get_args(Status),
    "kind": get_args(Kind),
    "outcome": OUTCOMES,
    "draft": _YES_NO,
    "conclusion": _YES_NO,
}
# ... and those whose values are what a store holds, by table and column.
_HELD = {
    "tag": ("case_tags", "tag"),
    "family": ("findings", "family"),
    "names": ("findings", "names"),
    "fingerprint": ("findings", "fingerprint"),
    "claim": ("inspections", "claim_family"),
}
_OF_FAMILIES = ("family", "names", "claim")
_NAMED = 12  # values that are listed; a store may hold thousands of tags


def check_fixed(name: str, value: str) -> None:
    """Raise UsageError where the program knows all values of a filter and this is none of them."""
    known = _FIXED.get(name)
    if known is not None and value not in known:
        raise _unknown(name, value, known)


def check_held(connection: sqlite3.Connection, filters: Sequence[tuple[str, str]]) -> None:
    """Raise UsageError where a filter asks for something that no case of the store has, as a mistyped tag."""
    for name, value in filters:
        if name not in _HELD or (name in _OF_FAMILIES and value.lower() in LABELS):
            continue
        table, column = _HELD[name]
        wanted = value.lower() if name in _OF_FAMILIES else value
        if not connection.execute(f"SELECT 1 FROM {table} WHERE {column} = ? LIMIT 1", (wanted,)).fetchone():
            rows = connection.execute(
                f"SELECT DISTINCT {column} FROM {table} WHERE {column} != '' ORDER BY {column} LIMIT ?",
                (_NAMED + 1,),
            )
            raise _unknown(name, value, [row[0] for row in rows])


def _unknown(name: str, value: str, known: Sequence[str]) -> UsageError:
    if not known:
        return UsageError(
            message(
                "{name}:{value} finds nothing: no case has a value for {name} yet.", name=name, value=value
            )
        )
    listed = ", ".join(known[:_NAMED]) + (", …" if len(known) > _NAMED else "")
    return UsageError(
        message(
            "{name}:{value} finds nothing: there is no such value. Use one of: {known}.",
            name=name,
            value=value,
            known=listed,
        )
    )
