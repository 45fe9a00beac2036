"""Changes to the text of turns that keep every code point mapped to its word, and quotations at their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from witnessmark.errors import UsageError
from witnessmark.geometry import Box, hull
from witnessmark.messages import message
from witnessmark.records import Quotation, Repeat, Transcript, Turn, WordSpan
from witnessmark.speech.quotations import quotations_in
from witnessmark.transcript.edits import CorrectWord

Change = tuple[str, tuple[WordSpan, ...], tuple[Quotation, ...]]


def corrected(
    text: str, words: tuple[WordSpan, ...], quotations: tuple[Quotation, ...], edit: CorrectWord
) -> Change | None:
    """Text, words and quotations with one word of the reading replaced; None where it does not stand here."""
    span = next((one for one in words if one.word == edit.word), None)
    if span is None:
        return None
    word = edit.text.strip()
    grown = len(word) - (span.end - span.start)

    def shifted(one: WordSpan) -> WordSpan:
        if one.word == edit.word:
            return replace(one, end=one.start + len(word), corrected=True)
        return replace(one, start=one.start + grown, end=one.end + grown) if one.start >= span.end else one

    text = text[: span.start] + word + text[span.end :]
    moved = tuple(_moved(one, span, grown) for one in quotations)
    return text, tuple(map(shifted, words)), _requoted(text, moved)


def _moved(quotation: Quotation, span: WordSpan, grown: int) -> Quotation:
    """A quotation after the word at `span` has grown; an end inside the word goes to the word's end."""
    start = quotation.start + grown if quotation.start >= span.end else min(quotation.start, span.start)
    start = quotation.start if quotation.start <= span.start else start
    end = quotation.end + grown if quotation.end >= span.end else quotation.end
    return replace(quotation, start=start, end=max(start, min(end, quotation.end + max(grown, 0))))


def merged(first: Turn, second: Turn) -> Turn:
    """Two turns as one, the second on a new line."""
    text = f"{first.text}\n{second.text}"
    offset = len(first.text) + 1
    moved = tuple(replace(one, start=one.start + offset, end=one.end + offset) for one in second.words)
    quotations = first.quotations + tuple(
        replace(one, start=one.start + offset, end=one.end + offset) for one in second.quotations
    )
    return replace(
        first,
        text=text,
        box=hull(box for box in (first.box, second.box) if box is not None),
        words=first.words + moved,
        quotations=_requoted(text, quotations),
        sure=first.sure and second.sure,
        confidence=min(first.confidence, second.confidence),
    )


def split(turn: Turn, at: int) -> tuple[Turn, Turn]:
    """A turn as two; inside a word the second begins with that word. Raises UsageError where one were empty."""
    inside = next((span for span in turn.words if span.start < at < span.end), None)
    at = inside.start if inside else at
    if not turn.text[:at].strip() or not turn.text[at:].strip() or not 0 < at < len(turn.text):
        raise UsageError(
            message("A turn can only be split between two of its words. Set the cursor between them.")
        )
    end = len(turn.text[:at].rstrip())
    start = at + len(turn.text[at:]) - len(turn.text[at:].lstrip())
    return _part(turn, 0, end), _part(turn, start, len(turn.text))


def _part(turn: Turn, start: int, end: int) -> Turn:
    words = tuple(
        replace(span, start=span.start - start, end=span.end - start)
        for span in turn.words
        if span.start >= start and span.end <= end
    )
    text = turn.text[start:end]
    kept = tuple(
        replace(one, start=max(one.start, start) - start, end=min(one.end, end) - start)
        for one in turn.quotations
        if one.start < end and one.end > start
    )
    box: Box | None = hull(span.box for span in words) if words else turn.box
    return replace(turn, text=text, words=words, box=box, quotations=_requoted(text, kept))


def _requoted(text: str, kept: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """What the text now shows as quoted, and of the quotations before those that no text shows."""
    shown = quotations_in(text)
    others = [one for one in kept if one.start < one.end and not _covered(one, shown)]
    return tuple(sorted((*shown, *others), key=lambda one: (one.start, one.end)))


def _covered(quotation: Quotation, shown: tuple[Quotation, ...]) -> bool:
    """Whether a quotation is one that the text itself shows, or once showed: these are found anew."""
    return any(one.start <= quotation.start and one.end >= quotation.end for one in shown) or (
        quotation.reason.template in _FROM_TEXT
    )


_FROM_TEXT = frozenset(
    one.reason.template
    for sample in ('He "said that it was so" then', "he said: all of this is so", "> all of this is so")
    for one in quotations_in(sample)
)


def with_kept_repeats(before: Transcript, after: Transcript) -> Transcript:
    """The changed transcript, with what repeats the capture before still marked, whatever turn it is in now."""
    repeated = {
        span.word: turn.repeats.turn
        for turn in before.turns
        if turn.repeats is not None
        for span in turn.words
        if turn.repeats.start <= span.start < turn.repeats.end
    }
    return replace(after, turns=tuple(_with_repeat(turn, repeated) for turn in after.turns))


def _with_repeat(turn: Turn, repeated: dict[int, int]) -> Turn:
    """A turn with the first stretch of its words that are `repeated`, by word and turn of the capture before."""
    stretches = groupby(turn.words, lambda span: span.word in repeated)
    words = next((list(stretch) for is_repeated, stretch in stretches if is_repeated), [])
    repeat = Repeat(repeated[words[0].word], words[0].start, words[-1].end) if words else None
    return turn if turn.repeats == repeat else replace(turn, repeats=repeat)


def renumbered(turns: Iterable[Turn]) -> tuple[Turn, ...]:
    """Turns with the index of their place."""
    return tuple(replace(turn, index=index) for index, turn in enumerate(turns))
