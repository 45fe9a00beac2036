"""Says which proposals rest on a guess, so that nothing in them counts before the analyst has confirmed them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from witnessmark.speech.times import is_time
from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.fit import misfits
from witnessmark.turns.page import Page
from witnessmark.turns.strips import Strip, rows_of, text_of

APART = 3.2  # line heights of empty page inside a run; paragraphs stand closer


def doubted(
    drafts: tuple[Draft, ...], own: tuple[bool, ...], page: Page, means: Means, with_assistant: bool
) -> tuple[Draft, ...]:
    """The drafts with those marked that hold more than a message, whose speaker is a guess, or that do not fit.

    `own` tells which stand on the page itself; those of cards in it were looked at in their cards.
    """
    guessed = _guessed(drafts, with_assistant)
    mine = tuple(draft for draft, is_own in zip(drafts, own, strict=True) if is_own)
    strange = misfits(page, mine, means, with_assistant) if mine else frozenset()
    unfit = {id(mine[place]) for place in strange}
    return tuple(
        replace(draft, sure=False, confidence=min(draft.confidence, 0.4))
        if (guessed and draft.speaker is None and draft.shape in ("bubble", "run") and draft in guessed)
        or id(draft) in unfit
        or _is_mixed(draft, page, means)
        else draft
        for draft in drafts
    )


def _guessed(drafts: tuple[Draft, ...], with_assistant: bool) -> tuple[Draft, ...]:
    """Panels and bare text that take turns on a page that names no assistant: who asks is a guess."""
    own = tuple(draft for draft in drafts if draft.speaker is None and draft.role in ("user", "assistant"))
    runs = [draft for draft in own if draft.shape == "run"]
    left = [draft for draft in own if draft.shape == "bubble" and draft.side == "left"]
    return own if runs and left and not with_assistant else ()


def _is_mixed(draft: Draft, page: Page, means: Means) -> bool:
    """Whether a draft holds empty room, or a line that only tells a time in its middle, as no message does."""
    if draft.shape not in ("run", "entry"):
        return False
    rows = rows_of(draft.strips)
    inner = any(_tells_time(row) for row in rows[1:-1])
    panels = [child.box for child in page.children]
    for above, below in pairwise(rows):
        bottom, top = max(one.box.bottom for one in above), min(one.box.y for one in below)
        between = any(box.y < top and box.bottom > bottom for box in panels)
        if top - bottom > APART * means.height and not between:
            return True
    return inner


def _tells_time(row: tuple[Strip, ...]) -> bool:
    text = text_of(row)
    return bool(re.search(r"\d", text)) and is_time(text)
