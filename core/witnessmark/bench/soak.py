"""Inspects and saves over and over, and watches whether memory grows, results change or the store suffers."""

from __future__ import annotations

import io
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from witnessmark.bench.own import pictures
from witnessmark.clock import now
from witnessmark.intake.acquire import Acquired, from_bytes
from witnessmark.pipeline import Failed, Inspected, Instruments, inspect
from witnessmark.reading.engine import ReadOptions
from witnessmark.records import Acquisition
from witnessmark.store.store import Store

GROWTH = 1.25  # memory at the end over memory after the first round, above which the soak fails
KEPT = 50  # cases kept in the store; older ones are discarded


@dataclass(slots=True)
class Tally:
    """What happened so far; memory in MiB, of this process and of its workers."""

    rounds: int = 0
    inspected: int = 0
    refused: int = 0
    changed: int = 0
    memory_first: float = 0.0
    memory_last: float = 0.0
    expected: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def grew(self) -> bool:
        """Whether memory grew more than it may."""
        return self.memory_first > 0 and self.memory_last > GROWTH * self.memory_first


def run(seconds: float, instruments: Instruments, options: ReadOptions, say: Callable[[str], None]) -> int:
    """Soak for so long; 0 where memory stayed, results stayed and the store holds, else 1."""
    sources = list(_sources())
    tally = Tally()
    ends = time.monotonic() + seconds
    with (
        tempfile.TemporaryDirectory(prefix="witnessmark-soak-") as folder,
        Store.open(Path(folder) / "soak.witnessmark", examiner="soak") as store,
    ):
        while tally.rounds < 2 or time.monotonic() < ends:
            for source in sources:
                _one(source, instruments, options, store, tally)
            _end_round(tally, say)
        verification = store.verify()
    for finding in verification.findings:
        say(finding.text)
    say(_conclusion(tally, verification.ok))
    return 0 if verification.ok and not tally.grew and not tally.changed else 1


def _sources() -> Iterator[Acquired]:
    """The own set, one of them cut short, and a pasted log."""
    for drawn in pictures():
        file = io.BytesIO()
        drawn.image.save(file, "PNG")
        yield from_bytes(file.getvalue(), f"{drawn.name}.png")
    yield from_bytes(file.getvalue()[:2000], "cut-short.png")
    yield from_bytes(b"User: Who are you?\nAssistant: As an AI language model, I have no name.\n", "log.txt")


def _one(
    source: Acquired, instruments: Instruments, options: ReadOptions, store: Store, tally: Tally
) -> None:
    for outcome in inspect([source], instruments, options):
        if isinstance(outcome, Inspected):
            tally.inspected += 1
            _keep(outcome, store)
            found = tuple(f"{match.fingerprint}@{match.start}" for match in outcome.inspection.matches)
            tally.changed += tally.expected.setdefault(source.name, found) != found
        elif isinstance(outcome, Failed):
            tally.refused += 1


def _keep(found: Inspected, store: Store) -> None:
    with store.batch():
        case = store.new_case(found.acquired.name)
        how = Acquisition(how="soak", at=now())
        store.add_item(case.id, found.acquired.data, found.inspection, how, found.picture)
    for old in store.case_ids()[KEPT:]:
        store.discard(old)


def _end_round(tally: Tally, say: Callable[[str], None]) -> None:
    tally.rounds += 1
    tally.memory_last = _memory()
    if tally.rounds == 1:
        tally.memory_first = tally.memory_last
    say(f"round {tally.rounds}: {tally.inspected} inspected, {tally.memory_last:.0f} MiB")


def _conclusion(tally: Tally, whole: bool) -> str:
    memory = (
        f"{tally.memory_first:.0f} to {tally.memory_last:.0f} MiB"
        if tally.memory_first
        else "not measured here"
    )
    return (
        f"{tally.inspected} inspected, {tally.refused} refused, {tally.changed} with a changed result; "
        f"memory {memory}; the store {'holds' if whole else 'does not hold'}."
    )


def _memory() -> float:
    """MiB of this process and its children; 0 on systems without /proc."""
    if not Path("/proc/self/status").exists():
        return 0.0
    own = str(os.getpid())
    total = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:  # it ended meanwhile
            continue
        if own in (fields["Pid"].strip(), fields["PPid"].strip()):
            total += int(fields.get("VmRSS", "0").split()[0])
    return total / 1024
