"""Which evidence store the window works in: another one, one of the last, a copy of it, and where it was before."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QMenu

from witnessmark_gui.keeper import StorePlace
from witnessmark_gui.language import say
from witnessmark_gui.recent import RecentStores, entry
from witnessmark_gui.session import Place

if TYPE_CHECKING:
    from witnessmark_gui.window import MainWindow


class StoreDesk(QObject):
    """Opens stores and copies them; what is in memory only goes into the store that is opened next."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._tools = window.tools
        self._recent = RecentStores(window.tools.paths.config / "stores.json")
        self.menu = QMenu(say("Stores opened last"), window)
        self.menu.aboutToShow.connect(self._fill)

    def open_other(self) -> None:
        """Ask for another evidence store and write into it what is in memory only."""
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            say("Open or make an evidence store"),
            str(self._tools.paths.store),
            say("Evidence store (*.witnessmark)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.use(Path(name))

    def use(self, path: Path) -> None:
        """Work in the store at `path` from now on."""
        bench = self._tools.bench
        self.note()
        if not bench.open_store(replace(bench.place, path=path)):
            return
        self.note()
        if bench.unsaved:
            bench.try_again()
        elif bench.case is not None:
            bench.close_case()
        if bench.store is None or not bench.store.read_only:
            bench.trouble_over.emit()

    def note(self) -> None:
        """Remember the store that is open."""
        if self._tools.bench.store is not None:
            self._recent.note(self._tools.bench.place.path)

    @Slot()
    def _fill(self) -> None:
        """List the stores opened last; where a file is gone, its line says so and cannot be chosen."""
        self.menu.clear()
        self.note()
        for number, path in enumerate(self._recent.paths, 1):
            there, open_now = path.exists(), path == self._tools.bench.place.path.absolute()
            words = entry(number, path)
            action = self.menu.addAction(words if there else say("{store} (not there)", store=words))
            action.setEnabled(there)
            action.setCheckable(open_now)
            action.setChecked(open_now)
            action.triggered.connect(partial(self._choose, path))
        if not self.menu.actions():
            self.menu.addAction(say("None yet")).setEnabled(False)

    def _choose(self, path: Path, *_: object) -> None:
        if path != self._tools.bench.place.path.absolute():
            self.use(path)

    # ------------------------------------------------------------------------------------------ copies

    def ask_copy(self) -> None:
        """Ask where to, then copy the whole store."""
        if self._tools.bench.store is None:
            self._window.status.tell(say("No evidence store is open."))
            return
        place = self._tools.bench.place.path
        suggestion = str(place.with_name(f"{place.stem}-copy{place.suffix}"))
        title, kinds = say("Save a copy of the store"), say("Evidence store (*.witnessmark)")
        name, _ = QFileDialog.getSaveFileName(
            self._window, title, suggestion, kinds, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if name:
            self.copy(Path(name))

    def copy(self, out: Path) -> None:
        """Copy the whole store to a new file while it is in use; a file that is there is never replaced."""
        place, bench = self._tools.bench.place, self._tools.bench

        def work(stop: threading.Event) -> Iterator[object]:
            return copy_store(place, out)

        task = self._tools.tasks.new(work)
        task.given.connect(self._tell_copy)
        task.failed.connect(bench.trouble)
        self._window.status.tell(say("Copying the store to {file} …", file=str(out)))
        self._tools.tasks.launch(task)

    @Slot(object)
    def _tell_copy(self, out: object) -> None:
        self._window.status.tell(say("The store was copied to {file}", file=str(out)))

    # ----------------------------------------------------------------------------------------- session

    def come_back(self) -> None:
        """Show what was shown last; where the program was not closed in order, say so."""
        tools, bench = self._tools, self._tools.bench
        place = tools.session.before if tools.session else Place()
        if bench.store is None:
            return
        ids = bench.store.case_ids()
        here = place.case is not None and place.store == str(bench.place.path) and place.case in ids
        if not ids:
            return
        bench.open_case(place.case if here and place.case else ids[0], place.item if here else None)
        if not place.closed and here and bench.case is not None:
            self._window.notice.tell(
                say(
                    "The program was not closed in order last time. Case {number} is shown where you left it; "
                    "every change that you had made is in the store. What was still to be read is not: open it "
                    "again.",
                    number=bench.case.number,
                )
            )

    def may_close(self) -> bool:
        """Whether the window may close: yes, or after a question where something would be lost."""
        from witnessmark_gui.dialogs.frame import ask

        unsaved, reading = self._tools.bench.unsaved, self._tools.intake.busy
        if reading and not ask(
            self._window,
            say("Close while something is being read?"),
            say("What has been read is kept. The rest would have to be opened or pasted again."),
            say("Stop reading and close"),
        ):
            return False
        return not unsaved or ask(
            self._window,
            say("Close without saving?"),
            say("What is in memory only will be lost. Choose another store to keep it."),
            say("Close and lose it"),
        )


def copy_store(place: StorePlace, out: Path) -> Iterator[object]:
    """Copy a store; yields the path of the copy."""
    from witnessmark.store.store import Store

    with Store.open(place.path, read_only=True) as store:
        yield store.backup(out)
