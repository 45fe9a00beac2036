"""All places of a case that exports leave out, to look at and to hand over again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QWidget

from witnessmark.records import Case, Redaction
from witnessmark_gui.anchoring import anchor_words
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import say, when
from witnessmark_gui.parts import label
from witnessmark_gui.transcript.anchors import has_lost_its_place


class RedactionsDialog(Frame):
    """Choosing a line shows the place; removals are asked for by a signal."""

    fits_words = False

    removal_asked = Signal(object)
    shown = Signal(object)

    def __init__(self, parent: QWidget | None, case: Case) -> None:
        super().__init__(
            parent,
            say("Redactions of this case"),
            say("Every export leaves these places out. The evidence in the store stays whole."),
        )
        self.setMinimumSize(560, 380)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(say("Redactions"))
        self.column.addWidget(self.list, 1)
        self._empty = label(
            say("Nothing is redacted yet. Mark words in the transcript and press Ctrl+Shift+X; with no "
                "words marked, the keys let you draw a box on the picture."),
            wrap=True,
        )  # fmt: skip
        self.column.addWidget(self._empty)
        self.remove = QPushButton(say("Remove"))
        self.remove.setAutoDefault(False)
        self.remove.setEnabled(False)
        self.remove.clicked.connect(self._remove)
        self.column.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.list.currentItemChanged.connect(self._show)
        self.add_buttons(say("Close"))
        self.show_redactions(case)

    def show_redactions(self, case: Case) -> None:
        """List the redactions of the case as it is now."""
        self.list.clear()
        for redaction in case.redactions:
            item = QListWidgetItem(redaction_line(case, redaction))
            item.setData(Qt.ItemDataRole.UserRole, redaction)
            self.list.addItem(item)
        self._empty.setVisible(not case.redactions)
        self.list.setVisible(bool(case.redactions))
        self.remove.setVisible(bool(case.redactions))

    def _current(self) -> Redaction | None:
        item = self.list.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item else None
        return found if isinstance(found, Redaction) else None

    def _show(self) -> None:
        redaction = self._current()
        self.remove.setEnabled(redaction is not None)
        if redaction is not None:
            self.shown.emit(redaction.anchor)

    def _remove(self) -> None:
        redaction = self._current()
        if redaction is not None:
            self.removal_asked.emit(redaction)


def redaction_line(case: Case, redaction: Redaction) -> str:
    """Why and where, who and when, and whether the place is lost."""
    anchor = redaction.anchor
    item = next((each for each in case.items if each.id == anchor.item), None)
    place = anchor_words(anchor)
    if item is not None and has_lost_its_place(anchor, item.inspection.transcript):
        place = say("{place}, which has lost its place", place=place)
    author = redaction.author or say("you")
    return f"{redaction.why or say('No reason given')}\n{place} · {author}, {when(redaction.created)}"
