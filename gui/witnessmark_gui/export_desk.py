"""Hands a case over: asks for a file and writes it off the window's thread."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from witnessmark.errors import ExportError
from witnessmark.messages import term
from witnessmark.records import Case
from witnessmark_gui.handing_over import Sheets, Source, export, picture_sheets, report_sheets
from witnessmark_gui.language import say, told
from witnessmark_gui.signing import ask_name

if TYPE_CHECKING:
    from witnessmark.library.load import Library
    from witnessmark_gui.tools import Tools

_FILTERS = {"html": term("Report (*.html)"), "json": term("Extract (*.json)")}


class ExportDesk(QObject):
    """Exports the open case and copies findings."""

    told = Signal(str)
    written = Signal(object)

    def __init__(self, tools: Tools, window: QWidget) -> None:
        super().__init__(window)
        self.bench, self._tasks, self.toolbox = tools.bench, tools.tasks, tools.toolbox
        self._chooser, self._window, self._tools = tools.chooser, window, tools

    def ask(self, form: str) -> None:
        """Ask where to, then export the open case."""
        case = self.bench.case
        if case is None:
            return
        ask_name(self._tools, self._window)
        suggestion = f"{file_stem(case)}.{form}"
        out = self._chooser.target(self._window, say("Export"), suggestion, say(_FILTERS[form]))
        if out is not None:
            self.export(form, out)

    def export(self, form: str, out: Path) -> None:
        """Write the open case as `html` or `json`."""
        case = self.bench.case
        if case is None:
            return
        self.told.emit(say("Exporting to {file} …", file=str(out)))
        source = self._source(case)
        self._start(lambda library: export(source, form, out, library), self._written)

    def print_report(self) -> None:
        """Lay the report of the open case out in pages and show them before they are printed."""
        case = self.bench.case
        if case is not None:
            source = self._source(case)
            self.told.emit(say("Laying out the pages …"))
            self._start(lambda library: report_sheets(source, library), self._preview)

    def print_picture(self) -> None:
        """The same of the picture on show, without marks."""
        case, item = self.bench.case, self.bench.item
        if case is not None and item is not None:
            source, item_id = self._source(case), item.id
            self.told.emit(say("Laying out the pages …"))
            self._start(lambda library: picture_sheets(source, item_id, library), self._preview)

    def _source(self, case: Case) -> Source:
        held = case.id in self.bench.scratch
        return Source(case.id, self.bench.place, self.bench.scratch if held else None)

    def _start(
        self, making: Callable[[Library], Iterator[object]], given: Callable[[object], object]
    ) -> None:
        """Do this with the library in use, off the window's thread."""
        toolbox = self.toolbox

        def work(stop: threading.Event) -> Iterator[object]:
            return making(toolbox.instruments().library)

        task = self._tasks.new(work)
        task.given.connect(given)
        task.failed.connect(self.bench.trouble)
        self._tasks.launch(task)

    @Slot(object)
    def _preview(self, sheets: object) -> None:
        from witnessmark_gui.dialogs.preview import preview

        assert isinstance(sheets, Sheets)
        preview(self._window, sheets)

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
        self.written.emit(path)


def file_stem(case: Case) -> str:
    """A file name that every system takes, from the case's number and title."""
    words = re.sub(r"[^\w]+", "-", case.title.casefold()).strip("-")[:50]
    return f"case-{case.number}-{words}" if words else f"case-{case.number}"
