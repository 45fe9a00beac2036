"""Does harm to evidence stores, again and again, and looks whether anything was lost or went unnoticed.

The harm: the writing process killed at random moments, single bits flipped anywhere in the file, a full disk.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from witnessmark.bench.invented import Inventor
from witnessmark.errors import WitnessmarkError
from witnessmark.records import Acquisition
from witnessmark.store.bulk import as_of_1_0
from witnessmark.store.store import Store

WORKS = ("import", "edit", "discard", "backup", "merge", "open", "compact", "migrate")
_LONGEST = 0.25  # seconds after its first sign of life at which a process is killed at the latest

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How often which harm is done, and the seed of all chance."""

    kills: int = 200
    flips: int = 200
    full: int = 20
    seed: int = 1


@dataclass(slots=True)
class Outcome:
    """What came of it: how often each harm was done and noticed, and everything that went wrong."""

    done: Counter[str] = field(default_factory=Counter)
    noticed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def run(plan: Plan, say: Say) -> Outcome:
    """Do all the harm and say what came of it; `wrong` is empty where nothing was lost or went unnoticed."""
    generator, outcome = random.Random(plan.seed), Outcome()
    with tempfile.TemporaryDirectory(prefix="witnessmark-faults-") as folder:
        sound = Path(folder) / "sound.witnessmark"
        _make(sound, 8, plan.seed)
        as_of_1_0(_copy(sound, Path(folder) / "old.witnessmark"))
        for place in range(plan.kills):
            _kill(sound, Path(folder), WORKS[place % len(WORKS)], generator, outcome)
        for _ in range(plan.flips):
            _flip(sound, Path(folder), generator, outcome)
        for _ in range(plan.full):
            _fill_up(sound, Path(folder), generator, outcome)
    for what, times in sorted(outcome.done.items()):
        say(f"{what}: {times} times, noticed {outcome.noticed[what]} times")
    for text in outcome.wrong:
        say(f"WRONG: {text}")
    say(f"{sum(outcome.done.values())} faults, {len(outcome.wrong)} of them lost something or went unnoticed")
    return outcome


def _make(path: Path, cases: int, seed: int) -> None:
    inventor = Inventor(seed, turns=6)
    with Store.open(path, examiner="faults") as store:
        for number in range(cases):
            one = inventor.case(number)
            with store.batch():
                case = store.new_case(one.title, draft=False)
                store.add_item(case.id, one.data, one.inspection, Acquisition(), None)
                store.set_tags(case.id, one.tags)


def _kill(sound: Path, folder: Path, work: str, generator: random.Random, outcome: Outcome) -> None:
    """Kill a process at its work; everything that it said was done must be there, everything else whole."""
    what = f"killed at {work}"
    path = _copy(sound, folder / "killed.witnessmark")
    if work == "open":
        path.unlink()
    command = [sys.executable, "-m", "witnessmark.bench.faulty", work, str(path), str(generator.random())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(generator.uniform(0, _LONGEST))
        process.kill()
        said = process.stdout.read().split("\n")
    outcome.done[what] += 1
    done = [line for line in said[:-1] if line]  # a line that was cut short was not said
    with _told(outcome, what):
        _check(path, done, what, outcome)
    _check_migrated(sound, folder, what, outcome)
    for left in folder.glob("killed*"):
        left.unlink()


def _check(path: Path, done: list[str], what: str, outcome: Outcome) -> None:
    with Store.open(path, examiner="after") as store:
        found = store.verify()
        outcome.wrong += [f"{what}: {finding.text}" for finding in found.findings]
        there = {row.id: store.case(row.id) for row in store.cases()}
        for case in there.values():
            if len(case.items) != 1:
                outcome.wrong.append(f"{what}: case {case.number} is not whole")
        for line in done:
            verb, case_id, value = line.split("\t")
            case_ = there.get(case_id)
            if (verb == "gone") == (case_ is not None) or (case_ and value and case_.conclusion < value):
                outcome.wrong.append(f"{what}: what was said to be done is not there ({line})")
        store.new_case("after the fault")
    for backup in path.parent.glob("killed*.copy"):
        with Store.open(backup, read_only=True) as copy:
            outcome.wrong += [f"{what}: backup: {finding.text}" for finding in copy.verify().findings]


def _check_migrated(sound: Path, folder: Path, what: str, outcome: Outcome) -> None:
    """Every store whose migration was cut short opens now, is whole, and holds what it held."""
    before = _content(sound)
    for old in folder.glob("killed*.old"):
        with _told(outcome, what), Store.open(old) as store:
            outcome.wrong += [f"{what}: {finding.text}" for finding in store.verify().findings]
        after = _content(old)
        for table, rows in before.items():
            if table not in ("_sqlite_migrations", "store_facts") and not set(rows) <= set(
                after.get(table, ())
            ):
                outcome.wrong.append(f"{what}: rows of {table} are gone")


def _flip(sound: Path, folder: Path, generator: random.Random, outcome: Outcome) -> None:
    """Flip one bit anywhere: it is noticed, or nothing that the store holds reads otherwise."""
    what = "a flipped bit"
    path = _copy(sound, folder / "flipped.witnessmark")
    place = generator.randrange(path.stat().st_size)
    with path.open("rb+") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ (1 << generator.randrange(8))]))
    outcome.done[what] += 1
    noticed = True
    with contextlib.suppress(WitnessmarkError), Store.open(path) as store:
        noticed = not store.verify().ok
        if not noticed and _content(path) != _content(sound):
            outcome.wrong.append(f"{what} at byte {place} went unnoticed")
    outcome.noticed[what] += noticed
    for left in folder.glob("flipped*"):
        left.unlink()


def _fill_up(sound: Path, folder: Path, generator: random.Random, outcome: Outcome) -> None:
    """Let the disk be full after a few pages: the fault is named, and what was there before is whole."""
    what = "a full disk"
    path = _copy(sound, folder / "full.witnessmark")
    before = _content(path)
    inventor = Inventor(generator.randrange(1000), turns=40)
    with Store.open(path) as store:
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages + generator.randrange(12)}")
        outcome.done[what] += 1
        try:
            one = inventor.case(1)
            with store.batch():
                case = store.new_case(one.title)
                store.add_item(case.id, one.data * 20, one.inspection, Acquisition(), None)
        except WitnessmarkError as error:
            outcome.noticed[what] += 1
            if "disk is full" not in error.message and "not the ones" not in error.message:
                outcome.wrong.append(f"{what}: {error.message}")
    with _told(outcome, what), Store.open(path) as store:
        outcome.wrong += [f"{what}: {finding.text}" for finding in store.verify().findings]
    if _content(path) != before:
        outcome.wrong.append(f"{what}: something was kept by half")
    for left in folder.glob("full*"):
        left.unlink()


@contextlib.contextmanager
def _told(outcome: Outcome, what: str) -> Iterator[None]:
    """A store that cannot be opened after this harm is wrong too."""
    try:
        yield
    except WitnessmarkError as error:
        outcome.wrong.append(f"{what}: {error.message}")


def _copy(sound: Path, path: Path) -> Path:
    shutil.copyfile(sound, path)
    return path


def _content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table that holds evidence or log."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    with contextlib.closing(connection):
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM pragma_table_list WHERE type = 'table'")
            if not row[0].startswith("sqlite_") and "_search" not in row[0]
        ]
        return {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names
        }
