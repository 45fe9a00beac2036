"""Stores made by other ways than the program's own: for measuring what that costs, and for trying migrations."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from witnessmark.store.connection import connect, transaction
from witnessmark.store.schema import MAJOR, take_back

_OF_CASES = {
    "case_numbers": "number BETWEEN ? AND ?",
    "audit_entries": "case_id IN (SELECT id FROM cases WHERE number BETWEEN ? AND ?)",
    "cases": "number BETWEEN ? AND ?",
    "case_tags": "case_number BETWEEN ? AND ?",
    "audit_values": "case_number BETWEEN ? AND ?",
    "originals": "sha256 IN (SELECT sha256 FROM items WHERE case_number BETWEEN ? AND ?)",
    "original_parts": "sha256 IN (SELECT sha256 FROM items WHERE case_number BETWEEN ? AND ?)",
    "items": "case_number BETWEEN ? AND ?",
    "inspections": "item_id IN (SELECT id FROM items WHERE case_number BETWEEN ? AND ?)",
    "turns": "case_number BETWEEN ? AND ?",
    "findings": "case_number BETWEEN ? AND ?",
    "notes": "case_number BETWEEN ? AND ?",
}


def empty_copy(path: Path) -> sqlite3.Connection:
    """A new store without a row, as a bare connection."""
    return connect(path, read_only=False)


def copy_rows(source: sqlite3.Connection, target: sqlite3.Connection, first: int, last: int) -> float:
    """Insert the rows of the cases from `first` to before `last` in one transaction; the seconds it took."""
    rows = {
        table: source.execute(f"SELECT * FROM {table} WHERE {where}", (first, last - 1)).fetchall()
        for table, where in _OF_CASES.items()
    }
    started = time.perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for table, found in rows.items():
        if found:
            marks = ", ".join("?" * len(found[0]))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
    target.execute("COMMIT")
    return time.perf_counter() - started


def as_of_1_0(path: Path) -> None:
    """Make a store that uses none of the additions into one of schema 1.0, which the next opening migrates."""
    connection = connect(path, read_only=False)
    try:
        with transaction(connection):
            take_back(connection)
            connection.execute(f"PRAGMA user_version = {MAJOR * 1000}")
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()
