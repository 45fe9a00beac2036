"""A transcript as one text to show, and the way from a place in it to a turn's code point and back."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal, NamedTuple

from witnessmark.records import Claim, Span, Transcript, Turn
from witnessmark.transcript.repeated import repeat_told
from witnessmark_gui.language import say, told
from witnessmark_gui.positions import Positions, positions, showable

ROLES = {
    "user": "user",
    "assistant": "assistant",
    "author": "author",
    "other": "other",
}


class Units(NamedTuple):
    """A half-open range of UTF-16 units of the text on show."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A turn or an interface region in the text: where its header and its words stand, in UTF-16 units."""

    kind: Literal["turn", "region"]
    index: int
    role: str
    header: Units
    body: Units
    map: Positions

    def units(self, span: Span) -> Units:
        """Where a span of its code points stands in the text."""
        start = self.body.start + self.map.unit(span.start)
        return Units(start, self.body.start + self.map.unit(span.end))


@dataclass(frozen=True, slots=True)
class Script:
    """The text on show and its parts, in order."""

    text: str
    parts: tuple[Part, ...]
    starts: tuple[int, ...]

    def part_of(self, turn: int | None, region: int | None) -> Part | None:
        """The part of a turn or of a region."""
        kind, index = ("turn", turn) if turn is not None else ("region", region)
        return next((part for part in self.parts if (part.kind, part.index) == (kind, index)), None)

    def part_at(self, unit: int) -> Part | None:
        """The part in which a position of the text lies, header and gap included."""
        place = bisect_right(self.starts, unit) - 1
        return self.parts[place] if place >= 0 else None

    def point_at(self, unit: int) -> tuple[Part, int] | None:
        """The part and the code point of it at a position of the text; None in headers and gaps."""
        part = self.part_at(unit)
        if part is None or not part.body.start <= unit <= part.body.end:
            return None
        return part, part.map.point(unit - part.body.start)


def script_of(transcript: Transcript, reviewed: frozenset[int] = frozenset()) -> Script:
    """Lay a transcript out: each turn under a line that says who speaks, the interface's words at the end."""
    writer = _Writer()
    for turn in transcript.turns:
        header = turn_header(turn, transcript.claim)
        if turn.index in reviewed:
            header += " · ✓ " + say("reviewed")
        writer.add("turn", turn.index, turn.role, header, turn.text)
    heading = say("interface · words of the screen, in no turn")
    for region in transcript.interface:
        writer.add("region", region.index, "interface", heading, region.text)
        heading = ""
    return writer.script()


class _Writer:
    """Puts parts one below the other and counts UTF-16 units as it goes."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._parts: list[Part] = []
        self._unit = 0

    def add(self, kind: Literal["turn", "region"], index: int, role: str, header: str, text: str) -> None:
        """Add a part; without a header it follows the part before it closely."""
        if self._parts:
            self._write("\n\n" if header else "\n")
        header_units = self._write(showable(header).replace("\n", " "))
        if header:
            self._write("\n")
        shown = showable(text)
        body = self._write(shown)
        self._parts.append(Part(kind, index, role, header_units, body, positions(shown)))

    def script(self) -> Script:
        """The text that was written."""
        starts = tuple(part.header.start for part in self._parts)
        return Script("".join(self._pieces), tuple(self._parts), starts)

    def _write(self, text: str) -> Units:
        start = self._unit
        self._unit += positions(text).units
        self._pieces.append(text)
        return Units(start, self._unit)


def turn_header(turn: Turn, claim: Claim | None) -> str:
    """Who speaks: number, role, name as shown, time, and what the picture claims an assistant to be."""
    parts = [str(turn.index + 1), say(ROLES[turn.role]) + ("" if turn.sure else " ?")]
    if turn.speaker:
        shown = say("shown as “{name}”", name=turn.speaker) if turn.role == "assistant" else turn.speaker
        parts.append(shown)
    if turn.role == "assistant" and claim is not None:
        claimed = claim.product if claim.maker in claim.product else f"{claim.maker} {claim.product}"
        parts[-1] += " " + say("(claimed: {product})", product=claimed)
    if turn.time:
        parts.append(turn.time)
    repeat = repeat_told(turn)
    if repeat is not None:
        parts.append(told(repeat))
    return " · ".join(parts)
