"""The commands on the evidence store: `cases`, `show`, `export`, `verify`."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.document import as_line
from witnessmark.cli.inspecting import Force, Store
from witnessmark.cli.session import Session, case_named
from witnessmark.cli.terminal import complain, safe
from witnessmark.errors import StoreError, UsageError
from witnessmark.language import say
from witnessmark.messages import message

CaseName = Annotated[str, typer.Argument(metavar="CASE", help="The number of a case, or its id.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("cases")(cases)
    app.command("show")(show)
    app.command("one-speaker")(one_speaker)
    app.command("export")(export)
    app.command("verify")(verify)


def cases(
    context: typer.Context,
    search: Annotated[
        str,
        typer.Option(
            "--search", help="Only cases that hold these words, and pass filters such as status:open."
        ),
    ] = "",
    sort: Annotated[
        str, typer.Option("--sort", help="newest, oldest, changed, title, status or relevance.")
    ] = "newest",
    limit: Annotated[
        int | None, typer.Option("--limit", help="How many to print at most.", min=1, show_default="all")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the list as one JSON document.")] = False,
    store: Store = None,
) -> None:
    """List the cases in the evidence store, or those that a search finds, with where its words stand."""
    from witnessmark.cli.casework import print_cases
    from witnessmark.store.query import parse

    session: Session = context.obj
    if store is None and not session.paths.store.exists():
        parse(search)  # what makes no sense makes none without a store either
        print_cases((), json)
        return
    with session.store(store, read_only=True) as opened:
        found = opened.cases(search, sort, limit)
        places = {case.id: opened.snippets(case.id, search) for case in found} if search.strip() else None
        shown = places if places is not None and any(places.values()) else None
        print_cases(found, json, shown)


def show(
    context: typer.Context,
    case: CaseName,
    json: Annotated[
        bool, typer.Option("--json", help="Print the case's extract as one JSON document.")
    ] = False,
    store: Store = None,
) -> None:
    """Print a case with its findings and notes."""
    from witnessmark.cli.casework import print_case
    from witnessmark.export.write import extract_of

    session: Session = context.obj
    with session.store(store, read_only=True) as opened:
        found = case_named(opened, case)
        if json:
            print(as_line(extract_of(opened, found, session.library())))
        else:
            print_case(found, session.library)


def one_speaker(
    context: typer.Context,
    case: CaseName,
    take_back: Annotated[bool, typer.Option("--take-back", help="Take that judgement back.")] = False,
    store: Store = None,
) -> None:
    """Keep your judgement that all items of a case are of one speaker, and weigh them together."""
    from witnessmark.cli.speakers import show_together
    from witnessmark.weighing.together import together

    session: Session = context.obj
    with session.store(store) as opened:
        found = case_named(opened, case)
        items = () if take_back else tuple(item.id for item in found.items)
        if len(items) == 1:
            raise UsageError(message("Case {number} has fewer than two items.", number=found.number))
        opened.set_one_speaker(found.id, items)
        joint = together(opened.case(found.id), session.library())
        if joint is not None:
            show_together(joint)


def export(
    context: typer.Context,
    case: CaseName,
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    form: Annotated[str, typer.Option("--format", help="html: a report; json: the extract.")] = "html",
    force: Force = False,
    store: Store = None,
) -> None:
    """Write a case as a report that another person can read and check."""
    from witnessmark.export.write import FORMATS, check_new, write

    session: Session = context.obj
    if form not in FORMATS:
        raise UsageError(
            message(
                "There is no export format “{form}”. Use one of: {formats}.",
                form=form,
                formats=", ".join(FORMATS),
            )
        )
    check_new(out, force)
    with session.store(store, read_only=True) as opened:
        written = write(opened, case_named(opened, case), form, out, session.library())
    print(safe(str(written)))
    if not session.settings.text("examiner"):
        complain(
            say(
                "What you do is signed “{account}”, as your account is called. To sign with your name, put "
                "“examiner” with it into {file}.",
                account=session.examiner(),
                file=str(session.paths.settings),
            )
        )


def verify(
    context: typer.Context,
    export_file: Annotated[
        Path | None,
        typer.Argument(
            metavar="STORE|EXPORT",
            help="Another store to check, or an extract (JSON) to hold against the store.",
            show_default=False,
        ),
    ] = None,
    accept: Annotated[
        bool,
        typer.Option("--accept", help="From now on hold the store against its present state, older or not."),
    ] = False,
    store: Store = None,
) -> None:
    """Hash everything in the store again, walk the chain of its log, and compare it with an export."""
    from witnessmark.cli.casework import compared, print_verification
    from witnessmark.store.connection import looks_like_store
    from witnessmark.store.heads import LastHeads

    session: Session = context.obj
    with contextlib.suppress(OSError):  # what cannot be read is told when it is read
        if export_file is not None and looks_like_store(export_file):
            export_file, store = None, export_file
    if export_file is not None and not (path := store or session.paths.store).exists():
        raise StoreError(
            message(
                "There is no evidence store at {path} to hold the export against. `witnessmark recheck EXPORT` "
                "checks an extract (JSON) without one.",
                path=path,
            )
        )
    with session.store(store, read_only=True, watched=False) as opened:
        code = print_verification(opened.verify())
        code = max(code, compared(opened, session.paths.heads, export_file))
        opened.remember_head(LastHeads(session.paths.heads), accept)
    raise typer.Exit(code)
