"""Reads a line of which the network is unsure once more, as wide as it is, and believes the surer reading."""

from __future__ import annotations

from collections.abc import Sequence

from witnessmark.reading.recognise import WHOLE, Recognised, recognise
from witnessmark.reading.strip import Strip

_SURE = 0.85  # of every sign: 4 lines of 100 on the development pictures have a sign below it
_SHORT = 5  # signs: what is shorter is mostly an icon, and icons are told by how unsure the network is
_LEAST_LENGTH = 0.97  # of the longer reading's characters: a surer one of fewer has lost some


def read_carefully(strip: Strip) -> Recognised:
    """The reading of a strip; of two, the surer one, where the first left a sign in doubt."""
    first = recognise(strip)
    confidences = first.confidences
    if len(confidences) < _SHORT or min(confidences) >= _SURE:
        return first
    return surest([first, recognise(strip, WHOLE)], _LEAST_LENGTH)


def surest(found: Sequence[Recognised], kept: float) -> Recognised:
    """The surest reading of those that have at least so large a share of the longest one's characters."""
    least = kept * max(len(read.glyphs) for read in found)
    return max((read for read in found if len(read.glyphs) >= least), key=_sureness)


def _sureness(read: Recognised) -> float:
    confidences = read.confidences
    return sum(confidences) / len(confidences) if confidences else 0.0
