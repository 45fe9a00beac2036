"""Tries a text: what matches, what each match is worth, and why what comes near it is no match."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rich.table import Table

from witnessmark.cli.document import as_line
from witnessmark.cli.terminal import cell, line, maker, out
from witnessmark.errors import UsageError
from witnessmark.language import say, tell
from witnessmark.matching.explain import Discarded
from witnessmark.matching.matcher import Matcher
from witnessmark.messages import message

if TYPE_CHECKING:
    from witnessmark.cli.session import Session
    from witnessmark.library.load import Library
    from witnessmark.matching.passages import Passage


def print_trial(session: Session, text: str, fingerprint: str | None, json: bool) -> None:
    """What of the library a text matches, and why the others that come near do not."""
    library = session.library()
    if fingerprint is not None and fingerprint not in {each.id for each in library.fingerprints}:
        raise UsageError(
            message(
                "There is no fingerprint {fingerprint}. `witnessmark library list` names them all.",
                fingerprint=fingerprint,
            )
        )
    words = sys.stdin.read() if text == "-" else text
    matcher = Matcher(library.fingerprints, session.settings.number("score"))
    passages = matcher.find_text(words)
    near = matcher.why(words, fingerprint) if fingerprint else _near(matcher, words, passages)
    if json:
        matches = [_match(library, passage) for passage in passages]
        print(as_line({"matches": matches, "near": [_discarded(each) for each in near]}))
        return
    _print_matches(library, passages)
    _print_near(near)


def _near(matcher: Matcher, text: str, passages: tuple[Passage, ...]) -> tuple[Discarded, ...]:
    """What was left out, the best place of each fingerprint, without those that matched elsewhere in the text."""
    matched = {name for passage in passages for name in (passage.fingerprint, *passage.also)}
    best: dict[str, Discarded] = {}
    for each in matcher.discarded(text):
        known = best.get(each.fingerprint)
        if each.fingerprint not in matched and (known is None or each.score > known.score):
            best[each.fingerprint] = each
    return tuple(sorted(best.values(), key=lambda each: (-each.score, each.fingerprint)))


def _print_matches(library: Library, passages: tuple[Passage, ...]) -> None:
    console = out()
    if not passages:
        console.print(cell(say("No fingerprint matches.")))
        return
    table = Table()
    for name in (
        say("Passage"), say("Fingerprint"), say("Tier"), say("Names"), say("Points at"), say("Match"), say("Score"),
        say("Also")
    ):  # fmt: skip
        table.add_column(name, overflow="fold")
    for passage in passages:
        found = library.fingerprint(passage.fingerprint)
        facts = (found.id, found.tier, maker(found.names), maker(found.points_at), say(passage.layer))
        cells = (line(passage.text), *facts, f"{passage.score:.0f}", ", ".join(passage.also))
        table.add_row(*(cell(value) for value in cells))
    console.print(table)


def _print_near(near: tuple[Discarded, ...]) -> None:
    console = out()
    if near:
        console.print(cell(say("Near, and no match:"), "bold"))
    for each in near:
        place = f"“{line(each.text)}” · " if each.text else ""
        console.print(cell(f"  {each.fingerprint} · {place}{each.score:.0f} · {line(tell(each.reason))}"))


def _match(library: Library, passage: Passage) -> dict[str, Any]:
    found = library.fingerprint(passage.fingerprint)
    return {
        "fingerprint": found.id,
        "kind": found.kind,
        "tier": found.tier,
        "names": found.names,
        "points_at": found.points_at,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": passage.score,
        "layer": passage.layer,
        "also": list(passage.also),
    }


def _discarded(each: Discarded) -> dict[str, Any]:
    place = {"start": each.start, "end": each.end, "text": each.text}
    return {"fingerprint": each.fingerprint, "score": each.score, "reason": each.reason.text} | place
