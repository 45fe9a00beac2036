"""The store's file: opened, read and written in transactions, verified, backed up, compacted, closed."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from witnessmark.clock import now
from witnessmark.errors import OnlyReadable, StoreError
from witnessmark.messages import message
from witnessmark.records import AuditEntry, Message
from witnessmark.store import authority, log, timestamps, upkeep
from witnessmark.store.connection import connect, told, transaction
from witnessmark.store.foreign import anchor
from witnessmark.store.heads import Head, LastHeads, compared
from witnessmark.store.log import Change
from witnessmark.store.state import state
from witnessmark.store.timestamps import Timestamp
from witnessmark.store.transfer import Merge, take_case
from witnessmark.store.upkeep import Backup
from witnessmark.store.verify import Verification, verify
from witnessmark.store.verify_log import entry_is

_LEFT_OVER = message(
    "Another window or program is reading the store, so what was removed stays in the write-ahead log. Close that "
    "program and run `witnessmark compact`."
)


class StoreFile:
    """What a store is as a file; `Store` adds what is in it."""

    def __init__(self, connection: sqlite3.Connection, path: Path, read_only: bool, examiner: str) -> None:
        self.path = path
        self.read_only = read_only
        self.examiner = examiner
        self.refused: OnlyReadable | None = None  # why it could not be opened for writing
        self.left_over: Message | None = None  # where what was removed last is still in the write-ahead log
        self._connection = connection
        self._inode = _inode(path)
        self._named: tuple[int, str] = (0, "")  # number and id of the case that was changed last
        self._tip: log.Tip | None = None  # of the transaction at hand; None after entries from elsewhere
        self._heads: LastHeads | None = None
        self._offered: Mapping[str, bytes] = {}  # packs and rates in use, by SHA-256
        self._own: set[int] = set()  # audit entries that this store wrote for cases that were read
        self._seen: dict[str, int] = {}  # by case: the newest audit entry when it was read or changed here

    @classmethod
    def open(cls, path: Path, read_only: bool = False, examiner: str = "") -> Self:
        """Open the store at `path`, or make it there; raises StoreError with what to do."""
        return cls(connect(path, read_only), path, read_only, examiner)

    @classmethod
    def open_as_may_be(cls, path: Path, examiner: str = "") -> Self:
        """As `open`, for reading only where the file may not be written, `refused` then says why."""
        try:
            return cls.open(path, examiner=examiner)
        except OnlyReadable as error:
            if not path.exists():
                raise
            opened = cls.open(path, read_only=True, examiner=examiner)
            # Where nothing of the store itself speaks against it, that it is only read is all there is to say.
            opened.refused = error if error.__cause__ is None else _for_reading(path)
            return opened

    def close(self) -> None:
        """Close the file; what was done is already in it."""
        if self._heads is not None:
            with contextlib.suppress(StoreError):
                self.remember_head(self._heads)
        with told(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Make all changes inside the block one transaction: all of them are kept, or none."""
        with self._writing():
            yield

    # ------------------------------------------------------------------------------------------- audit

    def audit(self, case_id: str | None = None, limit: int | None = None) -> tuple[AuditEntry, ...]:
        """The audit log, oldest first: of one case or of all, or only the newest `limit` entries."""
        with self._reading() as db:
            return log.entries(db, case_id, limit)

    def head(self) -> str:
        """The hash of the newest audit entry, which stands for the whole log."""
        with self._reading() as db:
            return log.head(db)[1]

    def timestamp_request(self) -> bytes:
        """A request (RFC 3161) for a stamp on the log's head; raises UsageError where that is not possible."""
        with self._reading() as db:
            text = timestamps.head_text(db)
        return authority.request_for(text)

    def keep_timestamp(self, response: bytes, roots: bytes) -> Timestamp:
        """Check an authority's response and keep it, with an entry in the log; raises StoreError, UsageError."""
        with self._writing() as db:
            key = timestamps.keep(db, response, roots)
            change = Change("timestamp kept", None, None, f"timestamp {key}", state(db, "timestamp", key))
            log.append(db, self.examiner, change)
            self._tip = None
        return next(each for each in self.timestamps() if each.response == response)

    def timestamps(self) -> tuple[Timestamp, ...]:
        """The stamps on this store's log by authorities outside."""
        with self._reading() as db:
            return timestamps.timestamps(db)

    def identity(self) -> dict[str, str]:
        """The store's own facts: `store`, its UUID, and `created`, when it was made."""
        with self._reading() as db:
            return log.facts(db)

    def verify(self) -> Verification:
        """Check everything that can be checked from inside the file, and say it in words."""
        with self._reading() as db:
            return verify(db, writable=not self.read_only)

    def holds_entry(self, number: int, hash_: str) -> bool:
        """Whether the log holds an entry of this number and hash, as an export or an older head names it."""
        with self._reading() as db:
            return entry_is(db, number, hash_)

    def compare_head(self, heads: LastHeads) -> Message | None:
        """What is wrong if the log does not continue the head that was last seen; None where all is well."""
        with self._reading() as db:
            last = heads.of(log.facts(db).get("store", ""))
            return compared(last, log.head(db)[0], last is None or entry_is(db, last.entries, last.hash))

    def remember_head(self, heads: LastHeads, accept: bool = False) -> None:
        """Keep the present head outside the store, unless the log does not go on from the one kept there.

        Such a store is told of each time, until a person accepts it as it is.
        """
        with heads.changing() as known, self._reading() as db:
            store, (number, hash_) = log.facts(db).get("store", ""), log.head(db)
            last = known.get(store)
            if accept or last is None or entry_is(db, last.entries, last.hash):
                known[store] = Head(store, number, hash_, now())

    def watch_head(self, heads: LastHeads) -> Message | None:
        """What `compare_head` finds; from now on the head is remembered whenever the store is closed."""
        self._heads = heads
        return self.compare_head(heads)

    # ------------------------------------------------------------------------------------------ upkeep

    def backup(self, out: Path) -> Path:
        """Copy the whole store to a new file while it is in use; raises StoreError where `out` is there."""
        with told(self.path):
            return upkeep.backup(self._connection, out)

    def backups_holding(self, folder: Path, case_ids: Iterable[str]) -> tuple[Backup, ...]:
        """The backups in a folder, and the copies beside the store, that still hold any of these cases."""
        return upkeep.holding(folder, case_ids, self.path)

    def rotate_backups(self, folder: Path, keep: int = 7, every_hours: float = 24.0) -> Path | None:
        """Make the backup of the day if it is due, and keep the newest `keep` in the folder."""
        with told(self.path):
            return upkeep.rotate(self._connection, folder, keep, every_hours)

    def compact(self) -> None:
        """Make the search indices anew, and bring what was removed out of the file and its log."""
        if self.read_only:
            raise _for_reading(self.path)
        with told(self.path):
            upkeep.compact(self._connection)

    def extract_store(self, case_ids: Iterable[str], out: Path) -> Path:
        """Write cases as a store of their own for a colleague; raises StoreError where `out` is there."""
        if out.exists():
            raise StoreError(message("{out} is there already. Name another file.", out=out))
        merge = Merge()
        fresh = out.with_name(f".{out.name}.{secrets.token_hex(4)}.new")
        with self._reading() as db, told(out):
            try:
                with contextlib.closing(connect(fresh, read_only=False)) as part:
                    with transaction(part):
                        for case_id in case_ids:
                            take_case(db, part, self.examiner, case_id, merge)
                        anchor(part, self.examiner)
                    part.execute("PRAGMA journal_mode = DELETE")
                fresh.replace(out)
            finally:
                fresh.unlink(missing_ok=True)
        return out

    def merge(self, path: Path) -> Merge:
        """Take over the cases of another store: new ones, and what changed there alone; all or nothing.

        What was changed on both sides is left as it is here and told. Raises StoreError where the other
        store is not whole.
        """
        with contextlib.closing(connect(path, read_only=True)) as other:
            with told(path):
                whole = verify(other, writable=False)
            if not whole.ok:
                raise StoreError(
                    message(
                        "{path} is not whole: {text} Nothing was taken over.",
                        path=path,
                        text=whole.findings[0].text,
                    )
                )
            merge = Merge()
            with self._writing() as db:
                theirs = log.head(other)
                if log.facts(other)["store"] == log.facts(db)["store"] and not entry_is(db, *theirs):
                    merge.conflicts.append(
                        message(
                            "The other store is a copy of this one that went on by itself; the entries of its log "
                            "since then were not taken over. Keep that file if they matter."
                        )
                    )
                for (case_id,) in other.execute("SELECT id FROM cases ORDER BY number").fetchall():
                    take_case(other, db, self.examiner, case_id, merge)
                anchor(db, self.examiner)
                self._tip = None
        return merge

    def offer_library(self, files: Mapping[str, bytes]) -> None:
        """Packs and rates in use, by SHA-256: those that an inspection names are kept together with it."""
        self._offered = files

    def library_file(self, sha256: str) -> bytes | None:
        """A pack or table of rates by its SHA-256, None where it was not kept; raises StoreError."""
        with self._reading() as db:
            row = db.execute("SELECT data FROM library_files WHERE sha256 = ?", (sha256,)).fetchone()
        if row is not None and hashlib.sha256(row[0]).hexdigest() != sha256:
            raise StoreError(
                message("A fingerprint pack in the store was changed. Run `witnessmark verify`.")
            )
        return None if row is None else bytes(row[0])

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One view of the store for several queries, whatever others write meanwhile."""
        with told(self.path):
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if self.read_only:
            raise _for_reading(self.path)
        outermost = not self._connection.in_transaction
        if outermost:
            self._tip, self._named = None, (0, "")
        with told(self.path):
            try:
                with transaction(self._connection):
                    self._check_place()
                    yield self._connection
                    self._check_place()
            except BaseException:
                self._tip = None
                if outermost:
                    self._forget_undone()
                raise

    def _check_place(self) -> None:
        """Raise StoreError where another file, or none, lies at the path by now: a change would be lost."""
        if self._inode is not None and _inode(self.path) != self._inode:
            raise StoreError(
                message(
                    "The file {path} was removed or replaced while it was open. The change was not kept; "
                    "put the file back, or close the store and open the one that lies there now.",
                    path=self.path,
                )
            )

    def _forget_undone(self) -> None:
        """Numbers of entries that were rolled back are given to other changes."""
        last = log.head(self._connection)[0]
        self._own = {number for number in self._own if number <= last}

    def _checkpoint(self) -> None:
        """Bring removed content out of the write-ahead log too; `left_over` where another program reads just now."""
        if not self._connection.in_transaction:
            with told(self.path):
                busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            self.left_over = _LEFT_OVER if busy else None


def _for_reading(path: Path) -> OnlyReadable:
    return OnlyReadable(
        message(
            "The evidence store {path} is open for reading only. Open it for writing to make changes.",
            path=path,
        )
    )


def _inode(path: Path) -> tuple[int, int] | None:
    """Which file lies at a path; None where there is none or the system does not tell."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found.st_ino else None
