"""The command `recheck`: inspect again what is recorded, and list every difference."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from witnessmark.cli.document import as_line
from witnessmark.cli.inspecting import Store
from witnessmark.cli.session import Session, case_named
from witnessmark.cli.terminal import complain, line
from witnessmark.errors import UnreadableInput, WitnessmarkError, reason
from witnessmark.language import tell
from witnessmark.messages import message

if TYPE_CHECKING:
    from witnessmark.recheck.recheck import Rechecked, Record
    from witnessmark.store.store import Store as Opened

DIFFERENT = 5  # the exit code for "something came out otherwise"
NOT_REPEATED = 3  # and for "something could not be read again"

_HEADS = (
    ("repeated", "repeated"),
    ("differences", "DIFFERENT"),
    ("tools", "other tools"),
    ("left_out", "not repeated"),
)


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("recheck")(recheck)


def recheck(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="CASE|EXPORT", help="The number or id of a case, or an extract (JSON).")
    ],
    originals: Annotated[
        list[Path] | None,
        typer.Option("--original", help="An original of the export; may be given more than once."),
    ] = None,
    packs: Annotated[
        Path | None,
        typer.Option("--packs", help="A folder with packs and rates that were used.", show_default=False),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document for each item, each on a line.")
    ] = False,
    store: Store = None,
) -> None:
    """Read, match and weigh again with the recorded engine, packs and rates, and list every difference.

    Exit codes: 0 all the same, 3 something could not be repeated, 5 something differs.
    """
    from witnessmark.reading.reader import Reader
    from witnessmark.recheck.recheck import Rechecker
    from witnessmark.recheck.records import records_of_case, records_of_export

    session: Session = context.obj
    opened = _store(session, store, needed=not Path(name).is_file())
    try:
        if opened is not None and not Path(name).is_file():
            records = records_of_case(opened, case_named(opened, name))
        else:
            from witnessmark.export.extract import load_extract, read_extract

            given = _by_hash(originals or [])
            records = records_of_export(read_extract(load_extract(Path(name))), _original(given, opened))
        with Reader() as reader:
            checker = Rechecker(reader, session.options(), _file_of(session, packs, opened))
            codes = [_one(checker.recheck, record, json) for record in records]
    finally:
        if opened is not None:
            opened.close()
    raise typer.Exit(max(codes, default=0))


def _one(check: Callable[[Record], Rechecked], record: Record, json: bool) -> int:
    done = check(record)
    if json:
        print(as_line(_plain(done)), flush=True)
    else:
        print(line(done.name))
        for field, head in _HEADS:
            for told in getattr(done, field):
                print(f"  {head}: {line(tell(told))}", flush=True)
    return DIFFERENT if done.differences else NOT_REPEATED if done.left_out else 0


def _plain(done: Rechecked) -> dict[str, object]:
    told = {field: [each.text for each in getattr(done, field)] for field, _head in _HEADS}
    return {"item": done.name, "same": not done.differences and not done.left_out, **told}


def _store(session: Session, path: Path | None, needed: bool) -> Opened | None:
    """The store, to be read; for an export only where there is one, for what it keeps."""
    if not needed and not (path or session.paths.store).exists():
        return None
    try:
        return session.store(path, read_only=True)
    except WitnessmarkError as error:
        if needed:
            raise
        complain(tell(error.said))
        return None


def _by_hash(files: list[Path]) -> dict[str, bytes]:
    from witnessmark.intake.acquire import from_path

    return {found.sha256: found.data for found in map(from_path, files)}


def _original(given: dict[str, bytes], opened: Opened | None) -> Callable[[str], bytes]:
    def find(sha256: str) -> bytes:
        if sha256 in given:
            return given[sha256]
        if opened is not None and opened.seen_before(sha256):
            return opened.original(sha256)
        raise UnreadableInput(
            message(
                "An export holds no originals. Give the file with the SHA-256 {sha256} with --original.",
                sha256=sha256,
            )
        )

    return find


def _file_of(session: Session, packs: Path | None, opened: Opened | None) -> Callable[[str], bytes | None]:
    """Packs and rates by hash: from the store, the folder that was named, or the library in use."""
    known: dict[str, bytes] = {}
    try:
        for file in packs.iterdir() if packs is not None else ():
            if file.is_file():
                data = file.read_bytes()
                known[hashlib.sha256(data).hexdigest()] = data
    except OSError as error:
        raise UnreadableInput(
            message(
                "{file} could not be read ({why}). Check the path.",
                file=str(error.filename or packs),
                why=reason(error),
            )
        ) from error
    known = session.library().files() | known

    def find(sha256: str) -> bytes | None:
        kept = opened.library_file(sha256) if opened is not None else None
        return kept if kept is not None else known.get(sha256)

    return find
