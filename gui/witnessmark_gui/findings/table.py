"""The findings table; the row of the selected match is the selected row."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QModelIndex, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from witnessmark_gui.findings.model import FindingsModel
from witnessmark_gui.language import say
from witnessmark_gui.selection import Selected, selected_match
from witnessmark_gui.workbench import Workbench

_NARROW = 430  # pixels; below it the makers' names give way, the fingerprints tell them too
_WIDEST = {5: ("accepted", "rejected")}  # words that must not be cut
_TALLEST = 3  # lines of text in a row


class FindingsTable(QTableView):
    """Shows the matches of the item on show; keys A, R and U judge the selected one."""

    judged = Signal(str)

    def __init__(self, bench: Workbench) -> None:
        super().__init__()
        self._bench = bench
        self._model = FindingsModel(self)
        self.setModel(self._model)
        self.setAccessibleName(say("Findings"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setStretchLastSection(True)
        self._rows = QTimer(self)
        self._rows.setSingleShot(True)
        self._rows.setInterval(0)
        self._rows.timeout.connect(self._fit_rows)
        header.sectionResized.connect(lambda: self._rows.start())
        self._model.modelReset.connect(self._rows.start)
        self._model.modelReset.connect(self._show_current)
        bench.item_shown.connect(self._show_item)
        bench.case_changed.connect(self._show_judgements)
        bench.selection_changed.connect(self._show_selection)
        self._show_item()

    @property
    def findings(self) -> FindingsModel:
        """The table's model."""
        return self._model

    @Slot()
    def _show_item(self) -> None:
        case, item = self._bench.case, self._bench.item
        judgements = case.judgements if case else ()
        self._model.show(item.inspection if item else None, item.id if item else "", judgements)
        self.scrollToTop()

    @Slot()
    def _show_judgements(self) -> None:
        if self._bench.case is not None:
            self._model.show_judgements(self._bench.case.judgements)

    @Slot()
    def _show_current(self) -> None:
        self._show_selection(self._bench.selected)

    @Slot(object)
    def _show_selection(self, selected: Selected) -> None:
        inspection = self._bench.inspection
        row = -1 if selected.match is None or inspection is None else self._model.row_of(selected.match)
        if row < 0:
            self.clearSelection()
            return
        if not self.selectionModel().isRowSelected(row, QModelIndex()):
            self.selectRow(row)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """The row that a person chooses becomes the selection of all views."""
        super().selectionChanged(selected, deselected)
        inspection, rows = self._bench.inspection, self.selectionModel().selectedRows()
        if inspection is not None and rows and rows[0].row() < self._model.rowCount():
            match = self._model.match_in(rows[0].row())
            if self._bench.selected.match != match:
                self._bench.select(selected_match(inspection, match))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A accepts, R rejects, U is unsure about the selected finding; Delete takes the judgement back."""
        word = {
            Qt.Key.Key_A: "accepted",
            Qt.Key.Key_R: "rejected",
            Qt.Key.Key_U: "unsure",
            Qt.Key.Key_Delete: "",
        }.get(Qt.Key(event.key()))
        if word is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.judged.emit(word)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        width, header = self.viewport().width(), self.horizontalHeader()
        self.setColumnHidden(2, width < _NARROW)
        rest = width
        for column in (2, 3, 4, 5):
            if not self.isColumnHidden(column):
                words = [
                    str(self._model.headerData(column, Qt.Orientation.Horizontal)),
                    *_WIDEST.get(column, ()),
                ]
                needed = max(header.fontMetrics().horizontalAdvance(word) for word in words) + 26
                self.setColumnWidth(column, needed)
                rest -= needed
        passage = rest * (11 if width < _NARROW else 13) // 25
        self.setColumnWidth(0, passage)
        self.setColumnWidth(1, rest - passage)

    @Slot()
    def _fit_rows(self) -> None:
        """Rows as high as their text, within reason; in long tables all rows have three lines."""
        height = self.fontMetrics().lineSpacing() * _TALLEST + 12
        if self._model.rowCount() > 200:
            self.verticalHeader().setDefaultSectionSize(height)
            return
        for row in range(self._model.rowCount()):
            self.setRowHeight(row, min(self._needed(row), height))

    def _needed(self, row: int) -> int:
        """The height of a row's text; Qt's own reckoning forgets the padding of the stylesheet."""
        metrics, most = self.fontMetrics(), 0
        for column in range(self._model.columnCount()):
            room = QRect(0, 0, self.columnWidth(column) - 22, 10_000)
            text = self._model.index(row, column).data()
            wrapped = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap.value), text)
            most = max(most, wrapped.height())
        return most + 12
