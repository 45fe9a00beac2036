"""Names at the top of bubbles that neither weight nor colour sets apart: told by all bubbles of a side having one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from witnessmark.turns.bubble import is_broken_early
from witnessmark.turns.draft import Draft
from witnessmark.turns.heads import ends_sentence
from witnessmark.turns.strips import rows_of, text_of

LONGEST = 3  # words of such a name; more are the beginning of a sentence


def with_plain_names(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts with names taken from the first rows of bubbles, where each bubble that needs a name has one.

    A bubble right below one of its own side goes on without a name; after the other side's it has one again.
    """
    plain = [place for place, draft in enumerate(drafts) if _begins_with_name(draft)]
    opening = [place for place, draft in enumerate(drafts) if _opens(drafts, place)]
    named = [place for place in opening if drafts[place].speaker]
    if len(plain) + len(named) < 2 or not all(place in plain or place in named for place in opening):
        return drafts
    if not named and len({_first(drafts[place]) for place in plain}) < 2:
        return drafts
    return tuple(_named(draft) if place in plain else draft for place, draft in enumerate(drafts))


def _opens(drafts: tuple[Draft, ...], place: int) -> bool:
    """Whether a bubble on the left is the first of its page or follows what stands on the other side."""
    if not _is_left(drafts[place]):
        return False
    return place == 0 or not _is_left(drafts[place - 1])


def _is_left(draft: Draft) -> bool:
    return draft.shape == "bubble" and draft.side == "left" and draft.role is None


def _first(draft: Draft) -> str:
    return text_of(rows_of(draft.strips)[0])


def _begins_with_name(draft: Draft) -> bool:
    """Whether the first row of a nameless bubble is a few words with capitals that need not end there."""
    rows = rows_of(draft.strips)
    if not _is_left(draft) or draft.speaker or len(rows) < 2 or len(rows[0]) > 1:
        return False
    words = _first(draft).split()
    capitals = all(word[:1].isupper() or not word[:1].isalpha() for word in words)
    single_script = any(word[:1].isupper() for word in words)
    short = len(words) <= LONGEST and not ends_sentence(_first(draft)) and _first(draft)[-1:] not in "?!)"
    return capitals and single_script and short and is_broken_early(rows) and _is_even(draft)


def _is_even(draft: Draft) -> bool:
    """Whether the rows begin at one edge, as a name and its message do."""
    rows = rows_of(draft.strips)
    return all(abs(a[0].box.x - b[0].box.x) < 0.6 * a[0].box.height for a, b in pairwise(rows))


def _named(draft: Draft) -> Draft:
    head, *rest = rows_of(draft.strips)
    strips = tuple(strip for row in rest for strip in row)
    return replace(draft, strips=strips, speaker=_first(draft), name=head)
