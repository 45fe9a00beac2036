"""The whole way on the sample, headless: inspect, save, export, and say where everything lies."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from witnessmark.cli.findings import show
from witnessmark.cli.session import Session
from witnessmark.cli.terminal import out
from witnessmark.clock import now, zone
from witnessmark.export.write import make_folder, write
from witnessmark.intake.acquire import from_bytes
from witnessmark.intake.ways import DRAWN, SAMPLES
from witnessmark.language import say
from witnessmark.pipeline import Failed, Inspected, inspect
from witnessmark.records import Acquisition, Case
from witnessmark.store.store import Store
from witnessmark_resources import samples


def run(session: Session, store: Path | None, folder: Path) -> None:
    """Inspect, save and export the first sample; raises what stands in the way."""
    make_folder(folder)
    found = _inspected(session)
    show(found.inspection, out())
    with session.store(store) as opened:
        library = session.library()
        opened.offer_library(library.files())
        case = _kept(opened, found, session.examiner())
        report = write(opened, case, "html", folder / "report.html", library)
        extract = write(opened, case, "json", folder / "extract.json", library)
    again = [sys.argv[0]]
    if session.data_dir is not None:
        again += ["--data-dir", str(session.data_dir)]
    again += ["show", str(case.number), *(["--store", str(store)] if store else [])]
    print()
    print(say("Case {number}: {title}", number=case.number, title=case.title))
    print(say("Store: {path}", path=str(store or session.paths.store)))
    print(say("Report: {path}", path=str(report)))
    print(say("Extract: {path}", path=str(extract)))
    print(say("See it again with: {command}", command=shlex.join(again)))


def _inspected(session: Session) -> Inspected:
    sample = samples.catalogue()[0]
    acquired = from_bytes(sample.data(), sample.file)
    with session.instruments() as instruments:
        outcomes = list(inspect([acquired], instruments, session.options()))
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            raise outcome.error
    return next(outcome for outcome in outcomes if isinstance(outcome, Inspected))


def _kept(store: Store, found: Inspected, examiner: str) -> Case:
    """The sample's case; a second run adds an inspection to it and makes no second case."""
    sample = samples.catalogue()[0]
    for summary in store.seen_before(found.acquired.sha256):
        case = store.case(summary.id)
        for item in case.items:
            if item.inspection.original.sha256 == found.acquired.sha256:
                store.add_inspection(item.id, found.inspection)
                return store.case(case.id)
    acquisition = Acquisition(
        how=DRAWN,
        at=now(),
        zone=zone(),
        by=examiner,
        obtained_from=SAMPLES,
        claimed_date=sample.claimed_date,
    )
    with store.batch():
        case = store.new_case(sample.title, draft=False)
        store.add_item(case.id, found.acquired.data, found.inspection, acquisition, found.picture)
    return store.case(case.id)
