"""Hands a case over: asks for a file and writes it off the window's thread."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from witnessmark.errors import ExportError
from witnessmark.messages import term
from witnessmark.records import Case
from witnessmark_gui.jobs import Toolbox, export_held, export_stored
from witnessmark_gui.language import say, told
from witnessmark_gui.tasks import Tasks, Work
from witnessmark_gui.workbench import Workbench

_FILTERS = {"html": term("Report (*.html)"), "json": term("Extract (*.json)")}


class ExportDesk(QObject):
    """Exports the open case and copies findings."""

    told = Signal(str)

    def __init__(self, bench: Workbench, tasks: Tasks, toolbox: Toolbox, window: QWidget) -> None:
        super().__init__(window)
        self.bench, self._tasks, self.toolbox, self._window = bench, tasks, toolbox, window

    def ask(self, form: str) -> None:
        """Ask where to, then export the open case."""
        case = self.bench.case
        if case is None:
            return
        suggestion = f"{file_stem(case)}.{form}"
        name, _ = QFileDialog.getSaveFileName(self._window, say("Export"), suggestion, say(_FILTERS[form]))
        if name:
            self.export(form, Path(name))

    def export(self, form: str, out: Path) -> None:
        """Write the open case as `html` or `json`."""
        case = self.bench.case
        if case is None:
            return
        self.told.emit(say("Exporting to {file} …", file=str(out)))
        task = self._tasks.new(_work(self, case.id, form, out))
        task.given.connect(self._written)
        task.failed.connect(self.bench.trouble)
        self._tasks.launch(task)

    def copy_finding(self) -> None:
        """Copy what was found in the item on show as four plain sentences with their limits."""
        from witnessmark.export.redaction import redacted
        from witnessmark.weighing.copy import finding_sentences

        case, item = self.bench.case, self.bench.item
        if case is None or item is None:
            return
        try:
            shown, secrets = redacted(case)
        except ExportError as error:
            self.bench.trouble.emit(error)
            return
        inspection = next(each.inspection for each in shown.items if each.id == item.id)
        sentences = [secrets.out_of(told(sentence)) for sentence in finding_sentences(inspection)]
        QGuiApplication.clipboard().setText("\n".join(sentences) + "\n")
        self.told.emit(say("Copied: the finding in plain sentences, with its limits."))

    @Slot(object)
    def _written(self, path: object) -> None:
        self.told.emit(say("Exported to {file}", file=str(path)))


def file_stem(case: Case) -> str:
    """A file name that every system takes, from the case's number and title."""
    words = re.sub(r"[^\w]+", "-", case.title.casefold()).strip("-")[:50]
    return f"case-{case.number}-{words}" if words else f"case-{case.number}"


def _work(desk: ExportDesk, case_id: str, form: str, out: Path) -> Work:
    """The work of one export: from the store, or from memory where no store has the case."""
    bench, toolbox = desk.bench, desk.toolbox
    place, scratch, held = bench.place, bench.scratch, case_id in bench.scratch

    def work(stop: threading.Event) -> Iterator[object]:
        library = toolbox.instruments().library
        if held:
            return export_held(scratch, case_id, form, out, library)
        return export_stored(place, case_id, form, out, library)

    return work
