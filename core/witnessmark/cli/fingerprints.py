"""The commands on the library and the engines: `library list`, `library show`, `engines`."""

from __future__ import annotations

from typing import Annotated

import typer

from witnessmark.cli.session import Session

library_app = typer.Typer(
    help="The fingerprints that passages are compared with.", no_args_is_help=True, rich_markup_mode=None
)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(library_app, name="library")
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


def engines(
    json: Annotated[bool, typer.Option("--json", help="Print the list as one JSON document.")] = False,
) -> None:
    """List the OCR engines on this machine, and how to get the ones that are missing."""
    from witnessmark.cli.catalogue import print_engines

    print_engines(json)
