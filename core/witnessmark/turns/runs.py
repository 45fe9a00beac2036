"""Decides which stretches of bare text are somebody's words and which are titles, menus and notes."""

from __future__ import annotations

import statistics
from dataclasses import replace
from itertools import pairwise

from witnessmark.turns import strips
from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.page import Page
from witnessmark.turns.sight import distance
from witnessmark.turns.strips import box_of, rows_of

WIDEST = 1.5  # heights of a line; lines of one message in a list stand no further apart
OUTLINED = 5  # levels between the fill of a page and that of a panel that is but a line around it
LISTED = ("day", "timed")  # forms of names in chats that group one person's messages under one name


def valid_runs(page: Page, drafts: tuple[Draft, ...], means: Means) -> tuple[Draft, ...]:
    """The drafts without those stretches of bare text that are no message."""
    bubbles = [draft for draft in drafts if draft.shape == "bubble" and draft.role is None]
    entries = [draft for draft in drafts if draft.shape in ("entry", "line") and draft.role is None]
    if _are_buttons(bubbles):
        drafts, bubbles = tuple(draft for draft in drafts if draft not in bubbles), []
    if bubbles and not entries:
        return _beside_bubbles(page, drafts, bubbles, means)
    if entries:
        return _beside_entries(page, drafts, entries, means)
    return _alone(drafts, means)


def _are_buttons(bubbles: list[Draft]) -> bool:
    """Whether all panels of a page say the same word or two, at one place in the line."""
    texts = {" ".join(strip.text for strip in draft.strips) for draft in bubbles}
    return len(bubbles) > 1 and len(texts) == 1 and len(texts.pop().split()) <= 2


def continued(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """In lists of names and times, a gap inside an entry parts two messages, the second without a name."""
    pitches = [
        below[0].box.middle - above[0].box.middle
        for draft in drafts
        if draft.form in LISTED and draft.role is None
        for above, below in pairwise(rows_of(draft.strips))
    ]
    if not pitches:
        return drafts
    heights = [strip.box.height for draft in drafts if draft.form in LISTED for strip in draft.strips]
    usual = min([*pitches, WIDEST * statistics.median(heights)])
    result: list[Draft] = []
    for draft in drafts:
        listed = draft.form in LISTED and draft.role is None and draft.shape == "entry"
        result.extend(_parted(draft, 1.36 * usual) if listed else [draft])
    return tuple(result)


def _parted(draft: Draft, widest: float) -> list[Draft]:
    rows = rows_of(draft.strips)
    parts = [list(rows[0])]
    for above, below in pairwise(rows):
        goes_on = above[-1].text[-1:] in ",:"
        if below[0].box.middle - above[0].box.middle > widest and not goes_on:
            parts.append([])
        parts[-1].extend(below)
    first, *rest = (replace(draft, strips=tuple(part), box=box_of(part)) for part in parts)
    return [first, *(replace(one, speaker=None, time=None, form="continued") for one in rest)]


def words_in(draft: Draft) -> int:
    """How many words a draft holds."""
    return sum(map(strips.words_in, draft.strips))


def _beside_bubbles(
    page: Page, drafts: tuple[Draft, ...], bubbles: list[Draft], means: Means
) -> tuple[Draft, ...]:
    """Beside one side's bubbles bare text is the other side's; between both sides' bubbles it is interface."""
    first = min(draft.box.y for draft in bubbles)
    drafts = tuple(draft for draft in drafts if not (_bare(draft) and _is_menu(draft)))
    runs = [draft for draft in drafts if _bare(draft) and draft.box.y > first and words_in(draft) > 3]
    left = [draft for draft in bubbles if draft.side == "left"]
    sides = {draft.side for draft in bubbles}
    drafts = _without_suggestions(drafts, page)
    if runs and sides == {"left"} and len({_outlined(draft, page) for draft in left}) == 2:
        drafts = _with_cards(drafts, page)
    if len(sides) == 2 and sum(map(words_in, runs)) > 0.5 * sum(map(words_in, left)):
        drafts = _with_cards(drafts, page)
        sides = {"right"}
    if asks_bare(drafts):
        first = (
            max((draft.box.y for draft in drafts if _bare(draft) and draft.box.y < first), default=first) - 1
        )
    kept = []
    for draft in drafts:
        if not _bare(draft) or (len(sides) == 1 and draft.box.y > first):
            kept.append(draft)
        elif words_in(draft) >= 8 and len(draft.strips) >= 2 and len(sides) == 1:
            kept.append(replace(draft, sure=False, confidence=0.5))
    return tuple(kept)


def _beside_cards(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Without menus, and without what stands beside a card that holds a conversation of its own."""
    inner = [draft for draft in drafts if draft.role is not None]
    left, right = (
        min((one.box.x for one in inner), default=0),
        max((one.box.right for one in inner), default=0),
    )
    return tuple(
        draft
        for draft in drafts
        if not (_bare(draft) and inner and (_is_menu(draft) or draft.box.right < left or draft.box.x > right))
    )


def _is_menu(draft: Draft) -> bool:
    """Whether a stretch is but rows of three and more labels set apart."""
    if " ".join(strip.text for strip in draft.strips).count("|") > 2:
        return True
    return all(len(row) > 2 and all(len(strip.words) <= 3 for strip in row) for row in rows_of(draft.strips))


def asks_bare(drafts: tuple[Draft, ...]) -> bool:
    """Whether short bare lines ask, and the longer text in panels on the left below each of them answers."""
    runs = [draft for draft in drafts if draft.shape == "run"]
    panels = [draft for draft in drafts if draft.shape == "bubble" and draft.speaker is None]
    if not runs or not panels or any(draft.side != "left" for draft in panels):
        return False
    first = panels[0].box.y
    above = any(draft.form == "picture" for draft in runs if draft.box.y < first)
    if len(panels) == 1 and (len(runs) > 1 or drafts[-1] is not panels[0]):
        return False
    return above and 2 * statistics.mean(map(words_in, runs)) < statistics.mean(map(words_in, panels)) * 1.6


def _bare(draft: Draft) -> bool:
    return draft.shape == "run" and draft.role is None


def _outlined(draft: Draft, page: Page) -> bool:
    """Whether a panel is but a line around a piece of the page."""
    return distance(draft.fill, page.node.colour) < OUTLINED


def _without_suggestions(drafts: tuple[Draft, ...], page: Page) -> tuple[Draft, ...]:
    """Without the last outlined single lines under bare text, which offer what to ask next."""
    place = len(drafts)
    while place and drafts[place - 1].shape == "bubble" and _is_offer(drafts[place - 1], page):
        place -= 1
    offered = place < len(drafts) and place > 0 and _bare(drafts[place - 1])
    return drafts[:place] if offered else drafts


def _is_offer(draft: Draft, page: Page) -> bool:
    single = len(rows_of(draft.strips)) == 1 and words_in(draft) <= 10
    return single and draft.role is None and draft.speaker is None and _outlined(draft, page)


def _with_cards(drafts: tuple[Draft, ...], page: Page) -> tuple[Draft, ...]:
    """Panels on the left between bare text are a part of it: code, cards, tables inside an answer.

    Where all panels stand on the left, only outlined ones are; the others are what the user wrote.
    """
    mixed = {draft.side for draft in drafts if draft.shape == "bubble" and draft.role is None} == {"left"}
    result: list[Draft] = []
    for draft in drafts:
        own = draft.role is None
        if own and draft.shape == "bubble" and draft.side == "left" and (not mixed or _outlined(draft, page)):
            draft = replace(draft, shape="run", strips=draft.name + draft.strips, name=(), speaker=None)
        if result and own and _bare(draft) and _bare(result[-1]):
            both = result[-1].strips + draft.strips
            result[-1] = replace(result[-1], strips=both, box=box_of(both))
        else:
            result.append(draft)
    return tuple(result)


def _beside_entries(
    page: Page, drafts: tuple[Draft, ...], entries: list[Draft], means: Means
) -> tuple[Draft, ...]:
    """Among named entries a bare stretch is an entry whose name was cut off or not read."""
    drafts = tuple(
        draft
        for draft in drafts
        if not (draft.role is None and draft.speaker is None and draft.shape != "line" and _is_menu(draft))
    )
    lefts = [draft.strips[0].box.x for draft in entries]
    usual = statistics.median([strip.box.height for draft in entries for strip in draft.strips])
    kept = []
    for draft in drafts:
        if draft.shape == "run" and draft.role is None:
            if any(strip.box.height > 1.18 * usual for strip in draft.strips):
                continue
            aligned = any(abs(draft.strips[0].box.x - left) < 0.8 * means.height for left in lefts)
            cut_off = draft.box.y < 1.5 * means.height
            if not aligned or words_in(draft) < (3 if cut_off else 7):
                continue
            draft = replace(draft, sure=False, confidence=0.4)
        kept.append(draft)
    return tuple(kept)


def _alone(drafts: tuple[Draft, ...], means: Means) -> tuple[Draft, ...]:
    drafts = _beside_cards(drafts)
    pictured = [draft for draft in drafts if draft.form == "picture"]
    if len(pictured) >= 2:
        first = pictured[0].box.y
        return tuple(draft for draft in drafts if draft.box.y >= first or draft.shape != "run")
    return tuple(
        replace(draft, sure=False, confidence=0.3) if draft.shape == "run" and draft.role is None else draft
        for draft in drafts
        if draft.shape != "run" or draft.role is not None or words_in(draft) >= 5
    )
