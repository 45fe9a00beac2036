"""Measures the window: a cold start beside a bare one, and the longest pauses of its event loop.

Run as `python -m witnessmark_gui.bench [--cases N] [--store FILE]`.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from witnessmark_gui.window import MainWindow

RUNS = 5
BEAT = 5  # milliseconds between two looks at the clock
PICTURES = 10  # that are read one after the other
AIM_RATIO, AIM_PAUSE = 2.0, 50.0

_BARE = """
import sqlite3, sys, tempfile
from PySide6.QtWidgets import QApplication, QMainWindow
import sqlite_utils
application = QApplication([])
database = sqlite_utils.Database(sys.argv[1] + "/bare.db")
database.enable_wal()
window = QMainWindow()
window.show()
application.processEvents()
"""

_OURS = """
import sys
from pathlib import Path
from witnessmark_gui import app
from witnessmark.paths import paths
from PySide6.QtWidgets import QApplication
application = QApplication([])
folders = paths(Path(sys.argv[1]))
window = app.open_window(application, folders, folders.store)
application.processEvents()
import os
os._exit(0)
"""


class _Heart(QObject):
    """Beats in the event loop and keeps the longest time between two beats, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self.beats = 0
        self._last = time.perf_counter()

    @Slot()
    def beat(self) -> None:
        """One turn of the event loop."""
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - BEAT)
        self._last = now
        self.beats += 1


def cold_start(runs: int = RUNS) -> tuple[float, float]:
    """Median seconds of a bare window and of ours, each in a fresh process, taken in turn."""
    bare, ours = [], []
    with tempfile.TemporaryDirectory(prefix="witnessmark-bench-") as folder:
        for _ in range(runs + 1):
            bare.append(_timed(_BARE, folder))
            ours.append(_timed(_OURS, folder))
    return statistics.median(bare[1:]), statistics.median(ours[1:])


def _timed(code: str, folder: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, folder], check=True, capture_output=True)
    return time.perf_counter() - started


class Pauses:
    """Lets the window work and reports the longest pause of each kind of work."""

    def __init__(self, window: MainWindow, application: QApplication) -> None:
        self._window, self._application = window, application
        self.found: dict[str, float] = {}

    def during(
        self, what: str, begin: Callable[[], object], done: Callable[[], bool], limit: float = 120
    ) -> None:
        """Begin something and turn the event loop until it is done."""
        heart, timer = _Heart(), QTimer()
        timer.timeout.connect(heart.beat)
        timer.start(BEAT)
        self._turn(lambda: heart.beats > 3, 5)
        heart.longest = 0.0
        begin()
        self._turn(done, limit)
        after = heart.beats + 5
        self._turn(lambda: heart.beats > after, 5)
        timer.stop()
        self.found[what] = heart.longest

    def _turn(self, done: Callable[[], bool], limit: float) -> None:
        end = time.perf_counter() + limit
        while not done() and time.perf_counter() < end:
            self._application.processEvents()
            time.sleep(0.001)


def pauses(store: Path | None, cases: int, say: Callable[[str], None]) -> dict[str, float]:
    """The longest pause while reading, matching, searching and opening, in a store of `cases` cases."""
    from witnessmark.bench.store import Plan, fill
    from witnessmark.paths import paths
    from witnessmark_gui import app

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory(prefix="witnessmark-bench-") as folder:
        folders = paths(Path(folder))
        if store is None:
            say(f"making a store of {cases:,} cases ...")
            fill(folders.store, Plan(cases, 2))
        window = app.open_window(application, folders, store or folders.store)
        found = Pauses(window, application)
        _use(window, found)
        window.close()
    return found.found


def _use(window: MainWindow, found: Pauses) -> None:
    tools, cases = window.tools, window.cases
    bench, edits, intake = tools.bench, tools.edits, tools.intake

    def idle() -> bool:
        return tools.tasks.running == 0 and not intake.busy and not edits.busy

    found.during("listing", cases.refresh, lambda: idle() and cases.cases.rowCount() > 0)
    found.during("warming up", intake.warm, idle)
    found.during("reading", window.deeds.open_sample, lambda: idle() and bench.inspection is not None)
    with tempfile.TemporaryDirectory(prefix="witnessmark-bench-") as folder:
        files = _pictures(Path(folder))
        found.during(f"reading {len(files)} pictures", lambda: window.deeds.take_files(files), idle, 600)
    from witnessmark.transcript.edits import Merge

    found.during("matching", lambda: edits.edit(Merge(0), "join turns"), idle)
    for words in ("policy", "language model", "status:open", ""):
        found.during(
            f"searching {words or 'nothing'}",
            lambda words=words: window.toolbar.search.setText(words),  # type: ignore[misc]
            lambda: idle() and not cases.typing,
        )
    for row in (0, cases.cases.rowCount() // 2, cases.cases.rowCount() - 1):
        case_id = cases.cases.id_at(row)
        found.during(f"opening the case in row {row + 1}", lambda one=case_id: bench.open_case(one), idle)  # type: ignore[misc]
    found.during("scrolling to the end", cases.view.scrollToBottom, idle)


def _pictures(folder: Path) -> list[Path]:
    """Ten different pictures: the project's own, some of them cut."""
    from witnessmark.bench.own import pictures

    drawn = [each.image for each in pictures()]
    files = []
    for number in range(PICTURES):
        image, cut = drawn[number % len(drawn)], 40 * (number // len(drawn))
        files.append(folder / f"{number}.png")
        image.crop((0, cut, image.width, image.height)).save(files[-1])
    return files


def main(argv: list[str] | None = None) -> int:
    """Measure and print beside the aims."""
    parser = argparse.ArgumentParser(prog="python -m witnessmark_gui.bench", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="cases in the store that is made")
    parser.add_argument("--store", type=Path, help="a store to use instead of making one; it is changed")
    given = parser.parse_args(argv)
    bare, ours = cold_start()
    print(f"cold start: {ours:.2f} s, a bare window {bare:.2f} s: {ours / bare:.2f} times (aim {AIM_RATIO})")
    found = pauses(given.store, given.cases, lambda words: print(words, flush=True))
    for what, longest in found.items():
        print(f"longest pause while {what}: {longest:.0f} ms")
    worst = max(found.values())
    print(f"longest of all: {worst:.0f} ms (aim {AIM_PAUSE:.0f})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
