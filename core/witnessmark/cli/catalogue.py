"""Prints the library and the engines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.table import Table

from witnessmark.cli.document import as_line
from witnessmark.cli.terminal import cell, maker, out
from witnessmark.errors import UsageError
from witnessmark.jsonform import to_plain
from witnessmark.language import say, tell
from witnessmark.library.card import families
from witnessmark.library.choose import Choice, chosen
from witnessmark.library.entries import KINDS, TIERS
from witnessmark.messages import Message, listed, message
from witnessmark.records import Fingerprint

if TYPE_CHECKING:
    from witnessmark.library.load import Library


def print_fingerprints(library: Library, choice: Choice, json: bool) -> None:
    """The fingerprints that are wanted, as a table or as JSON; raises UsageError for a choice that there is not."""
    choice = _known(library, choice)
    wanted = chosen(library.fingerprints, choice)
    if json:
        print(as_line(to_plain(wanted)))
        return
    table = Table()
    table.add_column("Id", overflow="fold", no_wrap=True)
    for name in (say("Names"), say("Points at"), say("Kind"), say("Tier"), say("Wording")):
        table.add_column(name, overflow="fold")
    for fingerprint in wanted:
        cells = (
            fingerprint.id,
            maker(fingerprint.names),
            maker(fingerprint.points_at),
            say(fingerprint.kind),
        )
        table.add_row(*(cell(value) for value in (*cells, fingerprint.tier, _wording(fingerprint))))
    console = out()
    console.print(table)
    stamp = library.stamp
    told = say(
        "{count} fingerprint of {all} in the library {version}|"
        "{count} fingerprints of {all} in the library {version}",
        count=len(wanted),
        all=stamp.fingerprints,
        version=stamp.version,
    )
    console.print(cell(told))
    off = [each.id for each in chosen(library.by_id.values(), choice) if each.id in library.disabled]
    if off:
        console.print(cell(say("Switched off: {names}", names=", ".join(off))))


def check_family(library: Library, family: str) -> None:
    """Raise UsageError where no fingerprint is of this family."""
    known = families(library)
    if family not in known:
        raise UsageError(
            message(
                "No fingerprint names {family} or points at it. The library knows: {families}.",
                family=family,
                families=listed(known),
            )
        )


def _known(library: Library, choice: Choice) -> Choice:
    """The choice in the library's own letters, so that a slip is told and not taken for an empty library."""
    family, kind = ((each and each.casefold()) for each in (choice.family, choice.kind))
    tier = choice.tier and choice.tier.upper()
    if family not in (None, "assistant", "none"):
        check_family(library, family)
    for value, values in ((kind, KINDS), (tier, TIERS)):
        if value is not None and value not in values:
            raise UsageError(
                message("There is no {value}. Use one of: {values}.", value=value, values=", ".join(values))
            )
    return replace(choice, family=family, kind=kind, tier=tier)


def print_engines(json: bool) -> None:
    """The OCR engines, with their languages or the way to get them."""
    from witnessmark.reading.engines import available
    from witnessmark.reading.tesseract import more_languages

    statuses = available()
    if json:
        print(as_line([to_plain(status) | {"advice": _advice(status.advice)} for status in statuses]))
        return
    for status in statuses:
        state = (
            f" {status.version}: {', '.join(status.languages)}" if status.ok else f": {_told(status.advice)}"
        )
        out().print(cell(f"{status.name}{state}"))
    out().print(cell(tell(more_languages()), "dim"))


def _advice(advice: object) -> str | None:
    return None if advice is None else str(getattr(advice, "text", advice))


def _told(advice: Message | None) -> str:
    return tell(advice) if advice else ""


def described(fingerprint: Fingerprint) -> list[tuple[str, str]]:
    """The facts of a fingerprint, each with its name."""
    sources = [f"{source.title} {source.where} {source.date}".strip() for source in fingerprint.sources]
    return [
        ("id", fingerprint.id),
        (say("wording"), _wording(fingerprint)),
        (say("variants"), " | ".join(fingerprint.variants) or "-"),
        (say("names"), maker(fingerprint.names)),
        (say("points at"), maker(fingerprint.points_at)),
        (say("kind"), fingerprint.kind),
        (say("tier"), fingerprint.tier),
        (say("counts in"), ", ".join(fingerprint.counts_in) or say("nowhere: it is shown only")),
        (say("first seen"), fingerprint.first_seen or say("unknown")),
        (say("models"), fingerprint.models or "-"),
        *((say("source"), source) for source in sources),
        (say("note"), fingerprint.note or "-"),
    ]


def _wording(fingerprint: Fingerprint) -> str:
    return fingerprint.text or f"/{fingerprint.pattern}/"
