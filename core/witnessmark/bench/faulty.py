"""The process that is killed: works on a store without end and says, line by line, what is done for good.

Run as `python -m witnessmark.bench.faulty WORK STORE SEED`. A line is verb, case id and conclusion.
"""

from __future__ import annotations

import itertools
import random
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from witnessmark.bench.invented import Inventor
from witnessmark.records import Acquisition
from witnessmark.store.store import Store


def say(verb: str, case_id: str, value: str = "") -> None:
    """Tell the one who kills; what is told is on the disk."""
    print(verb, case_id, value, sep="\t", flush=True)


def imports(store: Store, inventor: Inventor) -> None:
    """Put case after case into the store."""
    for number in itertools.count(1000):
        say("there", _add(store, inventor, number))


def edits(store: Store, inventor: Inventor) -> None:
    """Change conclusions and tags; later conclusions sort after earlier ones."""
    ids = store.case_ids()
    for number in itertools.count():
        case_id = ids[number % len(ids)]
        store.set_conclusion(case_id, f"{number:08}")
        store.set_tags(case_id, tuple(inventor.some(2)))
        say("there", case_id, f"{number:08}")


def discards(store: Store, inventor: Inventor) -> None:
    """Put cases in and remove them for good."""
    for number in itertools.count(1000):
        case_id = _add(store, inventor, number)
        store.discard(case_id, "a fault is tried")
        say("gone", case_id)


def backups(store: Store, inventor: Inventor) -> None:
    """Make backups while the store grows."""
    for number in itertools.count():
        store.backup(store.path.with_name(f"{store.path.name}.{number}.copy"))
        say("there", _add(store, inventor, 1000 + number))


def merges(store: Store, inventor: Inventor) -> None:
    """Take a colleague's store over, again and again."""
    for number in itertools.count():
        other = store.path.with_name(f"{store.path.name}.{number}.other")
        with Store.open(other) as theirs:
            ids = [_add(theirs, inventor, 1000 + number * 10 + place) for place in range(3)]
        store.merge(other)
        for case_id in ids:
            say("there", case_id)


def compacts(store: Store, inventor: Inventor) -> None:
    """Compact the store between imports."""
    for number in itertools.count(1000):
        say("there", _add(store, inventor, number))
        store.compact()


def migrations(store: Store, inventor: Inventor) -> None:
    """Open copies of a store of schema 1.0, each of which is migrated by that."""
    old = store.path.with_name("old.witnessmark")
    for number in itertools.count():
        copy = store.path.with_name(f"{store.path.name}.{number}.old")
        shutil.copyfile(old, copy.with_suffix(".part"))
        copy.with_suffix(".part").rename(copy)  # a copy that was cut short is no fault of the migration
        with Store.open(copy) as migrated:
            migrated.new_case("after the migration")


WORKS: dict[str, Callable[[Store, Inventor], None]] = {
    "import": imports,
    "edit": edits,
    "discard": discards,
    "backup": backups,
    "merge": merges,
    "compact": compacts,
    "open": imports,
    "migrate": migrations,
}


def _add(store: Store, inventor: Inventor, number: int) -> str:
    one = inventor.case(number)
    with store.batch():
        case = store.new_case(one.title, draft=False)
        store.add_item(case.id, one.data, one.inspection, Acquisition(), None)
    return case.id


def main(work: str, path: Path, seed: str) -> None:
    """Work until killed."""
    inventor = Inventor(random.Random(seed).randrange(10**9), turns=6)
    print("ready", flush=True)
    with Store.open(path, examiner="faulty") as store:
        WORKS[work](store, inventor)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
