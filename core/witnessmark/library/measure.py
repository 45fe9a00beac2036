"""Measures rates: counts a whole corpus in several processes, and can go on where it stopped.

The matcher is handed in (the class itself will do), for the library stands below matching and does not
know it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing.connection import wait as wait_for
from pathlib import Path

import msgspec

from witnessmark.errors import LibraryError, UnreadableCorpus, reason
from witnessmark.jsonform import digest
from witnessmark.library.corpus import Batch, batches, corpus_hash, corpus_lines
from witnessmark.library.counting import BatchCounter, Counted, FinderMaker, Totals
from witnessmark.library.rates import Rates
from witnessmark.messages import message
from witnessmark.records import Fingerprint

BATCH_LINES = 500
NOISE = 0.03


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured; `corpus` (a name for people), `command` and `date` are printed with the rates.

    `noise` is the share of characters that simulated OCR noise changes, 0 to leave the layer `fuzzy` out;
    `partial` is the file that progress is kept in.
    """

    files: tuple[Path, ...]
    fingerprints: tuple[Fingerprint, ...]
    make_finder: FinderMaker
    corpus: str
    command: str
    date: str
    packs: dict[str, str] = field(default_factory=dict)
    noise: float = NOISE
    workers: int = 2
    partial: Path | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """How far a measurement has come: texts so far of how many, the file last worked on, in the end the rates."""

    texts: int
    total: int
    file: str
    rates: Rates | None = None


def measure(plan: Plan) -> Iterator[Measured]:
    """Count the whole corpus; the last value holds the rates.

    Raises LibraryError for a corpus that is none, and where a process dies or progress cannot be kept.
    """
    corpus, total = corpus_hash(plan.files), corpus_lines(plan.files)
    totals = Totals()
    done = _resumed(plan, corpus)
    for counted in done.values():
        totals.add(counted)
    yield Measured(totals.texts, total, "")
    todo = (batch for batch in batches(plan.files, BATCH_LINES) if (batch.place, batch.number) not in done)
    try:
        for counted in _counted(plan, todo):
            _keep(plan, counted)
            totals.add(counted)
            yield Measured(totals.texts, total, counted.file)
        if not totals.texts:
            raise UnreadableCorpus(message("There is no text in this corpus, so nothing was measured."))
    except UnreadableCorpus:
        # A corpus that is put right is another one: this progress would never be taken up again.
        _forget(plan)
        raise
    rates = _rates(plan, corpus, totals)
    _forget(plan)
    yield Measured(totals.texts, totals.texts, "", rates)


def _rates(plan: Plan, corpus: str, totals: Totals) -> Rates:
    languages = {fingerprint.id: fingerprint.language for fingerprint in plan.fingerprints}
    return Rates(
        corpus=plan.corpus,
        date=plan.date,
        command=plan.command,
        corpus_sha256=corpus,
        noise=plan.noise,
        packs=plan.packs,
        groups=totals.groups,
        sizes=totals.sizes,
        languages=dict(sorted(languages.items())),
        rows=totals.rows(languages),
    )


def _counted(plan: Plan, todo: Iterator[Batch]) -> Iterator[Counted]:
    """The counts of each batch, in the order in which they get ready."""
    if plan.workers < 2:
        counter = BatchCounter(plan.make_finder, plan.fingerprints, plan.noise)
        yield from (counter.count(batch) for batch in todo)
        return
    pool = ProcessPoolExecutor(
        plan.workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(plan.make_finder, plan.fingerprints, plan.noise),
    )
    try:
        yield from _spread(pool, todo, 2 * plan.workers)
    except BrokenProcessPool as error:
        raise LibraryError(
            message(
                "A process that counted was ended from outside, perhaps for want of memory. Run the same "
                "command again, with fewer workers; it goes on where it stopped."
            )
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _spread(pool: ProcessPoolExecutor, todo: Iterator[Batch], most: int) -> Iterator[Counted]:
    """Hand batches to the processes, few at a time, so that the corpus is never in memory as a whole."""
    running: set[Future[Counted]] = set()
    for batch in todo:
        with _interrupts_held_back():
            running.add(pool.submit(_count_in_worker, batch))
        if len(running) > most:
            ready, running = wait(running, return_when=FIRST_COMPLETED)
            yield from (each.result() for each in ready)
    yield from (each.result() for each in running)


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Processes that are started within never hear Ctrl-C; this one hears it afterwards, ends them and tells of it.

    A terminal sends it to all of its processes, and each would print a traceback of its own.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_WORKER: list[BatchCounter] = []


def _start_worker(make: FinderMaker, fingerprints: tuple[Fingerprint, ...], noise: float) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _WORKER.append(BatchCounter(make, fingerprints, noise))


def _end_with_parent() -> None:
    """End this process when the one that started it is gone: a killed run must leave nobody waiting for work."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _count_in_worker(batch: Batch) -> Counted:
    return _WORKER[0].count(batch)


def _resumed(plan: Plan, corpus: str) -> dict[tuple[int, int], Counted]:
    """The batches that an earlier run of the same measurement counted; any other file is begun anew."""
    if plan.partial is None:
        return {}
    names = [fingerprint.id for fingerprint in plan.fingerprints]
    files = [file.name for file in plan.files]
    key = digest([corpus, files, plan.packs, str(plan.noise), names, BATCH_LINES])
    try:
        lines = plan.partial.read_bytes().splitlines() if plan.partial.exists() else []
        if lines and lines[0].decode("ascii", "replace") == key:
            return _complete(lines[1:])
        plan.partial.write_text(key + "\n", encoding="ascii")
    except OSError as error:
        raise LibraryError(
            message(
                "Progress cannot be kept in {partial} ({why}).",
                partial=plan.partial,
                why=reason(error),
            )
        ) from error
    return {}


def _complete(lines: list[bytes]) -> dict[tuple[int, int], Counted]:
    done: dict[tuple[int, int], Counted] = {}
    for line in lines:
        try:
            counted = msgspec.json.decode(line, type=Counted)
        except msgspec.DecodeError:
            # The run was killed while it wrote this line; its batch is counted again.
            continue
        done[counted.place, counted.number] = counted
    return done


def _forget(plan: Plan) -> None:
    if plan.partial is not None:
        plan.partial.unlink(missing_ok=True)


def _keep(plan: Plan, counted: Counted) -> None:
    if plan.partial is None:
        return
    try:
        with plan.partial.open("ab") as stream:
            stream.write(msgspec.json.encode(counted) + b"\n")
    except OSError as error:
        raise LibraryError(
            message(
                "Progress cannot be kept in {partial} ({why}).",
                partial=plan.partial,
                why=reason(error),
            )
        ) from error
