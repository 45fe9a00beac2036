"""The border between the window and the threads: the core's iterators run here, signals come back."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Signal, Slot

from witnessmark.errors import Cancelled, WitnessmarkError
from witnessmark.messages import message

log = logging.getLogger(__name__)

_LOOK = 0.1  # seconds between two looks, at a closed gate, whether the work is to stop

Work = Callable[[threading.Event], Iterator[object]]


class Gate:
    """What work passes between two pieces of it: open, or closed while the person wants a pause."""

    def __init__(self) -> None:
        self._open = threading.Event()
        self._open.set()

    @property
    def closed(self) -> bool:
        """Whether a pause is wanted."""
        return not self._open.is_set()

    def close(self) -> None:
        """Let nobody pass from now on."""
        self._open.clear()

    def open(self) -> None:
        """Let everybody pass."""
        self._open.set()

    def passed(self, stop: threading.Event) -> bool:
        """Wait until the gate is open; False where the work is to stop instead."""
        while not stop.is_set():
            if self._open.wait(_LOOK):
                return not stop.is_set()
        return False


class Task(QObject):
    """One piece of work. Connect to its signals before it is launched; they arrive in the window's thread."""

    given = Signal(object)
    failed = Signal(object)
    finished = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop; nothing more is given once this returns, but `finished` still comes."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stop.is_set()

    def run(self) -> None:
        """Do the work, in a thread of the pool."""
        try:
            for value in self._work(self._stop):
                if self._stop.is_set():
                    break
                self.given.emit(value)
        except Cancelled:
            log.info("a task was cancelled")
        except WitnessmarkError as error:
            self.failed.emit(error)
        except Exception as error:
            log.exception("a task met a bug")
            self.failed.emit(
                WitnessmarkError(
                    message("Something unforeseen went wrong ({brief}); see the log.", brief=_brief(error))
                )
            )
        finally:
            self.finished.emit(self)


class Tasks(QObject):
    """Keeps each task until it has finished, and ends them all with the window."""

    busy_changed = Signal(int)

    def __init__(self, threads: int = 4) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._running: set[Task] = set()
        self._ended = False

    def new(self, work: Work) -> Task:
        """A task that is not yet running."""
        task = Task(work)
        task.finished.connect(self._release)
        return task

    def launch(self, task: Task) -> None:
        """Start a task whose signals are connected; once the window closes, nothing is started any more."""
        if self._ended:
            return
        self._running.add(task)
        self.busy_changed.emit(len(self._running))
        self._pool.submit(task.run)

    def start(self, work: Work, given: Callable[[object], None] | None = None) -> Task:
        """Start work at once, with at most one receiver of its values."""
        task = self.new(work)
        if given is not None:
            task.given.connect(given)
        self.launch(task)
        return task

    @property
    def running(self) -> int:
        """How many tasks have not finished."""
        return len(self._running)

    def shutdown(self) -> None:
        """Cancel everything and wait for it; called when the window closes."""
        self._ended = True
        for task in self._running:
            task.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _release(self, task: Task) -> None:
        self._running.discard(task)
        self.busy_changed.emit(len(self._running))


def _brief(error: Exception) -> str:
    """An error in one line; Qt's own errors repeat whole pictures."""
    words = repr(error)
    return words if len(words) <= 200 else words[:199] + "…"
