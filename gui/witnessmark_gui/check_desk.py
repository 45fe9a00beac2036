"""Checks the store off the window's thread and lists in words what is whole, changed, missing or added."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from witnessmark.errors import WitnessmarkError
from witnessmark.records import Message
from witnessmark_gui.dialogs.facts import TableDialog
from witnessmark_gui.keeper import StorePlace
from witnessmark_gui.language import say, told
from witnessmark_gui.parts import label
from witnessmark_gui.tasks import Task

if TYPE_CHECKING:
    from witnessmark.export.content import Compared
    from witnessmark.store.verify import Verification
    from witnessmark_gui.tools import Tools


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; `head` says where the log does not go on from what was last seen of it.

    `export` is what came of holding an export against the store, None where none was given.
    """

    found: Verification
    head: Message | None
    limit: Message
    export: Compared | None = None


class CheckDesk(QObject):
    """Checks the store that is open, one check at a time."""

    told = Signal(str)

    def __init__(self, tools: Tools, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._tasks, self._heads = tools.bench, tools.tasks, tools.paths.heads
        self._chooser, self._window = tools.chooser, window
        self._task: Task | None = None
        self.dialog: CheckDialog | None = None

    def ask_export(self) -> None:
        """Ask for an extract, then check the store and hold the extract against it."""
        title, kind = say("Check an export"), say("Extract (*.json)")
        file = self._chooser.source(self._window, title, kind)
        if file is not None:
            self.check(file)

    def verify(self) -> None:
        """Check the store and show what came out."""
        self.check(None)

    def check(self, export: Path | None) -> None:
        """Check the store, with an export where there is one, and show what came out."""
        place, heads = self._bench.place, self._heads
        if self._task is not None or self._bench.store is None:
            return

        def work(stop: threading.Event) -> Iterator[object]:
            return check_store(place, heads, export)

        self._task = self._tasks.new(work)
        self._task.given.connect(self._show)
        self._task.failed.connect(self._bench.trouble)
        self._task.finished.connect(self._finish)
        self.told.emit(say("Checking the store …"))
        self._tasks.launch(self._task)

    @Slot(object)
    def _show(self, checked: Checked) -> None:
        self.told.emit(heading(checked))
        self.dialog = CheckDialog(self._window, checked)
        self.dialog.accepted_as_is.connect(self._accept)
        self.dialog.open()

    @Slot(object)
    def _finish(self, _: object) -> None:
        self._task = None

    @Slot()
    def _accept(self) -> None:
        """Hold the store against its present state from now on."""
        from witnessmark.store.heads import LastHeads

        if self._bench.store is not None:
            try:
                self._bench.store.remember_head(LastHeads(self._heads), accept=True)
            except WitnessmarkError as error:
                self._bench.trouble.emit(error)


class CheckDialog(TableDialog):
    """The outcome of a check; where the store is not the one last seen, it can be accepted as it is."""

    accepted_as_is = Signal()

    def __init__(self, parent: QWidget | None, checked: Checked) -> None:
        head = (say("Result"), say("What was found"))
        super().__init__(parent, say("Check of the store"), heading(checked), head, rows_of(checked))
        self.column.insertWidget(self.column.count() - 1, label(told(checked.limit), name="muted", wrap=True))
        self.accepting: QPushButton | None = None
        if checked.head is not None:
            self.accepting = QPushButton(say("Accept this state of the store"))
            self.accepting.setAutoDefault(False)
            self.accepting.clicked.connect(self.accepted_as_is)
            self.accepting.clicked.connect(self.accept)
            self.column.insertWidget(self.column.count() - 1, self.accepting)


def check_store(place: StorePlace, heads: Path, export: Path | None = None) -> Iterator[object]:
    """Yield what a check of the store finds, and of an export held against it."""
    from witnessmark.export.content import hold_against
    from witnessmark.export.extract import load_extract
    from witnessmark.store.heads import LastHeads
    from witnessmark.store.store import Store
    from witnessmark.store.verify import limit

    with Store.open_as_may_be(place.path, place.examiner) as store:
        held = None if export is None else hold_against(load_extract(export), store)
        yield Checked(store.verify(), store.compare_head(LastHeads(heads)), limit(), held)


def heading(checked: Checked) -> str:
    """What came out, in one sentence."""
    if not checked.found.ok or checked.head is not None:
        return say("The store does not hold.")
    if checked.export is not None and checked.export.differences:
        return say("The store holds, and the export does not fit it.")
    return say(
        "The chain of {entries} entries holds, and every one of {originals} originals has its hash.",
        entries=checked.found.entries,
        originals=checked.found.originals,
    )


def rows_of(checked: Checked) -> list[tuple[str, str]]:
    """What is wrong first, then what was not checked, then what others say of the store."""
    wrong = [*checked.found.findings, *([checked.head] if checked.head is not None else [])]
    unchecked = checked.found.unchecked
    if checked.export is not None:
        wrong += checked.export.differences
        unchecked += checked.export.left_out
    rows = [(say("wrong"), told(each)) for each in wrong]
    if checked.export is not None and not checked.export.differences:
        rows.append(
            (
                say("whole"),
                say("The export fits the store: its log goes on from the head that the export names."),
            )
        )
    rows += [(say("not checked"), told(each)) for each in unchecked]
    rows += [(say("timestamp"), told(each)) for each in checked.found.timestamps]
    return rows or [(say("whole"), say("Nothing is changed, missing or added."))]
