"""The list of cases: all ids now, each row when it is seen."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QPixmap

from witnessmark.errors import UsageError, WitnessmarkError
from witnessmark.records import CaseSummary
from witnessmark_gui.cases.words import chips_of, meta_of
from witnessmark_gui.language import say, told
from witnessmark_gui.parts import tip
from witnessmark_gui.workbench import Workbench

if TYPE_CHECKING:
    from witnessmark.store.store import Snippet

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
SUMMARY = Qt.ItemDataRole.UserRole + 1
SNIPPET = Qt.ItemDataRole.UserRole + 2
_ROWS_KEPT = 2000
LARGE = 3000  # cases; asking for the ids of more takes long enough to be felt


@dataclass(frozen=True, slots=True)
class Found:
    """What a search in a thread found."""

    search: str
    sorting: str
    ids: tuple[str, ...]


class CasesModel(QAbstractListModel):
    """Rows are the cases that a search finds, in the order of a sort."""

    thumbnail_wanted = Signal(str)
    search_refused = Signal(str)
    ids_wanted = Signal(str, str)
    listed = Signal()

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._ids: list[str] = []
        self._rows: OrderedDict[str, CaseSummary] = OrderedDict()
        self._snippets: dict[str, Snippet | None] = {}
        self._pictures: dict[str, QPixmap | None] = {}
        self.search, self.sorting = "", "newest"

    def refresh(self) -> None:
        """Ask anew which cases there are; for a large store a thread does, and `show_ids` follows."""
        if self._is_large():
            self.ids_wanted.emit(self.search, self.sorting)
        else:
            self._ask()

    @Slot(object)
    def show_ids(self, found: object) -> None:
        """The cases that a thread has found: search, order and ids; out of date, they are dropped."""
        assert isinstance(found, Found)
        if (found.search, found.sorting) == (self.search, self.sorting):
            self._show([*self._bench.scratch.case_ids(), *found.ids])
            self.search_refused.emit("")
            self.listed.emit()

    def show_refusal(self, words: str) -> None:
        """A thread could not search, and why: what the last search found is not shown for this one."""
        self._show(list(self._bench.scratch.case_ids()))
        self.search_refused.emit(words)
        self.listed.emit()

    @Slot(str)
    def refresh_row(self, case_id: str) -> None:
        """One case was changed; under a search it may no longer belong to the list."""
        self._rows.pop(case_id, None)
        if self.search:
            self.refresh()
            return
        row = self.row_of(case_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row))

    def _is_large(self) -> bool:
        if self._bench.store is None:
            return False
        try:
            return self._bench.store.count() > LARGE
        except WitnessmarkError:
            return False

    def _ask(self) -> None:
        found = list(self._bench.scratch.case_ids())
        if self._bench.store is not None:
            try:
                found += self._bench.store.case_ids(self.search, self.sorting)
                self.search_refused.emit("")
            except UsageError as error:
                self.search_refused.emit(told(error.said))
            except WitnessmarkError as error:
                self._bench.trouble.emit(error)
        self._show(found)
        self.listed.emit()

    def _show(self, ids: list[str]) -> None:
        self._rows.clear()
        self._snippets.clear()
        if ids == self._ids:
            if ids:
                self.dataChanged.emit(self.index(0), self.index(len(ids) - 1))
            return
        self.beginResetModel()
        self._ids = ids
        self.endResetModel()

    def total(self) -> int | None:
        """How many cases there are without the search; None where nothing is searched, or it cannot be told."""
        if not self.search:
            return None
        try:
            stored = self._bench.store.count() if self._bench.store is not None else 0
        except WitnessmarkError:
            return None
        return stored + len(tuple(self._bench.scratch.case_ids()))

    def row_of(self, case_id: str) -> int:
        """The row of a case, -1 where it is not listed."""
        return self._ids.index(case_id) if case_id in self._ids else -1

    def id_at(self, row: int) -> str:
        """The case in a row."""
        return self._ids[row]

    def show_thumbnail(self, case_id: str, picture: QPixmap | None) -> None:
        """A thumbnail has been made."""
        self._pictures[case_id] = picture
        row = self.row_of(case_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row a case."""
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """The title, the summary, the thumbnail, and all of it in words for a screen reader."""
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        case_id = self._ids[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(case_id)
        if role == SNIPPET:
            return self._snippet(case_id)
        if role not in _KNOWN:
            return None
        summary = self._summary(case_id)
        if summary is None:
            return None
        if role == SUMMARY:
            return summary
        if role == Qt.ItemDataRole.DisplayRole:
            return summary.title
        words = self._words(case_id, summary)
        return tip(words) if role == Qt.ItemDataRole.ToolTipRole else words

    def _summary(self, case_id: str) -> CaseSummary | None:
        if case_id in self._rows:
            self._rows.move_to_end(case_id)
            return self._rows[case_id]
        try:
            summary = self._bench.keeper(case_id).summary(case_id)
        except WitnessmarkError:
            return None
        self._rows[case_id] = summary
        if len(self._rows) > _ROWS_KEPT:
            self._rows.popitem(last=False)
        return summary

    def _picture(self, case_id: str) -> QPixmap | None:
        """The thumbnail of a case; one that is not made yet is asked for."""
        if case_id not in self._pictures:
            self._pictures[case_id] = None
            self.thumbnail_wanted.emit(case_id)
        return self._pictures[case_id]

    def _words(self, case_id: str, summary: CaseSummary) -> str:
        snippet = self._snippet(case_id)
        found = [snippet.text] if snippet is not None else []
        return ". ".join(
            [summary.title, *(chip.text for chip in chips_of(summary)), meta_of(summary), *found]
        )

    def _snippet(self, case_id: str) -> Snippet | None:
        """Where the words of the search stand in a case of the store; None without words."""
        store = self._bench.store
        if not self.search or store is None or case_id in self._bench.scratch:
            return None
        if case_id not in self._snippets:
            try:
                found = store.snippets(case_id, self.search, limit=1)
            except WitnessmarkError:
                found = ()
            if len(self._snippets) >= _ROWS_KEPT:
                self._snippets.clear()
            self._snippets[case_id] = found[0] if found else None
        return self._snippets[case_id]


_KNOWN = (
    SUMMARY,
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


def count_line(count: int, total: int | None = None) -> str:
    """The heading of the list; `total` where a search hides some cases."""
    if total is None:
        return say("Cases · {count}", count=count)
    return say("Cases · {count} of {total}", count=count, total=total)
