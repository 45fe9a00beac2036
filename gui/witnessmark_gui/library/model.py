"""The fingerprints in use as a table, found by words."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from witnessmark.messages import term
from witnessmark.records import Fingerprint
from witnessmark_gui.language import family, say
from witnessmark_gui.parts import tip

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_COLUMNS = (term("Fingerprint"), term("Names"), term("Points at"), term("Kind"), term("Tier"), term("Words"))


class LibraryModel(QAbstractTableModel):
    """Rows are the fingerprints that hold all the words of a search."""

    def __init__(self, fingerprints: tuple[Fingerprint, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = fingerprints
        self._shown = list(fingerprints)

    def search(self, text: str) -> None:
        """Show what holds all of these words."""
        wanted = text.casefold().split()
        self.beginResetModel()
        self._shown = [each for each in self._all if all(word in _words(each) for word in wanted)]
        self.endResetModel()

    def fingerprint(self, row: int) -> Fingerprint:
        """The fingerprint in a row."""
        return self._shown[row]

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row a fingerprint."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(_COLUMNS[section]) if 0 <= section < len(_COLUMNS) else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """What stands in a cell; the note as its tip."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        each = self._shown[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(each.note)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        words = each.text or each.pattern or ""
        return (each.id, family(each.names), family(each.points_at), each.kind, each.tier, words)[
            index.column()
        ]


def _words(each: Fingerprint) -> str:
    parts = (each.id, each.names or "", each.points_at, each.kind, each.text or "", each.pattern or "")
    return " ".join((*parts, *each.variants, f"tier:{each.tier}")).casefold()
