"""The commands that look after the store: `backup`, `restore`, `compact`, `delete`, `extract-store`, `merge`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.inspecting import Store
from witnessmark.cli.session import Session, case_named
from witnessmark.cli.terminal import line, safe
from witnessmark.errors import UsageError
from witnessmark.language import say, tell
from witnessmark.messages import message


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("compact")(compact)
    app.command("delete")(delete)
    app.command("extract-store")(extract_store)
    app.command("merge")(merge)


def backup(
    context: typer.Context,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; else one in the folder of backups.")
    ] = None,
    keep: Annotated[
        int | None,
        typer.Option("--keep", help="How many to keep in that folder; the setting if left out.", min=1),
    ] = None,
    store: Store = None,
) -> None:
    """Copy the whole store while it is in use."""
    session: Session = context.obj
    with session.store(store, read_only=True) as opened:
        if out is not None:
            made: Path | None = opened.backup(out.absolute())
        else:
            kept = keep or max(1, int(session.settings.number("backups")))
            made = opened.rotate_backups(session.paths.backups, kept, every_hours=0)
    print(safe(str(made)))


def restore(
    context: typer.Context,
    backup_file: Annotated[Path, typer.Argument(metavar="BACKUP", help="The backup to go back to.")],
    store: Store = None,
) -> None:
    """Put a backup in the store's place; the store that was there is kept beside it."""
    from witnessmark.store.heads import LastHeads
    from witnessmark.store.upkeep import restore as put_back

    session: Session = context.obj
    path = (store or session.paths.store).absolute()
    aside = put_back(backup_file, path)
    print(safe(str(path)))
    if aside is not None:
        print(safe(say("The store that was there is now {path}", path=str(aside))))
    with session.store(path, read_only=True, watched=False) as opened:
        opened.remember_head(LastHeads(session.paths.heads), accept=True)


def delete(
    context: typer.Context,
    cases: Annotated[list[str], typer.Argument(metavar="CASE", help="Numbers or ids of cases.")],
    why: Annotated[str, typer.Option("--why", help="The reason; it stays in the audit log.")],
    with_backups: Annotated[
        bool, typer.Option("--with-backups", help="Delete the backups that hold a case, too.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: Store = None,
) -> None:
    """Remove cases for good: pictures, transcripts, notes; the audit log keeps that they were there, and why."""
    from witnessmark.store.upkeep import remove_backups

    session: Session = context.obj
    with session.store(store) as opened:
        found = {case.number: case for case in (case_named(opened, name) for name in cases)}
        holders = opened.backups_holding(session.paths.backups, [case.id for case in found.values()])
        for case in found.values():
            print(say("Case {number}: {title}", number=case.number, title=line(case.title)))
        for each in holders:
            print(say("A backup holds it: {path}", path=safe(str(each.path))))
        if not yes and not _agreed(say("Remove this for good?")):
            raise typer.Exit(130)
        for case in found.values():
            opened.discard(case.id, why)
        if opened.left_over is not None:
            print(tell(opened.left_over))
    left = remove_backups(holders) if with_backups else tuple(each.path for each in holders)
    for path in left:
        print(say("Still holds what was removed: {path}", path=safe(str(path))))
    print(say("Removed {count} case for good.|Removed {count} cases for good.", count=len(found)))


def compact(context: typer.Context, store: Store = None) -> None:
    """Make the search indices anew and give unused space back."""
    session: Session = context.obj
    with session.store(store) as opened:
        before = opened.path.stat().st_size
        opened.compact()
        after = opened.path.stat().st_size
    print(say("{before} bytes before, {after} bytes now", before=before, after=after))


def extract_store(
    context: typer.Context,
    cases: Annotated[list[str], typer.Argument(metavar="CASE", help="Numbers or ids of cases.")],
    out: Annotated[Path, typer.Option("--out", help="The store to write.")],
    store: Store = None,
) -> None:
    """Write cases as a store of their own, for a colleague."""
    session: Session = context.obj
    with session.store(store, read_only=True) as opened:
        ids = [case_named(opened, name).id for name in cases]
        print(safe(str(opened.extract_store(ids, out.absolute()))))


def merge(
    context: typer.Context,
    other: Annotated[Path, typer.Argument(help="The store whose cases are taken over.")],
    store: Store = None,
) -> None:
    """Take over the cases of another store; what was changed on both sides is left and told."""
    session: Session = context.obj
    with session.store(store) as opened:
        if other.exists() and opened.path.exists() and other.samefile(opened.path):
            raise UsageError(message("A store cannot be merged into itself. Name the other store."))
        done = opened.merge(other)
    for what, numbers in (
        (say("new"), done.added),
        (say("changed"), done.changed),
        (say("unchanged"), done.unchanged),
    ):
        print(f"{what}: {', '.join(str(number) for number in numbers) or say('none')}")
    for told in done.conflicts:
        print(say("left as it is: {what}", what=line(tell(told))))


def _agreed(question: str) -> bool:
    """What the person says; where nobody answers, as in a script or after Ctrl+C, that is no agreement."""
    try:
        return typer.confirm(question)
    except typer.Abort:
        print()
        return False
