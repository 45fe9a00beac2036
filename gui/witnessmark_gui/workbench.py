"""The state behind the window: the store, the open case, the item on show and the one selection.

Views listen to its signals and ask it for changes; none of them keeps a truth of its own.
"""

from __future__ import annotations

import contextlib
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoStack

from witnessmark.errors import StaleEdit, StoreError, WitnessmarkError
from witnessmark.records import Case, Inspection, Item
from witnessmark_gui.changes import Change, StoreChange
from witnessmark_gui.jobs import Unkept
from witnessmark_gui.keeper import Keeper, StorePlace
from witnessmark_gui.language import say
from witnessmark_gui.scratch import Scratch
from witnessmark_gui.selection import NOTHING, Selected
from witnessmark_gui.undoing import Undoing

if TYPE_CHECKING:
    from witnessmark.store.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pending:
    """A change that the store did not take, and may take later."""

    case_id: str
    apply: Change


class Workbench(QObject):
    """Holds what the window shows and changes it through the store.

    Where the store refuses, the case goes on in memory, `trouble` says so, and `try_again` writes it.
    """

    case_changed = Signal()
    item_shown = Signal()
    selection_changed = Signal(object)
    cases_changed = Signal()
    row_changed = Signal(str)
    trouble = Signal(object)
    trouble_over = Signal()

    def __init__(self, place: StorePlace) -> None:
        super().__init__()
        self.place = place
        self.store: Store | None = None
        self.scratch = Scratch()
        self.undoing = Undoing(self)
        self.case: Case | None = None
        self.item: Item | None = None
        self.selected = NOTHING
        self.pending: list[Pending] = []
        self._library_files: dict[str, bytes] = {}

    # ------------------------------------------------------------------------------------ the store

    def open_store(self, place: StorePlace) -> bool:
        """Open a store instead of the present one; False, and `trouble`, where it cannot be used."""
        from witnessmark.store.store import Store

        try:
            opened = Store.open_as_may_be(place.path, place.examiner)
        except StoreError as error:
            self.trouble.emit(error)
            return False
        if place.path != self.place.path:
            self.undoing.forget_all()
        self._close_store()
        self.store, self.place = opened, place
        opened.offer_library(self._library_files)
        self.cases_changed.emit()
        if opened.refused is not None:
            self.trouble.emit(opened.refused)
        return True

    def use_library(self, files: dict[str, bytes]) -> None:
        """The packs and rates in use, by SHA-256: the store keeps those that an inspection names."""
        self._library_files = files
        if self.store is not None:
            self.store.offer_library(files)

    def sign(self, examiner: str) -> None:
        """Write under another name from now on; the store is opened anew for it."""
        if self.store is not None and examiner != self.place.examiner:
            self.open_store(StorePlace(self.place.path, examiner))

    def shutdown(self, heads: Path | None = None) -> None:
        """Close the store and write its head down; a stack that is destroyed would tell the window of it."""
        self.undoing.blockSignals(True)
        if self.store is not None and heads is not None:
            from witnessmark.store.heads import LastHeads

            with contextlib.suppress(StoreError):
                self.store.remember_head(LastHeads(heads))
        self._close_store()

    @property
    def unsaved(self) -> bool:
        """Whether something on screen is in memory only."""
        return bool(self.scratch.case_ids()) or bool(self.pending)

    def keeper(self, case_id: str) -> Keeper:
        """Who keeps a case: the memory if it is there, else the store; raises StoreError if neither can."""
        if case_id in self.scratch:
            return self.scratch
        if self.store is None:
            raise StoreError(say("No evidence store is open. Choose one with File, Open another store."))
        return self.store

    @Slot()
    def try_again(self) -> bool:
        """Write into the store what is in memory only; True once all of it is there."""
        if self.store is None and not self.open_store(self.place):
            return False
        assert self.store is not None
        shown = self.case.id if self.case else None
        try:
            for case_id in reversed(self.scratch.case_ids()):
                moved = self.scratch.move_into(self.store, case_id)
                self.undoing.forget((case_id,))
                shown = moved.id if case_id == shown else shown
            while self.pending:
                self.pending[0].apply(self.store)
                del self.pending[0]
        except StoreError as error:
            self.trouble.emit(error)
            return False
        self.trouble_over.emit()
        self.cases_changed.emit()
        if shown is not None:
            self.open_case(shown)
        return True

    @property
    def undo_stack(self) -> QUndoStack:
        """What can be undone in the open case."""
        return self.undoing.stack

    def _close_store(self) -> None:
        if self.store is not None:
            self.store.close()
            self.store = None

    # ------------------------------------------------------------------------------------- showing

    @Slot(str)
    def open_case(self, case_id: str, item_id: str | None = None) -> bool:
        """Show a case, and of it the named item or the first."""
        if self.case is not None and self.case.id == case_id and item_id is None:
            item_id = self.item.id if self.item else None
        try:
            case = self.keeper(case_id).case(case_id)
        except WitnessmarkError as error:
            self.trouble.emit(error)
            return False
        self.case = case
        self.undoing.show(case_id)
        self.case_changed.emit()
        self.show_item(item_id or (case.items[0].id if case.items else None))
        return True

    def close_case(self) -> None:
        """Show nothing."""
        self.undoing.show(None)
        self.case, self.item = None, None
        self.case_changed.emit()
        self._show(None)

    @Slot(str)
    def show_item(self, item_id: str | None) -> None:
        """Show one item of the open case."""
        items = self.case.items if self.case else ()
        self._show(next((item for item in items if item.id == item_id), items[0] if items else None))

    def step_item(self, step: int) -> None:
        """Show the next (1) or previous (-1) item of the case."""
        if self.case is None or self.item is None:
            return
        ids = [item.id for item in self.case.items]
        place = ids.index(self.item.id) + step
        if 0 <= place < len(ids):
            self.show_item(ids[place])

    @property
    def inspection(self) -> Inspection | None:
        """What was found in the item on show."""
        return self.item.inspection if self.item else None

    def proposal(self) -> Inspection | None:
        """What the program itself made of the reading on show, before anybody edited it."""
        item, case = self.item, self.case
        if item is None or case is None or item.inspections < 2:
            return self.inspection
        try:
            earlier = self.keeper(case.id).inspections(item.id)
        except WitnessmarkError:
            return self.inspection
        return next((each for each in earlier if each.reading == item.inspection.reading), item.inspection)

    @Slot(object)
    def select(self, selected: Selected) -> None:
        """Make this the selection of all views."""
        if selected != self.selected:
            self.selected = selected
            self.selection_changed.emit(selected)

    def _show(self, item: Item | None) -> None:
        self.item = item
        self.selected = NOTHING
        self.item_shown.emit()
        self.selection_changed.emit(NOTHING)

    # ------------------------------------------------------------------------------------ changing

    def change(self, text: str, redo: Change, undo: Change | None, case_id: str | None = None) -> None:
        """Do one change of the open case, or of one that was open when the change was begun.

        Without `undo` it is no step of its own, as keeping a draft is none.
        """
        case_id = case_id or (self.case.id if self.case else None)
        if case_id is None:
            return
        if undo is None:
            self.apply(case_id, redo)
            return
        self.undoing.of(case_id).push(StoreChange(self, case_id, text, redo, undo))

    def apply(self, case_id: str, change: Change) -> None:
        """Write a change; where the store refuses, it is held in memory, and so are those that follow it."""
        if any(held.case_id == case_id for held in self.pending):
            self._hold(case_id, change)
            return
        try:
            change(self.keeper(case_id))
        except StaleEdit as error:
            self.undoing.of(case_id).clear()
            self.reload(case_id)
            self.trouble.emit(error)
            return
        except StoreError as error:
            self._hold(case_id, change)
            self.trouble.emit(error)
            return
        except WitnessmarkError as error:
            self.trouble.emit(error)
            return
        self.reload(case_id)

    def reload(self, case_id: str) -> None:
        """Read a case anew after a change and show it where it was."""
        self.row_changed.emit(case_id)
        if self.case is None or self.case.id != case_id:
            return
        selected, item_id = self.selected, self.item.id if self.item else None
        try:
            self.case = self.keeper(case_id).case(case_id)
        except WitnessmarkError as error:
            self.trouble.emit(error)
            return
        items = {item.id: item for item in self.case.items}
        before, self.item = self.item, items.get(item_id or "")
        self.case_changed.emit()
        if self.item is None or before is None or self.item.inspection != before.inspection:
            self._show(self.item or (self.case.items[0] if self.case.items else None))
            self._reselect(selected)

    def hold_unkept(self, unkept: Unkept, title: str, into: str | None) -> str:
        """Take an inspected original into memory that the store refused; returns the case's id there."""
        scratch = self.scratch
        case_id = into if into in scratch else scratch.new_case(title).id
        assert case_id is not None
        scratch.add_item(case_id, unkept.data, unkept.inspection, unkept.acquisition, unkept.picture)
        self.cases_changed.emit()
        return case_id

    def _reselect(self, selected: Selected) -> None:
        inspection = self.inspection
        if inspection is None or selected.match is None:
            return
        for index, match in enumerate(inspection.matches):
            if (match.turn, match.region, match.start) == (
                selected.turn,
                selected.region,
                selected.span.start if selected.span else None,
            ):
                self.select(Selected(index, match.turn, match.region, selected.span))
                return

    def _hold(self, case_id: str, change: Change) -> None:
        """Keep a refused change, and show the case as if it had been made."""
        self.pending.append(Pending(case_id, change))
        if self.case is not None and self.case.id == case_id:
            self.case = Scratch.trying(self.case, change)
            self.case_changed.emit()
