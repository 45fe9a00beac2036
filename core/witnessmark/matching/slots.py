"""Phrases with slots, written out: `{maker}` from closed lists, `(a|b)` for either, `(a)?` for maybe."""

from __future__ import annotations

import re

from witnessmark.library.slots import CAP as LARGEST
from witnessmark.library.slots import SLOTS

_PIECE = re.compile(r"\{([a-z_]+)\}|\(([^()]*\|[^()]*)\)(\?)?|\(([^()|]+)\)\?")


class TooMany(ValueError):
    """A text has more than `LARGEST` expansions; its parts belong into several fingerprints."""


def expand(text: str) -> tuple[str, ...]:
    """Every text that `text` stands for; raises KeyError for an unknown slot and TooMany for too many."""
    found = [text]
    while any(_PIECE.search(each) for each in found):
        found = [grown for each in found for grown in _step(each)]
        if len(found) > LARGEST:
            raise TooMany(f"more than {LARGEST} expansions")
    return tuple(dict.fromkeys(" ".join(each.split()) for each in found))


def _step(text: str) -> list[str]:
    """`text` with its first slot or choice replaced in every way."""
    piece = _PIECE.search(text)
    if piece is None:
        return [text]
    slot, either, maybe, alone = piece.groups()
    if slot is not None:
        choices = list(SLOTS[slot])
    else:
        choices = either.split("|") if either is not None else [alone]
        if maybe or alone is not None:
            choices.append("")
    return [text[: piece.start()] + choice + text[piece.end() :] for choice in choices]
