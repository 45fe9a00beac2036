"""Reads logs in a picture: "[09:14] USER: hello", "10:10 | nick | text", a terminal's prompts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from witnessmark.geometry import hull
from witnessmark.speech.names import role_of_label
from witnessmark.speech.times import CLOCK, is_time
from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.page import Page
from witnessmark.turns.rows import Row, is_interface
from witnessmark.turns.strips import Strip, rows_of, text_of

_LABEL = re.compile(
    rf"^(?:[\[(]?\s?(?P<time>{CLOCK})\s?[\])]?\s*[-|]?\s*)?(?:<(?P<nick>[^<>\s]{{1,24}})>|(?P<name>[^\W\d_][\w .'-]{{0,24}}?)\s?:)(?=\s|$)",
    re.IGNORECASE,
)


_SIGNS = frozenset(">$%#❯›»λVv")


@dataclass(frozen=True, slots=True)
class _Speech:
    name: str
    time: str | None
    rows: list[Row]


def log_in(page: Page, means: Means) -> tuple[Draft, ...]:
    """The speeches of a log; empty where the page is none."""
    if page.children and any(len(rows_of(child.all_strips())) > 2 for child in page.children):
        return ()
    rows = rows_of(page.everything)
    speeches = _columns(rows, means) or _labels(rows, means) or _prompts(page, means)
    return tuple(_draft(speech) for speech in speeches if any(speech.rows))


def _columns(rows: list[Row], means: Means) -> list[_Speech]:
    """Rows that begin with a time and a name in columns of their own."""
    timed = [row for row in rows if len(row) >= 3 and is_time(row[0].text) and len(row[1].text.split()) <= 2]
    if len(timed) < 2 or len(timed) < 0.4 * len(rows):
        return []
    column = sorted(row[2].box.x for row in timed)[len(timed) // 2]
    speeches: list[_Speech] = []
    for row in rows:
        if row in timed:
            speeches.append(_Speech(row[1].text.strip("<>:| "), row[0].text, [row[2:]]))
        elif speeches and abs(row[0].box.x - column) < means.height:
            speeches[-1].rows.append(row)
    return speeches


def _labels(rows: list[Row], means: Means) -> list[_Speech]:
    """Rows that begin with a label; labels must be those of roles, or come again."""
    found = {place: label for place, row in enumerate(rows) if (label := _LABEL.match(text_of(row)))}
    names = Counter((label["nick"] or label["name"]).strip().casefold() for label in found.values())
    timed = sum(label["time"] is not None or label["nick"] is not None for label in found.values())
    roles = {role_of_label(name) for name in names} - {None}
    enough = len(found) >= 3 and len(names) >= 2 and (timed >= 0.6 * len(found) or len(roles) >= 2)
    if not enough or len(found) < 0.25 * len(rows):
        return []
    left = min(rows[place][0].box.x for place in found)
    speeches: list[_Speech] = []
    for place, row in enumerate(rows):
        label = found.get(place)
        if label is not None and abs(row[0].box.x - left) < means.height:
            name = (label["nick"] or label["name"]).strip()
            speeches.append(_Speech(name, label["time"], [_after(row, label.end(), means)]))
        elif (
            speeches and not is_interface(row, means) and _continues(speeches[-1].rows[-1] or row, row, means)
        ):
            speeches[-1].rows.append(row)
    return speeches


def _prompts(page: Page, means: Means) -> list[_Speech]:
    """A terminal: rows with a prompt's sign to their left are the user's, what follows is the program's."""
    inside = tuple(strip for child in page.children for strip in child.all_strips())
    rows = rows_of((*page.everything, *inside))
    signs = [row for row in rows if len(row) > 1 and row[0].text.strip() in _SIGNS and row[1].box.x - row[0].box.right < 2 * means.height]
    if len(signs) < 2 or max(row[0].box.x for row in signs) - min(row[0].box.x for row in signs) > 0.5 * means.height:
        return []
    left = signs[0][1].box.x
    speeches: list[_Speech] = []
    for row in rows:
        if row in signs:
            speeches.append(_Speech("user", None, [row[1:]]))
        elif speeches and row[0].box.x > left - 1.5 * means.height:
            said = row[1:] if len(row) > 1 and len(row[0].text) == 1 else row
            if speeches[-1].name == "user" and not _wrapped(speeches[-1].rows[-1], said, rows):
                speeches.append(_Speech("assistant", None, []))
            speeches[-1].rows.append(said)
    return speeches


def _wrapped(before: Row, row: Row, rows: list[Row]) -> bool:
    """Whether a row goes on with the one before it, which went to the right edge of the text."""
    right = max(one[-1].box.right for one in rows)
    return right - before[-1].box.right < 0.12 * right and row[0].box.y - before[0].box.bottom < 0.5 * row[0].box.height


def _after(row: Row, place: int, means: Means) -> Row:
    """The row without the words of its label."""
    drop = len(text_of(row)[:place].split())
    words = tuple(word for strip in row for word in strip.words)[drop:]
    return (means.cut(row[0], words),) if words else ()


def _continues(before: Row, row: Row, means: Means) -> bool:
    return row[0].box.y - before[0].box.bottom < 1.1 * means.height


def _draft(speech: _Speech) -> Draft:
    strips: tuple[Strip, ...] = tuple(strip for row in speech.rows for strip in row)
    box = hull(strip.box for strip in strips)
    named = None if speech.name in ("user", "assistant") else speech.name
    return Draft(
        strips,
        box or strips[0].box,
        "line",
        named,
        speech.time,
        form="log",
        role=role_of_label(speech.name),
    )
