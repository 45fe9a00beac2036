"""Changes of the store: each logged in its transaction, none on top of what another program did meanwhile."""

from __future__ import annotations

import sqlite3

from witnessmark.errors import StaleEdit
from witnessmark.messages import message
from witnessmark.records import Case, LibraryStamp
from witnessmark.store import cases, log
from witnessmark.store.file import StoreFile
from witnessmark.store.library import keep_files
from witnessmark.store.log import Change
from witnessmark.store.state import delete, present, state


class Edits(StoreFile):
    """What every kind of change needs; a subclass makes the changes inside `_writing`."""

    def _log(self, action: str, number: int, kind: str, key: str | int) -> None:
        db = self._connection
        case_id = cases.id_of(db, number) if self._named[0] != number else self._named[1]
        self._named = (number, case_id)
        change = Change(action, case_id, number, f"{kind} {key}", state(db, kind, key))
        entry = log.append(db, self.examiner, change, self._newest())
        if case_id in self._seen:
            self._own.add(entry)

    def _read(self, db: sqlite3.Connection, number: int) -> Case:
        """A case, remembering how far its log went, so that a later edit on older data is noticed."""
        case = cases.read_case(db, number)
        self._seen[case.id] = log.newest_of(db, case.id)
        return case

    def _keep_library(self, stamp: LibraryStamp) -> None:
        """Keep the packs and rates that an inspection names, where they were offered and are not here yet."""
        named = (*(pack.sha256 for pack in stamp.packs), stamp.rates_sha256)
        files = [(sha256, self._offered[sha256]) for sha256 in named if sha256 in self._offered]
        keep_files(self._connection, self.examiner, files, self._newest())

    def _newest(self) -> log.Tip:
        """The tip of the log, which is looked up once a transaction."""
        if self._tip is None:
            self._tip = log.Tip(*log.head(self._connection))
        return self._tip

    def _remove(self, action: str, kind: str, key: str) -> None:
        """Take a row away that one table holds; the log keeps that it was there. Raises StoreError."""
        with self._writing() as db:
            number = present(db, kind, key)["case_number"]
            self._refuse_stale(number, kind, key)
            delete(db, kind, key)
            self._log(action, number, kind, key)

    def _refuse_stale(self, number: int, kind: str = "", key: str | int | None = None) -> None:
        """Raise StaleEdit where others changed the subject (without one: the case) since it was read here."""
        case_id = cases.id_of(self._connection, number)
        if case_id not in self._seen or (kind and key is None):
            return
        subject = f"{kind} {key}" if kind else None
        newer = log.newer_than(self._connection, case_id, self._seen[case_id], subject)
        if newer - self._own:
            raise StaleEdit(
                message(
                    "Case {number} was changed in another window or program since it was opened here. "
                    "Nothing was overwritten; open the case again to see the change, and repeat yours.",
                    number=number,
                )
            )
