"""Prints cases, and tells how a verification went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from witnessmark.cli.document import as_line
from witnessmark.cli.findings import show
from witnessmark.cli.speakers import show_together
from witnessmark.cli.terminal import cell, line, out, safe
from witnessmark.jsonform import to_plain
from witnessmark.records import Acquisition, Case, CaseSummary
from witnessmark.weighing.together import together

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from witnessmark.library.load import Library
    from witnessmark.store.store import Store, Verification


def print_cases(summaries: tuple[CaseSummary, ...], json: bool) -> None:
    """The list of cases, as a table or as JSON."""
    if json:
        print(as_line(to_plain(summaries)))
        return
    if not summaries:
        print("No cases. `witnessmark inspect --save FILE` makes one.")
        return
    table = Table()
    for name in ("Case", "Title", "Items", "Outcome", "Names", "Status", "Changed"):
        table.add_column(name, overflow="fold")
    for case in summaries:
        status = f"{case.status}, draft" if case.draft else case.status
        cells = (case.number, line(case.title), case.items, case.outcome, ", ".join(case.names), status)
        table.add_row(*(cell(value) for value in (*cells, case.changed)))
    out().print(table)


def print_case(case: Case, library: Callable[[], Library]) -> None:
    """One case in full."""
    console = out()
    draft = ", draft" if case.draft else ""
    console.print(cell(f"Case {case.number}: {line(case.title)}", "bold"))
    console.print(cell(f"{case.status}{draft} · made {case.created} · changed {case.changed}", "dim"))
    for label, text in (("Tags", ", ".join(case.tags)), ("Conclusion", case.conclusion)):
        if text:
            console.print(cell(f"{label}: {text}"))
    for item in case.items:
        console.print(cell(f"\nItem {item.position + 1} · {_acquired(item.acquisition)}", "bold"))
        show(item.inspection, console)
    joint = together(case, library()) if case.one_speaker else None
    if joint is not None:
        show_together(joint)
    for note in case.notes:
        on = f' on "{line(note.anchor.quotation)}"' if note.anchor.quotation else ""
        console.print(cell(f"\nNote by {line(note.author)}, {note.created}{on}: {safe(note.text)}"))


def print_verification(verification: Verification) -> int:
    """What was found; 0 where the store is whole, else 4."""
    entries = f"{verification.entries:,} audit {'entry' if verification.entries == 1 else 'entries'}"
    originals = f"{verification.originals:,} original{'' if verification.originals == 1 else 's'}"
    checked = f"{entries} and {originals} were checked"
    if verification.ok:
        print(f"{checked}; the chain holds and every original has its hash.")
        return 0
    print(f"{checked}; the store does not hold:")
    for finding in verification.findings:
        print(f"  - {line(finding.text)}")
    return 4


def compared(store: Store, heads: Path, export_file: Path | None) -> int:
    """Hold the store against the head that was last seen and against an export; 0 where both fit, else 4."""
    from witnessmark.export.check import check_extract
    from witnessmark.export.extract import load_extract
    from witnessmark.store.heads import LastHeads

    last = store.compare_head(LastHeads(heads))
    wrong = [] if last is None else [last]
    if export_file is not None:
        wrong += check_extract(load_extract(export_file), store)
    for finding in wrong:
        print(f"  - {line(finding.text)}")
    if export_file is not None and not wrong:
        print("The export fits the store: its log goes on from the head that the export names.")
    return 4 if wrong else 0


def _acquired(acquisition: Acquisition) -> str:
    parts = (
        ("source", acquisition.source_url),
        ("obtained from", acquisition.obtained_from),
        ("how", acquisition.how),
        ("when", acquisition.at),
        ("by", acquisition.by),
        ("claimed date", acquisition.claimed_date),
    )
    return " · ".join(f"{name}: {line(value) if value else 'unknown'}" for name, value in parts)
