"""Which words and pixels of an item its redactions hide: a box hides the words in it, and words their pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from witnessmark.errors import ExportError
from witnessmark.geometry import Box
from witnessmark.messages import message
from witnessmark.records import Anchor, Inspection, Item, Redaction, Region, Span, Transcript, Turn

_TOUCHED = 0.1  # share of a word's area under a box from which on the word counts as covered
_AROUND = 0.15  # share of a word's height that is painted over around it: letters stick out of their boxes

Spans = dict[int, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of an item is not shown.

    `turns` and `regions` hold spans of their texts by index, `words` indices of the reading's words,
    `boxes` the places in pixels of the original that are painted over.
    """

    turns: Spans
    regions: Spans
    words: frozenset[int]
    boxes: tuple[Box, ...]


NOTHING = Hidden({}, {}, frozenset(), ())


def hidden_of(item: Item, redactions: Iterable[Redaction]) -> Hidden:
    """What the redactions hide of an item; they must have their place, see `placed`."""
    own = [each.anchor for each in redactions if each.anchor.item == item.id]
    if not own:
        return NOTHING
    inspection = item.inspection
    boxes = tuple(anchor.box for anchor in own if anchor.box is not None)
    said = {
        turn.index: tuple(
            Span(anchor.start, anchor.end)
            for anchor in own
            if anchor.turn == turn.index and anchor.start is not None and anchor.end is not None
        )
        for turn in inspection.transcript.turns
    }
    words = _words(inspection, boxes, said)
    turns = {turn.index: _spans(turn, boxes, words, said[turn.index]) for turn in inspection.transcript.turns}
    regions = {region.index: _spans(region, boxes, words, ()) for region in inspection.transcript.interface}
    return Hidden(turns, regions, words, (*boxes, *_painted(inspection, words)))


def placed(redaction: Redaction, transcript: Transcript) -> tuple[Redaction, ...]:
    """The redaction at its words; where they stand elsewhere by now, one at every such place.

    Raises ExportError where the words are nowhere: what was to be left out cannot be told any more.
    """
    anchor = redaction.anchor
    if anchor.turn is None or not anchor.quotation:
        return (redaction,)
    places = list(_places(anchor, transcript))
    if not places:
        raise ExportError(
            message(
                "A redaction has lost its place: its words are not in the transcript any more. Nothing was "
                "exported. Look at the redactions of the case, remove this one and redact the place again."
            )
        )
    return tuple(
        replace(redaction, anchor=replace(anchor, turn=turn, start=span.start, end=span.end))
        for turn, span in places
    )


def covered(box: Box | None, hidden: Iterable[Box]) -> bool:
    """Whether enough of a place lies under the hidden ones to count as covered."""
    if box is None:
        return False
    least = _TOUCHED * max(box.width * box.height, 1)
    return any(_shared(box, each) >= least for each in hidden)


def _places(anchor: Anchor, transcript: Transcript) -> Iterator[tuple[int, Span]]:
    """Where the words of an anchor are: where they were, or else wherever they are."""
    start, words = anchor.start or 0, anchor.quotation
    for turn in transcript.turns:
        if turn.index == anchor.turn and turn.text[start : start + len(words)] == words:
            yield turn.index, Span(start, start + len(words))
            return
    for turn in transcript.turns:
        at = turn.text.find(words)
        while at >= 0:
            yield turn.index, Span(at, at + len(words))
            at = turn.text.find(words, at + 1)


def _words(inspection: Inspection, boxes: tuple[Box, ...], said: Spans) -> frozenset[int]:
    reading, found = inspection.reading, set[int]()
    if reading is not None:
        found |= {index for index, word in enumerate(reading.words) if covered(word.box, boxes)}
    for turn in inspection.transcript.turns:
        spans = said[turn.index]
        found |= {word.word for word in turn.words if _meets(word.start, word.end, spans)}
    return frozenset(found)


def _spans(
    source: Turn | Region, boxes: tuple[Box, ...], words: frozenset[int], said: tuple[Span, ...]
) -> tuple[Span, ...]:
    """The hidden spans of a text; words are hidden whole."""
    if not source.words and covered(source.box, boxes):
        return (Span(0, len(source.text)),)
    found = [
        Span(word.start, word.end) for word in source.words if word.word in words or covered(word.box, boxes)
    ]
    return (*said, *found)


def _painted(inspection: Inspection, words: frozenset[int]) -> Iterator[Box]:
    """The boxes of hidden words, a little larger than the engine drew them."""
    transcript = inspection.transcript
    sources: tuple[Turn | Region, ...] = (*transcript.turns, *transcript.interface)
    boxes = {span.box for source in sources for span in source.words if span.word in words}
    if inspection.reading is not None:
        boxes |= {word.box for index, word in enumerate(inspection.reading.words) if index in words}
    for box in sorted(boxes):
        around = 2 + round(box.height * _AROUND)
        yield Box(box.x - around, box.y - around, box.width + 2 * around, box.height + 2 * around)


def _meets(start: int, end: int, spans: tuple[Span, ...]) -> bool:
    return any(start < span.end and end > span.start for span in spans)


def _shared(one: Box, other: Box) -> int:
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return width * height if width > 0 and height > 0 else 0
