"""Splits a tall picture into sections that are each looked at in a scale of their own.

A joined capture may hold pictures of a phone and of a desktop screen: letters of 28 px and of 10 px. In the
scale that finds the large ones, lines of the small ones are lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from witnessmark.reading.pixels import Pixels
from witnessmark.reading.textsize import letter_height

# Measured on the development pictures: letters of 11 px (with their rim) are found as well as larger ones, at
# a fraction of the time; smaller ones are lost.
_LETTERS = 11.5
_SMALLEST, _LARGEST = 0.4, 1.25  # scale for the network
_WIDEST = 4096  # columns of the network's input
_ONE_PAGE = 3000  # rows: a picture of at most so many is judged as a whole
_BAND = 256  # rows that get one scale; judged from the two windows of two bands that hold them
_ALIKE = 1.3  # scales that differ by less are one: so much do the letters of one page differ by the band


@dataclass(frozen=True, slots=True)
class Section:
    """Rows `first` to `last` of a picture, and by how much they are scaled for the detection network."""

    first: int
    last: int
    factor: float


def sections(image: Pixels) -> list[Section]:
    """The sections of a picture from top to bottom; they touch and cover it."""
    height = image.shape[0]
    usual = _factor(image) or min(1.0, _WIDEST / image.shape[1])
    if height <= _ONE_PAGE:
        return [Section(0, height, usual)]
    result: list[Section] = []
    for band in _bands(image, usual):
        last = result[-1] if result else None
        if last is not None and _alike(last.factor, band.factor) and usual not in (last.factor, band.factor):
            result[-1] = Section(last.first, band.last, max(last.factor, band.factor))
        elif last is not None and last.factor == band.factor:
            result[-1] = replace(last, last=band.last)
        else:
            result.append(band)
    return result


def _bands(image: Pixels, usual: float) -> Iterator[Section]:
    """Each band with the larger of the scales that its two windows ask for; the last known where none does."""
    height = image.shape[0]
    starts = range(0, height, _BAND)
    windows = [None, *(_factor(image[start : start + 2 * _BAND]) for start in starts)]
    factor = usual
    for start, pair in zip(starts, pairwise(windows), strict=True):
        factor = max((wanted for wanted in pair if wanted is not None), default=factor)
        yield Section(start, min(height, start + _BAND), usual if _alike(factor, usual) else factor)


def _alike(one: float, other: float) -> bool:
    return max(one, other) < _ALIKE * min(one, other)


def _factor(image: Pixels) -> float | None:
    """By how much a picture is scaled to letters of the size that the network finds best; None without letters."""
    letters = letter_height(image)
    if letters is None:
        return None
    width: int = image.shape[1]
    return min(max(_SMALLEST, min(_LARGEST, _LETTERS / letters)), _WIDEST / width)
