"""Exact alignment: where in a text a phrase stands with how many edits, and which edits these are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

T = TypeVar("T", str, int)


def edits_by_end(phrase: Sequence[T], text: Sequence[T], anchored: bool = False) -> list[int]:
    """For each end in `text` (0 to its length), the fewest edits of `phrase` to any part that ends there.

    Anchored, the part must begin where the text does. Myers' bit-parallel recurrence on whole Python integers: the time is the text's length times a small
    constant that grows with the phrase's length by machine words.
    """
    length = len(phrase)
    places: dict[T, int] = {}
    for index, character in enumerate(phrase):
        places[character] = places.get(character, 0) | 1 << index
    full, last = (1 << length) - 1, 1 << (length - 1)
    up, down, edits, entering = full, 0, length, int(anchored)
    found = [length]
    for character in text:
        equal = places.get(character, 0)
        diagonal = (((equal & up) + up) ^ up) | equal | down
        rises, falls = down | ~(diagonal | up) & full, up & diagonal
        if rises & last:
            edits += 1
        elif falls & last:
            edits -= 1
        rises, falls = (rises << 1) & full | entering, (falls << 1) & full
        up, down = falls | ~(diagonal | rises) & full, rises & diagonal
        found.append(edits)
    return found


def starts_of(phrase: str, text: str, end: int, edits: int) -> list[int]:
    """Every start from which `text` up to `end` is `edits` edits away from `phrase`."""
    low = max(0, end - len(phrase) - edits)
    high = max(0, end - len(phrase) + edits)
    backwards = edits_by_end(phrase[::-1], text[low:end][::-1])
    # A semi-global minimum in the reversed text may end early; only a full distance proves a start.
    return [
        end - taken
        for taken, least in enumerate(backwards)
        if least <= edits
        and end - taken <= high
        and Levenshtein.distance(phrase, text[end - taken : end], score_cutoff=edits) == edits
    ]
