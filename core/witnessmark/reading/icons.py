"""Leaves out what is no writing: arrows, hearts, bars and avatars that the network took for characters.

The network is unsure of such signs, they stand alone or at the end of a line with a gap, and many come out as
Chinese characters or symbols on a page that has no Chinese otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from witnessmark.reading.ink import Ink
from witnessmark.reading.recognise import Glyph

_EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_LONE_SURE = 0.97  # a sign that stands alone is writing if the network is as sure as this
_END_SURE = 0.8  # likewise one at the end of a line, set off by a gap
_SHORT_SURE = 0.75  # likewise the mean of a line of at most four signs
_SHORT = 4
_REST_SURE = 0.85  # a lone sign that an icon stood beside, such as a count beside a heart
_GAP = 0.25  # of the height of the line's ink: sets a sign off from its neighbour
_FLAT = 0.3  # of the strip's height: lower ink is dots or a rule
_LENS = "Q"  # what the network takes a magnifying glass for, and hardly ever a word of its own
_BARS = re.compile(r"[LlI1tTiı|hJ,.'’]{2,3}")  # what it takes a chart of bars for
_WORDS = frozenset(("It", "it", "Hi", "hi", "Ill", "ill", "Lit", "lit", "Hit", "hit", "11", "111", "1."))
_BEFORE = re.compile(  # a lens before its field, a chart of bars before its count
    r"Q(?=\s+\w)|(?!\d+\s|[IiHh][ti]\s)" + _BARS.pattern + r",?(?=\s+\d[\d.,]*[KkM]?(?:\s|$))"
)
_EAST_ASIAN_PAGE = 4  # characters in runs of two and more, from which on a page is taken to have such text


def is_east_asian(lines: Iterable[tuple[Glyph, ...]]) -> bool:
    """Whether a page has Chinese, Japanese or Korean text, and not just icons taken for it."""
    runs = (len(run) for line in lines for run in re.findall(_EAST_ASIAN.pattern + "{2,}", _text(line, 0.8)))
    return sum(runs) >= _EAST_ASIAN_PAGE


def without_icons(line: tuple[Glyph, ...], ink: Ink, east_asian: bool) -> tuple[Glyph, ...]:
    """The glyphs of a line that are writing; none where the whole line is no writing."""
    kept = [glyph for glyph in line if east_asian or not _is_foreign(glyph)]
    kept = _after_sign(_trimmed(kept))
    whole = len(kept)
    while len(kept) > 1 and _set_off(kept[0], kept[1], ink):
        kept = _trimmed(kept[1:])
    while len(kept) > 1 and _set_off(kept[-1], kept[-2], ink):
        kept = _trimmed(kept[:-1])
    lone_sure = _LONE_SURE if len(kept) == whole else _REST_SURE
    return tuple(kept) if _is_writing(kept, ink, lone_sure) else ()


def left_out(line: tuple[Glyph, ...], kept: tuple[Glyph, ...]) -> list[tuple[Glyph, ...]]:
    """The signs of a line that are no writing, those side by side together."""
    writing = {id(glyph) for glyph in kept}
    runs = groupby(line, lambda glyph: not glyph.text.isspace() and id(glyph) not in writing)
    return [tuple(run) for is_sign, run in runs if is_sign]


def _text(line: tuple[Glyph, ...], least: float) -> str:
    return "".join(glyph.text if glyph.confidence >= least else " " for glyph in line)


def _is_foreign(glyph: Glyph) -> bool:
    return bool(_EAST_ASIAN.match(glyph.text))


def _trimmed(glyphs: list[Glyph]) -> list[Glyph]:
    """Without spaces at the ends."""
    while glyphs and glyphs[0].text.isspace():
        glyphs = glyphs[1:]
    while glyphs and glyphs[-1].text.isspace():
        glyphs = glyphs[:-1]
    return glyphs


def _after_sign(glyphs: list[Glyph]) -> list[Glyph]:
    """Without a lens or a chart that stands before its field or its count, however sure the network is."""
    found = _BEFORE.match("".join(glyph.text[:1] for glyph in glyphs))
    return _trimmed(glyphs[found.end() :]) if found else glyphs


def _set_off(end: Glyph, neighbour: Glyph, ink: Ink) -> bool:
    if end.confidence >= _END_SURE:
        return False
    start, stop = ink.gap(min(end.x, neighbour.x), max(end.x, neighbour.x))
    return neighbour.text.isspace() or stop - start >= _GAP * ink.height


def _is_writing(glyphs: list[Glyph], ink: Ink, lone_sure: float) -> bool:
    signs = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if not signs or ink.height < _FLAT * ink.rows:
        return False
    text = "".join(glyph.text for glyph in glyphs)
    if text == _LENS or (_BARS.fullmatch(text) and text not in _WORDS):
        return False
    if len(signs) == 1:
        return signs[0].confidence >= lone_sure
    mean = sum(glyph.confidence for glyph in signs) / len(signs)
    return len(signs) > _SHORT or mean >= _SHORT_SURE
