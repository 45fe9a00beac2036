"""The fingerprints of the packs as a table, narrowed by words, family, kind, tier and origin."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from witnessmark.library.choose import Choice
from witnessmark.library.load import Library
from witnessmark.messages import term
from witnessmark.records import Fingerprint
from witnessmark_gui.language import family, say
from witnessmark_gui.parts import tip

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_COLUMNS = (term("Fingerprint"), term("Names"), term("Kind"), term("Tier"), term("Words"))


class LibraryModel(QAbstractTableModel):
    """Rows are the fingerprints that a choice holds, switched-off ones too; `own` says from whose packs."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choice = Choice()
        self._own: bool | None = None
        self.use(library)

    def use(self, library: Library) -> None:
        """Show another library, by the same choice."""
        self._off = library.disabled
        self._packs = {each.id: pack for pack in library.packs for each in pack.fingerprints}
        # Entries of one's own come first: they are the ones that a person works on.
        self._all = sorted(library.by_id.values(), key=lambda each: self._packs[each.id].shipped)
        self.choose(self._choice, self._own)

    def choose(self, choice: Choice, own: bool | None = None) -> None:
        """Show what the choice holds; of your own packs (True), of shipped ones (False), or of all."""
        self.beginResetModel()
        self._choice, self._own = choice, own
        self._shown = [each for each in self._all if choice.holds(each) and own in (None, self.is_own(each))]
        self.endResetModel()

    def fingerprint(self, row: int) -> Fingerprint:
        """The fingerprint in a row."""
        return self._shown[row]

    def row_of(self, identity: str) -> int:
        """The row of a fingerprint, -1 where it is not on show."""
        return next((row for row, each in enumerate(self._shown) if each.id == identity), -1)

    def is_own(self, fingerprint: Fingerprint) -> bool:
        """Whether the entry is of one of the user's packs."""
        return not self._packs[fingerprint.id].shipped

    def is_off(self, fingerprint: Fingerprint) -> bool:
        """Whether the entry is switched off."""
        return fingerprint.id in self._off

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
        return (self._name(each), family(each.names), say(each.kind), each.tier, words)[index.column()]

    def _name(self, each: Fingerprint) -> str:
        if self.is_off(each):
            return say("{name} (off)", name=each.id)
        return say("{name} (yours)", name=each.id) if self.is_own(each) else each.id
