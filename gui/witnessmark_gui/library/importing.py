"""Shows what a stranger's pack would bring, before anything of it takes effect."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QListWidget, QWidget

from witnessmark.errors import UnreadableInput, reason
from witnessmark.library.keep import Preview
from witnessmark.library.packfile import MAX_BYTES
from witnessmark.messages import message
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import say, told
from witnessmark_gui.parts import label

_MOST = 500  # lines that are listed


class ImportDialog(Frame):
    """The summary of a pack with its entries and its faults; accepted, the pack is taken over."""

    fits_words = False

    def __init__(self, parent: QWidget | None, seen: Preview) -> None:
        super().__init__(parent, say("Take over {name}?", name=seen.pack.stamp.name), seen.pack.about)
        self.resize(720, 520)
        for sentence in seen.summary:
            self.column.addWidget(label(told(sentence), wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(say("What the pack brings"))
        self.list.setWordWrap(True)
        for fault in seen.faults[:_MOST]:
            self.list.addItem(say("Left out: {what}", what=str(fault)))
        for name in seen.taken[:_MOST]:
            self.list.addItem(say("Left out: {what}", what=say("the id {name} is taken", name=name)))
        for each in seen.fresh[:_MOST]:
            self.list.addItem(f"{each.id} · {each.tier} · {each.text or each.pattern or ''}")
        self.column.addWidget(self.list, 1)
        self.add_buttons(say("Take over"), say("Cancel"))


def pack_bytes(file: Path) -> bytes:
    """A pack file's bytes, one more than a pack may have at most; raises UnreadableInput where there are none."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableInput(
            message("{file} could not be read ({why}).", file=str(file), why=reason(error))
        ) from error
