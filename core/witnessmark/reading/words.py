"""Cuts a read line into words with boxes: the network says where characters are, the ink where words end."""

from __future__ import annotations

from itertools import pairwise

from witnessmark.reading.ink import Ink
from witnessmark.reading.ordering import ReadLine
from witnessmark.reading.recognise import Glyph
from witnessmark.reading.strip import Strip
from witnessmark.records import Word

__all__ = ["ReadLine", "words_of"]


def words_of(strip: Strip, glyphs: tuple[Glyph, ...], ink: Ink) -> tuple[Word, ...]:
    """The words of a line, left to right; all as high as the line's ink."""
    groups = _groups(glyphs)
    edges = _edges(groups, ink)
    return tuple(
        Word(
            "".join(glyph.text for glyph in group),
            strip.box(left, right, ink.top, ink.bottom),
            round(sum(glyph.confidence for glyph in group) / len(group), 4),
        )
        for group, (left, right) in zip(groups, edges, strict=True)
    )


def _groups(glyphs: tuple[Glyph, ...]) -> list[list[Glyph]]:
    groups: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph.text.isspace():
            groups.append([])
        else:
            groups[-1].append(glyph)
    return [group for group in groups if group]


def _edges(groups: list[list[Glyph]], ink: Ink) -> list[tuple[float, float]]:
    """Left and right of each word: from gap to gap, the outer ones as far as the ink goes."""
    gaps = [ink.gap(left[-1].x, right[0].x) for left, right in pairwise(groups)]
    if not groups:
        return []
    starts = [ink.start(groups[0][0].x), *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), ink.end(groups[-1][-1].x)]
    return list(zip(starts, ends, strict=True))
