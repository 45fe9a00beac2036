"""Takes off an entry what is no message at its ends: a title above, buttons below, icons beside."""

from __future__ import annotations

import re
import statistics

from witnessmark.turns.draft import Means
from witnessmark.turns.heads import ends_sentence
from witnessmark.turns.rows import Row
from witnessmark.turns.strips import Strip, rows_of, text_of

TITLE = 1.18  # times the height of a message's type; what is larger is a title
FULL = 0.8  # of the longest line
PALE = 0.75  # of a message's contrast; what is paler is about it


def is_caption(strips: tuple[Strip, ...], above: tuple[Strip, ...]) -> bool:
    """Whether a few words in smaller type stand below a picture."""
    usual = statistics.median(strip.box.height for strip in above)
    few = sum(len(strip.words) for strip in strips) <= 8
    return few and max(strip.box.height for strip in strips) < 0.9 * usual


def larger(some: tuple[Strip, ...], others: tuple[Strip, ...]) -> bool:
    """Whether all of some strips are in larger type than the longer text of the others, as a title is."""
    usual = statistics.median(strip.box.height for strip in others)
    longer = sum(len(strip.text) for strip in others) > sum(len(strip.text) for strip in some)
    return longer and min(strip.box.height for strip in some) > TITLE * usual


def without_footer(strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
    """An entry without a short last row in paler ink, which is a row of buttons."""
    rows = rows_of(strips)
    if len(rows) < 2 or sum(len(strip.words) for strip in rows[-1]) > 6:
        return strips
    usual = statistics.median(strip.contrast for row in rows[:-1] for strip in row)
    if max(strip.contrast for strip in rows[-1]) > 0.72 * usual:
        return strips
    footer = {strip.index for strip in rows[-1]}
    return tuple(strip for strip in strips if strip.index not in footer)


def without_signs(row: Row, means: Means) -> Row:
    """A row without lone letters far to its right, which are icons read as letters."""
    kept = [row[0]]
    for strip in row[1:]:
        gap = strip.box.x - kept[-1].box.right
        if gap < means.height or any(len(word) > 1 for word in re.findall(r"\w+", strip.text)):
            kept.append(strip)
    return tuple(kept)


def without_title(strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
    """An entry without the title above its text: rows in larger type that smaller type follows."""
    rows = rows_of(strips)
    usual = sorted(row[0].box.height for row in rows)[len(rows) // 2] if rows else 0
    if len(rows) == 2:
        usual = rows[1][0].box.height
    start = 0
    while start < len(rows) - 1 and rows[start][0].box.height > TITLE * usual:
        start += 1
    title = {strip.index for row in rows[:start] for strip in row}
    if sum(len(strip.words) for row in rows[start:] for strip in row) < 3:
        return strips
    return tuple(strip for strip in strips if strip.index not in title)


def without_pale_beginning(strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
    """A message without the rows above it in a paler ink: what was only thought, a line about the person."""
    rows = rows_of(strips)
    inks = [max(row, key=lambda strip: len(strip.text)).contrast for row in rows]
    start = 0
    while start < len(rows) - 1 and inks[start] < PALE * max(inks):
        start += 1
    if start and not ends_sentence(text_of(rows[start - 1])) and _is_full(rows[start - 1], rows):
        return strips
    rest = tuple(strip for row in rows[start:] for strip in row)
    enough = sum(len(strip.words) for strip in rest) > 2 and max(inks[start:], default=0) == max(inks)
    return rest if enough else strips


def _is_full(row: Row, rows: list[Row]) -> bool:
    """Whether a line reaches about as far as the longest, so that the next one goes on with its sentence."""
    left, right = min(one[0].box.x for one in rows), max(one[-1].box.right for one in rows)
    return row[-1].box.right - left > FULL * (right - left)
