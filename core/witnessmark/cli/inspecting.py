"""The command `inspect`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from witnessmark.errors import UsageError
from witnessmark.messages import message

Store = Annotated[
    Path | None,
    typer.Option("--store", help="The evidence store; the usual one if left out.", show_default=False),
]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there already.")]
Engine = Annotated[
    str | None,
    typer.Option("--engine", help="The OCR engine: auto, tesseract or rapidocr.", show_default="auto"),
]
Language = Annotated[
    str | None,
    typer.Option("--language", help="The language, as Tesseract names it: eng, deu.", show_default="eng"),
]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("inspect")(inspect)


def inspect(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(help="Pictures or text files; - reads standard input.")],
    engine: Engine = None,
    language: Language = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document per file, each on a line.")
    ] = False,
    save: Annotated[
        bool, typer.Option("--save", help="Keep the findings in the store, a case for each file.")
    ] = False,
    title: Annotated[
        str | None,
        typer.Option("--title", help="The title of each case that is made.", show_default="the file's name"),
    ] = None,
    one_case: Annotated[bool, typer.Option("--one-case", help="Keep all files in one case.")] = False,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="FINGERPRINT",
            help="Say why this fingerprint is no match; `all`: every near miss.",
            show_default=False,
        ),
    ] = None,
    one_speaker: Annotated[
        bool,
        typer.Option(
            "--one-speaker", help="You say that all files are of one speaker: weigh them together as well."
        ),
    ] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Read with both engines and say where they differ.")
    ] = False,
    store: Store = None,
) -> None:
    """Read screenshots or chat logs and say which passages match known model wording.

    Exit codes: 0 all inspected, 2 usage, 3 an input could not be read (the others were), 4 store trouble.
    """
    from witnessmark.cli.inspection import Wish, run

    session = context.obj
    options = replace(session.options(engine, language), compare=compare)
    if one_speaker and save and not one_case:
        raise UsageError(message("Items of one speaker are kept in one case. Add --one-case as well."))
    wish = Wish(tuple(files), options, json, save, store, title, one_case, explain, one_speaker)
    raise typer.Exit(run(session, wish))
