"""Measures the evidence store: import beside plain inserts, the list, searches, opening a case, memory."""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from witnessmark.bench.invented import Invented, Inventor
from witnessmark.records import Acquisition, Anchor, Note
from witnessmark.store.bulk import copy_rows, empty_copy
from witnessmark.store.store import Store

BATCH = 500  # cases a transaction, for both ways of importing
SEARCHES = 200
OPENED = 100
PAGE = 50  # rows of the list on one screen
RATE = 0.5  # of plain inserts: the bar for importing
MILLISECONDS = {"first page": 100.0, "search": 100.0, "open": 150.0}  # the bars, at the 95th percentile

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured; `folder` None uses a folder that goes away again."""

    cases: int = 100_000
    turns: int = 10
    folder: Path | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds of one kind of work."""

    what: str
    values: tuple[float, ...]

    def at(self, share: float) -> float:
        """The value that this share of all stays below."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]

    def line(self) -> str:
        """Median, 95th percentile and worst, for people."""
        return (
            f"{self.what}: median {statistics.median(self.values):.1f} ms, "
            f"95 % below {self.at(0.95):.1f} ms, worst {max(self.values):.1f} ms ({len(self.values)} times)"
        )


def run(plan: Plan, say: Say) -> int:
    """Measure and print; 0 where all bars are met, else 1."""
    if plan.folder is None:
        with tempfile.TemporaryDirectory(prefix="witnessmark-bench-") as folder:
            return _run(plan, Path(folder), say)
    plan.folder.mkdir(parents=True, exist_ok=True)
    return _run(plan, plan.folder, say)


def _run(plan: Plan, folder: Path, say: Say) -> int:
    path = folder / "bench.witnessmark"
    path.unlink(missing_ok=True)
    ratio = _imports(plan, path, folder / "plain.witnessmark", say)
    times = _reads(plan, path, say)
    with Store.open(path) as store:
        times.append(
            _timed("one change", 50, lambda place: store.rename(store.cases(limit=1)[0].id, f"t{place}"))
        )
        say(times[-1].line())
        started = time.perf_counter()
        whole = store.verify()
        say(f"verify: {time.perf_counter() - started:.0f} s, {'whole' if whole.ok else 'NOT WHOLE'}")
    say(
        f"memory of this process at its highest: {_memory():.0f} MiB; "
        f"the file: {path.stat().st_size / 2**20:.0f} MiB"
    )
    missed = [one.what for one in times if one.at(0.95) > MILLISECONDS.get(one.what, float("inf"))]
    if ratio < RATE:
        missed.append("import")
    say("all bars are met" if not missed and whole.ok else f"not met: {', '.join(missed) or 'verify'}")
    return 0 if not missed and whole.ok else 1


def _imports(plan: Plan, path: Path, plain: Path, say: Say) -> float:
    """Import batch by batch, each followed by plain inserts of its rows elsewhere; the ratio of the rates.

    The two take turns, so that whatever else the machine does slows both alike.
    """
    inventor, through, bare = Inventor(plan.seed, plan.turns), 0.0, 0.0
    plain.unlink(missing_ok=True)
    target = empty_copy(plain)
    with Store.open(path, examiner="bench") as store:
        source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        for first in range(0, plan.cases, BATCH):
            made = [inventor.case(number) for number in range(first, min(first + BATCH, plan.cases))]
            through += _import(store, made)
            bare += copy_rows(source, target, first + 1, first + 1 + len(made))
        source.close()
    target.close()
    plain.unlink()
    turns = plan.cases * plan.turns
    say(
        f"{turns:,} turns in {plan.cases:,} cases imported in {through:.1f} s: {turns / through:,.0f} turns/s"
    )
    say(f"the same rows by plain executemany in {bare:.1f} s: {turns / bare:,.0f} turns/s")
    say(f"the import runs at {bare / through:.2f} of plain inserts (at least {RATE} is asked for)")
    return bare / through


def fill(path: Path, plan: Plan) -> float:
    """Import the plan's cases into a store; the seconds spent in the store, without inventing them."""
    inventor, spent = Inventor(plan.seed, plan.turns), 0.0
    with Store.open(path, examiner="bench") as store:
        for first in range(0, plan.cases, BATCH):
            numbers = range(first, min(first + BATCH, plan.cases))
            spent += _import(store, [inventor.case(number) for number in numbers])
    return spent


def _import(store: Store, made: list[Invented]) -> float:
    """Import cases in one transaction; the seconds it took."""
    started = time.perf_counter()
    with store.batch():
        for one in made:
            case = store.new_case(one.title, draft=False)
            store.add_item(case.id, one.data, one.inspection, Acquisition(), None)
            if one.tags:
                store.set_tags(case.id, one.tags)
            if one.note:
                store.put_note(case.id, Note(case.id, one.note, Anchor(), "bench", case.created))
    return time.perf_counter() - started


def _reads(plan: Plan, path: Path, say: Say) -> list[Times]:
    inventor = Inventor(plan.seed + 1, plan.turns)
    searches = [inventor.search() for _ in range(SEARCHES)]
    with Store.open(path, read_only=True) as store:
        numbers = [1 + (place * 7919) % plan.cases for place in range(OPENED)]
        found = [
            _timed("first page", 20, lambda _place: store.cases(limit=PAGE)),
            _timed("first page by last change", 20, lambda _place: store.cases(sort="changed", limit=PAGE)),
            _timed("page in the middle", 20, lambda _place: store.cases(limit=PAGE, offset=plan.cases // 2)),
            _timed("all ids", 5, lambda _place: store.case_ids()),
            _timed("search", SEARCHES, lambda place: store.cases(searches[place][1], limit=PAGE)),
            _timed("ranked search", 50, lambda place: store.cases(searches[place][1], "relevance", PAGE)),
            _timed("all ids of a search", 20, lambda place: store.case_ids(searches[place][1])),
            _timed("filter", 20, lambda _place: store.cases("family:assistant status:open", limit=PAGE)),
            _timed("open", OPENED, lambda place: store.case_by_number(numbers[place])),
        ]
        for times in found:
            say(times.line())
        for kind in sorted({kind for kind, _text in searches}):
            mine = tuple(found[4].values[place] for place, (each, _) in enumerate(searches) if each == kind)
            say("    " + Times(f"search, {kind}", mine).line())
    return found


def _timed(what: str, times: int, work: Callable[[int], object]) -> Times:
    values = []
    for place in range(times):
        started = time.perf_counter()
        work(place)
        values.append((time.perf_counter() - started) * 1000)
    return Times(what, tuple(values))


def _memory() -> float:
    """The most memory this process had, in MiB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
