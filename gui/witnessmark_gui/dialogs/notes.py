"""Notes: one to write, and all of a case to read, change and remove."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from witnessmark.records import Anchor, Case, Note
from witnessmark_gui.anchoring import anchor_words
from witnessmark_gui.dialogs.frame import Frame, WritingFrame, text_field
from witnessmark_gui.language import say, when
from witnessmark_gui.parts import label
from witnessmark_gui.transcript.anchors import has_lost_its_place


class NoteDialog(WritingFrame):
    """Writes one note; it shows what the note hangs on."""

    def __init__(self, parent: QWidget | None, anchor: Anchor, text: str = "") -> None:
        super().__init__(parent, say("Note"), anchor_words(anchor))
        self.field = text_field(
            text, say("Your words. They stand beside the result, never in it."), say("Note")
        )
        self.column.addWidget(self.field)
        self.button = self.add_buttons(say("Keep note"), say("Cancel"))
        self.button.setEnabled(bool(text.strip()))
        self.field.textChanged.connect(lambda: self.button.setEnabled(bool(self.text())))
        self.field.setFocus()

    def text(self) -> str:
        """The words of the note."""
        return self.field.toPlainText().strip()


class NotesDialog(Frame):
    """All notes of a case; changes and removals are asked for by signals."""

    fits_words = False

    change_asked = Signal(object)
    removal_asked = Signal(object)
    shown = Signal(object)
    new_asked = Signal(object)

    def __init__(self, parent: QWidget | None, case: Case) -> None:
        super().__init__(parent, say("Notes of this case"))
        self.setMinimumSize(560, 380)
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(say("Notes"))
        self.column.addWidget(self.list, 1)
        self._empty = label(
            say("There are no notes yet. Mark words in the transcript and press Ctrl+M."), wrap=True
        )
        self.column.addWidget(self._empty)
        row = QHBoxLayout()
        self._of_one: list[QPushButton] = []  # what these do, they do to the note that is chosen
        for text, signal in ((say("Change …"), self.change_asked), (say("Remove"), self.removal_asked)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.setEnabled(False)
            self._of_one.append(button)
            button.clicked.connect(lambda _=False, asked=signal: self._ask(asked))
            row.addWidget(button)
        new = QPushButton(say("Note on the case …"))
        new.setAutoDefault(False)
        new.clicked.connect(lambda: self.new_asked.emit(Anchor()))
        row.addWidget(new)
        row.addStretch(1)
        self.column.addLayout(row)
        self.list.currentItemChanged.connect(self._show)
        self.add_buttons(say("Close"))
        self.show_notes(case)

    def show_notes(self, case: Case) -> None:
        """List the notes of the case as it is now."""
        self.list.clear()
        for note in case.notes:
            place, author = anchor_words(note.anchor), note.author or say("you")
            if _is_lost(case, note):
                place = say("{place}, which has lost its place", place=place)
            text = f"{note.text}\n{place} · {author}, {when(note.created)}"
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, note)
            self.list.addItem(item)
        self._empty.setVisible(not case.notes)

    def _ask(self, signal: object) -> None:
        item = self.list.currentItem()
        note = item.data(Qt.ItemDataRole.UserRole) if item else None
        if isinstance(note, Note):
            signal.emit(note)  # type: ignore[attr-defined]

    def _show(self) -> None:
        item = self.list.currentItem()
        for button in self._of_one:
            button.setEnabled(item is not None)
        if item is not None:
            self.shown.emit(item.data(Qt.ItemDataRole.UserRole).anchor)


def _is_lost(case: Case, note: Note) -> bool:
    item = next((each for each in case.items if each.id == note.anchor.item), None)
    return item is not None and has_lost_its_place(note.anchor, item.inspection.transcript)
