"""Reads logs in a picture: "[09:14] USER: hello", "10:10 | nick | text", a terminal's prompts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from witnessmark.geometry import Box, hull
from witnessmark.records import Word
from witnessmark.speech.names import role_of_label
from witnessmark.speech.times import CLOCK, is_time
from witnessmark.turns.draft import Draft, Means
from witnessmark.turns.page import Page
from witnessmark.turns.rows import Row, is_interface
from witnessmark.turns.sight import Ink, distance, ink_of
from witnessmark.turns.strips import Strip, rows_of, text_of

_LABEL = re.compile(
    rf"^(?:[\[(]?\s?(?P<time>{CLOCK})\s?[\])]?\s*+(?:[-|]\s*+)?)?"
    r"(?:<(?P<nick>[^<>\s]{1,24})>|(?P<name>[^\W\d_][\w .'-]{0,24}?)\s?:)(?=\s|$)",
    re.IGNORECASE,
)


_SIGNS = frozenset([*">$❯›»", ">>", ">>>", "》", "》>", ">》"])
_MISREAD = frozenset("Vv%λ")  # what engines make of a prompt; they count beside real ones only
_MARKS = frozenset("●⏺•○*")


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
    words = means.reading.words
    all_words = [tuple(word for strip in row for word in strip.words) for row in rows]
    timed = [row for row in all_words if len(row) >= 3 and is_time(words[row[0]].text)]
    if len(timed) < 2 or len(timed) < 0.4 * len(rows):
        return []
    column = _column([[words[one].box.x for one in row[2:5]] for row in timed], means)
    if column is None:
        return []
    speeches: list[_Speech] = []
    for row, indices in zip(rows, all_words, strict=True):
        said = tuple(one for one in indices if words[one].box.x > column - 0.6 * means.height)
        before = indices[: len(indices) - len(said)]
        if indices in timed and len(before) > 1:
            name = " ".join(words[one].text for one in before[1:])
            speeches.append(_Speech(name.strip("<>:| "), words[indices[0]].text, [_only(row, said, means)]))
        elif speeches and said and not before:
            speeches[-1].rows.append(row)
    return speeches


def _column(places: list[list[int]], means: Means) -> int | None:
    """The leftmost place where nearly all rows have the beginning of a word."""
    for place in sorted(one for row in places for one in row):
        near = sum(any(abs(one - place) < 0.35 * means.height for one in row) for row in places)
        if near >= 0.8 * len(places):
            return place
    return None


def _only(row: Row, words: tuple[int, ...], means: Means) -> Row:
    """A row with only some of its words."""
    return (means.cut(row[0], words),) if words else ()


def _labels(rows: list[Row], means: Means) -> list[_Speech]:
    """Rows that begin with a label; labels must be those of roles, or come again."""
    found = {place: label for place, row in enumerate(rows) if (label := _LABEL.match(text_of(row)))}
    names = Counter(_label_name(label) for label in found.values())
    timed = sum(label["time"] is not None or label["nick"] is not None for label in found.values())
    known = {name for name, count in names.items() if count > 1 or role_of_label(name) is not None}
    coloured = {place: label for place, label in found.items() if _in_colour(rows[place], means)}
    if len(coloured) >= max(3, 0.6 * len(found)):
        found = coloured
    elif len(known) > 1:
        found = {
            place: label
            for place, label in found.items()
            if _label_name(label) in known or label["nick"] or label["time"]
        }
    roles = {role_of_label(name) for name in names} - {None}
    told = max(timed, len(coloured)) >= 0.6 * len(found) or len(roles) >= 2
    enough = len(found) >= 3 and len(names) >= 2 and told
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


def _in_colour(row: Row, means: Means) -> bool:
    """Whether the first word of a row is set in another colour than its last."""
    words = [means.reading.words[word] for strip in row for word in strip.words]
    first, last = (ink_of(means.sight.pixels, word.box).colour for word in (words[0], words[-1]))
    return len(words) > 1 and distance(first, last) > 60


def _label_name(label: re.Match[str]) -> str:
    return (label["nick"] or label["name"]).strip().casefold()


def _prompts(page: Page, means: Means) -> list[_Speech]:
    """A terminal: rows with a prompt's sign to their left are the user's, what follows is the program's."""
    inside = tuple(strip for child in page.children for strip in child.all_strips())
    rows = rows_of((*page.everything, *inside))
    signs = [row for row in rows if _sign(row, means).text in _SIGNS | _MISREAD and len(text_of(row)) > 2]
    texts = [_sign(row, means).text for row in signs]
    usual = Counter(text for text in texts if text in _SIGNS).most_common(1)
    signs = [row for row in signs if usual and _sign(row, means).text in _MISREAD | {usual[0][0]}]
    signs = _with_unread(rows, signs, means) if signs else signs
    if signs and (len(signs) < 2 or _is_empty_prompt(signs[-1], signs[:-1])):
        rows = rows[: rows.index(signs[-1])] if len(signs) > 1 else rows
        signs = signs[:-1]
    if len(signs) < 2:
        return []
    read = [sign for sign in (_sign(row, means) for row in signs) if sign.text in _SIGNS | _MISREAD]
    places = [sign.box.x for sign in read]
    left = min(places)
    if max(places) - left > 0.5 * means.height:
        return []
    speeches: list[_Speech] = []
    for row in rows:
        if row in signs:
            said = _without_first(row, means) if _first(row, means) in _SIGNS | _MISREAD else row
            speeches.append(_Speech("user", None, [said]))
        elif speeches and row[0].box.x > left - 0.5 * means.height:
            said = _without_first(row, means) if _first(row, means) in _MARKS else row
            if speeches[-1].name == "user" and not _wrapped(speeches[-1].rows[-1], said, rows):
                speeches.append(_Speech("assistant", None, []))
            speeches[-1].rows.append(said)
    return speeches


def _with_unread(rows: list[Row], signs: list[Row], means: Means) -> list[Row]:
    """The rows with a prompt's sign and those where it was not read, but something stands at its place."""
    place = _sign(signs[0], means).box
    after = signs[0][0].box
    if _first(signs[0], means) in _SIGNS | _MISREAD:
        after = _without_first(signs[0], means)[0].box
    pixels = means.sight.pixels
    sign = ink_of(pixels, Box(place.x - 2, signs[0][0].box.y, place.width + 4, signs[0][0].box.height))
    found = []
    for row in rows:
        at = row[0].box
        mark = ink_of(pixels, Box(place.x - 2, at.y, place.width + 4, at.height))
        aligned = abs(at.x - after.x) < 0.4 * means.height and at.x > place.right
        if row in signs or (aligned and _look_alike(mark, sign)):
            found.append(row)
    return found


def _look_alike(one: Ink, other: Ink) -> bool:
    """Whether two signs have the same ink and strokes, as the same sign has."""
    thinner, thicker = sorted((one.stroke, other.stroke))
    return thinner > 0.7 * thicker > 0 and distance(one.colour, other.colour) < 48


def _is_empty_prompt(last: Row, others: list[Row]) -> bool:
    """Whether what stands at the last prompt is paler, as a hint is that nobody typed."""
    return bool(others) and last[-1].contrast < 0.7 * max(row[-1].contrast for row in others)


def _sign(row: Row, means: Means) -> Word:
    """The first word of a row, or the sign to its left that the engine took for an icon."""
    first = means.reading.words[row[0].words[0]]
    for mark in means.reading.marks:
        level = abs(mark.box.middle - row[0].box.middle) < 0.5 * means.height
        if level and mark.text in _SIGNS and 0 <= first.box.x - mark.box.right < 2 * means.height:
            return mark
    return first


def _first(row: Row, means: Means) -> str:
    return means.reading.words[row[0].words[0]].text


def _without_first(row: Row, means: Means) -> Row:
    first, *rest = row
    return (means.cut(first, first.words[1:]), *rest) if len(first.words) > 1 else tuple(rest)


def _wrapped(before: Row, row: Row, rows: list[Row]) -> bool:
    """Whether a row goes on with the one before it, which went to the right edge of the text."""
    right = max(one[-1].box.right for one in rows)
    return (
        right - before[-1].box.right < 0.12 * right
        and row[0].box.y - before[0].box.bottom < 0.5 * row[0].box.height
    )


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
