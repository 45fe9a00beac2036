"""The left of the window: the cases, found by a search, in an order, with small pictures."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from itertools import chain

from PySide6.QtCore import QItemSelection, QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu, QVBoxLayout, QWidget

from witnessmark.errors import WitnessmarkError
from witnessmark.messages import term
from witnessmark_gui.cases.delegate import THUMBNAIL, CaseDelegate
from witnessmark_gui.cases.filters import filter_menu
from witnessmark_gui.cases.model import CasesModel, count_line
from witnessmark_gui.jobs import find_cases
from witnessmark_gui.language import say, told
from witnessmark_gui.parts import ElidedLabel, bar, label, link
from witnessmark_gui.tasks import Tasks
from witnessmark_gui.theme import Theme
from witnessmark_gui.thumbnails import held_thumbnails, thumbnails
from witnessmark_gui.workbench import Workbench

SORTS = (
    ("newest", term("Newest")),
    ("oldest", term("Oldest")),
    ("title", term("Title")),
    ("number", term("Number")),
)
_FEW = 300  # rows that may each have a height of their own
_BATCH = 20  # rows laid out at once; five times as many hold the window up for twice as long
_LOOK_AGAIN = 50  # milliseconds until a row that was not laid out is looked for again
_SETTLED = 4  # looks in a row that found it in its place
_PATIENCE = 180  # milliseconds after the last key before the search runs


class CasesPanel(QWidget):
    """Lists the cases; the one that is chosen is opened."""

    case_chosen = Signal(str)
    filter_chosen = Signal(str, str)

    def __init__(self, bench: Workbench, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self._bench, self._tasks = bench, tasks
        self.cases = CasesModel(bench, self)
        self.view = _List()
        self.view.setModel(self.cases)
        self.view.setItemDelegate(CaseDelegate(theme, self.view))
        self._title = ElidedLabel()
        self._title.show_text(count_line(0))
        self.sort_button = link(say("Newest") + " ▾")
        self.sort_button.setMenu(self._sort_menu())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.filter_button = link(say("Filter") + " ▾")
        self.filter_button.setMenu(filter_menu(self, self.filter_chosen.emit))
        column.addWidget(bar("header", self._title, None, self.filter_button, self.sort_button))
        self.refused = label(name="muted", wrap=True)
        self.refused.setContentsMargins(12, 6, 12, 6)
        self.refused.hide()
        column.addWidget(self.refused)
        self.nothing = label(name="muted", wrap=True)
        self.nothing.setContentsMargins(12, 14, 12, 6)
        column.addWidget(self.nothing)
        column.addWidget(self.view, 1)
        self._wanted: list[str] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._make_thumbnails)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_PATIENCE)
        self._typing.timeout.connect(self.refresh)
        self.cases.thumbnail_wanted.connect(self._want)
        self.cases.search_refused.connect(self._show_refusal)
        self.view.selectionModel().selectionChanged.connect(self._choose)
        self.cases.ids_wanted.connect(self._find)
        self.cases.listed.connect(self._show_count)
        bench.cases_changed.connect(self.refresh)
        bench.row_changed.connect(self.cases.refresh_row)
        bench.case_changed.connect(self._show_current)
        theme.changed.connect(self.view.viewport().update)

    @Slot()
    def refresh(self) -> None:
        """List anew what the search finds."""
        self.cases.refresh()

    @Slot()
    def _show_count(self) -> None:
        count = self.cases.rowCount()
        self._title.show_text(count_line(count, self.cases.total()))
        self.view.fix_height(count > _FEW, bool(self.cases.search))
        self.nothing.setVisible(count == 0 and not self.refused.text())
        self.nothing.setText(
            say("No case holds these words. Change the search, or clear it to see all cases.")
            if self.cases.search
            else say("There are no cases yet. What you open, paste or drop becomes one.")
        )
        self._show_current()

    @Slot(str, str)
    def _find(self, search: str, sorting: str) -> None:
        """Ask a thread for the ids of a large store."""
        place = self._bench.place
        task = self._tasks.new(lambda stop: find_cases(place, search, sorting))
        task.given.connect(self.cases.show_ids)
        task.failed.connect(self._show_failure)
        self._tasks.launch(task)

    @Slot(object)
    def _show_failure(self, error: WitnessmarkError) -> None:
        self.cases.show_refusal(told(error.said))

    @Slot(str)
    def search(self, words: str) -> None:
        """Find cases by words, shortly after the person stops typing."""
        self.cases.search = words.strip()
        self._typing.start()

    @property
    def typing(self) -> bool:
        """Whether a search is still to begin."""
        return self._typing.isActive()

    def sort(self, sorting: str) -> None:
        """Bring the list into another order."""
        self.cases.sorting = sorting
        self.sort_button.setText(say(dict(SORTS)[sorting]) + " ▾")
        self.refresh()

    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen rows, from the top."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(self.cases.id_at(row) for row in rows)

    def beside(self, case_ids: tuple[str, ...]) -> str | None:
        """The case that stands below these in the list, else the one above; None where there is no other."""
        rows = {self.cases.row_of(case_id) for case_id in case_ids} - {-1}
        if not rows:
            return None
        below = range(max(rows) + 1, self.cases.rowCount())
        above = (row for row in range(max(rows), -1, -1) if row not in rows)
        row = next(chain(below, above), None)
        return None if row is None else self.cases.id_at(row)

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        for name, text in SORTS:
            action = QAction(say(text), menu)
            action.triggered.connect(partial(self.sort, name))
            menu.addAction(action)
        return menu

    @Slot(QItemSelection)
    def _choose(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1 and (self._bench.case is None or self._bench.case.id != chosen[0]):
            self.case_chosen.emit(chosen[0])

    @Slot()
    def _show_current(self) -> None:
        case = self._bench.case
        row = self.cases.row_of(case.id) if case else -1
        if row < 0:
            self.view.clearSelection()
        elif self.view.currentIndex().row() != row or not self.view.selectionModel().hasSelection():
            self.view.seek(self.cases.index(row))

    @Slot(str)
    def _show_refusal(self, words: str) -> None:
        self.refused.setText(words)
        self.refused.setVisible(bool(words))

    # ------------------------------------------------------------------------------------ thumbnails

    @Slot(str)
    def _want(self, case_id: str) -> None:
        self._wanted.append(case_id)
        self._timer.start(0)

    @Slot()
    def _make_thumbnails(self) -> None:
        wanted, self._wanted = tuple(self._wanted), []
        scratch = self._bench.scratch
        held = tuple(case_id for case_id in wanted if case_id in scratch)
        if held:
            self._tasks.start(
                lambda stop: held_thumbnails(scratch, held, THUMBNAIL * 2, stop), self._show_thumbnail
            )
        stored = tuple(case_id for case_id in wanted if case_id not in held)
        if stored and self._bench.store is not None:
            place = self._bench.place

            def work(stop: threading.Event) -> Iterator[object]:
                return thumbnails(place, stored, THUMBNAIL * 2, stop)

            self._tasks.start(work, self._show_thumbnail)

    @Slot(object)
    def _show_thumbnail(self, pair: object) -> None:
        assert isinstance(pair, tuple)
        case_id, image = pair
        picture = QPixmap.fromImage(image) if isinstance(image, QImage) else None
        self.cases.show_thumbnail(case_id, picture)


class _List(QListView):
    """A list whose rows are laid out again when its width changes."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(say("Cases"))
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self._in_place = 0
        self._seeking = QTimer(self)
        self._seeking.setInterval(_LOOK_AGAIN)
        self._seeking.timeout.connect(self._look)
        # Whoever scrolls wants to be elsewhere.
        self.verticalScrollBar().actionTriggered.connect(self._seeking.stop)

    def fix_height(self, fixed: bool, searching: bool) -> None:
        """In a long list all rows are of one height, so that none has to be asked for before it is seen.

        While something is searched there is room for where it stands.
        """
        delegate = self.itemDelegate()
        assert isinstance(delegate, CaseDelegate)
        delegate.fixed, delegate.searching = fixed, searching
        self.setUniformItemSizes(fixed)

    def seek(self, index: QModelIndex) -> None:
        """Make a row the current one and bring it into sight, however often the rows are still laid out anew."""
        self.setCurrentIndex(index)
        self._seek()

    def _seek(self) -> None:
        self._in_place = 0
        self._seeking.start()

    @Slot()
    def _look(self) -> None:
        self.scrollTo(self.currentIndex())
        self._in_place = self._in_place + 1 if self._shows_current() else 0
        if self._in_place == _SETTLED or not self.currentIndex().isValid():
            self._seeking.stop()

    def _shows_current(self) -> bool:
        # Before its batch has come a row is said to be where another one is.
        index = self.currentIndex()
        return index.isValid() and self.indexAt(self.visualRect(index).center()) == index

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words of each row anew; batch by batch, which forgets how far the list was scrolled."""
        if self._shows_current():
            self._seek()
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
