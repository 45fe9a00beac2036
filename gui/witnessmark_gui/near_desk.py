"""Says why passages that look like fingerprints were not taken for them, in the window: "Why not?"."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from witnessmark_gui.dialogs.facts import TableDialog
from witnessmark_gui.jobs import Toolbox
from witnessmark_gui.language import number, say, told
from witnessmark_gui.tasks import Task, Tasks
from witnessmark_gui.workbench import Workbench

if TYPE_CHECKING:
    from witnessmark.matching.explain import Discarded
    from witnessmark.records import Inspection

MOST = 500  # rows; a table of all near misses of a long log would help nobody

Near = Sequence[tuple[int, "Discarded"]]


class NearDesk(QObject):
    """Looks for near misses in the item on show, off the window's thread."""

    told = Signal(str)

    def __init__(self, bench: Workbench, tasks: Tasks, toolbox: Toolbox, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._tasks, self._toolbox, self._window = bench, tasks, toolbox, window
        self._task: Task | None = None
        self.dialog: TableDialog | None = None

    def show(self) -> None:
        """List what was looked at in the item on show and left out, with the reasons."""
        inspection, toolbox = self._bench.inspection, self._toolbox
        if inspection is None or self._task is not None:
            return

        def work(stop: threading.Event) -> Iterator[object]:
            return _near_misses(inspection, toolbox, stop)

        self._task = self._tasks.new(work)
        self._task.given.connect(self._take)
        self._task.failed.connect(self._bench.trouble)
        self._task.finished.connect(self._finish)
        self.told.emit(say("Looking for near misses …"))
        self._tasks.launch(self._task)

    @Slot(object)
    def _take(self, near: Near) -> None:
        self.told.emit("")
        self.dialog = near_dialog(self._window, near)
        self.dialog.open()

    @Slot(object)
    def _finish(self, _: object) -> None:
        self._task = None


def _near_misses(inspection: Inspection, toolbox: Toolbox, stop: threading.Event) -> Iterator[object]:
    from witnessmark.matching.explain import worth_telling

    near = toolbox.instruments().matcher.near_misses(inspection.transcript, stop)
    yield worth_telling(near, inspection.matches)


def near_dialog(parent: QWidget | None, near: Near) -> TableDialog:
    """A row for each near miss: where it stands, what it is like, how like, and why it was not taken."""
    rows = [
        (number(turn + 1), each.text, each.fingerprint, f"{each.score:.0f}", told(each.reason))
        for turn, each in near[:MOST]
    ]
    explanation = say(
        "These passages are close to a fingerprint and were not taken for it. Closeness runs to 100; "
        "what is far from every fingerprint is not listed."
    )
    if not near:
        explanation = say("No passage comes close to a fingerprint without being taken for it.")
    if len(near) > MOST:
        explanation += "\n" + say(
            "The first {shown} of {count} are listed; `witnessmark inspect --explain all` lists them all.",
            shown=number(MOST),
            count=number(len(near)),
        )
    head = (say("Turn"), say("Passage"), say("Fingerprint"), say("Closeness"), say("Why it was not taken"))
    dialog = TableDialog(parent, say("Why not?"), explanation, head, rows)
    dialog.table.horizontalHeader().setMaximumSectionSize(260)  # so that the reasons have the most room
    dialog.resize(1000, 520)
    return dialog
