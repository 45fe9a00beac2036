"""Prints the card of a fingerprint with its rates as bars, and what is known of one maker's signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from witnessmark.cli.catalogue import check_family, described
from witnessmark.cli.document import as_line
from witnessmark.cli.terminal import cell, line, out
from witnessmark.errors import UsageError
from witnessmark.jsonform import to_plain
from witnessmark.language import say, tell
from witnessmark.library.card import Bar, Card, card, has_sign, sign_of
from witnessmark.library.choose import Choice, chosen
from witnessmark.messages import message

if TYPE_CHECKING:
    from witnessmark.library.load import Library

_WIDTH = 24  # characters of the longest bar
_MOST = 20  # families that are drawn


def print_card(library: Library, identity: str, json: bool) -> None:
    """One fingerprint: what it is, its sources, its rates by family, and what it does not show."""
    if identity not in library.by_id:
        raise UsageError(
            message(
                "There is no fingerprint {identity}. `witnessmark library list` names them all.",
                identity=identity,
            )
        )
    found = card(library, identity)
    if json:
        print(as_line(plain(found)))
        return
    table = Table(show_header=False, box=None)
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in described(found.fingerprint):
        table.add_row(name, cell(value))
    table.add_row("pack", cell(found.pack if found.enabled else f"{found.pack} (switched off)"))
    table.add_row("worth", cell(tell(found.tier)))
    table.add_row("measured", cell(tell(found.measured)))
    console = out()
    console.print(table)
    if found.bars:
        console.print(_chart(found.bars[:_MOST]))
    if len(found.bars) > _MOST:
        left = len(found.bars) - _MOST
        console.print(cell(say("{count} more group|{count} more groups", count=left), "dim"))


def print_family(library: Library, family: str, json: bool) -> None:
    """What is known of a maker's signs, and the entries that name it or point at it."""
    family = family.casefold()
    check_family(library, family)
    entries = chosen(library.fingerprints, Choice(family=family))
    if json:
        ids = [each.id for each in entries]
        said = {"family": family, "known_sign": has_sign(library, family)}
        print(as_line(said | {"said": sign_of(library, family).text, "fingerprints": ids}))
        return
    console = out()
    console.print(cell(tell(sign_of(library, family)), "bold"))
    for each in entries:
        console.print(cell(f"  {each.tier}  {each.id}  {line(each.text or each.pattern or '')}"))


def plain(found: Card) -> dict[str, Any]:
    """A card for programs."""
    return {
        "fingerprint": to_plain(found.fingerprint),
        "pack": found.pack,
        "enabled": found.enabled,
        "tier": found.tier.text,
        "measured": found.measured.text,
        "rates": [to_plain(bar) for bar in found.bars],
    }


def _chart(bars: tuple[Bar, ...]) -> Table:
    """A bar a family: filled up to the lower end of the interval, light up to its upper end."""
    table = Table(box=None, padding=(0, 1))
    for name in (say("Group"), "", say("Texts with it"), say("Rate, 95 % interval")):
        table.add_column(name, overflow="fold")
    top = max(bar.high for bar in bars) or 1.0
    for bar in bars:
        interval = f"{_share(bar.rate)} ({_share(bar.low)} to {_share(bar.high)})"
        counts = say("{hits} of {texts}", hits=bar.hits, texts=bar.texts)
        drawn = Text(_drawn(bar, top), style="cyan" if bar.human else "")
        table.add_row(cell(line(bar.label)), drawn, cell(counts), cell(interval))
    return table


def _drawn(bar: Bar, top: float) -> str:
    low, rate, high = (round(_WIDTH * value / top) for value in (bar.low, bar.rate, bar.high))
    return "█" * low + "▓" * (rate - low) + "░" * (high - rate)


def _share(share: float) -> str:
    return f"{100 * share:.2f} %" if share >= 0.0005 else f"{100 * share:.4f} %"
