"""Exact alignment: where in a text a phrase stands with how many edits, and which edits these are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T", str, int)


def edits_by_end(phrase: Sequence[T], text: Sequence[T], anchored: bool = False) -> list[int]:
    """For each end in `text` (0 to its length), the fewest edits of `phrase` to any part that ends there.

    Anchored, the part must begin where the text does. Myers' bit-parallel recurrence on whole Python integers:
    the time is the text's length times a small constant that grows with the phrase's length by machine words.
    """
    length = len(phrase)
    places: dict[T, int] = {}
    for index, character in enumerate(phrase):
        places[character] = places.get(character, 0) | 1 << index
    full, last = (1 << length) - 1, 1 << (length - 1)
    up, down, edits, entering = full, 0, length, int(anchored)
    found = [length]
    for character in text:
        equal = places.get(character, 0) | down
        diagonal = ((((equal & up) + up) ^ up) | equal) & full
        falls = up & diagonal
        rises = down | full ^ (up | diagonal)
        if rises & last:
            edits += 1
        elif falls & last:
            edits -= 1
        rises = (rises << 1 | entering) & full
        up = (falls << 1) & full | full ^ (diagonal | rises)
        down = rises & diagonal
        found.append(edits)
    return found
