"""Tells that evidence which was just taken in is like evidence of other cases, with a link to each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from witnessmark_gui.banner import Banner
from witnessmark_gui.language import say, told
from witnessmark_gui.workbench import Workbench

if TYPE_CHECKING:
    from witnessmark.store.store import Alike

_SHOWN = 3  # cases that are named; the search finds the others


def tell_seen(banner: Banner, bench: Workbench, found: tuple[Alike, ...]) -> None:
    """Show the cases that hold something like it, the most alike first, and offer to open them."""
    by_case = {each.case.id: each for each in reversed(found)}
    cases = list(by_case.values())[::-1]
    lines = [say("Seen before:")]
    lines += [
        say(
            "Case {number}, “{title}”. {why}",
            number=each.case.number,
            title=each.case.title,
            why=told(each.why),
        )
        for each in cases[:_SHOWN]
    ]
    if len(cases) > _SHOWN:
        lines.append(say("And {count} more case.|And {count} more cases.", count=len(cases) - _SHOWN))
    links = [
        (say("Open case {number}", number=each.case.number), partial(bench.open_case, each.case.id))
        for each in cases[:_SHOWN]
    ]
    banner.tell("\n".join(lines), *links)
