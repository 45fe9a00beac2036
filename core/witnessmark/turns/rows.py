"""Tells rows of the interface from names and from messages."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from witnessmark.speech.products import product_in_label
from witnessmark.speech.times import WHEN, is_time
from witnessmark.turns.bubble import ends_paler, looks_differ
from witnessmark.turns.draft import Means
from witnessmark.turns.heads import STRONG, Head, bare_name, ends_sentence, head_in, is_label, without_badges
from witnessmark.turns.pictures import picture_left
from witnessmark.turns.strips import Strip, text_of

Row = tuple[Strip, ...]

_WHEN = re.compile(WHEN, re.IGNORECASE)
# Engines read the sign of a handle as another round one, and the second of them as a bracket.
_HANDLE = re.compile(r"^\W*[@②©⓪]\s?[\w.\-]+(?:\W?[@②©(][\w.\-]+)?(?:…|\b\W*)")


_LETTER = re.compile(
    r"(?:to|cc|bcc|sent|date|subject|an|gesendet|datum|betreff|à|envoyé|objet|para|enviado|asunto|assunto)\s?:",
    re.IGNORECASE,
)
_TO_READER = re.compile(r"(?:to|an|à|para|a)\s(?:me|mich|mir|moi|mí|mim)(?:,.{0,40})?", re.IGNORECASE)
_TO = re.compile(r"(?:to|an|à|para|a)\s", re.IGNORECASE)

# "101 Reposts 142 Quotes": numbers, each with what it counts. Atomic, for each pair reads in several ways.
_PAIRS = re.compile(r"^\W*(?>\d[\d.,]*\s?[kmb]?\s?[^\W\d_]{3,14}\W*){2,}$", re.IGNORECASE)
# What a list of messages shows of a thread that began there; posts have counts of more than answers.
_THREAD = re.compile(
    r"^\W*\d+ (?:repl(?:y|ies)|antwort(?:en)?|réponses?|respuestas?)\W+(?:last|letzte|view|dernière)\b", re.I
)
# "88 7 2": counts between signs that are not read, or read as single letters.
_NUMBERS = re.compile(r"^(?:\W*(?:[^\W\d_]\s?)?\d[\d.,]*[kmb]?(?=\s|$)){3,6}\W*$", re.IGNORECASE)
# "6:58 PM · 6h · 132K views": times and counts with signs between them, in any language.
_COUNT = r"(?:[\d.,]+\s?[kmb]?\s)?[^\W\d_]{3,14}"
_STAMP = re.compile(rf"^{WHEN}(?:\s*[·•|]\s*(?:{WHEN}|{_COUNT}))+$", re.IGNORECASE)
# A forum or channel, alone or with an age.
_PLACE = re.compile(
    rf"(?=[\s\S]{{0,200}}\Z)^\W*(?:[rcm]/\w+|#[\w-]+)[\s·•-]*+(?:{WHEN})?\W*+$", re.IGNORECASE
)


def is_interface(row: Row, means: Means) -> bool:
    """Whether a row holds nothing but times, counts, buttons and stray signs."""
    text = text_of(row)
    if is_time(text) or means.hints.rows.fullmatch(text.strip()) or _PAIRS.match(text) or _PLACE.match(text):
        return True
    if all(means.hints.rows.fullmatch(strip.text.strip()) for strip in row):
        return True
    rest = means.hints.left_over(_WHEN.sub(" ", text))
    if _STAMP.match(text.strip()):
        return True
    if not rest or (len(rest) <= 3 and (len(row) > 1 or bool(re.search(r"\d", text)))):
        return True
    return len(row) > 1 and bool(re.search(r"\d", text)) and means.hints.is_nearly_word(rest)


def runs_on(before: Row, row: Row, means: Means) -> bool:
    """Whether a row goes on with the text of the row above it, whose line was full."""
    first, next_ = before[0], row[0]
    aligned = abs(first.box.x - next_.box.x) < 0.5 * means.height
    near = 0 <= next_.box.middle - first.box.middle < 2.0 * means.height
    alike = 0.75 < next_.box.height / max(1, first.box.height) < 1.33
    paler = next_.contrast < 0.7 * first.contrast
    return (
        aligned
        and near
        and alike
        and not paler
        and len(row) == 1
        and bool(re.search(r"[^\W\d_]{3}", next_.text))
    )


def is_counts(row: Row, means: Means) -> bool:
    """Whether a row of the interface ends a message: counts or buttons, not only a time."""
    text = text_of(row)
    if not is_interface(row, means) or is_time(text):
        return False
    if _PAIRS.match(text) or _NUMBERS.match(text):
        return True
    if _THREAD.match(text):
        return False
    words = len(means.hints.words.findall(text))
    if words and means.hints.posts.search(text) and re.search(r"\d", text):
        return True
    return words > 1 or (len(row) > 2 and (words > 0 or len(re.findall(r"\d+", text)) > 1))


def head_of(rows: list[Row], place: int, means: Means) -> tuple[Head, int] | None:
    """The head that begins at a row, and how many rows it takes; None where the row names nobody."""
    row = rows[place]
    if _is_note(text_of(row), means):
        return None
    step, following = _following(rows, place, means)
    for text in dict.fromkeys((text_of(row), row[0].text)):
        head = head_in(text, means.hints)
        if head and not _is_place(head.name) and (head.form in STRONG or _looks(head, row, following, means)):
            return _with_rest(head, rows[place:], step, means)
    found = _titled(rows[place : place + 4], means)
    if found is not None:
        return found
    found = _two_rows(row, following, means)
    if found is not None:
        return found[0], step + 1 if found[1] == 2 else 1
    found = _by_place(rows, place, means)
    if found is not None:
        return found
    if is_label(text_of(row)) and following is not None and _heads(row, following, means):
        return Head(text_of(row).strip(" :·•"), "label"), 1
    return None


def _by_place(rows: list[Row], place: int, means: Means) -> tuple[Head, int] | None:
    """A name that stands where names do: a handle whose name was cut off, the poster below a forum's name."""
    row, text = rows[place], text_of(rows[place]).strip()
    if place and _is_poster(row, rows[place - 1], means):
        return Head(text, "account"), 1
    if place == 0 and row[0].box.y < 2 * means.height and _HANDLE.fullmatch(text):
        return Head(text, "handle"), 1
    return None


def _is_poster(row: Row, above: Row, means: Means) -> bool:
    """Whether the one word right below a forum's name is the name of who posted there."""
    near = row[0].box.y - above[0].box.bottom < 0.8 * means.height
    aligned = abs(row[0].box.x - above[0].box.x) < 0.5 * means.height
    return (
        near
        and aligned
        and bool(_PLACE.match(text_of(above)) and re.fullmatch(r"[\w.-]{3,24}", text_of(row)))
    )


def _with_rest(head: Head, rows: list[Row], step: int, means: Means) -> tuple[Head, int]:
    """A head with the rows below its first one that belong to it: a handle, or whom a letter is to."""
    if head.form == "address":
        return head, 1 + _letter_rows(rows, means)
    if len(rows) > 1 and _TO_READER.fullmatch(text_of(rows[1]).strip(" ▼▾⌄∨vV")):
        return replace(head, form="address"), 1 + _letter_rows(rows, means)
    if head.form != "handle-only" and step < len(rows) and _HANDLE.fullmatch(rows[step][0].text.strip()):
        return replace(head, form="handle"), step + 1
    return head, 1


def _is_note(text: str, means: Means) -> bool:
    """A row of the interface that only looks like a head ("Replying to @name")."""
    return bool(means.hints.rows.fullmatch(text.strip())) and not re.match(r"posted by", text, re.IGNORECASE)


def _following(rows: list[Row], place: int, means: Means) -> tuple[int, Row | None]:
    """The next row that begins under this one, and how far down it is; signs to the right are passed over."""
    left = rows[place][0].box.x
    for step in range(1, 4):
        if place + step >= len(rows):
            break
        if rows[place + step][0].box.x < left + 2.5 * means.height:
            return step, rows[place + step]
    return 1, None


def _letter_rows(rows: list[Row], means: Means) -> int:
    """How many of the rows below a letter's sender tell to whom, when and about what it was sent."""
    taken = 0
    for count, row in enumerate(rows[1:8], start=1):
        text = text_of(row).strip()
        if _LETTER.match(text) or (_TO.match(text) and len(text) < 60):
            taken = count
        elif row[0].box.x < rows[0][0].box.x + 2.5 * means.height:
            break
    return taken


def _heads(row: Row, following: Row, means: Means) -> bool:
    """Whether a label stands right above a message, as a name does and a title does not."""
    bold = looks_differ(row[0], following[0]) or row[0].contrast > 1.25 * following[0].contrast
    near = following[0].box.y - row[0].box.bottom < (1.4 if bold else 0.9) * means.height
    left = row[0].box.x - following[0].box.x
    aligned = abs(left) < 0.8 * means.height or (bold and 0 < left < 3 * means.height)
    return (
        near
        and aligned
        and not is_interface(following, means)
        and product_in_label(text_of(following)) is None
    )


def _two_rows(row: Row, following: Row | None, means: Means) -> tuple[Head, int] | None:
    """A name alone, with a handle, an age or a message below it."""
    if following is None or following[0].box.y - row[0].box.bottom > 1.2 * means.height:
        return None
    name, badges = without_badges(bare_name(row[0].text), means.hints)
    if not name or len(name.split()) > 6 or ends_sentence(name) or not re.search(r"[^\W\d_]{2}", name):
        return None
    below = following[0].text
    if _is_place(name) or is_counts(row, means) or (re.search(r"\d", name) and is_interface(row, means)):
        return None
    if _is_handle(below) and abs(following[0].box.x - row[0].box.x) < 1.5 * means.height:
        return Head(name, "handle", _time(following), badges), 2
    if is_interface(row, means):
        return None
    picture = picture_left(row[0], means)
    if is_time(re.sub(r"(?<![^\w:.,])[^\w:.,]+\w?$", "", below)) and picture:
        return Head(name, "aged", below, badges), 2
    if picture and looks_differ(row[0], following[0]) and not is_interface(following, means):
        return Head(name, "bold", _time(row[1:]), badges), 1
    return None


def _is_handle(text: str) -> bool:
    """Whether a text is a handle alone or with a time; a message to somebody goes on after it."""
    found = _HANDLE.match(text)
    rest = text[found.end() :].strip(" ·•") if found else ""
    return found is not None and (not re.search(r"[^\W\d_]{2}", rest) or is_time(rest))


def _titled(rows: list[Row], means: Means) -> tuple[Head, int] | None:
    """A name with a line or two about the person below it and a time under these, beside one picture."""
    name = rows[0][0]
    if len(name.text.split()) > 5 or ends_sentence(name.text) or not picture_left(name, means):
        return None
    for count, (above, row) in enumerate(pairwise(rows), start=2):
        near = row[0].box.y - above[0].box.bottom < 0.8 * means.height
        if not near or abs(row[0].box.x - name.box.x) > 0.5 * means.height:
            return None
        when = _WHEN.match(row[0].text)
        if when and count > 2 and is_interface(row, means) and not means.hints.posts.search(text_of(row)):
            return Head(bare_name(name.text), "aged", when[0]), count
        if row[0].box.height > name.box.height or not looks_differ(name, row[0]):
            return None
    return None


def _looks(head: Head, row: Row, following: Row | None, means: Means) -> bool:
    """Whether a row of a name and a time looks like a head: two inks, a picture beside it, or set apart."""
    if following is not None and looks_differ(row[0], following[0]):
        return True
    if picture_left(row[0], means):
        return True
    words = tuple(word for strip in row for word in strip.words)
    return ends_paler(replace(row[0], words=words), means)


def _time(row: Row) -> str | None:
    found = _WHEN.search(text_of(row)) if row else None
    return found[0] if found else None


def _is_place(name: str) -> bool:
    """Whether a name is that of a forum or a channel."""
    return bool(re.match(r"^(?:r/|#|/r/)", name))
