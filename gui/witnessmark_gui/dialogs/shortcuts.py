"""All keys, to read and to change."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLineEdit, QPushButton, QTableWidgetItem, QWidget

from witnessmark.messages import term
from witnessmark_gui.actions import ACTIONS
from witnessmark_gui.dialogs.facts import TableDialog
from witnessmark_gui.language import say
from witnessmark_gui.parts import label
from witnessmark_gui.shortcuts import Shortcuts

_FIXED = (
    (term("Accept, reject, unsure"), term("A   R   U"), term("In the findings table; Delete takes it back")),
    (term("Choose what is at the cursor"), term("Enter"), term("In the transcript")),
    (term("Next passage, passage before"), term("N   P"), term("In the transcript and the findings table")),
    (
        term("Move the picture"),
        term("drag"),
        term("With the left or the middle button, or any while the space bar is held"),
    ),
    (
        term("Zoom at the cursor"),
        term("Ctrl and wheel"),
        term("On the picture; on the transcript it zooms the text"),
    ),
)


class ShortcutsDialog(TableDialog):
    """Choose a row, press the keys, set them."""

    def __init__(self, parent: QWidget | None, shortcuts: Shortcuts) -> None:
        self._shortcuts = shortcuts
        self._names = [spec.name for spec in ACTIONS if spec.name in shortcuts]
        specs = {spec.name: spec for spec in ACTIONS}
        rows = [(say(specs[name].text), shortcuts.keys(name), say(specs[name].tip)) for name in self._names]
        rows += [(say(what), say(keys), say(where)) for what, keys, where in _FIXED]
        explanation = say("Choose a line, press the new keys in the field below, then set them.")
        head = (say("Action"), say("Keys"), say("What it does"))
        super().__init__(parent, say("Shortcuts"), explanation, head, rows)
        self.resize(880, 620)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("Search the actions and keys"))
        self.search.setAccessibleName(say("Search the actions and keys"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.column.insertWidget(self.column.indexOf(self.table), self.search)
        self.field = QKeySequenceEdit()
        self.field.setAccessibleName(say("New keys"))
        self.field.setMaximumSequenceLength(1)
        self.problem = label(name="strong", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        for text, deed in ((say("Set these keys"), self.set_keys), (say("The usual keys"), self.reset_keys)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(deed)
            row.addWidget(button)
        self.column.insertLayout(self.column.count() - 1, row)
        self.column.insertWidget(self.column.count() - 1, self.problem)

    def _filter(self, text: str) -> None:
        """Leave the lines that hold all words."""
        wanted = text.casefold().split()
        for row in range(self.table.rowCount()):
            items = [self.table.item(row, column) for column in range(self.table.columnCount())]
            words = " ".join(item.text() for item in items if item is not None).casefold()
            self.table.setRowHidden(row, not all(word in words for word in wanted))

    def set_keys(self) -> None:
        """Give the chosen action the keys of the field, unless another has them."""
        name, keys = self._chosen(), self.field.keySequence()
        if name is None:
            self.problem.setText(say("Choose an action first."))
            return
        other = self._shortcuts.taken_by(keys, name) if not keys.isEmpty() else None
        if other is not None:
            text = next(spec.text for spec in ACTIONS if spec.name == other)
            self.problem.setText(say("“{action}” has these keys. Change that one first.", action=say(text)))
            return
        self._shortcuts.set(name, keys)
        self._show(name)

    def reset_keys(self) -> None:
        """Give the chosen action its usual keys."""
        name = self._chosen()
        if name is not None:
            self._shortcuts.reset(name)
            self._show(name)

    def _show(self, name: str) -> None:
        self.problem.setText("")
        self.field.setKeySequence(QKeySequence())
        item = self.table.item(self._names.index(name), 1)
        (item or QTableWidgetItem()).setText(self._shortcuts.keys(name))

    def _chosen(self) -> str | None:
        row = self.table.currentRow()
        return self._names[row] if 0 <= row < len(self._names) else None
