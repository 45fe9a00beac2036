"""Reads pictures in killable worker processes, so that no picture can crash, hang or starve the program."""

from __future__ import annotations

import logging
import multiprocessing
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures import wait
from dataclasses import replace
from types import TracebackType
from typing import TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from witnessmark.errors import Cancelled, ReadingFailed, UnreadableInput, WitnessmarkError
from witnessmark.intake.acquire import Acquired
from witnessmark.messages import message
from witnessmark.reading import worker
from witnessmark.reading.engine import ReadOptions
from witnessmark.reading.examined import Examined
from witnessmark.records import FileFact, Picture

__all__ = ["Examined", "Job", "Reader"]

log = logging.getLogger(__name__)

T = TypeVar("T")
Job = Callable[[bytes, ReadOptions], Examined]

_ORDINARY = 20_000_000  # pixels: what the time limit is meant for; 1080 x 18,500
_TICK = 0.05  # seconds between two looks at the caller's stop sign


class Reader:
    """A pool of workers that stay warm; may be shared by threads. Ends its workers when closed.

    `job` is what a worker does with a picture's bytes; it must be importable by name in a fresh process.
    """

    def __init__(self, workers: int = 1, job: Job = worker.examine) -> None:
        self._job = job
        self._workers = workers
        self._pool: ProcessPool | None = None
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def examine(
        self, acquired: Acquired, options: ReadOptions, stop: threading.Event | None = None
    ) -> Examined:
        """Decode and read one picture.

        Raises UnreadableInput, EngineMissing or ReadingFailed, each with the picture's name, and Cancelled at
        once when `stop` is set. A picture of more than 20 million pixels has more time, in proportion.
        """
        pixels = self._done(worker.pixels, acquired, options, stop)
        longer = replace(options, seconds=seconds_for(pixels, options.seconds))
        return self._done(self._job, acquired, longer, stop)

    def decode(self, acquired: Acquired, options: ReadOptions) -> tuple[Picture, tuple[FileFact, ...]]:
        """Decode one picture without reading it; raises UnreadableInput or ReadingFailed."""
        return self._done(worker.decode_only, acquired, options, None)

    def warm(self, options: ReadOptions) -> None:
        """Start the workers and load the engine in the background; trouble shows at the first reading."""
        for _ in range(self._workers):
            self._schedule(worker.load, b"", options)

    def close(self) -> None:
        """End the workers at once, and wait until they are gone."""
        with self._lock:
            self._closed = True
            pool, self._pool = self._pool, None
            temporary, self._temporary = self._temporary, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
        if temporary is not None:
            temporary.cleanup()

    def _done(
        self,
        job: Callable[[bytes, ReadOptions], T],
        acquired: Acquired,
        options: ReadOptions,
        stop: threading.Event | None,
    ) -> T:
        future = self._schedule(job, acquired.data, options)
        while not wait([future], timeout=_TICK).done:
            if (stop is not None and stop.is_set()) or self._closed:
                future.cancel()  # type: ignore[no-untyped-call]
                raise Cancelled(message("Reading {name} was cancelled.", name=acquired.name))
        if future.cancelled():
            raise Cancelled(message("Reading {name} was cancelled.", name=acquired.name))
        error = future.exception()
        if error is not None:
            raise _explained(error, acquired.name, options) from error
        result: T = future.result()
        return result

    def _schedule(
        self, job: Callable[[bytes, ReadOptions], T], data: bytes, options: ReadOptions
    ) -> ProcessFuture[T]:
        with self._lock:
            if self._closed:
                raise Cancelled(message("The reader is closed."))
            if self._pool is None:
                self._pool = self._started()
            return self._pool.schedule(worker.run, args=(job, data, options), timeout=options.seconds)

    def _started(self) -> ProcessPool:
        # Workers are spawned: a fork would copy the window's threads and locks in whatever state they are.
        self._temporary = tempfile.TemporaryDirectory(prefix="witnessmark-", ignore_cleanup_errors=True)
        return ProcessPool(
            max_workers=self._workers,
            initializer=worker.set_up,
            initargs=(self._temporary.name,),
            context=multiprocessing.get_context("spawn"),
        )


def seconds_for(pixels: int, seconds: float) -> float:
    """The time limit of a picture of so many pixels, where `seconds` is that of an ordinary one."""
    return seconds * max(1.0, pixels / _ORDINARY)


def _explained(error: BaseException, name: str, options: ReadOptions) -> WitnessmarkError:
    """The trouble of a worker as one sentence that names the picture."""
    if isinstance(error, UnreadableInput):
        return type(error)(message("{name}: {why}", name=name, why=error.said))
    if isinstance(error, WitnessmarkError):
        return error
    if isinstance(error, FutureTimeout):
        return ReadingFailed(
            message(
                "{name}: reading took longer than {seconds} seconds and was ended. Raise the time limit in "
                "the settings, or cut the picture into parts.",
                name=name,
                seconds=format(round(options.seconds), "d"),
            )
        )
    if isinstance(error, ProcessExpired):
        return ReadingFailed(
            message(
                "{name}: the process that read it crashed (exit code {exitcode}). The picture may be "
                "damaged or made to do this; save it anew elsewhere and open that.",
                name=name,
                exitcode=error.exitcode,
            )
        )
    log.error("a worker failed on %s", name, exc_info=error)
    return ReadingFailed(
        message(
            "{name}: reading failed inside the program ({kind}: {why}). Try the other OCR engine.",
            name=name,
            kind=type(error).__name__,
            why=error,
        )
    )
