"""The findings table; the row of the selected match is the selected row."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from witnessmark_gui.findings.model import FindingsModel
from witnessmark_gui.language import say
from witnessmark_gui.selection import Selected, selected_match, step_of
from witnessmark_gui.workbench import Workbench

_WHOLE = {
    2: (),
    3: (),
    4: ("yes, weighs nothing", "yes, weighs {weight}"),
    5: ("accepted", "rejected"),
}  # the columns that are as wide as their longest word, and what may come to stand there while an item is shown
_LOOKED_AT = 200  # rows whose words are measured
_LEAST = {0: 80, 1: 94}  # pixels of the columns that give way, if their headings need no more
_HIDDEN_FIRST = (
    2,
    3,
)  # where these need more than there is: names, which the fingerprints tell too, then layers
_TALLEST = 3  # lines of text in a row
_PADDING = 10  # pixels above and below the text of a row
_BESIDE = 22  # pixels to the left and right of a cell's text


class BrokenIds(QStyledItemDelegate):
    """Draws an id with places where it may break; the id itself, which can be copied, has none."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Breaks are allowed after full stops and hyphens."""
        super().initStyleOption(option, index)
        option.text = breakable(option.text)


def breakable(name: str) -> str:
    """An id with a break of no width after each full stop and hyphen."""
    return name.replace(".", ".\u200b").replace("-", "-\u200b")


class FindingsTable(QTableView):
    """Shows the matches of the item on show; keys A, R and U judge the selected one."""

    judged = Signal(str)
    step_asked = Signal(int)

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
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegateForColumn(1, BrokenIds(self))
        self.setMinimumHeight(2 * (self.fontMetrics().lineSpacing() * _TALLEST + _PADDING) + 28)
        self._fresh = True
        self._widths: dict[int, int] = {}
        self.setSortingEnabled(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        header.setStretchLastSection(True)
        self._rows = QTimer(self)
        self._rows.setSingleShot(True)
        self._rows.setInterval(0)
        self._rows.timeout.connect(self._fit_rows)
        header.sectionResized.connect(lambda: self._rows.start())
        self._model.modelReset.connect(self._rows.start)
        self._model.modelReset.connect(self._share_anew)
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
        self._fresh = True
        self._rows.start()

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
        """A accepts, R rejects, U is unsure about the selected finding, Delete takes that back; N and P step."""
        word = {
            Qt.Key.Key_A: "accepted",
            Qt.Key.Key_R: "rejected",
            Qt.Key.Key_U: "unsure",
            Qt.Key.Key_Delete: "",
        }.get(Qt.Key(event.key()))
        if word is not None and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.judged.emit(word)
            return
        step = step_of(event)
        if step is not None:
            self.step_asked.emit(step)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._share()

    @Slot()
    def _share_anew(self) -> None:
        """Share the width where other words need other columns; widths that a person chose stay otherwise."""
        if self._widths != {column: self._longest(column) for column in _WHOLE}:
            self._share()

    def _share(self) -> None:
        """Columns of short words take what these need, passages and fingerprints the rest.

        Where too little is left, columns are hidden; whether a scroll bar is there now does not decide that.
        """
        self._widths = {column: self._longest(column) for column in _WHOLE}
        least = {column: max(pixels, self._heading(column)) for column, pixels in _LEAST.items()}
        short = dict(self._widths)
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        for column in _HIDDEN_FIRST:
            hidden = sum(short.values()) + sum(least.values()) > room
            self.setColumnHidden(column, hidden)
            if hidden:
                del short[column]
        for column, needed in short.items():
            self.setColumnWidth(column, needed)
        rest = self.viewport().width() - sum(short.values())
        passage = max(min(rest * 12 // 25, rest - least[1]), least[0])
        self.setColumnWidth(0, passage)
        self.setColumnWidth(1, max(rest - passage, least[1]))

    def _longest(self, column: int) -> int:
        """The pixels that a column needs so that none of its words is cut."""
        rows = range(min(self._model.rowCount(), _LOOKED_AT))
        words = {word for phrase in _WHOLE[column] for word in say(phrase).split()}
        words.update(word for row in rows for word in self._model.index(row, column).data().split())
        metrics = self.horizontalHeader().fontMetrics()
        longest = max((metrics.horizontalAdvance(word) for word in words), default=0) + _BESIDE
        return max(longest, self._heading(column))

    def _heading(self, column: int) -> int:
        """The pixels that a column needs for its heading."""
        font = self.horizontalHeader().font()
        font.setWeight(
            QFont.Weight.DemiBold
        )  # as the stylesheet has it, which the header's own font is not told
        words = str(self._model.headerData(column, Qt.Orientation.Horizontal))
        return QFontMetrics(font).horizontalAdvance(words) + _BESIDE

    @Slot()
    def _fit_rows(self) -> None:
        """Rows as high as their text, within reason; in long tables all rows have three lines."""
        height = self.fontMetrics().lineSpacing() * _TALLEST + _PADDING
        if self._model.rowCount() > 200:
            self.verticalHeader().setDefaultSectionSize(height)
        else:
            for row in range(self._model.rowCount()):
                self.setRowHeight(row, min(self._needed(row), height))
        if self._fresh:
            self._show_start()

    def _show_start(self) -> None:
        """Of an item that is shown anew, the selected finding is in sight, or else the first."""
        self._fresh = False
        self.scrollToTop()
        rows = self.selectionModel().selectedRows()
        if rows:
            self.scrollTo(rows[0])

    def _needed(self, row: int) -> int:
        """The height of a row's text; Qt's own reckoning forgets the padding of the stylesheet."""
        metrics, most = self.fontMetrics(), 0
        for column in range(self._model.columnCount()):
            room = QRect(0, 0, self.columnWidth(column) - _BESIDE, 10_000)
            text = breakable(self._model.index(row, column).data())
            wrapped = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap.value), text)
            most = max(most, wrapped.height())
        return most + _PADDING
