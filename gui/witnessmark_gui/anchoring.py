"""What notes and redactions hang on: in words for people, and as places of the picture."""

from __future__ import annotations

from collections.abc import Iterable

from witnessmark.geometry import Box, hull
from witnessmark.records import Anchor, Span, Transcript
from witnessmark_gui.language import say
from witnessmark_gui.transcript.anchors import find


def anchor_words(anchor: Anchor) -> str:
    """What a note or a redaction hangs on, in words."""
    if anchor.quotation:
        turn = (anchor.turn or 0) + 1
        return say("on “{words}” in turn {turn}", words=_short(anchor.quotation), turn=turn)
    if anchor.box is not None:
        x, y, width, height = anchor.box
        return say(
            "on the picture at {x}, {y}, {width} × {height} pixels", x=x, y=y, width=width, height=height
        )
    if anchor.turn is not None:
        return say("on turn {turn}", turn=anchor.turn + 1)
    return say("on this item") if anchor.item else say("on the case")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 90 else f"{text[:60]} … {text[-25:]}"


def anchor_boxes(anchor: Anchor, transcript: Transcript) -> tuple[Box, ...]:
    """The places of the picture that an anchor means; none for pasted text, and where it has lost its place."""
    if anchor.box is not None:
        return (anchor.box,)
    turn = next((each for each in transcript.turns if each.index == anchor.turn), None)
    if turn is None:
        return ()
    if anchor.start is None:
        return (turn.box,) if turn.box is not None else ()
    found = find(anchor, transcript)
    if found is None:
        return ()
    words = (word for word in turn.words if word.start < found.span.end and word.end > found.span.start)
    return _lines(word.box for word in words)


def region_anchor(item: str, transcript: Transcript, region: int, span: Span) -> Anchor | None:
    """The place of the picture of some words of the interface, which belong to no turn."""
    found = next((each for each in transcript.interface if each.index == region), None)
    if found is None:
        return None
    own = [word.box for word in found.words if word.start < span.end and word.end > span.start]
    box = hull(own) or found.box
    return Anchor(item, box=box) if box.width > 0 and box.height > 0 else None


def _lines(boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Words that follow one another on a line, as one box."""
    lines: list[list[Box]] = []
    for box in boxes:
        last = lines[-1][-1] if lines else None
        if last is not None and last.x < box.x and last.y < box.middle < last.bottom:
            lines[-1].append(box)
        else:
            lines.append([box])
    return tuple(around for line in lines if (around := hull(line)) is not None)
