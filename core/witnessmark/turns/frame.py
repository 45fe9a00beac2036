"""Reads one page or card: names, bubbles and text from top to bottom become drafts of turns.

A card with a conversation of its own is read in the same way and stands at its place among the rest.
"""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from witnessmark.geometry import Box
from witnessmark.turns.bubble import bubble_of
from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.ends import (
    is_caption,
    larger,
    without_footer,
    without_pale_beginning,
    without_signs,
    without_title,
)
from witnessmark.turns.heads import STRONG, Head, bare_name, ends_sentence, head_in
from witnessmark.turns.kinds import Kind, is_code_header, kind_of
from witnessmark.turns.logs import log_in
from witnessmark.turns.page import Page, columns_in, page_of
from witnessmark.turns.pictures import picture_left
from witnessmark.turns.plain_names import with_plain_names
from witnessmark.turns.roles import Signs, with_roles
from witnessmark.turns.rows import Row, head_of, is_counts, is_interface, runs_on
from witnessmark.turns.runs import continued, valid_runs
from witnessmark.turns.sight import same_fill
from witnessmark.turns.strips import Strip, box_of, rows_of, text_of
from witnessmark.turns.tree import Node

DEEPEST = 4  # cards within cards; deeper nesting is texture


@dataclass(slots=True)
class _Open:
    """The entry or run that rows are being added to."""

    head: Head | None
    strips: list[Strip]
    left: int
    closed: bool = False
    picture: bool = False
    again: bool = False


def drafts_in(node: Node, means: Means, depth: int = 0) -> tuple[Draft, ...]:
    """The drafts of all turns in a panel, in reading order, with roles."""
    beside = _side_by_side(node, means) if depth == 0 else ()
    return beside or _page_drafts(page_of(node, means), means, depth)


def _side_by_side(node: Node, means: Means) -> tuple[Draft, ...]:
    """The drafts of a page on which several columns hold a conversation each, as a channel and a thread do."""
    columns = columns_in(node, means)
    apart = all(left.box.right - means.height < right.box.x for left, right in pairwise(columns))
    headed = [one for one in columns if _has_heads(one, means)]
    if len(headed) < 2 or not apart:
        return ()
    found = [_page_drafts(page_of(one, means), means, 1) for one in headed]
    talks = [drafts for drafts in found if sum(draft.speaker is not None for draft in drafts) > 1]
    return tuple(draft for drafts in talks for draft in drafts) if len(talks) > 1 else ()


def _has_heads(column: Node, means: Means) -> bool:
    """Whether a column holds names with a time right after each.

    A list of chats or of letters has names, too, but the times at its right edge.
    """
    heads = [head_in(_beginning(row, means), means.hints) for row in rows_of(column.all_strips())]
    return sum(head is not None and head.time is not None for head in heads) > 1


def _beginning(row: Row, means: Means) -> str:
    """The first piece of a row with the one right after it."""
    near = len(row) > 1 and row[1].box.x - row[0].box.right < 2 * means.height
    return text_of(row[: 2 if near else 1])


def _page_drafts(page: Page, means: Means, depth: int) -> tuple[Draft, ...]:
    log = log_in(page, means)
    if log:
        return with_roles(page, log, means, Signs())
    reader = _Reader(page, means, depth)
    drafts = with_plain_names(reader.read())
    drafts = valid_runs(page, drafts, means)
    if not reader.counts:
        drafts = continued(drafts)
    signs = Signs(reader.counts, reader.buttons, reader.comments, depth > 0)
    return with_roles(page, drafts, means, signs)


class _Reader:
    """Goes through a page from top to bottom and keeps the entry that is open."""

    def __init__(self, page: Page, means: Means, depth: int) -> None:
        self.page, self.means, self.depth = page, means, depth
        self.rows = rows_of(page.strips)
        self.drafts: list[Draft] = []
        self.open: _Open | None = None
        self.title: Draft | None = None
        self.counts = self.buttons = self.comments = False
        forms = [head.form for strip in page.strips if (head := head_in(strip.text, means.hints))]
        self.headed = any(form in STRONG for form in forms) or len(forms) > 1
        contrasts = [strip.contrast for strip in page.strips if len(strip.words) > 3]
        self.contrast = statistics.median(contrasts) if contrasts else 0.0
        whole = replace(page.node, strips=page.strips)
        self.kinds: dict[int, Kind] = {
            place: kind_of(child, whole, page.children, means) for place, child in enumerate(page.children)
        }

    def read(self) -> tuple[Draft, ...]:
        """All drafts of the page; runs are not yet checked."""
        low = self.page.box.y + 0.6 * self.page.box.height
        fields = [self.page.children[place].box for place, kind in self.kinds.items() if kind == "field"]
        floor = min((box.y for box in fields if box.bottom > low), default=self.page.box.bottom + 1)
        place = 0
        for child_place, top in [*self._children(), (None, 1 << 30)]:
            while place < len(self.rows) and self.rows[place][0].box.middle < top:
                place += self._row(place) if self.rows[place][0].box.middle < floor else 1
            if child_place is not None:
                self._child(child_place)
        self._close()
        return tuple(self.drafts)

    def _children(self) -> list[tuple[int, int]]:
        return sorted(
            ((place, child.box.y) for place, child in enumerate(self.page.children)), key=lambda one: one[1]
        )

    def _row(self, place: int) -> int:
        """Take one row in, or the rows of one head; how many were taken."""
        row = self.rows[place]
        if row[0].index in self.page.bars:
            return 1
        if self.means.hints.comments.fullmatch(text_of(row).strip()):
            self.comments = True
            return 1
        found = head_of(self.rows, place, self.means)
        if found is not None and not self._second_head(found[0]) and not self._sentence(found[0], row):
            self._drop_answered(row)
            self._close()
            head, taken = found
            self.open = _Open(head, [], row[0].box.x)
            return taken
        if self._placeholder(row):
            return 1
        buttons = is_interface(row, self.means) or self._is_faint_list(row)
        if buttons and not self._first_word(row) and not self._goes_on(row):
            self._interface(row)
            return 1
        self._message(row)
        return 1

    def _drop_answered(self, row: Row) -> None:
        """Take the line above a name off the entry above it where it shows what the named person answers."""
        entry = self.open
        if entry is None or len(entry.strips) < 2:
            return
        *_, above = rows_of(entry.strips)
        last = above[0]
        near = row[0].box.y - last.box.bottom < 1.2 * self.means.height
        smaller = last.box.height < 0.95 * entry.strips[0].box.height
        aside = last.box.x > entry.left + 0.5 * self.means.height
        if near and smaller and aside and re.match(r"\W*[@©]", last.text):
            entry.strips = [strip for strip in entry.strips if strip not in above]

    def _is_faint_list(self, row: Row) -> bool:
        """Whether a row is but a number and single words set apart, in a paler ink, as counts and buttons are."""
        single = len(row) > 1 and all(len(strip.words) == 1 for strip in row)
        number = any(re.fullmatch(r"[\d.,]+[kKmM]?", strip.text) for strip in row)
        return single and number and max(strip.contrast for strip in row) < 0.8 * self.contrast

    def _placeholder(self, row: Row) -> bool:
        """Whether a row at the foot of the page is what stands in an empty entry field, in a paler ink."""
        low = row[0].box.y > self.page.box.y + 0.8 * self.page.box.height
        pale = max(strip.contrast for strip in row) < 0.75 * self.contrast
        return (
            low
            and pale
            and not is_counts(row, self.means)
            and self.means.hints.fields.fullmatch(text_of(row)) is not None
        )

    def _second_head(self, head: Head) -> bool:
        """Right below a name stands a message, even one that looks like a name."""
        entry = self.open
        waiting = entry is not None and entry.head is not None and not entry.strips and not entry.again
        return waiting and head.form not in STRONG

    def _sentence(self, head: Head, row: Row) -> bool:
        """Whether a row that ends like a time ("in 5 minutes.") is the end of the sentence above it."""
        return head.form in ("timed", "listed") and ends_sentence(text_of(row)) and self._goes_on(row)

    def _goes_on(self, row: Row) -> bool:
        """Whether a row like "today?" is the end of the sentence above it."""
        entry = self.open
        if entry is None or entry.closed or not entry.strips:
            return False
        last = rows_of(entry.strips)[-1]
        widest = max(strip.box.right for strip in entry.strips)
        right = max(widest, self.page.box.x + round(0.7 * self.page.box.width))
        word = row[0].box.width * len(row[0].text.split()[0]) / max(1, len(row[0].text))
        buttons = is_counts(row, self.means) and not ends_sentence(text_of(row))
        ended = ends_sentence(text_of(last)) and len(row[0].words) == 1 and not ends_sentence(text_of(row))
        return (
            not ended and runs_on(last, row, self.means) and last[-1].box.right + word > right and not buttons
        )

    def _first_word(self, row: Row) -> bool:
        """One word right below a name is a message, whatever the word."""
        entry = self.open
        return bool(
            entry and entry.head and not entry.strips and not entry.closed and len(row) == 1
            and row[0].text.strip("!?.…").isalpha() and abs(row[0].box.x - entry.left) < 0.5 * self.means.height
        )  # fmt: skip

    def _interface(self, row: Row) -> None:
        if is_counts(row, self.means):
            self.counts = True
            self.buttons = self.buttons or len(self.means.hints.posts.findall(text_of(row))) > 1
            if self.open is not None and self.open.head is not None:
                self.open.closed = True

    def _message(self, row: Row) -> None:
        last = self.open.strips[-1] if self.open and self.open.strips else None
        clear = row[0].box.y - last.box.bottom if last else 0
        picture = picture_left(row[0], self.means, clear)
        if self.open is None or self.open.closed or self._new_speaker(row, picture):
            self._close()
            self.open = _Open(None, [], row[0].box.x, picture=picture)
        self.open.strips.extend(without_signs(row, self.means))

    def _new_speaker(self, row: Row, picture: bool) -> bool:
        """In a run without names a picture, or a change of band, begins another speaker's text."""
        if self.open is None or self.open.head is not None or not self.open.strips:
            return False
        if "bubble" in self.kinds.values():
            return picture and not self.drafts
        last = self.open.strips[-1]
        smaller = all(strip.box.height > 1.35 * row[0].box.height for strip in self.open.strips)
        if smaller and sum(len(strip.words) for strip in row) > 2:
            return True
        bands = self.page.bands
        changed = bands.get(last.index) != bands.get(row[0].index)
        apart = row[0].box.y - last.box.bottom > 1.2 * self.means.height
        return picture or (changed and apart)

    def _child(self, place: int) -> None:
        child, kind = self.page.children[place], self.kinds[place]
        if kind == "code":
            self._code(child)
        elif kind == "card" and self.open is not None and not self.open.closed:
            self.open.strips.extend(child.all_strips())
        elif kind == "frame" and self.depth < DEEPEST:
            entry = self.open
            drafts = drafts_in(child, self.means, self.depth + 1)
            self._keep_open(drafts)
            if entry is not None and entry.head is not None and entry.strips and not entry.closed:
                self._go_on(entry, len(drafts))
        elif kind in ("bubble", "frame"):
            self._pass_header(child.box.y)
            draft = bubble_of(child, self.means)
            if draft.strips and not self._mark(child, draft) and not self._answered(child):
                self._keep_open((self._with_name(replace(draft, side=self._side(child.box))),))

    def _go_on(self, entry: _Open, inner: int) -> None:
        """An entry goes on below a picture that it shows; larger type above the picture was its title."""
        self.open = _Open(entry.head, [], entry.left, again=True)
        above = self.drafts[-1 - inner] if inner < len(self.drafts) else None
        same = above is not None and above.speaker == (entry.head and entry.head.name)
        self.title = above if same else None

    def _pass_header(self, top: int) -> None:
        """The only name of a chat, with at most a line about the person, above all bubbles is the chat's title."""
        entry = self.open
        if entry is None or entry.head is None or self.drafts or self.headed:
            return
        few = sum(len(strip.words) for strip in entry.strips) <= 8
        below = (place for place, row in enumerate(self.rows) if row[0].box.y > top)
        alone = not any(head_of(self.rows, place, self.means) for place in below)
        if few and alone and list(self.kinds.values()).count("bubble") > 2:
            entry.head = None

    def _mark(self, child: Node, draft: Draft) -> bool:
        """Among named entries a small panel with a few words is a flair, a reaction or a warning.

        Where longer messages have the same fill, it is a short message.
        """
        few = sum(len(strip.words) for strip in draft.strips) <= 4 and len(rows_of(draft.strips)) <= 2
        alike = any(
            same_fill(peer.colour, child.colour) and sum(len(strip.words) for strip in peer.all_strips()) > 4
            for place, peer in enumerate(self.page.children)
            if self.kinds[place] == "bubble" and peer is not child
        )
        return self.headed and few and draft.speaker is None and not alike

    def _answered(self, child: Node) -> bool:
        """Whether a bubble shows what the next one answers: right below a line that says so."""
        above = [row for row in self.rows if row[0].box.middle < child.box.y]
        if not above:
            return False
        near = child.box.y - above[-1][0].box.bottom < 1.2 * self.means.height
        return near and _ANSWERING.fullmatch(text_of(above[-1]).strip()) is not None

    def _keep_open(self, drafts: tuple[Draft, ...]) -> None:
        """Put what a card or bubble holds after the text above it."""
        head = self.open.head if self.open and self.open.head and not self.open.strips else None
        self._close()
        if head is not None and len(drafts) == 1 and drafts[0].speaker is None:
            drafts = (
                replace(
                    drafts[0],
                    speaker=head.name,
                    time=drafts[0].time or head.time,
                    badges=head.badges,
                    form=head.form,
                ),
            )
        self.drafts.extend(drafts)

    def _with_name(self, draft: Draft) -> Draft:
        """A short line right above a bubble is its speaker's name."""
        entry = self.open
        if entry is None or entry.head is not None or draft.speaker or not entry.strips:
            return draft
        *others, strip = entry.strips
        name = bare_name(strip.text)
        near = 0 <= draft.box.y - strip.box.bottom < 0.9 * self.means.height
        aligned = (
            -1.6 * self.means.height < strip.box.x - draft.box.x < 3 * self.means.height
            or abs(strip.box.right - draft.box.right) < 1.6 * self.means.height
        )
        if (
            near
            and aligned
            and len(name.split()) <= 4
            and self.means.hints.left_over(name)
            and strip.box.height <= 1.05 * draft.strips[0].box.height
        ):
            entry.strips = others
            return replace(draft, speaker=name, form="above")
        return draft

    def _code(self, child: Node) -> None:
        strips = [
            strip
            for row in rows_of(child.all_strips())
            for strip in row
            if not is_code_header(row, child, self.means)
        ]
        if self.open is None:
            self.open = _Open(None, [], child.box.x)
        self.open.strips.extend(strips)

    def _side(self, box: Box) -> Literal["left", "right"]:
        left = box.x - self.page.box.x
        right = self.page.box.right - box.right
        # Panels as wide as the text are neither; a pixel must not decide who speaks.
        return "right" if right < left - 0.01 * self.page.box.width else "left"

    def _close(self) -> None:
        entry, self.open = self.open, None
        title, self.title = self.title, None
        if entry is None or not entry.strips:
            return
        strips = tuple(entry.strips)
        strips, head = without_pale_beginning(strips), entry.head
        if head is None:
            self.drafts.append(Draft(strips, box_of(strips), "run", form="picture" if entry.picture else ""))
            return
        strips = without_title(without_footer(strips))
        if title is not None and larger(title.strips, strips):
            self.drafts.remove(title)
        elif title is not None and is_caption(strips, title.strips):
            return
        self.drafts.append(
            Draft(strips, box_of(strips), "entry", head.name, head.time, head.badges, head.form)
        )


_ANSWERING = re.compile(
    r"(?:you |.{1,24} )?(?:replied to|hast? .{1,24} geantwortet|répondu à|respondió a|respondeu a)\b.{0,30}",
    re.IGNORECASE,
)
