"""Under the picture: where two engines read different words; choosing a place shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from witnessmark.records import Inspection
from witnessmark.transcript.takeover import takeover
from witnessmark_gui.language import say
from witnessmark_gui.parts import ElidedLabel, bar, link
from witnessmark_gui.picture.differences import DifferencesModel
from witnessmark_gui.workbench import Workbench

_HEIGHT = 190  # pixels: the head and about five places


class ComparisonPanel(QWidget):
    """Shown once the item on show was compared; the other engine's words can be taken over as a correction."""

    place_chosen = Signal(object)
    taken = Signal(object)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._closed_for: str | None = None
        self.places = DifferencesModel(self)
        self.table = QTableView()
        self._title = ElidedLabel()
        self.take = link(
            say("Take the other's words"),
            self._take,
            say("Correct the text with what the second engine reads here"),
        )
        self.take.setEnabled(False)
        close = link("✕", self._close, say("Close the comparison"))
        close.setAccessibleName(say("Close the comparison"))
        self._lay_out(close)
        bench.item_shown.connect(self._show_item)
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self._show_item()

    def _lay_out(self, close: QWidget) -> None:
        self.setFixedHeight(_HEIGHT)
        self.table.setModel(self.places)
        self.table.setAccessibleName(say("Where the engines differ"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        head = bar("header", self._title, self.take, close)
        layout = head.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.table, 1)

    def open(self) -> None:
        """Show the comparison of the item on show, should it have been closed."""
        self._closed_for = None
        self._show_item()

    @Slot()
    def _show_item(self) -> None:
        item = self._bench.item
        inspection = item.inspection if item else None
        row = self.table.currentIndex().row()
        self.places.show(inspection)
        shown = item is not None and item.inspection.second is not None and item.id != self._closed_for
        self.setVisible(shown)
        if shown and inspection is not None:
            self._title.show_text(_title(inspection))
            if 0 <= row < self.places.rowCount():
                self.table.selectRow(row)
        self._enable()

    @Slot()
    def _choose(self) -> None:
        place = self.places.place_in(self.table.currentIndex().row())
        self._enable()
        if place is not None:
            self.place_chosen.emit(place)

    def _enable(self) -> None:
        place = self.places.place_in(self.table.currentIndex().row())
        inspection = self._bench.inspection
        self.take.setEnabled(
            place is not None and inspection is not None and bool(takeover(place, inspection.transcript))
        )

    def _take(self) -> None:
        place = self.places.place_in(self.table.currentIndex().row())
        inspection = self._bench.inspection
        if place is not None and inspection is not None:
            for edit in takeover(place, inspection.transcript):
                self.taken.emit(edit)

    def _close(self) -> None:
        self._closed_for = self._bench.item.id if self._bench.item else None
        self._show_item()


def _title(inspection: Inspection) -> str:
    second, reading = inspection.second, inspection.reading
    assert second is not None
    assert reading is not None
    return say(
        "{second} reads {agreed} of the {words} words like {first}; places that differ: {places}",
        second=second.engine,
        agreed=second.agreed,
        words=len(reading.words),
        first=reading.engine,
        places=len(second.disagreements),
    )
