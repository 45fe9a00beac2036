"""From a reading and its picture to a proposed transcript."""

from __future__ import annotations

from witnessmark.geometry import Box, hull
from witnessmark.records import Message, Picture, Reading, Region, ShownDate, Transcript, Turn, message
from witnessmark.speech.quotations import quotations_in
from witnessmark.speech.times import date_in, iso_of
from witnessmark.turns.claims import claim_in
from witnessmark.turns.compose import text_and_spans
from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.frame import drafts_in
from witnessmark.turns.hints import ALL, Hints
from witnessmark.turns.panels import panels_of
from witnessmark.turns.seen import Seen, seen
from witnessmark.turns.sight import pixels_of, sight_of
from witnessmark.turns.strips import Strip, line_height, rows_of, strips_of
from witnessmark.turns.tree import tree_of


def propose(reading: Reading, picture: Picture, hints: Hints = ALL) -> Transcript:
    """The turns, roles, interface text, claim and dates that the layout shows; unsure ones are marked so."""
    looked = seen(reading, pixels_of(picture))
    strips = strips_of(looked.reading, looked.pixels)
    height = line_height(strips)
    sight = sight_of(looked.pixels, height)
    panels = panels_of(sight, tuple(_around_ink(strip) for strip in strips))
    means = Means(looked.reading, sight, panels, hints, height)
    drafts = drafts_in(tree_of(panels, strips, sight), means)
    turns = tuple(_turn(index, draft, reading, looked) for index, draft in enumerate(drafts))
    interface = _interface(reading, strips, turns)
    return Transcript(
        "reading", _layout(drafts), turns, interface, claim_in(turns, interface), _dates(turns, interface)
    )


def _around_ink(strip: Strip) -> Box:
    """The strip's box without the empty room above and below its letters, but for their soft edges."""
    ink, line = strip.ink.box, strip.box
    soft = round(0.22 * line.height)
    top, bottom = max(line.y, ink.y - soft), min(line.bottom, ink.bottom + soft)
    return Box(line.x, top, line.width, max(1, bottom - top))


def _turn(index: int, draft: Draft, reading: Reading, looked: Seen) -> Turn:
    text, spans = text_and_spans(draft.strips, reading)
    box = looked.back(draft.box) if draft.shape == "bubble" else hull(span.box for span in spans)
    return Turn(
        index,
        draft.speaker,
        draft.role or "other",
        text,
        box,
        spans,
        quotations_in(text),
        draft.confidence,
        draft.sure,
        draft.time,
    )


def _interface(reading: Reading, strips: tuple[Strip, ...], turns: tuple[Turn, ...]) -> tuple[Region, ...]:
    """All words that no turn took, strip by strip."""
    taken = {span.word for turn in turns for span in turn.words}
    regions: list[Region] = []
    for row in rows_of(strips):
        for strip in row:
            words = tuple(word for word in strip.words if word not in taken)
            if words:
                left = Strip(strip.index, words, "", strip.box, strip.ink)
                text, spans = text_and_spans((left,), reading)
                box = hull(reading.words[word].box for word in words)
                if box is not None:
                    regions.append(Region(len(regions), text, box, spans))
    return tuple(regions)


def _dates(turns: tuple[Turn, ...], interface: tuple[Region, ...]) -> tuple[ShownDate, ...]:
    """The dates in times beside turns and in the interface, each once."""
    shown: dict[str, Box | None] = {}
    for text, box in [(region.text, region.box) for region in interface] + [
        (turn.time or "", turn.box) for turn in turns
    ]:
        date = date_in(text)
        if date:
            shown.setdefault(date, box)
    return tuple(ShownDate(date, iso_of(date), box) for date, box in shown.items())


def _layout(drafts: tuple[Draft, ...]) -> Message:
    shapes = {draft.shape for draft in drafts}
    if not drafts:
        return message("No messages were told apart in this picture; all of its text is listed as interface.")
    if "line" in shapes:
        return message("The turns were found by the names at the beginning of lines.")
    if shapes == {"bubble"}:
        return message("The turns were found by bubbles and their sides.")
    if "bubble" in shapes:
        return message("The turns were found by bubbles and by the text between them.")
    if "entry" in shapes:
        return message("The turns were found by names above the messages.")
    return message("No names and no bubbles show who speaks; the text was parted by pictures and gaps.")
