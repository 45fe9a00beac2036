"""Discarding a case: its content goes for good, so it asks, and a kept case needs a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from witnessmark.records import Case
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import say
from witnessmark_gui.parts import label

if TYPE_CHECKING:
    from witnessmark.store.upkeep import Backup

_NAMED = 8  # backups that are named one by one; the program keeps seven


class DiscardDialog(Frame):
    """Asks before a case is removed; Cancel has the focus."""

    def __init__(
        self, parent: QWidget | None, case: Case, count: int = 1, holders: tuple[Backup, ...] = ()
    ) -> None:
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
        self.with_backups = self._offer(holders) if holders else None
        self._needed = not case.draft or count > 1
        self.button = self.add_buttons(say("Discard the case"), say("Cancel"))
        self.button.setDefault(False)
        self.button.setAutoDefault(False)
        self.button.setEnabled(not self._needed)
        self.why.textChanged.connect(self._check)

    def _offer(self, holders: tuple[Backup, ...]) -> QCheckBox:
        """Name the backups that would still hold it, and offer to delete them too."""
        names = "\n".join(each.path.name for each in holders[:_NAMED])
        if len(holders) > _NAMED:
            names += "\n…"
        told = say(
            "{count} backup would still hold it:|{count} backups would still hold it:", count=len(holders)
        )
        self.column.addWidget(label(told, wrap=True))
        self.column.addWidget(label(names, name="muted", wrap=True))
        box = QCheckBox(say("Delete {count} backup too|Delete {count} backups too", count=len(holders)))
        self.column.addWidget(box)
        return box

    def backups_too(self) -> bool:
        """Whether the backups that hold it are to go as well."""
        return self.with_backups is not None and self.with_backups.isChecked()

    def reason(self) -> str:
        """Why the case is removed."""
        return self.why.text().strip() or say("draft discarded")

    def _check(self) -> None:
        self.button.setEnabled(not self._needed or bool(self.why.text().strip()))
