"""Prints cases, and tells how a verification went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from witnessmark.cli.document import as_line
from witnessmark.cli.findings import show
from witnessmark.cli.speakers import show_together
from witnessmark.cli.terminal import cell, line, maker, out, safe
from witnessmark.intake.ways import way_told
from witnessmark.jsonform import to_plain
from witnessmark.language import say, tell
from witnessmark.library.compare import moved_on
from witnessmark.messages import message
from witnessmark.records import Acquisition, Case, CaseSummary, Message
from witnessmark.store.verify import limit
from witnessmark.weighing.together import together

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from witnessmark.library.load import Library
    from witnessmark.store.store import Snippet, Store, Verification


def print_cases(
    summaries: tuple[CaseSummary, ...], json: bool, snippets: dict[str, tuple[Snippet, ...]] | None = None
) -> None:
    """The list of cases, as a table or as JSON; `snippets` shows where the words of a search stand, by case."""
    if json:
        print(as_line([_plain(case, snippets) for case in summaries]))
        return
    if not summaries:
        print(say("No cases. `witnessmark inspect --save FILE` makes one."))
        return
    table = Table()
    for name in (
        say("Case"), say("Title"), say("Items"), say("Outcome"), say("Names"), say("Status"), say("Changed")
    ):  # fmt: skip
        table.add_column(name, overflow="fold")
    if snippets is not None:
        table.add_column(say("Where"), overflow="fold")
    for case in summaries:
        status = f"{say(case.status)}, {say('draft')}" if case.draft else say(case.status)
        cells = (
            case.number,
            line(case.title),
            case.items,
            case.outcome,
            ", ".join(map(maker, case.names)),
            status,
        )
        where = [] if snippets is None else ["\n".join(map(marked, snippets.get(case.id, ())))]
        table.add_row(*(cell(value) for value in (*cells, case.changed, *where)))
    out().print(table)


def marked(snippet: Snippet) -> str:
    """A cutting on one line with the words that were searched between guillemets."""
    text, at = "", 0
    for mark in snippet.marks:
        text += f"{snippet.text[at : mark.start]}«{snippet.text[mark.start : mark.end]}»"
        at = mark.end
    return line(text + snippet.text[at:])


def _plain(case: CaseSummary, snippets: dict[str, tuple[Snippet, ...]] | None) -> dict[str, object]:
    found: dict[str, object] = to_plain(case)
    return found if snippets is None else found | {"snippets": to_plain(snippets.get(case.id, ()))}


def print_case(case: Case, library: Callable[[], Library]) -> None:
    """One case in full."""
    console = out()
    draft = f", {say('draft')}" if case.draft else ""
    console.print(cell(say("Case {number}: {title}", number=case.number, title=line(case.title)), "bold"))
    dates = say("made {created} · changed {changed}", created=case.created, changed=case.changed)
    console.print(cell(f"{say(case.status)}{draft} · {dates}", "dim"))
    for label, text in ((say("Tags"), ", ".join(case.tags)), (say("Conclusion"), case.conclusion)):
        if text:
            console.print(cell(f"{label}: {text}"))
    in_use = library()
    for item in case.items:
        number = say("Item {number}", number=item.position + 1)
        console.print(cell(f"\n{number} · {_acquired(item.acquisition)}", "bold"))
        show(item.inspection, console)
        changed = moved_on(item.inspection.library, in_use.stamp)
        for said in changed:
            console.print(cell(tell(said), "dim"))
        if changed:
            hint = say("`witnessmark rematch {number}` matches it again, beside this.", number=case.number)
            console.print(cell(hint, "dim"))
    joint = together(case, in_use) if case.one_speaker else None
    if joint is not None:
        show_together(joint)
    for note in case.notes:
        by = say("Note by {author}, {created}", author=line(note.author), created=note.created)
        on = f' "{line(note.anchor.quotation)}"' if note.anchor.quotation else ""
        console.print(cell(f"\n{by}{on}: {safe(note.text)}"))


def print_verification(verification: Verification) -> int:
    """What was found; 0 where the store is whole, else 4."""
    checked = message(
        "{entries} and {originals} were checked",
        entries=message("{count} audit entry|{count} audit entries", count=verification.entries),
        originals=message("{count} original|{count} originals", count=verification.originals),
    )
    if verification.ok:
        print(say("{checked}; the chain holds and every original has its hash.", checked=checked))
    else:
        print(say("{checked}; the store does not hold:", checked=checked))
    for finding in verification.findings:
        print(f"  - {line(tell(finding))}")
    for told in (*verification.unchecked, *verification.timestamps):
        print(line(tell(told)))
    print(tell(limit()))
    return 0 if verification.ok else 4


def compared(store: Store, heads: Path, export_file: Path | None) -> int:
    """Hold the store against the head that was last seen and against an export; 0 where both fit, else 4."""
    from witnessmark.export.content import hold_against
    from witnessmark.export.extract import load_extract
    from witnessmark.store.heads import LastHeads

    last = store.compare_head(LastHeads(heads))
    wrong = [] if last is None else [last]
    left_out: tuple[Message, ...] = ()
    if export_file is not None:
        held = hold_against(load_extract(export_file), store)
        wrong += held.differences
        left_out = held.left_out
    for finding in wrong:
        print(f"  - {line(tell(finding))}")
    for told in left_out:
        print(line(tell(told)))
    if export_file is not None and not wrong:
        print(say("The export fits the store: its log goes on from the head that the export names."))
        if not left_out:
            print(say("What it says of case, items, passages, notes and judgements is what the store says."))
    return 4 if wrong else 0


def _acquired(acquisition: Acquisition) -> str:
    parts = (
        (say("source"), acquisition.source_url),
        (say("obtained from"), way_told(acquisition.obtained_from)),
        (say("how"), way_told(acquisition.how)),
        (say("when"), acquisition.at),
        (say("by"), acquisition.by),
        (say("claimed date"), acquisition.claimed_date),
    )
    return " · ".join(f"{name}: {line(value) if value else say('unknown')}" for name, value in parts)
