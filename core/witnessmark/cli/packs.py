"""Checks, adds, takes over, passes on and compares fingerprint packs."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from witnessmark.cli.document import as_line
from witnessmark.cli.session import more_faults
from witnessmark.cli.terminal import cell, complain, line, out, safe
from witnessmark.errors import UnreadableInput, UsageError, reason
from witnessmark.export.write import replace_file
from witnessmark.jsonform import to_plain
from witnessmark.language import say, tell
from witnessmark.library.compare import difference
from witnessmark.library.keep import Preview, accept, add_all, export, preview, remove, switch, today
from witnessmark.library.load import Pack, read
from witnessmark.library.packfile import MAX_BYTES, Fault
from witnessmark.library.proof import check, failures
from witnessmark.matching.matcher import Matcher
from witnessmark.messages import message

if TYPE_CHECKING:
    from witnessmark.library.load import Library

_FAULTS = 3  # the exit code where a pack has faults: an input that could not be read, or not as a whole
_MOST = 20  # faults of a pack that are listed before a person decides


@dataclass(frozen=True, slots=True)
class Exported:
    """What is passed on: ids or names of packs, the new pack's name and purpose, and its file."""

    wanted: tuple[str, ...]
    name: str
    about: str
    out: Path


def check_packs(files: tuple[Path, ...], json: bool) -> int:
    """Print every fault of the files; 0 where there is none, else 3."""
    faults = [fault for file in files for fault in _faults(file)]
    if json:
        print(as_line([to_plain(fault) for fault in faults]))
    else:
        _print_faults(faults)
        print(say("{count} fault|{count} faults", count=len(faults)))
    return _FAULTS if faults else 0


def _faults(file: Path) -> tuple[Fault, ...]:
    """The faults of a file; one that cannot be read has that fault, and the others are checked all the same."""
    try:
        return check(_bytes(file), str(file), Matcher)
    except UnreadableInput as error:
        return (Fault(str(file), 1, "", error.message),)


def add_entries(library: Library, folder: Path, file: Path) -> None:
    """Put all entries of a file into the user's own pack, or none where one of them is not sound."""
    pack = _sound(file)
    target = add_all(folder, pack.fingerprints, library, today())
    for each in pack.fingerprints:
        print(safe(each.id))
    print(
        safe(
            say(
                "{count} entry is in your own pack {file}.|{count} entries are in your own pack {file}.",
                count=len(pack.fingerprints),
                file=str(target),
            )
        )
    )


def remove_entry(folder: Path, fingerprint: str) -> None:
    """Take an entry out of the user's own pack."""
    remove(folder, fingerprint, today())
    print(safe(say("{fingerprint} was removed from your own pack.", fingerprint=fingerprint)))


def switch_entry(library: Library, folder: Path, fingerprint: str, *, on: bool) -> None:
    """Switch a fingerprint on or off."""
    library.fingerprint(fingerprint)
    switch(folder, fingerprint, on)
    if on:
        print(safe(say("{fingerprint} is in use.", fingerprint=fingerprint)))
    else:
        print(safe(say("{fingerprint} is switched off.", fingerprint=fingerprint)))


def take_over(library: Library, folder: Path, file: Path, *, yes: bool, json: bool) -> None:
    """Tell what a pack would bring; keep it with `yes`, or once the person at the terminal agrees."""
    seen = preview(library, _bytes(file), file.name, folder)
    if not json:
        _print_summary(seen)
    target = accept(seen, folder) if yes or (not json and _agreed()) else None
    if json:
        print(as_line(_summary(seen) | {"taken_over": target is not None}))
    if target is None:
        complain(say("Nothing was taken over. --yes takes the pack over without asking."))
    elif not json:
        print(safe(say("The pack is in {file}.", file=str(target))))


def export_entries(library: Library, wanted: Exported) -> None:
    """Write fingerprints, or whole packs by their names, as one pack."""
    packs = {pack.stamp.name: pack for pack in library.packs}
    ids: list[str] = []
    for name in wanted.wanted:
        ids += [each.id for each in packs[name].fingerprints] if name in packs else [name]
    data = export(library, dict.fromkeys(ids), wanted.name, today(), wanted.about)
    replace_file(wanted.out, data)
    print(safe(say("The pack is in {file}.", file=str(wanted.out.absolute()))))


def print_difference(library: Library | None, before: Path, after: Path | None, json: bool) -> None:
    """What changed from one pack to another; without a second one, to the pack of that name in use."""
    old = _pack(before)
    new = _pack(after) if after is not None else _in_use(library, old)
    found = difference(old.fingerprints, new.fingerprints)
    if json:
        print(as_line(to_plain(found)))
        return
    console = out()
    for sign, names in (("+", found.added), ("-", found.removed)):
        for name in names:
            console.print(cell(f"{sign} {name}", "green" if sign == "+" else "red"))
    for change in found.changed:
        console.print(cell(f"~ {change.fingerprint} · {change.field}", "bold"))
        console.print(cell(f"    - {line(change.before)}"))
        console.print(cell(f"    + {line(change.after)}"))
    if not found:
        print(say("The entries are the same."))


def _in_use(library: Library | None, old: Pack) -> Pack:
    packs = library.packs if library is not None else ()
    for pack in packs:
        if pack.stamp.name == old.stamp.name:
            return pack
    raise UsageError(
        message("No pack in use is named {name}. Name the second file as well.", name=old.stamp.name)
    )


def _sound(file: Path) -> Pack:
    """The pack of a file whose every entry is sound and whose samples do as they should."""
    pack = _pack(file)
    faults = list(pack.faults)
    faults += [
        Fault(pack.file, pack.lines.get(name, 1), name, said)
        for name, failed in failures(pack.fingerprints, Matcher).items()
        for said in failed
    ]
    if faults:
        raise UnreadableInput(
            message(
                "Nothing was added: {fault}. `witnessmark library check` names every fault.",
                fault=str(faults[0]),
            )
        )
    if not pack.fingerprints:
        raise UnreadableInput(message("{file} holds no entries.", file=str(file)))
    return pack


def _pack(file: Path) -> Pack:
    return read(_bytes(file), file.name)


def _bytes(file: Path) -> bytes:
    """A file's bytes, or those of standard input: one more than a pack may have shows that it is too large."""
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableInput(
            message("{file} could not be read ({why}).", file=str(file), why=reason(error))
        ) from error


def _summary(seen: Preview) -> dict[str, object]:
    return {
        "pack": to_plain(seen.pack.stamp),
        "about": seen.pack.about,
        "file": seen.file,
        "fresh": [each.id for each in seen.fresh],
        "taken": list(seen.taken),
        "faults": [to_plain(fault) for fault in seen.faults],
        "replaces": seen.replaces,
        "said": [said.text for said in seen.summary],
    }


def _print_summary(seen: Preview) -> None:
    console = out()
    for said in seen.summary:
        console.print(cell(tell(said)))
    for each in seen.fresh:
        console.print(cell(f"  {each.tier}  {each.id}  {line(each.text or each.pattern or '')}"))
    _print_faults(list(seen.faults[:_MOST]))
    if len(seen.faults) > _MOST:
        print(more_faults(len(seen.faults) - _MOST))


def _print_faults(faults: list[Fault]) -> None:
    for fault in faults:
        print(line(str(fault)))


def _agreed() -> bool:
    """Whether the person at the terminal agrees; where nobody is there, nobody does."""
    return sys.stdin.isatty() and typer.confirm(say("Take this pack over?"), default=False)
