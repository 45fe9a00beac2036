"""A case as it is handed over: what lies under a redaction is taken out of every text, finding and note of it.

Everything that leaves the program is made from the extract, and the extract from this.
"""

from __future__ import annotations

from dataclasses import replace

from witnessmark.export.blocks import Secrets, blocked
from witnessmark.export.hidden import NOTHING, Hidden, covered, hidden_of, placed
from witnessmark.records import (
    Assessment,
    Case,
    Comparison,
    Disagreement,
    Inspection,
    Item,
    Match,
    Note,
    Reading,
    Redaction,
    SecondReading,
    Span,
    Transcript,
    message,
)
from witnessmark.transcript.anchors import CONTEXT

WITHHELD = "withheld"  # the outcome of an assessment that rests on something that is redacted


def redacted(case: Case) -> tuple[Case, Secrets]:
    """The case without what its redactions hide, and what must not be found in any of its texts either.

    Raises ExportError where a redaction has lost its place.
    """
    redactions = tuple(found for each in case.redactions for found in _placed(case, each))
    hidden = {item.id: hidden_of(item, redactions) for item in case.items}
    items = tuple(_item(item, hidden[item.id]) for item in case.items)
    said = [text for item in case.items for text in _said(item, hidden[item.id])]
    shown = [text for item in items for text in _texts(item.inspection.transcript)]
    gone = {
        _place(item.id, match)
        for item in case.items
        for match in item.inspection.matches
        if _lies_under(match, hidden[item.id])
    }
    after = replace(
        case,
        items=items,
        notes=tuple(_note(note, items, hidden) for note in case.notes),
        judgements=tuple(
            each
            for each in case.judgements
            if (each.item, each.fingerprint, each.turn, each.region, each.start) not in gone
        ),
        redactions=tuple(_told(each) for each in redactions),
    )
    return after, Secrets(said, shown)


def _placed(case: Case, redaction: Redaction) -> tuple[Redaction, ...]:
    item = next((each for each in case.items if each.id == redaction.anchor.item), None)
    return placed(redaction, item.inspection.transcript) if item is not None else ()


def _told(redaction: Redaction) -> Redaction:
    """Where a redaction is, without the words under it."""
    return replace(redaction, anchor=replace(redaction.anchor, quotation="", before="", after=""))


def _item(item: Item, hidden: Hidden) -> Item:
    if hidden == NOTHING:
        return item
    before = item.inspection
    matches = tuple(match for match in before.matches if not _lies_under(match, hidden))
    claim = before.transcript.claim
    rests = len(matches) < len(before.matches) or (claim is not None and covered(claim.box, hidden.boxes))
    after = replace(
        before,
        reading=_reading(before.reading, hidden) if before.reading else None,
        transcript=_transcript(before.transcript, hidden),
        matches=matches,
        assessment=_withheld(before.assessment) if rests else before.assessment,
        second=_second(before.second, hidden) if before.second else None,
    )
    return replace(item, inspection=after)


def _reading(reading: Reading, hidden: Hidden) -> Reading:
    words = tuple(
        replace(word, text=blocked(word.text)) if index in hidden.words else word
        for index, word in enumerate(reading.words)
    )
    marks = tuple(
        replace(mark, text=blocked(mark.text)) if covered(mark.box, hidden.boxes) else mark
        for mark in reading.marks
    )
    return replace(reading, words=words, marks=marks)


def _transcript(transcript: Transcript, hidden: Hidden) -> Transcript:
    claim = transcript.claim
    return replace(
        transcript,
        turns=tuple(
            replace(turn, text=blocked(turn.text, hidden.turns[turn.index])) for turn in transcript.turns
        ),
        interface=tuple(
            replace(region, text=blocked(region.text, hidden.regions[region.index]))
            for region in transcript.interface
        ),
        claim=None if claim is not None and covered(claim.box, hidden.boxes) else claim,
        dates=tuple(date for date in transcript.dates if not covered(date.box, hidden.boxes)),
    )


def _second(second: SecondReading, hidden: Hidden) -> SecondReading:
    return replace(
        second,
        disagreements=tuple(
            replace(each, text=blocked(each.text), other=blocked(each.other))
            if _disputed(each, hidden)
            else each
            for each in second.disagreements
        ),
        passages=tuple(
            each for each in second.passages if not any(covered(box, hidden.boxes) for box in each.boxes)
        ),
    )


def _disputed(each: Disagreement, hidden: Hidden) -> bool:
    return not hidden.words.isdisjoint(each.words) or covered(each.box, hidden.boxes)


def _lies_under(match: Match, hidden: Hidden) -> bool:
    """Whether any of a finding's words is hidden: its fingerprint would tell them."""
    spans = hidden.turns if match.turn is not None else hidden.regions
    own = spans.get(match.turn if match.turn is not None else match.region or 0, ())
    return any(span.start < match.end and span.end > match.start for span in own) or any(
        covered(box, hidden.boxes) for box in match.boxes
    )


def _withheld(assessment: Assessment) -> Assessment:
    """An assessment that says only that it is not handed over: its sentences would tell what is hidden."""
    headline = message("The assessment rests on words that are redacted here, so it is left out.")
    nothing = Comparison(WITHHELD, message("Left out"))
    limits = (message("What is redacted here was read and compared in full; the store holds the result."),)
    return Assessment(WITHHELD, headline, (headline,), nothing, nothing, (), limits, (), assessment.checked)


def _note(note: Note, items: tuple[Item, ...], hidden: dict[str, Hidden]) -> Note:
    """A note that quotes the words as they are handed over."""
    anchor = note.anchor
    item = next((each for each in items if each.id == anchor.item), None)
    if item is None or hidden[item.id] == NOTHING or anchor.start is None or anchor.end is None:
        return note
    texts = {turn.index: turn.text for turn in item.inspection.transcript.turns}
    text, spans = texts.get(anchor.turn or 0, ""), hidden[item.id].turns.get(anchor.turn or 0, ())
    there = text[anchor.start : anchor.end]
    if blocked(anchor.quotation, _moved(spans, -anchor.start)) != there:
        return replace(note, anchor=replace(anchor, quotation=blocked(anchor.quotation), before="", after=""))
    before, after = text[max(0, anchor.start - CONTEXT) : anchor.start], text[anchor.end :][:CONTEXT]
    return replace(note, anchor=replace(anchor, quotation=there, before=before, after=after))


def _moved(spans: tuple[Span, ...], by: int) -> list[Span]:
    return [Span(span.start + by, span.end + by) for span in spans]


def _said(item: Item, hidden: Hidden) -> list[str]:
    """All that stood under the redactions of an item, in every way in which it was read."""
    inspection = item.inspection
    found = [
        turn.text[start:end]
        for turn in inspection.transcript.turns
        for start, end in hidden.turns.get(turn.index, ())
    ]
    found += [
        region.text[start:end]
        for region in inspection.transcript.interface
        for start, end in hidden.regions.get(region.index, ())
    ]
    return [*found, *_read(inspection, hidden)]


def _read(inspection: Inspection, hidden: Hidden) -> list[str]:
    reading, second = inspection.reading, inspection.second
    words = reading.words if reading is not None else ()
    found = [word.text for index, word in enumerate(words) if index in hidden.words]
    if second is not None:
        found += [each.other for each in second.disagreements if _disputed(each, hidden)]
    return found


def _texts(transcript: Transcript) -> list[str]:
    return [turn.text for turn in transcript.turns] + [region.text for region in transcript.interface]


def _place(item: str, match: Match) -> tuple[str, str, int | None, int | None, int]:
    return item, match.fingerprint, match.turn, match.region, match.start
