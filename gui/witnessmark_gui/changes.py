"""Changes that can be taken back: one command on the undo stack is one call of the store."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtGui import QUndoCommand

from witnessmark_gui.keeper import Keeper

Change = Callable[[Keeper], None]


class Applies(Protocol):
    """Whoever writes a change and tells the views."""

    def apply(self, case_id: str, change: Change) -> None:
        """Write a change of a case."""


class StoreChange(QUndoCommand):
    """A change and its opposite, both of frozen values whose ids were chosen before."""

    def __init__(self, owner: Applies, case_id: str, text: str, redo: Change, undo: Change) -> None:
        super().__init__(text)
        self._owner = owner
        self._case_id = case_id
        self._redo = redo
        self._undo = undo

    def redo(self) -> None:
        """Write the change."""
        self._owner.apply(self._case_id, self._redo)

    def undo(self) -> None:
        """Write its opposite."""
        self._owner.apply(self._case_id, self._undo)
