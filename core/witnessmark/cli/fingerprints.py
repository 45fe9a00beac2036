"""The commands on the library and the engines: `library list`, `library show`, `profile`, `engines`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.inspecting import Force
from witnessmark.cli.session import Session

library_app = typer.Typer(
    help="The fingerprints that passages are compared with.", no_args_is_help=True, rich_markup_mode=None
)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(library_app, name="library")
    app.command("profile")(profile)
    app.command("engines")(engines)


@library_app.command("list")
def list_fingerprints(
    context: typer.Context,
    family: Annotated[
        str | None,
        typer.Option("--family", help="Only this family: openai, xai, assistant ...", show_default=False),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the list as one JSON document.")] = False,
) -> None:
    """List the fingerprints with what they name, what they point at, and their tier."""
    from witnessmark.cli.catalogue import print_fingerprints

    session: Session = context.obj
    print_fingerprints(session.library(), family, json)


@library_app.command("show")
def show_fingerprint(
    context: typer.Context,
    fingerprint: Annotated[str, typer.Argument(help="The fingerprint's id, as `library list` prints it.")],
) -> None:
    """Print one fingerprint with its sources and its measured rates."""
    from witnessmark.cli.catalogue import print_fingerprint

    session: Session = context.obj
    print_fingerprint(session.library(), fingerprint)


@library_app.command("measure")
def measure(
    context: typer.Context,
    corpus: Annotated[list[Path], typer.Argument(help="JSONL files, or folders of them.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write the rates to.")] = Path("rates.json"),
    name: Annotated[
        str, typer.Option("--name", help="How the rates cite the corpus; else its paths.", show_default=False)
    ] = "",
    noise: Annotated[
        float, typer.Option("--noise", help="Share of characters that simulated OCR changes; 0: none.")
    ] = 0.03,
    workers: Annotated[int, typer.Option("--workers", help="How many processes.", min=1, max=64)] = 2,
    force: Force = False,
) -> None:
    """Count in how many texts of a corpus each fingerprint stands, and write the rates."""
    from witnessmark.cli.measuring import Measuring, measure_rates
    from witnessmark.export.write import check_new

    session: Session = context.obj
    check_new(out, force)
    measure_rates(session.library(), Measuring(tuple(corpus), name, out, noise, workers))


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
