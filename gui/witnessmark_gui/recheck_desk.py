"""Inspects the open case again with what it recorded, off the window's thread, and lists what came out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from witnessmark_gui.jobs import Toolbox
from witnessmark_gui.keeper import StorePlace
from witnessmark_gui.language import say, told
from witnessmark_gui.tasks import Task, Tasks
from witnessmark_gui.workbench import Workbench

if TYPE_CHECKING:
    from witnessmark.reading.engine import ReadOptions
    from witnessmark.recheck.recheck import Rechecked
    from witnessmark_gui.dialogs.facts import TableDialog


class RecheckDesk(QObject):
    """Rechecks one case at a time."""

    told = Signal(str)

    def __init__(self, bench: Workbench, tasks: Tasks, toolbox: Toolbox, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._tasks, self._toolbox, self._window = bench, tasks, toolbox, window
        self._task: Task | None = None
        self._found: list[Rechecked] = []
        self.dialog: TableDialog | None = None

    def recheck(self, options: Callable[[], ReadOptions]) -> None:
        """Recheck the open case; one that is in memory only has nothing recorded to hold it against."""
        case, place, toolbox = self._bench.case, self._bench.place, self._toolbox
        if case is None or self._task is not None:
            return
        if case.id in self._bench.scratch or self._bench.store is None:
            self.told.emit(say("This case is in memory only. Save it first."))
            return
        self._found = []

        def work(stop: threading.Event) -> Iterator[object]:
            return recheck_case(place, case.id, toolbox, options(), stop)

        self._task = self._tasks.new(work)
        self._task.given.connect(self._take)
        self._task.failed.connect(self._bench.trouble)
        self._task.finished.connect(self._finish)
        self.told.emit(say("Rechecking case {number} …", number=case.number))
        self._tasks.launch(self._task)

    @Slot(object)
    def _take(self, found: Rechecked) -> None:
        self._found.append(found)

    @Slot(object)
    def _finish(self, _: object) -> None:
        self._task = None
        if self._found:
            self.told.emit(heading(self._found))
            self.dialog = recheck_dialog(self._window, self._found)
            self.dialog.open()


def recheck_case(
    place: StorePlace, case_id: str, toolbox: Toolbox, options: ReadOptions, stop: threading.Event
) -> Iterator[object]:
    """Yield a Rechecked for each item of a stored case."""
    from witnessmark.recheck.recheck import Rechecker
    from witnessmark.recheck.records import records_of_case
    from witnessmark.store.store import Store

    instruments = toolbox.instruments()
    in_use = instruments.library.files()
    with Store.open(place.path, read_only=True) as store:

        def file_of(sha256: str) -> bytes | None:
            kept = store.library_file(sha256)
            return in_use.get(sha256) if kept is None else kept

        checker = Rechecker(instruments.reader, options, file_of)
        for record in records_of_case(store, store.case(case_id)):
            yield checker.recheck(record, stop)


def heading(found: list[Rechecked]) -> str:
    """What came out of all items, in one sentence."""
    if any(each.differences for each in found):
        return say("Not everything came out as it was recorded.")
    if any(each.left_out for each in found):
        return say("What could be repeated came out the same; something could not be repeated.")
    return say("Everything came out as it was recorded.")


def recheck_dialog(parent: QWidget | None, found: list[Rechecked]) -> TableDialog:
    """All sentences about all items, differences first."""
    from witnessmark_gui.dialogs.facts import TableDialog

    rows = [
        (each.name, result, told(sentence))
        for each in found
        for result, sentences in (
            (say("different"), each.differences),
            (say("not repeated"), each.left_out),
            (say("other tools"), each.tools),
            (say("repeated"), each.repeated),
        )
        for sentence in sentences
    ]
    head = (say("Item"), say("Result"), say("What came out"))
    return TableDialog(parent, say("Recheck"), heading(found), head, rows)
