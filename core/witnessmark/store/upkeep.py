"""Looking after a store's file: backups, going back to one, and giving back space."""

from __future__ import annotations

import contextlib
import datetime as dt
import glob
import os
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from witnessmark.clock import now
from witnessmark.errors import StoreError
from witnessmark.messages import message
from witnessmark.store.connection import connect, told
from witnessmark.store.removal import tidy_search

_SUFFIX = ".backup.witnessmark"
_ASIDE = ".before-restore-"
_STEP = 2_000  # pages that are copied before others may write again


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that the program made: where it lies and when it was made."""

    path: Path
    at: str
    byte_count: int


def backup(connection: sqlite3.Connection, out: Path) -> Path:
    """A copy of the whole store at one moment, while others may use it; checked, then given its name.

    Raises StoreError with what to do.
    """
    if out.exists():
        raise StoreError(message("{out} is there already. Name another file for the backup.", out=out))
    fresh = out.with_name(f".{out.name}.{secrets.token_hex(4)}.new")
    with told(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            copy = sqlite3.connect(fresh, isolation_level=None)
            try:
                connection.backup(copy, pages=_STEP)
                # A single file is easier to carry than one with a log beside it.
                copy.execute("PRAGMA journal_mode = DELETE")
                if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                    raise StoreError(
                        message("The backup is not whole; it was not kept. Run `witnessmark verify`.")
                    )
            finally:
                copy.close()
            _flush(fresh)
            fresh.replace(out)
        finally:
            for left in (fresh, fresh.with_name(fresh.name + "-journal")):
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)
    return out


def rotate(connection: sqlite3.Connection, folder: Path, keep: int, every_hours: float = 24.0) -> Path | None:
    """Make a backup in `folder` if the newest is older than `every_hours`, and keep the newest `keep`.

    The path of a backup that was made, else None; with `keep` 0 none is made.
    """
    if keep < 1:
        return None
    known = backups(folder)
    # One of the future counts for nothing.
    if any(0 <= _hours_since(each.at) < every_hours for each in known):
        return None
    stamp = now().replace(":", "").replace("-", "")
    made = backup(connection, folder / f"{stamp}-{secrets.token_hex(4)}{_SUFFIX}")
    for old in backups(folder)[keep:]:
        with contextlib.suppress(OSError):
            old.path.unlink()
    return made


def backups(folder: Path) -> tuple[Backup, ...]:
    """The backups that `rotate` made in a folder, newest first; other files are not looked at."""
    found = []
    if folder.is_dir():
        for path in folder.glob(f"*{_SUFFIX}"):
            with contextlib.suppress(ValueError, OSError):
                at = dt.datetime.strptime(path.name.split("-")[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
                found.append(Backup(path, at.strftime("%Y-%m-%dT%H:%M:%SZ"), path.stat().st_size))
    return tuple(sorted(found, key=lambda each: (each.at, each.path.name), reverse=True))


def holding(folder: Path, case_ids: Iterable[str], store: Path) -> tuple[Backup, ...]:
    """The copies that still hold any of these cases, also of cases that were removed from the store since.

    These are the backups in the folder, and what `restore` set aside beside the store; newest first.
    """
    wanted = tuple(case_ids)
    return tuple(each for each in (*backups(folder), *_set_asides(store)) if _holds(each.path, wanted))


def remove_backups(found: Iterable[Backup]) -> tuple[Path, ...]:
    """Delete copies for good; the paths of those that could not be deleted."""
    left = []
    for each in found:
        try:
            for ending in ("", "-wal", "-shm"):
                each.path.with_name(each.path.name + ending).unlink(missing_ok=True)
        except OSError:
            left.append(each.path)
    return tuple(left)


def _holds(path: Path, case_ids: tuple[str, ...]) -> bool:
    """Whether a copy holds a case; one that cannot be read may hold it."""
    try:
        copy = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        with contextlib.closing(copy):
            return any(
                copy.execute("SELECT 1 FROM cases WHERE id = ?", (key,)).fetchone() for key in case_ids
            )
    except sqlite3.Error:
        return True


def _set_asides(store: Path) -> tuple[Backup, ...]:
    found = []
    for path in store.parent.glob(f"{glob.escape(store.name)}{_ASIDE}*"):
        if not path.name.endswith(("-wal", "-shm")):
            with contextlib.suppress(OSError):
                status = path.stat()
                at = dt.datetime.fromtimestamp(status.st_mtime, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                found.append(Backup(path, at, status.st_size))
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def restore(source: Path, path: Path) -> Path | None:
    """Put a backup in the store's place; the store that was there is kept beside it, and its path returned.

    No program may have the store open. Raises StoreError with what to do, and then nothing was changed.
    """
    _check_whole(source, path)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _copy(source, fresh)
            _flush(fresh)
            aside = _set_aside(path)
            try:
                fresh.replace(path)
            except BaseException:
                if aside is not None:
                    aside.replace(path)
                raise
        finally:
            fresh.unlink(missing_ok=True)
    return aside


def _check_whole(source: Path, path: Path) -> None:
    """Raise StoreError unless a backup may take the place of the store at `path`."""
    with told(source):
        if source.exists() and path.exists() and source.samefile(path):
            raise StoreError(message("{path} is the store itself. Name a backup to go back to.", path=path))
        with contextlib.closing(connect(source, read_only=True)) as copy:
            found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise StoreError(
                message("{path} is not whole: {text} Nothing was taken over.", path=source, text=found)
            )


def compact(connection: sqlite3.Connection) -> None:
    """Merge the search indices, give unused space back, and empty the write-ahead log."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table in ("cases", "turns", "notes"):
            connection.execute(f"INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')")
        tidy_search(connection)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _set_aside(path: Path) -> Path | None:
    """Give the present store another name, with all that its write-ahead log holds in it."""
    if not path.exists():
        return None
    # A store that is replaced may be damaged; what its log holds then stays beside it.
    with (
        contextlib.closing(sqlite3.connect(path, isolation_level=None, timeout=1)) as present,
        contextlib.suppress(sqlite3.DatabaseError),
    ):
        busy = present.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy and busy[0]:
            raise StoreError(
                message(
                    "{path} is open in another window or program. Close it there and try again.", path=path
                )
            )
    aside = path.with_name(f"{path.name}{_ASIDE}{now().replace(':', '')}-{secrets.token_hex(2)}")
    path.replace(aside)
    for ending in ("-wal", "-shm"):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.replace(aside.with_name(aside.name + ending))
    return aside


def _copy(source: Path, target: Path) -> None:
    one, two = sqlite3.connect(source), sqlite3.connect(target)
    with contextlib.closing(one), contextlib.closing(two):
        one.backup(two)


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _hours_since(at: str) -> float:
    then = dt.datetime.strptime(at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    present = dt.datetime.strptime(now(), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    return (present - then).total_seconds() / 3600
