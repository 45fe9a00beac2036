"""What the analyst says about evidence: notes, judgements, redactions, and which items show one speaker."""

from __future__ import annotations

import sqlite3

from witnessmark.clock import now
from witnessmark.errors import StoreError, UsageError
from witnessmark.messages import message
from witnessmark.records import Anchor, Judged, Note, Redaction
from witnessmark.store import cases, notes, places
from witnessmark.store.edits import Edits
from witnessmark.store.state import delete, present, state


class Remarks(Edits):
    """Notes and judgements of the store's cases; each stands beside the evidence and never changes it."""

    def put_note(self, case_id: str, note: Note) -> None:
        """Insert a note, or put it in the place of the one with its id; raises UsageError for a bad place."""
        _check_box(note.anchor)
        with self._writing() as db:
            number = self._own_of(db, case_id, "note", note.id)
            if note.anchor.item is not None:
                _check_item(db, number, note.anchor.item)
            known = state(db, "note", note.id)
            notes.write_note(db, number, note)
            places.write_box(db, note.id, note.anchor.box)
            self._log("note added" if known is None else "note changed", number, "note", note.id)

    def remove_note(self, note_id: str) -> None:
        """Take a note away; the log keeps that it was there."""
        self._remove("note removed", "note", note_id)

    def put_redaction(self, case_id: str, redaction: Redaction) -> None:
        """Insert a redaction, or put it in the place of the one with its id; exports leave that place out.

        Raises UsageError unless its anchor is a box of an item's picture or a span of one of its turns.
        """
        _check_box(redaction.anchor)
        _check_span(redaction.anchor)
        with self._writing() as db:
            number = self._own_of(db, case_id, "redaction", redaction.id)
            _check_item(db, number, str(redaction.anchor.item))
            known = state(db, "redaction", redaction.id)
            places.write_redaction(db, number, redaction)
            action = "redaction added" if known is None else "redaction changed"
            self._log(action, number, "redaction", redaction.id)

    def remove_redaction(self, redaction_id: str) -> None:
        """Take a redaction away, so that exports show the place again; the log keeps that it was there."""
        self._remove("redaction removed", "redaction", redaction_id)

    def set_one_speaker(self, case_id: str, item_ids: tuple[str, ...]) -> None:
        """Say that these items show one speaker, in the place of what was said before; none takes it back.

        Raises UsageError for a single item, and for one of another case.
        """
        wanted = set(item_ids)
        if len(wanted) == 1:
            raise UsageError(
                message("One item alone says nothing. Name at least two items of one speaker, or none.")
            )
        with self._writing() as db:
            number = cases.number_of(db, case_id)
            for item_id in sorted(wanted):
                _check_item(db, number, item_id)
            rows = db.execute("SELECT item_id FROM one_speaker WHERE case_number = ?", (number,))
            known, at = {row[0] for row in rows.fetchall()}, now()
            for item_id in sorted(known ^ wanted):
                self._refuse_stale(number, "speaker", item_id)
                if item_id in known:
                    delete(db, "speaker", item_id)
                    self._log("no longer said to be of one speaker", number, "speaker", item_id)
                else:
                    places.write_speaker(db, number, item_id, self.examiner, at)
                    self._log("said to be of one speaker", number, "speaker", item_id)

    def judge(self, case_id: str, judged: Judged) -> None:
        """Keep the analyst's judgement of a match, in the place of an earlier one."""
        with self._writing() as db:
            number = cases.number_of(db, case_id)
            self._refuse_stale(number, "judgement", notes.judgement_id(db, judged))
            self._log("match judged", number, "judgement", notes.write_judgement(db, number, judged))

    def unjudge(self, case_id: str, judged: Judged) -> None:
        """Take the judgement of a match away; nothing happens where there is none."""
        with self._writing() as db:
            number = cases.number_of(db, case_id)
            key = notes.judgement_id(db, judged)
            if key is not None:
                self._refuse_stale(number, "judgement", key)
                delete(db, "judgement", key)
                self._log("judgement removed", number, "judgement", key)

    def _own_of(self, db: sqlite3.Connection, case_id: str, kind: str, key: str) -> int:
        """The case's number; raises StoreError where the id belongs to another case, StaleEdit as usual."""
        number = cases.number_of(db, case_id)
        known = state(db, kind, key)
        if known is not None and known["case_number"] != number:
            raise StoreError(
                message(
                    "A {kind} of another case has the same id. Nothing was kept; make a new {kind}.",
                    kind=kind,
                )
            )
        self._refuse_stale(number, kind, key)
        return number


def _check_box(anchor: Anchor) -> None:
    box = anchor.box
    if box is None:
        return
    if anchor.item is None or anchor.turn is not None or box.width < 1 or box.height < 1 or min(box[:2]) < 0:
        raise UsageError(
            message("A place of a picture is a box with an area, inside the picture of an item.")
        )


def _check_span(anchor: Anchor) -> None:
    """A redaction hangs on a box or on a span, never on both, an item or a case."""
    span = anchor.start is not None and anchor.end is not None and 0 <= anchor.start < anchor.end
    on_text = anchor.item is not None and anchor.turn is not None and span
    if (anchor.box is not None) == on_text:
        raise UsageError(
            message("Say what is to be left out: a box of the picture, or some words of a turn.")
        )


def _check_item(db: sqlite3.Connection, number: int, item_id: str) -> None:
    if present(db, "item", item_id)["case_number"] != number:
        raise UsageError(message("That item belongs to another case. Nothing was kept."))
