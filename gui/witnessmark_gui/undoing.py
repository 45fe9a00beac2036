"""What can be undone in each case: a stack a case, which is still there when the case is opened again."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

_KEPT = (
    24  # cases whose changes can still be undone after they were closed; each step holds whole inspections
)
_STEPS = 200  # changes of one case that can be undone


class Undoing(QObject):
    """The stacks of the cases that were open lately; undo and redo are about the one that is open now."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stacks: dict[str, QUndoStack] = {}
        self._none = QUndoStack(self)
        self.stack = self._none

    def show(self, case_id: str | None) -> None:
        """Undo and redo are about this case from now on."""
        if case_id is None:
            self._use(self._none)
            return
        stack = self._stacks.pop(case_id, None)
        if stack is None:
            stack = self._new()
        self._stacks[case_id] = stack
        self._use(stack)
        self.forget(list(self._stacks)[:-_KEPT])

    def of(self, case_id: str) -> QUndoStack:
        """The steps of a case, which need not be the open one: a change may end after another was opened."""
        if case_id not in self._stacks:
            self._stacks[case_id] = self._new()
        return self._stacks[case_id]

    def forget(self, case_ids: Collection[str]) -> None:
        """These cases are gone, or are known by another id now."""
        for case_id in case_ids:
            stack = self._stacks.pop(case_id, None)
            if stack is not None:
                if stack is self.stack:
                    self._use(self._none)
                stack.clear()

    def forget_all(self) -> None:
        """Another store is open."""
        self.forget(list(self._stacks))

    def _new(self) -> QUndoStack:
        stack = QUndoStack(self)
        stack.setUndoLimit(_STEPS)
        stack.indexChanged.connect(self.changed)
        return stack

    def _use(self, stack: QUndoStack) -> None:
        self.stack = stack
        self.changed.emit()
