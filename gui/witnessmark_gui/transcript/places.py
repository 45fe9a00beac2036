"""Where things stand in a transcript: words, uncertain words, turns that nobody has reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from witnessmark.records import Inspection, Span, WordSpan
from witnessmark_gui.selection import Selected


@dataclass(frozen=True, slots=True)
class Placed:
    """A word of a turn or of an interface region, with what it says there."""

    turn: int | None
    region: int | None
    word: WordSpan
    text: str

    @property
    def selected(self) -> Selected:
        """The selection of this word."""
        return Selected(turn=self.turn, region=self.region, span=Span(self.word.start, self.word.end))


def words_of(inspection: Inspection) -> list[Placed]:
    """All words in the order of the transcript."""
    transcript = inspection.transcript
    found = [
        Placed(turn.index, None, word, turn.text[word.start : word.end])
        for turn in transcript.turns
        for word in turn.words
    ]
    found += [
        Placed(None, region.index, word, region.text[word.start : word.end])
        for region in transcript.interface
        for word in region.words
    ]
    return found


def word_at(inspection: Inspection, turn: int | None, region: int | None, point: int) -> Placed | None:
    """The word that covers a code point of a turn or a region."""
    for placed in words_of(inspection):
        inside = placed.word.start <= point < placed.word.end
        if (placed.turn, placed.region) == (turn, region) and inside:
            return placed
    return None


def next_uncertain(inspection: Inspection, below: float, selected: Selected, step: int) -> Placed | None:
    """The next (1) or previous (-1) word under a confidence, around the end."""
    doubtful = [placed for placed in words_of(inspection) if placed.word.confidence < below]
    return _stepped(doubtful, [placed.selected for placed in doubtful], selected, step)


def next_unreviewed(inspection: Inspection, reviewed: set[int], after: int | None) -> int | None:
    """The first turn after the turn `after` that is not reviewed, around the end."""
    left = [turn.index for turn in inspection.transcript.turns if turn.index not in reviewed]
    later = [index for index in left if after is None or index > after]
    return later[0] if later else left[0] if left else None


def _stepped(
    things: Sequence[Placed], places: Sequence[Selected], selected: Selected, step: int
) -> Placed | None:
    if not things:
        return None
    if selected in places:
        return things[(places.index(selected) + step) % len(things)]
    return things[0 if step > 0 else -1]
