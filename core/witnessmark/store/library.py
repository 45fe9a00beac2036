"""Packs and rates that inspections name, kept once under their SHA-256, with an entry in the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from witnessmark.store import log
from witnessmark.store.log import Change
from witnessmark.store.state import LIBRARY, state

Files = Iterable[tuple[str, bytes]]


def keep_files(connection: sqlite3.Connection, actor: str, files: Files, tip: log.Tip | None = None) -> None:
    """Keep those files, by SHA-256, that are not here yet; the log says which ones there are then."""
    added = 0
    for row in files:
        added += connection.execute(
            "INSERT OR IGNORE INTO library_files (sha256, data) VALUES (?, ?)", row
        ).rowcount
    if added:
        kind, _, key = LIBRARY.partition(" ")
        change = Change("library files kept", None, None, LIBRARY, state(connection, kind, key))
        log.append(connection, actor, change, tip)
