"""The items of a case side by side, small; the one on show is the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QFrame, QListView, QListWidget, QListWidgetItem

from witnessmark.records import Item
from witnessmark_gui.language import say
from witnessmark_gui.workbench import Workbench

_SIZE = QSize(64, 48)


class ItemStrip(QListWidget):
    """Shown where a case has more than one item; a click shows the item."""

    wanted = Signal(object)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._ids: list[str] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(say("Items of this case"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setIconSize(_SIZE)
        self.setFixedHeight(_SIZE.height() + 22)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.currentRowChanged.connect(self._choose)
        bench.case_changed.connect(self._show_case)
        bench.item_shown.connect(self._show_current)
        self.hide()

    @Slot(object)
    def show_thumbnail(self, pair: object) -> None:
        """A small picture has been made: a pair of the original's hash and the picture."""
        assert isinstance(pair, tuple)
        sha256, image = pair
        for row in range(self.count()):
            item = self.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == sha256 and isinstance(image, QImage):
                item.setIcon(QIcon(QPixmap.fromImage(image)))

    @Slot()
    def _show_case(self) -> None:
        items = self._bench.case.items if self._bench.case else ()
        self.setVisible(len(items) > 1)
        if [item.id for item in items] == self._ids:
            return
        self._ids = [item.id for item in items]
        self.blockSignals(True)
        self.clear()
        for number, item in enumerate(items):
            self.addItem(_row(number, item))
        self.blockSignals(False)
        if len(items) > 1:
            self.wanted.emit(tuple(item.inspection.original.sha256 for item in items))

    @Slot()
    def _show_current(self) -> None:
        item = self._bench.item
        if item is not None and item.id in self._ids:
            self.blockSignals(True)
            self.setCurrentRow(self._ids.index(item.id))
            self.blockSignals(False)

    @Slot(int)
    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._ids):
            self._bench.show_item(self._ids[row])


def _row(number: int, item: Item) -> QListWidgetItem:
    original = item.inspection.original
    row = QListWidgetItem(str(number + 1))
    blank = QPixmap(_SIZE)
    blank.fill(Qt.GlobalColor.gray)
    row.setIcon(QIcon(blank))
    row.setData(Qt.ItemDataRole.UserRole, original.sha256)
    row.setData(
        Qt.ItemDataRole.AccessibleTextRole,
        say("Item {number}: {name}", number=number + 1, name=original.name),
    )
    return row
