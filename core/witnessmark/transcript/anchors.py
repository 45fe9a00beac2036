"""Where notes hang after an edit: at exactly the same words, or nowhere. They are never moved by guess."""

from __future__ import annotations

from dataclasses import replace

from witnessmark.records import Anchor, Span, Transcript, Turn, WordSpan

CONTEXT = 32  # code points kept on each side of a quotation, to tell it from the same words elsewhere


def anchor_at(transcript: Transcript, turn: int, span: Span | None = None, item: str | None = None) -> Anchor:
    """An anchor on a turn, or on a span of it with its words and what stands around them."""
    if span is None:
        return Anchor(item=item, turn=turn)
    text = transcript.turns[turn].text
    return Anchor(
        item=item,
        turn=turn,
        start=span.start,
        end=span.end,
        quotation=text[span.start : span.end],
        before=text[max(0, span.start - CONTEXT) : span.start],
        after=text[span.end : span.end + CONTEXT],
    )


def reanchored(anchor: Anchor, before: Transcript, after: Transcript) -> Anchor | None:
    """The anchor in a changed transcript; None where its words are no longer together in one turn.

    An anchor on an item or on the case stays what it is.
    """
    if anchor.turn is None:
        return anchor
    if anchor.start is None or anchor.end is None:
        turn = _turn_after(anchor.turn, before, after)
        return None if turn is None else replace(anchor, turn=turn)
    place = place_after(anchor.turn, Span(anchor.start, anchor.end), before, after)
    if place is None:
        return None
    turn, span = place
    return anchor_at(after, turn, span, anchor.item)


def place_after(turn: int, span: Span, before: Transcript, after: Transcript) -> tuple[int, Span] | None:
    """Turn and span of the same words in a changed transcript, None where they are torn apart or gone."""
    if not 0 <= turn < len(before.turns):
        return None
    source = before.turns[turn]
    if not source.words:
        return _same_text(source, span, after)
    own = [one for one in source.words if one.start < span.end and one.end > span.start]
    if not own:
        return None
    for target in after.turns:
        found = _in_turn(own, target)
        if found is not None:
            return target.index, _span_of(found, own, span, source, target)
    return None


def _turn_after(turn: int, before: Transcript, after: Transcript) -> int | None:
    """The turn that holds all of a turn's words, or its whole text where it has no words."""
    if not 0 <= turn < len(before.turns):
        return None
    source = before.turns[turn]
    whole = place_after(turn, Span(0, len(source.text)), before, after)
    return None if whole is None else whole[0]


def _in_turn(own: list[WordSpan], target: Turn) -> list[WordSpan] | None:
    """The same words in another turn, if all are there, next to each other and in the same order."""
    order = [span.word for span in target.words]
    if own[0].word not in order:
        return None
    first = order.index(own[0].word)
    found = target.words[first : first + len(own)]
    return list(found) if [span.word for span in found] == [span.word for span in own] else None


def _span_of(found: list[WordSpan], own: list[WordSpan], span: Span, source: Turn, target: Turn) -> Span:
    """The span in the target; inside a word that was corrected it grows to the whole word."""
    start = _edge(found[0], own[0], span.start, source, target, at_end=False)
    end = _edge(found[-1], own[-1], span.end, source, target, at_end=True)
    return Span(start, end)


def _edge(found: WordSpan, own: WordSpan, place: int, source: Turn, target: Turn, *, at_end: bool) -> int:
    same = source.text[own.start : own.end] == target.text[found.start : found.end]
    inside = own.start < place < own.end
    if same and inside:
        return found.start + place - own.start
    return found.end if at_end else found.start


def _same_text(source: Turn, span: Span, after: Transcript) -> tuple[int, Span] | None:
    """The one place of pasted text with the same words in the same surroundings; None where there are several."""
    wanted = source.text[span.start : span.end]
    before = source.text[max(0, span.start - CONTEXT) : span.start]
    follows = source.text[span.end : span.end + CONTEXT]
    places = [(turn, at) for turn in after.turns for at in _places(turn.text, wanted)]
    around = [
        (turn, at)
        for turn, at in places
        if _meets(turn.text[:at], before) and _meets(turn.text[at + len(wanted) :][::-1], follows[::-1])
    ]
    for found in (places, around):
        if len(found) == 1:
            turn, at = found[0]
            return turn.index, Span(at, at + len(wanted))
    return None


def _places(text: str, wanted: str) -> list[int]:
    found, at = [], text.find(wanted) if wanted else -1
    while at >= 0:
        found.append(at)
        at = text.find(wanted, at + 1)
    return found


def _meets(text: str, context: str) -> bool:
    """Whether a text ends with the context, or with as much of it as fits into the text."""
    return text.endswith(context) or (len(text) < len(context) and context.endswith(text))
