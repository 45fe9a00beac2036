"""Discarding a case: its content goes for good, so it asks, and a kept case needs a reason."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from witnessmark.records import Case
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import say


class DiscardDialog(Frame):
    """Asks before a case is removed; Cancel has the focus."""

    def __init__(self, parent: QWidget | None, case: Case, count: int = 1) -> None:
        question = say("Discard “{title}”?", title=case.title)
        super().__init__(
            parent,
            question if count == 1 else say("Discard this case?|Discard these {count} cases?", count=count),
            say(
                "Pictures, transcripts, notes and judgements of this case are removed for good and "
                "cannot be brought "
                "back. The audit log keeps that it existed and was removed."
            ),
        )
        self.why = QLineEdit()
        self.why.setAccessibleName(say("Reason"))
        needed = (
            say("Reason (needed for a kept case)")
            if not case.draft or count > 1
            else say("Reason (may be left empty)")
        )
        self.why.setPlaceholderText(needed)
        self.column.addWidget(self.why)
        self._needed = not case.draft or count > 1
        self.button = self.add_buttons(say("Discard the case"), say("Cancel"))
        self.button.setDefault(False)
        self.button.setAutoDefault(False)
        self.button.setEnabled(not self._needed)
        self.why.textChanged.connect(self._check)

    def reason(self) -> str:
        """Why the case is removed."""
        return self.why.text().strip() or say("draft discarded")

    def _check(self) -> None:
        self.button.setEnabled(not self._needed or bool(self.why.text().strip()))
