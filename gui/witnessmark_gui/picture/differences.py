"""The places where two engines read different words, as a table beside what the text says now."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from witnessmark.records import Disagreement, Inspection
from witnessmark.transcript.takeover import words_of
from witnessmark_gui.language import say

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_NOTHING = "–"


class DifferencesModel(QAbstractTableModel):
    """One row a place, from the top of the picture."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inspection: Inspection | None = None
        self._says: dict[int, str] = {}

    def show(self, inspection: Inspection | None) -> None:
        """Show the places of another inspection."""
        self.beginResetModel()
        self._inspection = inspection if inspection and inspection.second else None
        self._says = words_of(inspection.transcript) if inspection else {}
        self.endResetModel()

    def place_in(self, row: int) -> Disagreement | None:
        """The place in a row."""
        places = self._places()
        return places[row] if 0 <= row < len(places) else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row a place."""
        return 0 if parent.isValid() else len(self._places())

    def columnCount(self, parent: Index = _ROOT) -> int:
        """What each engine reads, and what the text says now."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """The names of the engines, and the text."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (*self._engines(), say("In the text"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """The words of a cell."""
        place = self.place_in(index.row())
        if place is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(place, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            name = self.headerData(index.column(), Qt.Orientation.Horizontal)
            return f"{name}: {self._cell(place, index.column())}"
        return None

    def _cell(self, place: Disagreement, column: int) -> str:
        now = " ".join(self._says[word] for word in place.words if word in self._says)
        return (place.text, place.other, now)[column] or _NOTHING

    def _places(self) -> tuple[Disagreement, ...]:
        second = self._inspection.second if self._inspection else None
        return second.disagreements if second else ()

    def _engines(self) -> tuple[str, str]:
        inspection = self._inspection
        if inspection is None or inspection.second is None or inspection.reading is None:
            return "", ""
        return inspection.reading.engine, inspection.second.engine
