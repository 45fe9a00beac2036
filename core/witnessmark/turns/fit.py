"""How well the turns of a page explain it: a turn that holds or lacks what no message does was read wrongly.

Every sign compares a turn with itself or with the other turns of its page, in any interface and language.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from witnessmark.speech.names import role_of_label
from witnessmark.speech.times import is_time
from witnessmark.turns.bubble import looks_differ
from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.heads import ends_sentence, head_in
from witnessmark.turns.page import Page
from witnessmark.turns.pictures import picture_left
from witnessmark.turns.rows import Row, is_interface
from witnessmark.turns.sight import distance, same_fill
from witnessmark.turns.strips import Strip, box_of, text_of
from witnessmark.turns.whole import PALER, Whole, usual_contrast, usual_height, whole_of

SMALLER, LARGER = 0.84, 1.2  # times the usual height of type; a message has one size
CLOSE = 0.06  # of the page's width; margins that differ less do not tell the side
ALIKE = 12  # levels between fills that are one
SHORT = 8  # words of a title
HALF = 0.6  # of a panel's width; a bubble is no wider than its text needs
MANY = 0.4  # of a page's turns; where more are in doubt, the explanation of the page is
LIKE_OTHERS = 0.06  # of a type's height; an author's post is set apart from answers by more

Sign = Callable[[Draft, Whole], bool]


def misfits(page: Page, drafts: tuple[Draft, ...], means: Means, with_assistant: bool) -> frozenset[int]:
    """The places of those among the turns of a page that do not fit it; all where many are read wrongly."""
    whole = whole_of(page, drafts, means, with_assistant)
    misread = _places(MISREAD, whole)
    if len(misread) > 1 and len(misread) > MANY * len(drafts):
        return frozenset(range(len(drafts)))
    return misread | _places(ALONE, whole)


def _places(signs: tuple[Sign, ...], whole: Whole) -> frozenset[int]:
    return frozenset(
        place for place, draft in enumerate(whole.drafts) if any(sign(draft, whole) for sign in signs)
    )


def _answers(draft: Draft, whole: Whole) -> bool:
    """Whether a turn is an assistant's answer, which may have code, headings and tables in it."""
    return draft.role == "assistant" and whole.with_assistant


def _ends(draft: Draft, rows: list[Row], whole: Whole) -> list[Row]:
    """Of these rows those at the ends of an answer; all of another message."""
    if not _answers(draft, whole):
        return rows
    every = whole.rows_of(draft)
    return [row for row in rows if row in (every[0], every[-1])]


def _letters(row: Row) -> int:
    return sum(letter.isalpha() for letter in text_of(row))


def _ink(row: Row) -> float:
    """The contrast of the longest piece of a row."""
    return max(row, key=lambda strip: len(strip.text)).contrast


def holds_other_ink(draft: Draft, whole: Whole) -> bool:
    """A row in a paler ink: buttons, a note, a line about the person, what was only thought."""
    inks = [_ink(row) for row in whole.rows_of(draft) if _letters(row) > 2]
    rows = _ends(draft, whole.set_rows(draft), whole)
    return any(_ink(row) < PALER * max(inks, default=0.0) and _letters(row) for row in rows)


def holds_other_size(draft: Draft, whole: Whole) -> bool:
    """A row in smaller type, or in larger type above a message that has a name."""
    usual = usual_height(draft.strips)
    rows = [row for row in _ends(draft, whole.set_rows(draft), whole) if len(text_of(row)) > 2]
    small = any(max(strip.box.height for strip in row) < SMALLER * usual for row in rows)
    large = draft.shape == "entry" and not _answers(draft, whole)
    return small or (large and any(min(strip.box.height for strip in row) > LARGER * usual for row in rows))


def holds_set_off(draft: Draft, whole: Whole) -> bool:
    """A short row in bold or colour in somebody's message, as names and titles are."""
    if _answers(draft, whole) or draft.shape == "line":
        return False
    rows, own = whole.rows_of(draft), whole.set_rows(draft)
    pairs = [*pairwise(rows), *((below, above) for above, below in pairwise(rows))]
    return any(
        row in own
        and len(text_of(row).split()) <= SHORT
        and _letters(row) > 1
        and looks_differ(row[0], next_[0])
        for row, next_ in pairs
    )


def holds_labels(draft: Draft, whole: Whole) -> bool:
    """A row of words set apart, as buttons are, or nothing but short lines that end no sentence, as in a menu."""
    rows, own = whole.rows_of(draft), whole.set_rows(draft)
    if _answers(draft, whole) or len(rows) < 2 or draft.shape == "line":
        return False
    short = [row for row in own if all(len(strip.words) <= 2 for strip in row)]
    listed = len(short) == len(rows) and not any(ends_sentence(text_of(row)) for row in rows)
    return listed or any(len(row) > 1 for row in short)


def holds_interface(draft: Draft, whole: Whole) -> bool:
    """A row of its own that is of the interface by its words, or that has no words."""
    rows = whole.set_rows(draft)
    bare = not _answers(draft, whole) and any(_letters(row) < 2 for row in rows)
    return bare or any(is_interface(row, whole.means) for row in rows)


def holds_head(draft: Draft, whole: Whole) -> bool:
    """Below its first row a name, or a name with a time, or a row beside which another picture begins."""
    if draft.shape == "line":
        return False
    rows = whole.rows_of(draft)
    below = [row for row in whole.set_rows(draft) if row is not rows[0] and len(text_of(row).split()) <= 9]
    named = any(
        head_in(text_of(row), whole.means.hints)
        or (text_of(row).casefold() in whole.names and row is not rows[-1])
        for row in below
    )
    return named or (not _answers(draft, whole) and _pictured(rows, whole.means))


def _pictured(rows: list[Row], means: Means) -> bool:
    top = rows[0][0].box.y
    return any(
        row[0].box.y - top > 2.2 * means.height
        and picture_left(row[0], means)
        and not picture_left(above[0], means)
        for above, row in pairwise(rows)
    )


def is_other(draft: Draft, whole: Whole) -> bool:
    """All of it is in larger type than the other messages, as titles are, or is but a name with a time."""
    if draft.shape not in ("entry", "run"):
        return False
    rows = whole.rows_of(draft)
    title = len(whole.drafts) > 1 and all(
        strip.box.height > LARGER * whole.height for strip in draft.strips if len(strip.text) > 2
    )
    return title or (len(rows) == 1 and head_in(text_of(rows[0]), whole.means.hints) is not None)


def is_pale(draft: Draft, whole: Whole) -> bool:
    """All of it is paler than the other messages, but for those in its fill, as what is in an empty entry field is."""
    like = [
        one
        for one in whole.drafts
        if one.shape == draft.shape == "bubble" and same_fill(one.fill, draft.fill)
    ]
    usual = (
        usual_contrast([strip for one in like for strip in one.strips]) if len(like) > 1 else whole.contrast
    )
    return max(strip.contrast for strip in draft.strips) < PALER * usual


def holds_aside(draft: Draft, whole: Whole) -> bool:
    """A row that stands far to the right of where the others begin."""
    if _answers(draft, whole) or not draft.strips:
        return False
    left, right = min(one.box.x for one in draft.strips), max(one.box.right for one in draft.strips)
    return any(row[0].box.x > left + 0.45 * (right - left) for row in whole.set_rows(draft))


def is_beside_lost(draft: Draft, whole: Whole) -> bool:
    """A line like a message's, between the turns, is in no turn; beside a log, any such line."""
    taken = {word for one in whole.drafts for strip in (*one.strips, *one.name) for word in strip.words}
    logged = any(one.shape == "line" for one in whole.drafts)
    top = 0 if logged else min(one.box.y for one in whole.drafts)
    bottom = whole.page.box.bottom if logged else max(one.box.bottom for one in whole.drafts)
    return any(
        top < strip.box.middle < bottom and taken.isdisjoint(strip.words) and _is_text(strip, whole)
        for strip in (whole.page.node.all_strips() if logged else whole.page.strips)
    )


def _is_text(strip: Strip, whole: Whole) -> bool:
    """Whether a strip in no turn has the ink, the size and the length of a message's line."""
    if len(strip.words) < 6 or strip.index in whole.page.bars or is_interface((strip,), whole.means):
        return False
    if any(one.shape == "line" for one in whole.drafts):
        return not is_time(strip.text)
    ink = strip.contrast > 0.8 * whole.contrast
    size = SMALLER < strip.box.height / max(1.0, whole.height) < LARGER
    return ink and size and head_in(strip.text, whole.means.hints) is None and not is_time(strip.text)


def is_nameless(draft: Draft, whole: Whole) -> bool:
    """A bubble without a name among people's entries with names, or after the user's where others bear names."""
    if draft.shape == "run" and not draft.speaker and whole.names:
        return True
    if draft.shape != "bubble" or draft.speaker or draft.side != "left":
        answers = draft.side == "right"  # whose screen it is needs no name above the answers of an assistant
        named = any(
            one.shape == "entry" and one.speaker and not (answers and one.role == "assistant")
            for one in whole.drafts
        )
        return draft.shape == "bubble" and not draft.speaker and named
    place = whole.drafts.index(draft)
    before = whole.drafts[place - 1] if place else None
    named = any(one.speaker and one.shape in ("bubble", "entry") for one in whole.drafts)
    return named and before is not None and (before.side == "right" or before.shape == "entry")


def begins_with_name(draft: Draft, whole: Whole) -> bool:
    """A nameless bubble on the left whose first row is a few words that need not end there."""
    if draft.shape != "bubble" or draft.speaker or draft.side != "left" or draft.role == "assistant":
        return False
    rows = whole.rows_of(draft)
    text = text_of(rows[0])
    return (
        rows[0] in whole.set_rows(draft)
        and len(text.split()) <= 4
        and text[:1].isupper()
        and not ends_sentence(text)
    )


def is_named_user(draft: Draft, whole: Whole) -> bool:
    """The user's by its side, and somebody's by its name."""
    by_side = draft.shape == "bubble" and draft.role == "user"
    return by_side and draft.speaker is not None and role_of_label(draft.speaker) is None


def has_two_roles(draft: Draft, whole: Whole) -> bool:
    """Its speaker has another role elsewhere on the page."""
    return draft.speaker is not None and any(
        one.speaker == draft.speaker and one.role != draft.role for one in whole.drafts
    )


def has_no_side(draft: Draft, whole: Whole) -> bool:
    """A bubble on a page where none stands clearly on its side."""
    bubbles = [one for one in whole.drafts if one.shape == "bubble"]
    both = len({one.side for one in bubbles}) == 2
    return draft in bubbles and both and all(_is_close(one, whole.page) for one in bubbles)


def _is_close(draft: Draft, page: Page) -> bool:
    left, right = draft.box.x - page.box.x, page.box.right - draft.box.right
    return abs(left - right) < CLOSE * page.box.width


def has_card_width(draft: Draft, whole: Whole) -> bool:
    """One of panels that are equally wide whatever they hold: cards in a column, whose side tells nothing."""
    if draft.shape != "bubble" or draft.role != "user" or draft.speaker or whole.with_assistant:
        return False
    near = 0.5 * whole.means.height
    alike = [
        one
        for one in whole.drafts
        if one.shape == "bubble"
        and abs(one.box.x - draft.box.x) < near
        and abs(one.box.right - draft.box.right) < near
    ]
    short = [one for one in alike if box_of(one.strips).width < HALF * one.box.width]
    return len(alike) > 1 and bool(short)


def is_named_by_time(draft: Draft, whole: Whole) -> bool:
    """Its speaker is a piece of a time."""
    return draft.speaker is not None and (
        is_time(draft.speaker) or draft.speaker.strip(" .:").casefold() in ("am", "pm", "uhr")
    )


def has_own_fill(draft: Draft, whole: Whole) -> bool:
    """A bubble in another fill than all the others on its side."""
    peers = [
        one
        for one in whole.drafts
        if one.shape == "bubble" and draft.shape == "bubble" and one.side == draft.side and one is not draft
    ]
    return len(peers) > 1 and all(distance(one.fill, draft.fill) > ALIKE for one in peers)


def is_author_by_place(draft: Draft, whole: Whole) -> bool:
    """Called the author for being the first of entries that all look alike, as comments do."""
    if draft.role != "author" or draft.badges or draft.form in ("handle", "account", "byline", "handle-only"):
        return False
    others = [one for one in whole.drafts if one.role == "other" and one.shape == draft.shape]
    height = usual_height(draft.strips)
    return bool(others) and all(
        abs(one.strips[0].box.x - draft.strips[0].box.x) < 0.5 * whole.means.height
        and abs(usual_height(one.strips) - height) < LIKE_OTHERS * height
        for one in others
    )


def is_cut(draft: Draft, whole: Whole) -> bool:
    """A row of it touches the upper or lower edge of the picture."""
    bottom = whole.means.sight.box.bottom
    return any(strip.ink.box.bottom >= bottom - 1 or strip.ink.box.y <= 0 for strip in draft.strips)


# Signs that the turns of the page are parted wrongly; where there are many, all of them may be.
MISREAD: tuple[Sign, ...] = (
    holds_other_ink,
    holds_other_size,
    holds_set_off,
    holds_labels,
    holds_interface,
    holds_head,
    is_pale,
    is_other,
    is_nameless,
    begins_with_name,
    is_named_user,
    has_two_roles,
    has_no_side,
    has_card_width,
    has_own_fill,
    is_named_by_time,
    holds_aside,
    is_beside_lost,
)
# Signs that concern but the turn itself.
ALONE: tuple[Sign, ...] = (is_author_by_place, is_cut)
SIGNS = MISREAD + ALONE
