"""What the analyst adds: notes, judgements, titles, how an item came; each change can be undone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from witnessmark.clock import now
from witnessmark.errors import StoreError, WitnessmarkError
from witnessmark.records import Anchor, Case, Item, Judged, Judgement, Match, Note, Redaction, Status
from witnessmark.settings import Settings
from witnessmark_gui.anchoring import anchor_words
from witnessmark_gui.changes import Change
from witnessmark_gui.keeper import Keeper
from witnessmark_gui.language import say
from witnessmark_gui.selection import Selected, judged_of
from witnessmark_gui.transcript.anchors import find
from witnessmark_gui.workbench import Workbench

if TYPE_CHECKING:
    from witnessmark.store.upkeep import Backup


class EvidenceDesk(QObject):
    """Asks the analyst and writes the answer as a change of the open case."""

    told = Signal(str)

    def __init__(self, bench: Workbench, settings: Settings, window: QWidget, backups: Path) -> None:
        super().__init__(window)
        self._bench, self._settings, self._window = bench, settings, window
        self._backups = backups

    # ----------------------------------------------------------------------------------------- notes

    @Slot(object)
    def write_note(self, anchor: Anchor) -> None:
        """Ask for the words of a new note."""
        from witnessmark_gui.dialogs.notes import NoteDialog

        dialog = NoteDialog(self._window, anchor)
        if dialog.exec() and dialog.text():
            self.put_note(Note(str(uuid.uuid4()), dialog.text(), anchor, self._author(), now()))

    def put_note(self, note: Note, before: Note | None = None) -> None:
        """Write a note, new or in place of another with its id."""
        case = self._bench.case
        if case is None:
            return

        def undo(keeper: Keeper) -> None:
            _undo_note(keeper, case.id, note, before)

        self._bench.change(say("note"), lambda keeper: keeper.put_note(case.id, note), undo)

    @Slot(object)
    def change_note(self, note: Note) -> None:
        """Ask for other words of a note."""
        from witnessmark_gui.dialogs.notes import NoteDialog

        dialog = NoteDialog(self._window, note.anchor, note.text)
        if dialog.exec() and dialog.text() and dialog.text() != note.text:
            self.put_note(replace(note, text=dialog.text()), note)

    @Slot(object)
    def remove_note(self, note: Note) -> None:
        """Take a note away; undo brings it back."""
        case = self._bench.case
        if case is not None:
            self._bench.change(
                say("remove note"),
                lambda keeper: keeper.remove_note(note.id),
                lambda keeper: keeper.put_note(case.id, note),
            )

    def show_notes(self) -> None:
        """All notes of the case."""
        from witnessmark_gui.dialogs.notes import NotesDialog

        case = self._bench.case
        if case is None:
            return
        dialog = NotesDialog(self._window, case)
        dialog.change_asked.connect(self.change_note)
        dialog.removal_asked.connect(self.remove_note)
        dialog.shown.connect(self._show_anchor)
        dialog.new_asked.connect(self.write_note)
        self._bench.case_changed.connect(lambda: dialog.show_notes(self._bench.case or case))
        dialog.exec()

    @Slot(object)
    def _show_anchor(self, anchor: Anchor) -> None:
        item = self._bench.item
        if anchor.item is not None and (item is None or item.id != anchor.item):
            self._bench.show_item(anchor.item)
        inspection = self._bench.inspection
        if anchor.box is not None:
            self._bench.select(Selected(box=anchor.box))
        if inspection is None or anchor.turn is None:
            return
        found = find(anchor, inspection.transcript)
        if found is not None:
            self._bench.select(Selected(turn=found.turn, span=found.span))
        elif anchor.start is None:
            self._bench.select(Selected(turn=anchor.turn))

    # ------------------------------------------------------------------------------------ redactions

    @Slot(object)
    def redact(self, anchor: Anchor) -> None:
        """Ask why, and leave a place out of every export; the evidence itself stays whole."""
        from witnessmark_gui.dialogs.frame import LineDialog

        question = say(
            "A redaction {place}: in every export the words become blocks and the pixels are painted over. "
            "Why? The reason stands in the report; leave it empty for none.",
            place=anchor_words(anchor),
        )
        why = LineDialog(self._window, say("Redact"), question, do=say("Redact")).answer()
        if why is not None:
            self.put_redaction(Redaction(str(uuid.uuid4()), anchor, why, self._author(), now()))

    def put_redaction(self, redaction: Redaction) -> None:
        """Keep a redaction; undo takes it away."""
        case = self._bench.case
        if case is not None:
            self._bench.change(
                say("redact"),
                lambda keeper: keeper.put_redaction(case.id, redaction),
                lambda keeper: keeper.remove_redaction(redaction.id),
            )

    @Slot(object)
    def remove_redaction(self, redaction: Redaction) -> None:
        """Hand a place over again; undo leaves it out again."""
        case = self._bench.case
        if case is not None:
            self._bench.change(
                say("remove redaction"),
                lambda keeper: keeper.remove_redaction(redaction.id),
                lambda keeper: keeper.put_redaction(case.id, redaction),
            )

    def show_redactions(self) -> None:
        """All places of the case that exports leave out."""
        from witnessmark_gui.dialogs.redactions import RedactionsDialog

        case = self._bench.case
        if case is None:
            return
        dialog = RedactionsDialog(self._window, case)
        dialog.removal_asked.connect(self.remove_redaction)
        dialog.shown.connect(self._show_anchor)
        self._bench.case_changed.connect(lambda: dialog.show_redactions(self._bench.case or case))
        dialog.exec()

    # ------------------------------------------------------------------------------------ judgements

    @Slot(str)
    def judge(self, word: str) -> None:
        """Judge the selected finding: accepted, rejected (with a reason), unsure, or "" for no judgement."""
        item, match = self._bench.item, self._match()
        case = self._bench.case
        if item is None or match is None or case is None:
            return
        before = judged_of(case.judgements, item.id, match)
        reason: str | None = ""
        if word == "rejected":
            question = say("Why does this passage not count for you?")
            reason = self._ask(say("Reject finding"), question, say("Reject"))
            if reason is None:
                return
        after = self._judged(item, match, word, reason or "")
        if (before is None and after is None) or before == after:
            return
        self._bench.change(
            say("judgement"), _judging(case.id, before, after), _judging(case.id, after, before)
        )

    def _match(self) -> Match | None:
        inspection, index = self._bench.inspection, self._bench.selected.match
        return inspection.matches[index] if inspection is not None and index is not None else None

    def _judged(self, item: Item, match: Match, word: str, reason: str) -> Judged | None:
        judgements: dict[str, Judgement] = {
            "accepted": "accepted",
            "rejected": "rejected",
            "unsure": "unsure",
        }
        if word not in judgements:
            return None
        return Judged(
            item.id, match.fingerprint, match.turn, match.region, match.start, judgements[word], reason,
            self._author(), now(),
        )  # fmt: skip

    # ------------------------------------------------------------------------------------- the case

    def edit_acquisition(self) -> None:
        """Ask how the item on show came."""
        from witnessmark_gui.dialogs.acquisition import AcquisitionDialog

        item = self._fresh_item()
        if item is None:
            return
        dates = tuple(date.text for date in item.inspection.transcript.dates)
        dialog = AcquisitionDialog(self._window, item.acquisition, dates)
        if not dialog.exec() or dialog.acquisition() == item.acquisition:
            return
        before, after = item.acquisition, dialog.acquisition()
        self._bench.change(
            say("how it came"),
            lambda keeper: keeper.set_acquisition(item.id, after),
            lambda keeper: keeper.set_acquisition(item.id, before),
        )

    def edit_case(self) -> None:
        """Ask for title, status, tags and conclusion; what was changed is one step to undo."""
        from witnessmark_gui.dialogs.case import CaseDialog

        case = self._bench.case
        if case is None:
            return
        dialog = CaseDialog(self._window, case)
        if not dialog.exec():
            return
        facts, stack = dialog.facts(), self._bench.undo_stack
        stack.beginMacro(say("case facts"))
        if facts.title != case.title:
            self._set(case, Keeper.rename, facts.title, case.title)
        if facts.status != case.status:
            self.set_status(facts.status)
        if facts.tags != case.tags:
            self._set(case, Keeper.set_tags, facts.tags, case.tags)
        if facts.conclusion != case.conclusion:
            self._set(case, Keeper.set_conclusion, facts.conclusion, case.conclusion)
        stack.endMacro()

    def set_status(self, status: Status) -> None:
        """Open, reviewing or closed."""
        case = self._bench.case
        if case is not None and case.status != status:
            self._set(case, Keeper.set_status, status, case.status)

    def say_one_speaker(self) -> None:
        """Say that the items of the case are of one speaker, or take that back; undo helps."""
        case = self._bench.case
        if case is None:
            return
        before = case.one_speaker.items if case.one_speaker else ()
        after = () if before else tuple(item.id for item in case.items)
        if len(after) == 1:
            self.told.emit(say("One item alone says nothing; add more of the same speaker to this case."))
        if len(after) != 1:
            self._bench.change(
                say("one speaker"),
                lambda keeper: keeper.set_one_speaker(case.id, after),
                lambda keeper: keeper.set_one_speaker(case.id, before),
            )

    def _set(self, case: Case, setter: Callable[..., None], after: object, before: object) -> None:
        """One change of a case by a method of the keeper, and its opposite."""
        name = setter.__name__
        self._bench.change(
            say("case facts"),
            lambda keeper: getattr(keeper, name)(case.id, after),
            lambda keeper: getattr(keeper, name)(case.id, before),
        )

    def save(self) -> None:
        """Keep the draft, or write what the store did not take before."""
        if self._bench.unsaved and not self._bench.try_again():
            return
        case = self._bench.case
        if case is not None and case.draft:
            self._bench.change(say("save"), lambda keeper: keeper.keep(case.id), None)
        self.told.emit(say("Saved. Every change is written as you make it."))

    def discard(self) -> bool:
        """Remove the case for good, after asking; whether it was removed."""
        from witnessmark_gui.dialogs.discard import DiscardDialog

        case = self._bench.case
        if case is None:
            return False
        holders = self._holders((case.id,))
        dialog = DiscardDialog(self._window, case, holders=holders)
        if not dialog.exec():
            return False
        try:
            self._bench.keeper(case.id).discard(case.id, dialog.reason())
        except WitnessmarkError as error:
            self._bench.trouble.emit(error)
            return False
        self._delete(holders if dialog.backups_too() else ())
        self._bench.close_case()
        self._bench.undoing.forget((case.id,))
        self._bench.cases_changed.emit()
        self.told.emit(say("Discarded “{title}”.", title=case.title))
        return True

    def discard_all(self, case_ids: tuple[str, ...]) -> bool:
        """Remove several cases for good, after asking once for the reason; whether that was begun."""
        from witnessmark_gui.dialogs.discard import DiscardDialog

        bench = self._bench
        first = bench.keeper(case_ids[0]).case(case_ids[0])
        holders = self._holders(case_ids)
        dialog = DiscardDialog(self._window, first, len(case_ids), holders)
        if not dialog.exec():
            return False
        bench.close_case()
        bench.undoing.forget(case_ids)
        try:
            for case_id in case_ids:
                bench.keeper(case_id).discard(case_id, dialog.reason())
        except WitnessmarkError as error:
            bench.trouble.emit(error)
        else:
            self._delete(holders if dialog.backups_too() else ())
        bench.cases_changed.emit()
        self.told.emit(say("Discarded {count} case.|Discarded {count} cases.", count=len(case_ids)))
        return True

    def _holders(self, case_ids: tuple[str, ...]) -> tuple[Backup, ...]:
        """The backups that hold any of these cases; none for what is in memory only."""
        store = self._bench.store
        kept = [case_id for case_id in case_ids if case_id not in self._bench.scratch]
        return store.backups_holding(self._backups, kept) if store is not None and kept else ()

    def _delete(self, holders: tuple[Backup, ...]) -> None:
        """Delete the backups that hold it too, and tell where something of it is left."""
        from witnessmark.store.upkeep import remove_backups

        store = self._bench.store
        if store is not None and store.left_over is not None:
            self._bench.trouble.emit(StoreError(store.left_over))
        left = remove_backups(holders)
        if left:
            names = ", ".join(path.name for path in left)
            told = say("These backups could not be deleted and still hold it: {names}", names=names)
            self._bench.trouble.emit(StoreError(told))

    def _fresh_item(self) -> Item | None:
        case, item = self._bench.case, self._bench.item
        if case is None or item is None:
            return None
        return next((each for each in case.items if each.id == item.id), item)

    def _author(self) -> str:
        return self._settings.text("examiner")

    def _ask(self, title: str, question: str, do: str) -> str | None:
        from witnessmark_gui.dialogs.frame import LineDialog

        return LineDialog(self._window, title, question, do=do).answer()


def _judging(case_id: str, before: Judged | None, after: Judged | None) -> Change:
    """The change from one judgement of a match to another."""

    def change(keeper: Keeper) -> None:
        if after is not None:
            keeper.judge(case_id, after)
        elif before is not None:
            keeper.unjudge(case_id, before)

    return change


def _undo_note(keeper: Keeper, case_id: str, note: Note, before: Note | None) -> None:
    if before is None:
        keeper.remove_note(note.id)
    else:
        keeper.put_note(case_id, before)
