"""Reads the inside of a bubble or card: a name on top, the message, a time at its end."""

from __future__ import annotations

import re
import statistics
from dataclasses import dataclass, replace
from itertools import pairwise

from witnessmark.speech.times import CLOCK, is_time
from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.heads import Head, bare_name, ends_sentence, head_in, is_label, without_badges
from witnessmark.turns.sight import distance, ink_of
from witnessmark.turns.strips import Strip, rows_of, text_of
from witnessmark.turns.tree import Node

_TICKS = re.compile(r"^\W*+(?:[vwmN][vwmN√✓✔/\\]*+)?\W*+$", re.IGNORECASE)
_TAIL = re.compile(rf"(?P<time>{CLOCK})\s*+(?:\S\s*+)?\S?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inside:
    """A bubble's message, and the name and time that were found at its ends."""

    message: tuple[Strip, ...]
    name: str | None = None
    head: tuple[Strip, ...] = ()
    badges: str = ""
    time: str | None = None


def bubble_of(node: Node, means: Means) -> Draft:
    """The draft of the turn in a bubble. It has no strips where the bubble holds no message."""
    inside = inside_of(node, means)
    return Draft(
        inside.message,
        node.box,
        "bubble",
        inside.name,
        inside.time,
        inside.badges,
        fill=node.colour,
        name=inside.head,
    )


def inside_of(node: Node, means: Means) -> Inside:
    """What stands in a bubble."""
    rows = [row for row in rows_of(_without_avatars(node)) if row]
    name, badges, time = None, "", None
    head: tuple[Strip, ...] = ()
    if len(rows) > 1:
        name, badges, time, used = _name(rows, means)
        if used and (_is_subtitle(rows[used:]) or _is_note(rows[used:], means)):
            used += 1
        head = tuple(strip for row in rows[:used] for strip in row)
        rows = rows[used:]
    rows, tail = _without_time(_without_footer(rows, node, means), means)
    message = tuple(strip for row in rows for strip in row)
    return Inside(message, name, head, badges, time or tail)


def _is_subtitle(rows: list[tuple[Strip, ...]]) -> bool:
    """Whether a line below a name tells about the person: paler and no larger than the message below it."""
    if len(rows) < 2:
        return False
    line, message = rows[0][0], rows[1][0]
    return line.contrast < 0.8 * message.contrast and line.box.height <= message.box.height


def _is_note(rows: list[tuple[Strip, ...]], means: Means) -> bool:
    """Whether a line below a name is one of the interface's, such as from where a message was forwarded."""
    return len(rows) > 1 and means.hints.rows.fullmatch(text_of(rows[0]).strip()) is not None


def _without_footer(rows: list[tuple[Strip, ...]], node: Node, means: Means) -> list[tuple[Strip, ...]]:
    """The rows without a last one of links in smaller type, paler or in panels of their own."""
    if len(rows) < 2:
        return rows
    *message, last = rows
    contrast = statistics.median(strip.contrast for row in message for strip in row)
    height = statistics.median(strip.box.height for row in message for strip in row)
    small = all(strip.box.height < 0.85 * height for strip in last)
    boxed = any(strip in child.strips for child in node.children for strip in last)
    note = means.hints.rows.fullmatch(text_of(last).strip()) is not None
    links = small and (boxed or note or all(strip.contrast < 0.72 * contrast for strip in last))
    return message if links and not _is_clock(last[-1].text) else rows


def _without_avatars(node: Node) -> list[Strip]:
    own = list(node.strips)
    for child in node.children:
        if not is_avatar(child) and not _is_preview(child, node) and not _is_reaction(child):
            own.extend(child.all_strips())
    return own


def _is_reaction(child: Node) -> bool:
    """Whether a small panel in a bubble holds but a sign and how many sent it."""
    strips = child.all_strips()
    return len(rows_of(strips)) == 1 and not any(re.search(r"[^\W\d_]", strip.text) for strip in strips)


def _is_preview(child: Node, node: Node) -> bool:
    """Whether a panel at the top of a bubble shows what is answered or linked to; the message stands below it.

    At most one line, the sender's name, stands above it. Its words are somebody else's and stay with the interface.
    """
    above = [strip for strip in node.strips if strip.box.middle < child.box.y]
    below = [strip for strip in node.strips if strip.box.middle > child.box.bottom]
    said = [strip for strip in below if not _is_clock(strip.text)]
    wide = child.box.width > 0.55 * node.box.width
    named = len(rows_of(above)) <= 1 and sum(len(strip.words) for strip in above) <= 5
    return wide and named and bool(said) and len(rows_of(child.all_strips())) <= 4


def is_avatar(node: Node) -> bool:
    """Whether a panel is a picture of a speaker: about square, with no more in it than initials."""
    strips = node.all_strips()
    shape = node.box.width / max(1, node.box.height)
    if len(strips) != 1 or len(strips[0].text.replace(" ", "")) > 3:
        return False
    capitals = strips[0].text.isupper() and strips[0].text.isalpha()
    return 0.7 < shape < 1.4 or (capitals and 0.45 < shape < 2.2)


def _name(rows: list[tuple[Strip, ...]], means: Means) -> tuple[str | None, str, str | None, int]:
    """Name, badges, time and number of rows of the head that a bubble begins with."""
    first, second = rows[0], rows[1]
    text = text_of(first)
    if len(first) == 2 and len(first[1].words) == 1 and first[1].contrast < 0.8 * first[0].contrast:
        # A rank beside the name, in a paler ink.
        first, text = first[:1], first[0].text
        rows = [first, *rows[1:]]
    head = head_in(text, means.hints)
    if head and not _TAIL.search(head.name) and _is_head(head, first[0], second[0], means):
        return head.name, head.badges, head.time, 1
    if is_label(text):
        return text.strip(" :"), "", None, 1
    name, badges = without_badges(bare_name(text), means.hints)
    if len(rows) > 2 and means.hints.rows.fullmatch(text_of(second).strip()):
        second = rows[2][0:]
    short = len(name.split()) <= 5 and len(name) <= 36 and not ends_sentence(name)
    if short and is_broken_early(rows) and looks_differ(first[0], second[0]) and re.search(r"[^\W\d_]", name):
        return name, badges, None, 1
    return None, "", None, 0


def _is_head(head: Head, first: Strip, second: Strip, means: Means) -> bool:
    """Whether a row that reads like a head is one; a name and a time must look set apart, too."""
    if head.form != "timed":
        return True
    apart = looks_differ(first, second) or (head.time is not None and ends_paler(first, means))
    return apart and len(head.name.split()) <= 3


def ends_paler(strip: Strip, means: Means) -> bool:
    """Whether the last word of a line has a paler ink than its first, as the time after a name has."""
    first, last = (means.reading.words[word] for word in (strip.words[0], strip.words[-1]))
    name, time = ink_of(means.sight.pixels, first.box), ink_of(means.sight.pixels, last.box)
    return len(strip.words) > 1 and distance(time.colour, time.fill) < 0.75 * distance(name.colour, name.fill)


def is_broken_early(rows: list[tuple[Strip, ...]]) -> bool:
    """Whether the second row's first word would have had room in the first row, so that the break is meant."""
    right = max(strip.box.right for row in rows for strip in row)
    second = rows[1][0]
    word = second.box.width * len(second.text.split()[0]) / max(1, len(second.text))
    if len(second.text.split()) == 1 and not second.text.isascii():
        word = second.box.width / max(1, len(second.text))
    return rows[0][-1].box.right + word + 0.3 * second.box.height < right or (
        len(rows) == 2 and rows[0][-1].box.right < second.box.right
    )


def looks_differ(one: Strip, other: Strip) -> bool:
    """Whether a strip is set apart from the next by its colour, its weight or its size, as names are."""
    ink, plain = one.ink, other.ink
    if distance(ink.colour, plain.colour) > 60 and _chroma(ink.colour) > _chroma(plain.colour) + 30:
        return True
    if ink.stroke and plain.stroke:
        heavier = ink.stroke / max(1, one.box.height) > 1.22 * plain.stroke / max(1, other.box.height)
        if heavier:
            return True
    return False


def _chroma(colour: tuple[float, float, float]) -> float:
    return max(colour) - min(colour)


def _without_time(rows: list[tuple[Strip, ...]], means: Means) -> tuple[list[tuple[Strip, ...]], str | None]:
    """The rows without the time, count or ticks that the last of them ends with, and that time."""
    if not rows:
        return rows, None
    *before, last = rows
    time = None
    if len(last) > 1 and len(last[-1].text) <= 2 and _is_clock(last[-2].text):
        last = last[:-1]
    while last and (_is_clock(last[-1].text) or _TICKS.match(last[-1].text) or _is_count(last[-1], means)):
        if len(last) == 1 and not before:
            break
        found = _TAIL.search(last[-1].text)
        if _is_clock(last[-1].text) or found:
            time = found["time"] if found else last[-1].text
        last = last[:-1]
    if not last:
        rest, earlier = _without_time(before, means) if time is None else (before, None)
        return rest, time or earlier
    cut, clock = _cut_clock(last[-1], means, alone=not before and len(last) == 1)
    return [*before, (*last[:-1], cut)], time or clock


def _is_clock(text: str) -> bool:
    """Whether a text is a time that stands at a message's end; "Friday." is the end of the message itself."""
    return (is_time(text) and bool(re.search(r"\d", text))) or (
        (found := _TAIL.search(text)) is not None and found.start() == 0
    )


def _is_count(strip: Strip, means: Means) -> bool:
    text = _TAIL.sub("", strip.text).strip(" ·")
    return means.hints.rows.fullmatch(text) is not None and re.match(r"\d", text) is not None


def _cut_clock(strip: Strip, means: Means, alone: bool) -> tuple[Strip, str | None]:
    """A strip without the clock at its end, where the clock is set apart by a gap, a size or a paler ink."""
    found = _TAIL.search(strip.text)
    if found is None or found.start() == 0:
        return strip, None
    before = strip.text[: found.start()]
    kept = tuple(strip.words[: len(before.split())])
    if not before.endswith(" "):
        return _unglued(strip, kept, len(before.split()[-1]), means), found["time"]
    tail = strip.words[len(kept) :]
    if not kept or not tail or not _set_apart(strip, kept, tail, means):
        return strip, None
    return means.cut(strip, kept), found["time"]


def _unglued(strip: Strip, kept: tuple[int, ...], length: int, means: Means) -> Strip:
    """A strip whose last word lost the clock that an engine glued to it."""
    cut = means.cut(strip, kept)
    last = means.reading.words[kept[-1]].text
    return replace(cut, text=cut.text[: len(cut.text) - len(last) + length], keep=length)


def _set_apart(strip: Strip, kept: tuple[int, ...], tail: tuple[int, ...], means: Means) -> bool:
    words = means.reading.words
    gap = words[tail[0]].box.x - words[kept[-1]].box.right
    usual = statistics.median([words[b].box.x - words[a].box.right for a, b in pairwise(kept)] or [0])
    if gap > max(2.0 * usual, 0.45 * strip.box.height):
        return True
    message, clock = (ink_of(means.sight.pixels, words[one].box) for one in (kept[-1], tail[0]))
    paler = distance(clock.colour, clock.fill) < 0.75 * distance(message.colour, message.fill)
    smaller = clock.box.height < 0.85 * message.box.height
    return paler or smaller
