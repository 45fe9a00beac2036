"""Every mark on the picture as a line of a list, for people who cannot see or point at it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from witnessmark.messages import term
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import say
from witnessmark_gui.picture.marks import Mark

_KINDS = (
    ("", term("All marks")),
    ("match", term("Matches")),
    ("turn", term("Turns")),
    ("claim", term("Claim")),
    ("uncertain", term("Uncertain words")),
    ("note", term("Notes")),
    ("redaction", term("Redactions")),
    ("word", term("Words")),
)


class MarksDialog(Frame):
    """Choosing a line selects the mark in the window."""

    chosen = Signal(str, int)
    fits_words = False

    def __init__(self, parent: QWidget | None, marks: tuple[Mark, ...]) -> None:
        super().__init__(parent, say("Marks on the picture"))
        self.resize(640, 460)
        self._marks = marks
        self.kind = QComboBox()
        self.kind.setAccessibleName(say("Kind of marks"))
        for name, text in _KINDS:
            count = sum(mark.kind == name or not name for mark in marks)
            self.kind.addItem(say("{kind} ({count})", kind=say(text), count=count), name)
        self.kind.currentIndexChanged.connect(self._fill)
        self.column.addWidget(self.kind)
        self.list = QListWidget()
        self.list.setAccessibleName(say("Marks on the picture"))
        self.list.currentItemChanged.connect(self._choose)
        self.column.addWidget(self.list, 1)
        self.add_buttons(say("Close"))
        self._fill()

    def _fill(self) -> None:
        kind = self.kind.currentData()
        self.list.clear()
        for mark in self._marks:
            if kind in ("", mark.kind):
                item = QListWidgetItem(mark_line(mark))
                item.setData(Qt.ItemDataRole.UserRole, (mark.kind, mark.index))
                self.list.addItem(item)

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            kind, index = item.data(Qt.ItemDataRole.UserRole)
            self.chosen.emit(kind, index)


def mark_line(mark: Mark) -> str:
    """What a mark is and where it is, in one line."""
    if not mark.boxes:
        return mark.says
    x, y, width, height = mark.boxes[0]
    return say(
        "{what} · at {x}, {y}, {width} × {height} pixels",
        what=mark.says,
        x=x,
        y=y,
        width=width,
        height=height,
    )
