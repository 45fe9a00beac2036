"""Where two engines read different words, for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table

from witnessmark.cli.terminal import cell, line
from witnessmark.language import say
from witnessmark.matching.support import only_in_second
from witnessmark.records import Disagreement, Inspection, SecondReading

_MOST = 40  # places that are listed; --json has all
_NOTHING = "-"


def compared(inspection: Inspection) -> Iterator[RenderableType]:
    """The comparison of two engines, where one was made."""
    second, reading = inspection.second, inspection.reading
    if second is None or reading is None:
        return
    title = say("Compared with {engine} {version}", engine=second.engine, version=second.version)
    yield cell(f"\n{title}", "bold")
    yield cell(_agreement(len(reading.words), reading.engine, second))
    if second.disagreements:
        yield _table(reading.engine, second)
    if len(second.disagreements) > _MOST:
        more = say(
            "and {count} more place (see --json)|and {count} more places (see --json)",
            count=len(second.disagreements) - _MOST,
        )
        yield cell(f"  {more}", "dim")
    for passage in only_in_second(inspection.matches, second):
        words = f'"{passage.text}" ({passage.fingerprint})'
        only = say("Only {engine}'s reading supports {words}.", engine=second.engine, words=line(words))
        yield cell(f"  {only}")


def _agreement(words: int, engine: str, second: SecondReading) -> str:
    return say(
        "{second} reads {agreed} of the {words} words that {engine} read alike, and {all} in all. "
        "That both read a word alike does not make it right.",
        second=second.engine,
        agreed=second.agreed,
        words=words,
        engine=engine,
        all=second.words,
    )


def _table(engine: str, second: SecondReading) -> Table:
    table = Table(title_justify="left")
    for name in (say("At"), engine, second.engine):
        table.add_column(name, overflow="fold")
    for place in second.disagreements[:_MOST]:
        table.add_row(*(cell(value) for value in _row(place)))
    return table


def _row(place: Disagreement) -> tuple[str, str, str]:
    at = f"{place.box.x}, {place.box.y}"
    return at, line(place.text) or _NOTHING, line(place.other) or _NOTHING
