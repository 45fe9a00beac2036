"""The command `sample`: the whole way on the sample that travels with the program, without a window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.inspecting import Store
from witnessmark.cli.session import Session


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("sample")(sample)


def sample(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="The folder for the export.")] = Path(
        "sample"
    ),
    store: Store = None,
) -> None:
    """Inspect the sample screenshot, save it as a case, export it, and say where everything lies."""
    from witnessmark.cli.sampling import run

    session: Session = context.obj
    run(session, store, out)
