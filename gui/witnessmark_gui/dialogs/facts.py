"""Tables of facts: measured figures, what a file tells, what would tell explanations apart, the shortcuts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from witnessmark.records import Assessment, Comparison, Figure, Inspection
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import number, say, told

_BESIDE, _ABOVE = 22, 10  # pixels around the text of a cell, on both sides together


class WrappedCells(QStyledItemDelegate):
    """Cells as high as their text at the width of their column; Qt's own reckoning forgets the padding."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The usual width, and the height of all lines."""
        room = QRect(0, 0, self._table.columnWidth(index.column()) - _BESIDE, 10_000)
        wrapped = self._table.fontMetrics().boundingRect(
            room, int(Qt.TextFlag.TextWordWrap.value), index.data() or ""
        )
        return QSize(super().sizeHint(option, index).width(), wrapped.height() + _ABOVE)


class TableDialog(Frame):
    """Shows rows of text that can be read cell by cell."""

    fits_words = False

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        explanation: str,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
    ) -> None:
        super().__init__(parent, title, explanation)
        self.resize(880, 440)
        self.table = QTableWidget(len(rows), len(head))
        self.table.setItemDelegate(WrappedCells(self.table))
        self.table.setHorizontalHeaderLabels(list(head))
        self.table.setAccessibleName(title)
        self.table.setWordWrap(True)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for row, cells in enumerate(rows):
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(520)
        header.setSectionResizeMode(len(head) - 1, QHeaderView.ResizeMode.Stretch)
        self.column.addWidget(self.table, 1)
        self.add_buttons(say("Close"))
        # Rows are measured when the columns have their width: before the dialog is shown they are narrow.
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)


def figures_dialog(parent: QWidget | None, comparisons: Sequence[Comparison]) -> TableDialog:
    """The measured counts behind one comparison or both."""
    rows = [
        (each.fingerprint, each.label, _count(each), each.source)
        for comparison in comparisons
        for each in comparison.figures
    ]
    explanation = say(
        "In how many texts of a group the fingerprint was found. Raw counts mostly show which corpus "
        "asked what; "
        "they are not comparable across sources."
    )
    head = (say("Fingerprint"), say("Group"), say("Found in"), say("Source"))
    return TableDialog(parent, say("Figures"), explanation, head, rows)


def _count(figure: Figure) -> str:
    return say("{hits} of {texts}", hits=number(figure.hits), texts=number(figure.texts))


def explanations_dialog(parent: QWidget | None, assessment: Assessment) -> TableDialog:
    """The ways in which the result can have come about, and what would tell them apart."""
    rows = [(told(each.what), told(each.told_by)) for each in assessment.explanations]
    explanation = say("The words alone cannot tell these apart. The order says nothing.")
    return TableDialog(
        parent, say("What fits this"), explanation, (say("It fits"), say("What would tell")), rows
    )


def file_facts_dialog(parent: QWidget | None, inspection: Inspection) -> TableDialog:
    """What the original itself tells: its identity, its type, its metadata."""
    original = inspection.original
    rows = [
        ("SHA-256", original.sha256, say("the identity of the original")),
        (say("name"), original.name, say("as it came; names prove nothing")),
        (say("bytes"), number(original.byte_count), ""),
        (say("type"), original.media_type, say("by content, not by name")),
    ]
    if original.width:
        rows.append((say("size"), f"{original.width} × {original.height}", say("in pixels")))
    rows += [(say(fact.name), fact.value, told(fact.meaning)) for fact in original.facts]
    if not original.facts:
        rows.append(
            (say("metadata"), say("none found"), say("Platforms strip it; its absence says nothing."))
        )
    head = (say("Fact"), say("Value"), say("What it can mean"))
    return TableDialog(parent, say("What the file tells"), "", head, rows)
