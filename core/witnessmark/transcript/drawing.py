"""Moves words between turns and the interface: a turn drawn by hand, a turn that is no turn."""

from __future__ import annotations

from dataclasses import replace

from witnessmark.errors import UsageError
from witnessmark.geometry import Box, hull
from witnessmark.messages import message
from witnessmark.records import Region, Transcript, Turn, WordSpan
from witnessmark.speech.quotations import quotations_in
from witnessmark.transcript.edits import Draw
from witnessmark.transcript.passages import renumbered

_Piece = tuple[str, WordSpan]


def drawn(transcript: Transcript, edit: Draw) -> Transcript:
    """A new turn from the words in a box; raises UsageError where there are none."""
    parts: list[Turn | Region] = [*transcript.turns, *transcript.interface]
    pieces = [
        (one.text[span.start : span.end], span)
        for one in parts
        for span in one.words
        if _middle_in(span.box, edit.box)
    ]
    if not pieces:
        raise UsageError(
            message("No word was read in the drawn area. Draw it around words that the reading shows.")
        )
    taken = {span.word for _, span in pieces}
    text, words = _composed(_in_lines(pieces))
    turns = [turn for one in transcript.turns if (turn := _turn_without(one, taken)) is not None]
    new = Turn(0, edit.speaker, edit.role, text, edit.box, words, quotations_in(text))
    place = next((place for place, one in enumerate(turns) if one.box and one.box.y > edit.box.y), len(turns))
    turns.insert(place, new)
    interface = [
        region for one in transcript.interface if (region := _region_without(one, taken)) is not None
    ]
    return replace(transcript, turns=renumbered(turns), interface=_renumbered(interface))


def set_aside(transcript: Transcript, turn: Turn) -> Transcript:
    """The words of a turn as interface text, line by line; a pasted turn cannot be set aside."""
    if not turn.words:
        raise UsageError(
            message("A turn of pasted text has no place on a picture, so it cannot become interface text.")
        )
    regions = list(transcript.interface)
    pieces = [(turn.text[span.start : span.end], span) for span in turn.words]
    for line in _in_lines(pieces):
        text, words = _composed([line])
        regions.append(Region(0, text, hull(span.box for span in words) or line[0][1].box, words))
    regions.sort(key=lambda region: (region.box.y, region.box.x))
    turns = [one for one in transcript.turns if one.index != turn.index]
    return replace(transcript, turns=renumbered(turns), interface=_renumbered(regions))


def _middle_in(word: Box, box: Box) -> bool:
    middle = word.x + word.width / 2
    return box.x <= middle < box.right and box.y <= word.middle < box.bottom


def _in_lines(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Words top to bottom and left to right."""
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda one: one[1].box.middle):
        box = piece[1].box
        if lines and box.middle - lines[-1][0][1].box.middle < 0.5 * box.height:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda one: one[1].box.x) for line in lines]


def _composed(lines: list[list[_Piece]]) -> tuple[str, tuple[WordSpan, ...]]:
    text = ""
    words: list[WordSpan] = []
    for line in lines:
        for word, span in line:
            text += " " if text else ""
            words.append(replace(span, start=len(text), end=len(text) + len(word)))
            text += word
    return text, tuple(words)


def _without(
    text: str, words: tuple[WordSpan, ...], taken: set[int]
) -> tuple[str, tuple[WordSpan, ...]] | None:
    """Text and words less the taken ones; what stood between two kept words stays as it was."""
    kept = [span for span in words if span.word not in taken]
    if len(kept) == len(words):
        return text, words
    result, spans = "", []
    before: WordSpan | None = None
    for span in kept:
        if before is not None:
            between = text[before.end : span.start]
            result += "\n" if "\n" in between else between if between in ("", " ") else " "
        spans.append(replace(span, start=len(result), end=len(result) + span.end - span.start))
        result += text[span.start : span.end]
        before = span
    return (result, tuple(spans)) if spans else None


def _turn_without(turn: Turn, taken: set[int]) -> Turn | None:
    if not turn.words or not taken & {span.word for span in turn.words}:
        return turn
    left = _without(turn.text, turn.words, taken)
    if left is None:
        return None
    text, words = left
    return replace(
        turn, text=text, words=words, box=hull(span.box for span in words), quotations=quotations_in(text)
    )


def _region_without(region: Region, taken: set[int]) -> Region | None:
    left = _without(region.text, region.words, taken)
    return replace(region, text=left[0], words=left[1]) if left is not None else None


def _renumbered(regions: list[Region]) -> tuple[Region, ...]:
    return tuple(replace(region, index=index) for index, region in enumerate(regions))
