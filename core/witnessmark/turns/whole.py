"""What is usual among the turns of a page, and which of their rows stand apart from running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.heads import ends_sentence
from witnessmark.turns.page import Page
from witnessmark.turns.rows import Row
from witnessmark.turns.strips import Strip, rows_of, text_of
from witnessmark.turns.usual import weighted_median

PALER = 0.72  # of the usual contrast; a message has one ink, what stands about it is paler
FAR = 2.3  # heights of a line; running text has its lines nearer


@dataclass(frozen=True, slots=True)
class Whole:
    """The turns that were found on one page itself, and what is usual among them."""

    page: Page
    drafts: tuple[Draft, ...]
    means: Means
    contrast: float
    height: float
    names: frozenset[str]
    with_assistant: bool
    rows: dict[int, list[Row]] = field(repr=False)  # by a turn's identity
    set_apart: dict[int, list[Row]] = field(repr=False)

    def rows_of(self, draft: Draft) -> list[Row]:
        """All rows of a turn."""
        return self.rows[id(draft)]

    def set_rows(self, draft: Draft) -> list[Row]:
        """The rows of a turn that begin and end where a line need not: not those of running text."""
        return self.set_apart[id(draft)]


def whole_of(page: Page, drafts: tuple[Draft, ...], means: Means, with_assistant: bool) -> Whole:
    """What is usual among the turns of a page."""
    strips = [strip for draft in drafts for strip in draft.strips]
    names = frozenset(draft.speaker.casefold() for draft in drafts if draft.speaker)
    rows = {id(draft): rows_of(draft.strips) for draft in drafts}
    set_apart = {id(draft): _set_rows(draft, rows[id(draft)]) for draft in drafts}
    contrast, height = usual_contrast(strips), usual_height(strips)
    return Whole(page, drafts, means, contrast, height, names, with_assistant, rows, set_apart)


def usual_contrast(strips: Sequence[Strip]) -> float:
    """How much the ink of most letters stands out from its fill, 0 to 255."""
    return weighted_median((strip.contrast, len(strip.text)) for strip in strips)


def usual_height(strips: Sequence[Strip]) -> float:
    """The height of most letters' lines in pixels."""
    return weighted_median((strip.box.height, len(strip.text)) for strip in strips)


def _set_rows(draft: Draft, rows: list[Row]) -> list[Row]:
    if len(rows) < 2:
        return []
    right = max(strip.box.right for strip in draft.strips)
    wraps = [_wraps(above, below, right) for above, below in pairwise(rows)]
    return [
        row for row, before, after in zip(rows, [False, *wraps], [*wraps, False], strict=True)
        if not before and not after
    ]  # fmt: skip


def _wraps(above: Row, below: Row, right: int) -> bool:
    """Whether a row goes on with the text of the row above it, in which its first word had no room."""
    last, first = above[0], below[0]
    alike = 0.7 < first.box.height / max(1, last.box.height) < 1.4  # a lone short word is measured badly
    one_ink = PALER < first.contrast / max(1.0, last.contrast) < 1 / PALER
    aligned = abs(first.box.x - last.box.x) < 1.2 * last.box.height
    near = first.box.middle - last.box.middle < FAR * last.box.height
    if not (alike and one_ink and aligned and near and len(above) == len(below) == 1):
        return False
    word = first.box.width * len(first.text.split()[0]) / max(1, len(first.text))
    return above[-1].box.right + word + 0.4 * first.box.height > right and not ends_sentence(text_of(above))
