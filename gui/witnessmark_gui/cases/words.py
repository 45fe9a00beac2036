"""What the list says of a case: its chips and the line below them."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.messages import term
from witnessmark.records import CaseSummary
from witnessmark_gui.language import day, family, say


@dataclass(frozen=True, slots=True)
class Chip:
    """A few words on a coloured ground; `family` gives the colour, "" is grey."""

    text: str
    family: str = ""


_OUTCOMES = {
    "wording": Chip(term("assistant wording"), "assistant"),
    "not-counted": Chip(term("found, does not count")),
    "nothing-found": Chip(term("checked: nothing found")),
    "no-text": Chip(term("no text to check")),
    "differs": Chip(term("differs from claim"), "assistant"),
    "agrees": Chip(term("agrees with claim")),
}


def chips_of(summary: CaseSummary) -> tuple[Chip, ...]:
    """What was found in a case, in chips: whom the words name, and whether that differs from the claim."""
    named = [Chip(say("names {maker}", maker=family(name)), name) for name in summary.names[:3]]
    outcome = _OUTCOMES.get(summary.outcome)
    if outcome is not None and not (named and summary.outcome == "wording"):
        named.append(Chip(say(outcome.text), outcome.family))
    if summary.draft:
        named.append(Chip(say("draft")))
    return tuple(named)


def meta_of(summary: CaseSummary) -> str:
    """Number, items, status and claimed date of a case."""
    items = say("{count} item|{count} items", count=summary.items)
    parts = [say("case {number}", number=summary.number)] if summary.number else [say("in memory only")]
    parts += [items, say(summary.status)]
    if summary.claimed_date:
        parts.append(day(summary.claimed_date))
    return " · ".join(parts)
