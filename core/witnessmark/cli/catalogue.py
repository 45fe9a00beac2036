"""Prints the library and the engines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from witnessmark.cli.document import as_line
from witnessmark.cli.terminal import cell, out
from witnessmark.errors import UsageError
from witnessmark.jsonform import to_plain
from witnessmark.language import say, tell
from witnessmark.messages import Message, message
from witnessmark.records import Fingerprint

if TYPE_CHECKING:
    from witnessmark.library.load import Library
    from witnessmark.library.rates import Rate


def print_fingerprints(library: Library, family: str | None, json: bool) -> None:
    """The fingerprints, all or of one family, as a table or as JSON."""
    chosen = [print_ for print_ in library.fingerprints if family in (None, print_.family)]
    if json:
        print(as_line(to_plain(chosen)))
        return
    table = Table()
    table.add_column("Id", overflow="fold", no_wrap=True)
    for name in (say("Names"), say("Points at"), say("Kind"), say("Tier"), say("Wording")):
        table.add_column(name, overflow="fold")
    for fingerprint in chosen:
        cells = (fingerprint.id, fingerprint.names or "-", fingerprint.points_at, say(fingerprint.kind))
        table.add_row(*(cell(value) for value in (*cells, fingerprint.tier, _wording(fingerprint))))
    console = out()
    console.print(table)
    stamp = library.stamp
    told = say(
        "{count} fingerprint of {all} in the library {version}|"
        "{count} fingerprints of {all} in the library {version}",
        count=len(chosen),
        all=stamp.fingerprints,
        version=stamp.version,
    )
    console.print(cell(told))


def print_fingerprint(library: Library, identity: str) -> None:
    """One fingerprint in full; raises UsageError where there is none of that name."""
    found = next((f for f in library.fingerprints if f.id == identity), None)
    if found is None:
        raise UsageError(
            message(
                "There is no fingerprint {identity}. `witnessmark library list` names them all.",
                identity=identity,
            )
        )
    table = Table(show_header=False, box=None)
    table.add_column(style="bold")
    table.add_column(overflow="fold")
    for name, value in _described(found):
        table.add_row(name, cell(value))
    for rate in library.rates.of(identity):
        table.add_row(say("measured"), cell(_rate(library, rate)))
    if not library.rates.measured(identity):
        told = say("not in the measured corpora: it is shown and carries no weight")
        table.add_row(say("measured"), told)
    out().print(table)


def print_engines(json: bool) -> None:
    """The OCR engines, with their languages or the way to get them."""
    from witnessmark.reading.engines import available

    statuses = available()
    if json:
        print(as_line([to_plain(status) | {"advice": _advice(status.advice)} for status in statuses]))
        return
    for status in statuses:
        state = f"{status.version}: {', '.join(status.languages)}" if status.ok else _told(status.advice)
        out().print(cell(f"{status.name} {state}"))


def _advice(advice: object) -> str | None:
    return None if advice is None else str(getattr(advice, "text", advice))


def _told(advice: Message | None) -> str:
    return tell(advice) if advice else ""


def _described(fingerprint: Fingerprint) -> list[tuple[str, str]]:
    sources = [f"{source.title} {source.where} {source.date}".strip() for source in fingerprint.sources]
    return [
        ("id", fingerprint.id),
        (say("wording"), _wording(fingerprint)),
        (say("variants"), " | ".join(fingerprint.variants) or "-"),
        (say("names"), fingerprint.names or "-"),
        (say("points at"), fingerprint.points_at),
        (say("kind"), fingerprint.kind),
        (say("tier"), fingerprint.tier),
        (say("counts in"), ", ".join(fingerprint.counts_in)),
        (say("first seen"), fingerprint.first_seen or say("unknown")),
        (say("models"), fingerprint.models or "-"),
        *((say("source"), source) for source in sources),
        (say("note"), fingerprint.note or "-"),
    ]


def _rate(library: Library, rate: Rate) -> str:
    texts = library.rates.texts(rate.family, rate.source, rate.band)
    return say(
        "{family}: {hits} of {texts} texts ({source}, {layer}, {band})",
        family=rate.family,
        hits=rate.hits,
        texts=texts,
        source=rate.source,
        layer=say(rate.layer),
        band=rate.band,
    )


def _wording(fingerprint: Fingerprint) -> str:
    return fingerprint.text or f"/{fingerprint.pattern}/"
