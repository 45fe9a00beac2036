"""The matches of an inspection as a table: the machine's result, and the analyst's judgement beside it."""

from __future__ import annotations

from typing import Any, Final, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from witnessmark.matching.support import support_words
from witnessmark.messages import term
from witnessmark.records import Inspection, Judged, Match
from witnessmark_gui.language import family, say, told
from witnessmark_gui.parts import tip
from witnessmark_gui.selection import judged_of

Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()
_COLUMNS = (term("Passage"), term("Fingerprint"), term("Names"), term("Match"), term("Counts"), term("Yours"))
_JUDGED = {"accepted": "accepted", "rejected": "rejected", "unsure": "unsure"}
Which = Literal["all", "counting", "open"]
MATCH = Qt.ItemDataRole.UserRole + 1
SORT = Qt.ItemDataRole.UserRole + 2


class FindingsModel(QAbstractTableModel):
    """Rows are the matches in the order of the text, or in that of a column."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inspection: Inspection | None = None
        self._item = ""
        self._judgements: tuple[Judged, ...] = ()
        self._order: list[int] = []
        self._sorted_by: tuple[int, Qt.SortOrder] | None = None
        self._which: Which = "all"

    def show(self, inspection: Inspection | None, item: str, judgements: tuple[Judged, ...]) -> None:
        """Show the matches of another inspection."""
        self.beginResetModel()
        self._inspection, self._item, self._judgements = inspection, item, judgements
        self._list()
        self.endResetModel()

    def filter(self, which: Which) -> None:
        """Show all matches, only those that count, or only those without a judgement."""
        self.beginResetModel()
        self._which = which
        self._list()
        self.endResetModel()

    def _list(self) -> None:
        matches = self._inspection.matches if self._inspection else ()
        self._order = [index for index, match in enumerate(matches) if self._passes(match)]
        if self._sorted_by is not None:
            self._arrange(*self._sorted_by)

    def _passes(self, match: Match) -> bool:
        if self._which == "counting":
            return match.counts
        if self._which == "open":
            return judged_of(self._judgements, self._item, match) is None
        return True

    def show_judgements(self, judgements: tuple[Judged, ...]) -> None:
        """Show other judgements of the same matches."""
        self._judgements = judgements
        if self._which == "open":
            self.filter("open")
        elif self._order:
            last = len(_COLUMNS) - 1
            self.dataChanged.emit(self.index(0, last), self.index(len(self._order) - 1, last))

    def match_in(self, row: int) -> int:
        """The index, in the inspection, of the match in a row."""
        return self._order[row]

    def row_of(self, match: int) -> int:
        """The row of a match, -1 where the filter hides it."""
        return self._order.index(match) if match in self._order else -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One row a match."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The six columns."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own signature
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(_COLUMNS):
            if role == Qt.ItemDataRole.DisplayRole:
                return say(_COLUMNS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """What stands in a cell, and the reason as its tip."""
        if not index.isValid() or self._inspection is None:
            return None
        match = self._inspection.matches[self._order[index.row()]]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(match, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._tip(match))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{say(_COLUMNS[index.column()])}: {self._cell(match, index.column())}"
        if role == MATCH:
            return self._order[index.row()]
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order of the text."""
        self._sorted_by = (column, order) if column >= 0 else None
        self.beginResetModel()
        self._order.sort()
        if self._sorted_by is not None:
            self._arrange(column, order)
        self.endResetModel()

    def _arrange(self, column: int, order: Qt.SortOrder) -> None:
        assert self._inspection is not None or not self._order
        matches = self._inspection.matches if self._inspection else ()
        self._order.sort(
            key=lambda row: self._key(matches[row], column), reverse=order == Qt.SortOrder.DescendingOrder
        )

    def _key(self, match: Match, column: int) -> tuple[float, str]:
        if column == 3:
            return -match.score, match.layer
        return 0.0, self._cell(match, column).casefold()

    def _cell(self, match: Match, column: int) -> str:
        judged = judged_of(self._judgements, self._item, match)
        return (
            match.text.replace("\n", " "),
            match.fingerprint,
            family(match.names),
            _layer(match),
            _counting(match),
            say(_JUDGED[judged.judgement]) if judged else "–",
        )[column]

    def _tip(self, match: Match) -> str:
        judged = judged_of(self._judgements, self._item, match)
        names = f"{family(match.names)} · " if match.names else ""
        lines = [match.text, match.fingerprint, f"{names}{_layer(match)}", told(match.reason)]
        alone = support_words(match.only_by)
        if alone:
            lines.append(told(alone))
        if judged and judged.reason:
            lines.append(say("your reason: {reason}", reason=judged.reason))
        return "\n".join(lines)


def _layer(match: Match) -> str:
    layer = say(match.layer) if match.layer != "fuzzy" else say("{score} fuzzy", score=f"{match.score:.0f}")
    return say("{layer}, {engine} only", layer=layer, engine=match.only_by) if match.only_by else layer


def _counting(match: Match) -> str:
    if not match.counts:
        return say("no")
    if match.weight is None:
        return say("yes, weighs nothing")
    return say("yes, weighs {weight}", weight=f"{match.weight:.1f}")
