"""Says which proposals rest on a guess, so that nothing in them counts before the analyst has confirmed them."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from witnessmark.speech.times import is_time
from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.fit import ALIKE, misfits
from witnessmark.turns.page import Page
from witnessmark.turns.pictures import buttons_below
from witnessmark.turns.runs import words_in
from witnessmark.turns.sight import distance
from witnessmark.turns.strips import Strip, rows_of, text_of

PARTS = ("q", "a", "question", "answer")  # labels
LABEL = re.compile(r"(\w[^.,:;!?]{0,30}):\s")  # at the beginning of a line
MORE = 1.2  # times the words of an answer
APART = 3.2  # line heights of empty page inside a run; paragraphs stand closer


def doubted(
    drafts: tuple[Draft, ...], own: tuple[bool, ...], page: Page, means: Means, with_assistant: bool
) -> tuple[Draft, ...]:
    """The drafts with those marked that hold more than a message, whose speaker is a guess, or that do not fit.

    `own` tells which stand on the page itself; those of cards in it were looked at in their cards.
    """
    mine = tuple(draft for draft, is_own in zip(drafts, own, strict=True) if is_own)
    guessed = _swapped(mine, page, means)
    if not with_assistant:
        guessed += (*_guessed(drafts, means), *_untold(mine, page))
    strange = misfits(page, mine, means, with_assistant) if mine else frozenset()
    unfit = (mine[place] for place in strange)
    mixed = (draft for draft in drafts if _is_mixed(draft, page, means))
    parts = _parts_of_talk(drafts, with_assistant)
    doubtful = {id(draft) for draft in (*guessed, *unfit, *mixed, *parts, *_contradicting(mine))}
    doubtful |= {
        id(above)
        for above, below in pairwise(mine)
        if _may_go_on(above, below) and (id(below) in doubtful or not below.sure)
    }
    return tuple(
        replace(draft, sure=False, confidence=min(draft.confidence, 0.4)) if id(draft) in doubtful else draft
        for draft in drafts
    )


def _may_go_on(draft: Draft, below: Draft) -> bool:
    """Whether a piece without a name, below a message that has one, may be the rest of it."""
    return draft.shape == "entry" and below.shape in ("run", "bubble") and below.speaker is None


def _guessed(drafts: tuple[Draft, ...], means: Means) -> tuple[Draft, ...]:
    """Panels and bare text that take turns where no assistant is named: who asks is a guess.

    It is none where the buttons of an answer stand below bare text, and below no panel.
    """
    own = tuple(draft for draft in drafts if draft.speaker is None and draft.role in ("user", "assistant"))
    runs = [draft for draft in own if draft.shape == "run"]
    left = [draft for draft in own if draft.shape == "bubble" and draft.side == "left"]
    if not runs or not left:
        return ()
    answered = any(buttons_below(draft.box, means) for draft in runs if draft.role == "assistant")
    return () if answered and not any(buttons_below(draft.box, means) for draft in left) else own


def _untold(mine: tuple[Draft, ...], page: Page) -> tuple[Draft, ...]:
    """The left-hand bubbles of a page where no assistant, no name and no time of a message tells what talk it is.

    That the right side is whose screen it is holds nearly everywhere; who is at the other end is then a guess.
    """
    if _is_named(mine) or _is_timed(mine, page) or any(draft.shape != "bubble" for draft in mine):
        return ()
    return tuple(draft for draft in mine if draft.role == "other")


def _swapped(mine: tuple[Draft, ...], page: Page, means: Means) -> tuple[Draft, ...]:
    """All of a talk of two without names in which who asks writes more than who answers: it may be the other way round.

    Not where times show a messenger, in which both only write, or buttons show which are the answers.
    """
    asked = [words_in(draft) for draft in mine if draft.role == "user"]
    answers = [draft for draft in mine if draft.role in ("assistant", "other")]
    answered = list(map(words_in, answers))
    if not asked or not answered or len(asked) + len(answered) < len(mine) or _is_named(mine):
        return ()
    fewer = statistics.mean(asked) <= MORE * statistics.mean(answered)
    told = fewer or _is_timed(mine, page) or any(buttons_below(draft.box, means) for draft in answers)
    return () if told else mine


def _is_named(mine: tuple[Draft, ...]) -> bool:
    """Whether names tell who speaks; one at the first bubble alone, of two or more, may be the page's title."""
    alone = any(
        above.side == "right" and below.shape == "bubble" and below.side == "left"
        for above, below in pairwise(mine)
    )
    return any(draft.speaker for draft in (mine[1:] if alone else mine))


def _is_timed(mine: tuple[Draft, ...], page: Page) -> bool:
    """Whether a time stands in or beside the messages, as in a messenger; in the first line it is the phone's clock."""
    strips = page.node.all_strips()
    bar = min((strip.box.bottom for strip in strips), default=0)
    beside = any(_tells_time((strip,)) for strip in strips if strip.box.y > bar)
    return beside or any(draft.time for draft in mine)


def _contradicting(mine: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """All bubbles, where two on one side and in one fill have two roles and a name tells but one of the two.

    In a group each has its name; a lone name may be a line of a message, or the page's title.
    """
    bubbles = tuple(draft for draft in mine if draft.shape == "bubble")
    named = [draft for draft in bubbles if draft.speaker]
    nameless = [draft for draft in bubbles if not draft.speaker]
    contradicting = any(
        one.side == other.side and one.role != other.role and distance(one.fill, other.fill) < ALIKE
        for one in named
        for other in nameless
    )
    return bubbles if contradicting else ()


def _parts_of_talk(drafts: tuple[Draft, ...], with_assistant: bool) -> tuple[Draft, ...]:
    """Questions and answers under labels that say no more than that, in print or on a page of help: nobody is told."""
    if with_assistant:
        return ()
    return tuple(
        draft for draft in drafts if draft.speaker and draft.speaker.strip(" .:").casefold() in PARTS
    )


def _is_mixed(draft: Draft, page: Page, means: Means) -> bool:
    """Whether a draft holds what no message does: empty room, a time alone in its middle, labels that take turns."""
    if draft.shape not in ("run", "entry"):
        return False
    rows = rows_of(draft.strips)
    labels = Counter(label[1] for row in rows if (label := LABEL.match(text_of(row))))
    take_turns = sum(count > 1 for count in labels.values()) > 1
    return take_turns or any(_tells_time(row) for row in rows[1:-1]) or _has_gap(rows, page, means)


def _has_gap(rows: list[tuple[Strip, ...]], page: Page, means: Means) -> bool:
    """Whether there is empty room between two rows, in which no panel stands."""
    panels = [child.box for child in page.children]
    for above, below in pairwise(rows):
        bottom, top = max(one.box.bottom for one in above), min(one.box.y for one in below)
        between = any(box.y < top and box.bottom > bottom for box in panels)
        if top - bottom > APART * means.height and not between:
            return True
    return False


def _tells_time(row: tuple[Strip, ...]) -> bool:
    text = text_of(row)
    return bool(re.search(r"\d", text)) and is_time(text)
