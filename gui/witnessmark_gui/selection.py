"""What is selected: one value that picture, text and table all show."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from witnessmark.geometry import Box
from witnessmark.records import Inspection, Judged, Match, Span


@dataclass(frozen=True, slots=True)
class Selected:
    """A match (its index in the inspection), a turn, a span of its text, or a place of the picture, in pixels.

    Nothing is selected if all are None.
    """

    match: int | None = None
    turn: int | None = None
    region: int | None = None
    span: Span | None = None
    box: Box | None = None


NOTHING = Selected()


def selected_match(inspection: Inspection, index: int) -> Selected:
    """The selection of a match, with the place where it lies."""
    match = inspection.matches[index]
    return Selected(index, match.turn, match.region, Span(match.start, match.end))


def match_at(inspection: Inspection, turn: int | None, region: int | None, point: int) -> int | None:
    """The index of the match that covers the code point of a turn or a region."""
    for index, match in enumerate(inspection.matches):
        if (match.turn, match.region) == (turn, region) and match.start <= point < match.end:
            return index
    return None


def judged_of(judgements: tuple[Judged, ...], item: str, match: Match) -> Judged | None:
    """The analyst's judgement of a match, if there is one."""
    place = (item, match.fingerprint, match.turn, match.region, match.start)
    for judged in judgements:
        if (judged.item, judged.fingerprint, judged.turn, judged.region, judged.start) == place:
            return judged
    return None


def step_of(event: QKeyEvent) -> int | None:
    """To which passage a key goes from the one at hand: N to the next, P to the one before; None for other keys."""
    if event.modifiers() != Qt.KeyboardModifier.NoModifier:
        return None
    return {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}.get(Qt.Key(event.key()))
