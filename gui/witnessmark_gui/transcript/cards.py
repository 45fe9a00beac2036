"""What a place of the transcript says under the mouse, and where notes and redactions lie in it."""

from __future__ import annotations

from witnessmark.records import Inspection, Span
from witnessmark_gui.language import family, say, told
from witnessmark_gui.transcript.anchors import Found
from witnessmark_gui.transcript.highlighter import Painted
from witnessmark_gui.transcript.script import Part, Script, Units


def card(inspection: Inspection, index: int) -> str:
    """What the fingerprint of a match is and why it counts or not."""
    match = inspection.matches[index]
    lines = [
        f"{match.fingerprint} · {family(match.family)}",
        say("{layer} match, score {score}", layer=say(match.layer), score=f"{match.score:.0f}"),
        told(match.reason),
    ]
    if match.also:
        lines.append(say("also: {others}", others=", ".join(match.also)))
    return "\n".join(lines)


def within(script: Script, units: Units) -> tuple[Part, Span] | None:
    """The part in which a marked range begins, and the code points of it that are marked."""
    part = script.part_at(units.start)
    if part is None:
        return None
    start = max(units.start, part.body.start) - part.body.start
    end = min(units.end, part.body.end) - part.body.start
    if end <= start:
        return None
    return part, Span(part.map.point(start), part.map.point(end))


def laid(script: Script, places: list[Found], look: str) -> list[Painted]:
    """How places of turns are painted."""
    parts = [(script.part_of(found.turn, None), found.span) for found in places]
    return [Painted(part.units(span), look) for part, span in parts if part is not None]


def covers(found: Found, part: Part, point: int) -> bool:
    """Whether a found place holds a code point of a part."""
    return (part.kind, part.index) == ("turn", found.turn) and found.span.start <= point < found.span.end
