"""The commands `timestamp request` and `timestamp import`: stamps on the log's head, carried by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.inspecting import Force, Store
from witnessmark.cli.session import Session
from witnessmark.cli.terminal import safe
from witnessmark.errors import UnreadableInput, reason
from witnessmark.language import say
from witnessmark.messages import message

timestamp_app = typer.Typer(
    help="Timestamps (RFC 3161) of the audit log by an authority outside.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_LARGEST = 1024 * 1024  # bytes; a response has some thousand, a file of root certificates some ten thousand


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(timestamp_app, name="timestamp")


@timestamp_app.command("request")
def request(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", help="The request to write (.tsq).")],
    force: Force = False,
    store: Store = None,
) -> None:
    """Write a request for a timestamp of the log's newest entry, to be sent from a networked machine."""
    from witnessmark.export.write import check_new, replace_file

    session: Session = context.obj
    check_new(out, force)
    with session.store(store, read_only=True) as opened:
        replace_file(out, opened.timestamp_request())
        print(
            say("{file}: a request for the hash {hash}", file=safe(str(out.absolute())), hash=opened.head())
        )


@timestamp_app.command("import")
def import_response(
    context: typer.Context,
    response: Annotated[Path, typer.Argument(help="The authority's response (.tsr).")],
    root: Annotated[Path, typer.Option("--root", help="The authority's root certificates (PEM).")],
    store: Store = None,
) -> None:
    """Check an authority's response and keep it in the store."""
    session: Session = context.obj
    with session.store(store) as opened:
        kept = opened.keep_timestamp(_bytes(response), _bytes(root))
    print(
        safe(
            say(
                "The log up to entry {number} was there on {at}, according to {authority}.",
                number=kept.entry,
                at=kept.at,
                authority=kept.authority,
            )
        )
    )


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UnreadableInput(
            message(
                "{file} could not be read ({why}). Check the path.",
                file=str(path),
                why=reason(error),
            )
        ) from error
    if len(data) > _LARGEST:
        raise UnreadableInput(message("{file} is too large to be what was asked for.", file=str(path)))
    return data
