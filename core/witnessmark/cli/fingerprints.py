"""The commands on a model's outputs and on the engines: `profile`, `engines`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.inspecting import Force
from witnessmark.cli.session import Session


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("profile")(profile)
    app.command("engines")(engines)


def profile(
    context: typer.Context,
    outputs: Annotated[Path, typer.Argument(help="JSONL: one output, an object with `text`, a line.")],
    against: Annotated[
        Path | None,
        typer.Option("--against", help="A corpus with other models' answers.", show_default=False),
    ] = None,
    chart: Annotated[
        Path | None,
        typer.Option("--chart", help="Write the rates with their intervals as SVG.", show_default=False),
    ] = None,
    force: Force = False,
) -> None:
    """Say which fingerprints the outputs of one model bear, and whose they resemble."""
    from witnessmark.cli.measuring import print_profile
    from witnessmark.export.write import check_new

    session: Session = context.obj
    if chart is not None:
        check_new(chart, force)
    print_profile(session.library(), outputs, against, chart)


def engines(
    json: Annotated[bool, typer.Option("--json", help="Print the list as one JSON document.")] = False,
) -> None:
    """List the OCR engines on this machine, and how to get the ones that are missing."""
    from witnessmark.cli.catalogue import print_engines

    print_engines(json)
