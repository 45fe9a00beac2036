"""Opening the store's file: is it ours, may we, and what to say where not."""

from __future__ import annotations

import contextlib
import functools
import os
import secrets
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

from sqlite_utils import Database

from witnessmark.clock import now
from witnessmark.errors import OnlyReadable, StoreError, reason
from witnessmark.messages import Message, message, term
from witnessmark.store.additions import TABLES
from witnessmark.store.schema import APPLICATION_ID, MAJOR, MINOR, migrations

BUSY_MILLISECONDS = 5_000  # how long a write waits for another program's write before it says so
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100  # bytes
_EVERY = ("foreign_keys = ON", "cell_size_check = ON", "recursive_triggers = ON")
_WRITING = ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON")

_NO_WRITING = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
_SENTENCES = {
    sqlite3.SQLITE_BUSY: term(
        "The evidence store {path} is being written by another window or program. Nothing was changed; "
        "try again when the other one has finished."
    ),
    sqlite3.SQLITE_LOCKED: term(
        "The evidence store {path} is being used by another part of this program. Nothing was changed; "
        "try again."
    ),
    sqlite3.SQLITE_FULL: term(
        "The evidence store {path} could not be written because the disk is full. The change was not "
        "kept; free some space and try again."
    ),
    sqlite3.SQLITE_READONLY: term(
        "The evidence store {path} may only be read. The change was not kept; check the permissions of "
        "the file and its folder, or name another store."
    ),
    sqlite3.SQLITE_CANTOPEN: term(
        "The evidence store {path} cannot be opened. Check that its folder exists and may be written to, "
        "or name another store."
    ),
    sqlite3.SQLITE_NOTADB: term("The evidence store {path} is not an evidence store. Name another file."),
    sqlite3.SQLITE_CORRUPT: term(
        "The evidence store {path} is damaged. Do not write to it; copy it aside, run `witnessmark "
        "verify` to see what is whole, and go back to a backup."
    ),
    sqlite3.SQLITE_IOERR: term(
        "The evidence store {path} could not be read or written: the disk reports an error, or the file "
        "was removed. Check the disk and that the file is still there."
    ),
    sqlite3.SQLITE_TOOBIG: term(
        "The evidence store {path} cannot hold so large a value. Cut the evidence into parts."
    ),
}


def connect(path: Path, read_only: bool) -> sqlite3.Connection:
    """A connection to the store at `path`, made there if there is none; raises StoreError with what to do."""
    with told(path):
        if not path.exists():
            if read_only:
                raise StoreError(message("There is no evidence store at {path}. Check the path.", path=path))
            _create(path)
        check_file(path)
        connection = _opened(path, read_only)
        try:
            _check_version(connection, path)
            _check_tables(connection, path)
            if read_only:
                _lend_tables(connection)
            else:
                _check_triggers(connection, path)
                _migrate(connection)
        except BaseException:
            connection.close()
            raise
        return connection


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's troubles into a sentence that says what to do."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # a mistake of the program, not of the store
    except sqlite3.Error as error:
        kind = OnlyReadable if _code(error) in _NO_WRITING else StoreError
        raise kind(_sentence(path, error)) from error
    except UnicodeEncodeError as error:
        raise StoreError(
            message(
                "The text {text} holds characters that are none and cannot be kept. Type it anew.",
                text=ascii(error.object),
            )
        ) from error
    except UnicodeDecodeError as error:  # SQLite's own complaint quotes damaged bytes of the file
        raise StoreError(message(_SENTENCES[sqlite3.SQLITE_CORRUPT], path=path)) from error
    except OSError as error:
        raise StoreError(
            message(
                "The evidence store {path} cannot be used: {why}. Check that the folder exists and may be "
                "written to, or name another store.",
                path=path,
                why=reason(error),
            )
        ) from error


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, with the write lock from the first moment; joins a transaction that is already open."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _sentence(path: Path, error: sqlite3.Error) -> Message:
    if _code(error) in _SENTENCES:
        return message(_SENTENCES[_code(error)], path=path)
    return message(
        "The evidence store {path} could not be used ({why}). Run `witnessmark verify` to see whether it "
        "is whole.",
        path=path,
        why=error,
    )


def _code(error: sqlite3.Error) -> int:
    """The primary result code, which is the low byte of the extended one."""
    return int(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)) & 0xFF


def _create(path: Path) -> None:
    """Make a whole store beside `path`, then give it its name, so that a kill leaves no half store there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.new")
    try:
        connection = _raw(fresh, "rwc")
        try:
            for pragma in (*_EVERY, *_WRITING):
                connection.execute(f"PRAGMA {pragma}")
            with transaction(connection):
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {MAJOR * 1000 + MINOR}")
                _apply(connection)
                connection.executemany(
                    "INSERT INTO store_facts (name, value) VALUES (?, ?)",
                    (("store", str(uuid.uuid4())), ("created", now())),
                )
        finally:
            connection.close()
        with contextlib.suppress(FileExistsError):  # another process made it in the same moment
            _name(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def _name(fresh: Path, path: Path) -> None:
    try:
        os.link(fresh, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links on this file system
        if path.exists():
            raise FileExistsError(path) from None
        fresh.rename(path)


def _raw(path: Path, mode: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{mode if '=' in mode else f'mode={mode}'}"
    return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)


def _opened(path: Path, read_only: bool) -> sqlite3.Connection:
    connection = _raw(path, "ro" if read_only else "rw")
    try:
        for pragma in _EVERY:
            connection.execute(f"PRAGMA {pragma}")
        if not read_only:
            for pragma in _WRITING:
                connection.execute(f"PRAGMA {pragma}")
            return connection
        connection.execute("SELECT count(*) FROM sqlite_schema")
        return connection
    except sqlite3.OperationalError:
        connection.close()
        wal = path.with_name(path.name + "-wal")
        if not read_only or (wal.exists() and wal.stat().st_size):
            raise
        # SQLite cannot make its shared memory in a folder that is read-only; nobody else writes there either.
        connection = _raw(path, "mode=ro&immutable=1")
        for pragma in _EVERY:
            connection.execute(f"PRAGMA {pragma}")
        return connection


def check_file(path: Path) -> None:
    """Raise StoreError where a file is none of our stores; nothing is changed."""
    if path.is_dir():
        raise StoreError(message("{path} is a folder, not an evidence store. Name a file.", path=path))
    header = b"no file"  # a pipe would keep us waiting for ever
    if path.is_file() or not path.exists():
        with path.open("rb") as file:
            header = file.read(_HEADER)
    if not header:
        raise StoreError(
            message(
                "{path} is empty (0 bytes), so it is no evidence store. Restore a backup, or remove it to "
                "start anew.",
                path=path,
            )
        )
    if not header.startswith(_MAGIC) or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise StoreError(
            message(
                "{path} is not an evidence store of Witnessmark. It was not touched; name another file.",
                path=path,
            )
        )


def looks_like_store(path: Path) -> bool:
    """Whether a file is of the kind that stores are, whole or not; False where there is none. Raises OSError."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def _check_version(connection: sqlite3.Connection, path: Path) -> None:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version // 1000 > MAJOR:
        raise StoreError(
            message(
                "The evidence store {path} was made by a newer version of Witnessmark (schema {version}; "
                "this one knows {major}). It was not touched; install the newer version.",
                path=path,
                version=version // 1000,
                major=MAJOR,
            )
        )


@functools.cache
def expected_schema(steps: int | None = None) -> dict[tuple[str, str], str]:
    """Every table, index, trigger and view that a store has after so many migrations, all unless given."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    later = [] if steps is None else [step.name for step in migrations._migrations[steps:]]
    try:
        migrations.apply(_database(connection), stop_before=later)
        return schema_of(connection)
    finally:
        connection.close()


def schema_of(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Every table, index, trigger and view in the file, apart from what SQLite and migrations add."""
    rows = connection.execute(
        """SELECT type, name, coalesce(sql, '') FROM sqlite_schema
        WHERE NOT (type = 'table' AND (name = '_sqlite_migrations' OR name LIKE 'sqlite\\_%' ESCAPE '\\'))
        AND NOT (type = 'index' AND sql IS NULL)"""
    )
    return {(kind, name): sql for kind, name, sql in rows}


def _check_tables(connection: sqlite3.Connection, path: Path) -> None:
    """A view in a table's place could answer with anything, or never end; such a store is not even read."""
    ours = {name for kind, name in expected_schema() if kind == "table"} | {"_sqlite_migrations"}
    for name, kind in connection.execute("SELECT name, type FROM sqlite_schema").fetchall():
        if kind == "view" and name in ours:
            raise StoreError(
                message(
                    "{path} is not an evidence store of Witnessmark. It was not touched; name another file.",
                    path=path,
                )
            )


def _check_triggers(connection: sqlite3.Connection, path: Path) -> None:
    """A trigger from a stranger would run with each of our writes; such a store may only be read."""
    expected = expected_schema()
    for key, sql in schema_of(connection).items():
        if key[0] == "trigger" and expected.get(key) != sql:
            raise OnlyReadable(
                message(
                    "The evidence store {path} holds the trigger {key}, which is not Witnessmark's and "
                    "would run with changes. Nothing was changed; open it for reading only, or remove the "
                    "trigger first.",
                    path=path,
                    key=key[1],
                )
            )


def _lend_tables(connection: sqlite3.Connection) -> None:
    """Empty tables, for this connection alone, in the place of those that an older store does not have yet."""
    for step in migrations.pending(_database(connection)):
        for statement in TABLES.get(step.name, ()):
            if statement.startswith("CREATE TABLE"):
                connection.execute(statement.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))


def _migrate(connection: sqlite3.Connection) -> None:
    if not migrations.pending(_database(connection)):
        return
    with transaction(connection):
        _apply(connection)
        connection.execute(f"PRAGMA user_version = {MAJOR * 1000 + MINOR}")


def _apply(connection: sqlite3.Connection) -> None:
    migrations.apply(_database(connection))


def _database(connection: sqlite3.Connection) -> Database:
    return Database(connection, recursive_triggers=False, execute_plugins=False)
