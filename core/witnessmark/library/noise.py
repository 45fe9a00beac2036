"""Simulated OCR noise: what engines misread, drop and split, at a given rate, the same for the same seed."""

from __future__ import annotations

import math
import random

# Pairs that engines confuse on screens, in both directions where both occur.
_CONFUSED: dict[str, tuple[str, ...]] = {
    "l": ("I", "1", "|", "i"),
    "I": ("l", "1", "|"),
    "i": ("l", "j", "1"),
    "1": ("l", "I"),
    "o": ("0", "c", "e"),
    "O": ("0", "Q"),
    "0": ("O", "o"),
    "e": ("c", "o"),
    "c": ("e", "o"),
    "a": ("o", "e", "s"),
    "s": ("5", "S"),
    "S": ("5", "8"),
    "5": ("S",),
    "B": ("8",),
    "8": ("B",),
    "g": ("9", "q"),
    "q": ("g",),
    "z": ("2",),
    "Z": ("2",),
    "t": ("f", "l"),
    "f": ("t",),
    "h": ("b", "n"),
    "b": ("h", "6"),
    "n": ("r", "h"),
    "u": ("v", "n"),
    "v": ("u", "y"),
    "m": ("rn", "nn"),
    "w": ("vv",),
    "d": ("cl",),
    "y": ("v",),
    "'": ("’", "`", ""),
    ",": (".",),
    ".": (",", ""),
    "-": ("–", " "),
}
_SPACES = ("", "  ", "\n")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def ocr_noise(text: str, rate: float, seed: int = 0) -> str:
    """`text` with about `rate` of its characters misread (0 to 1)."""
    if rate <= 0 or not text:
        return text
    dice = random.Random(seed)
    characters = list(text)
    scale = math.log1p(-min(rate, 0.999))
    # Gaps between changed characters are geometric: one draw a change instead of one a character.
    place = int(math.log(1.0 - dice.random()) / scale)
    while place < len(characters):
        characters[place] = _misread(characters[place], dice)
        place += 1 + int(math.log(1.0 - dice.random()) / scale)
    return "".join(characters)


def _misread(character: str, dice: random.Random) -> str:
    if character.isspace():
        return dice.choice(_SPACES)
    if character in _CONFUSED and dice.random() < 0.75:
        return dice.choice(_CONFUSED[character])
    kind = dice.random()
    if kind < 0.4:
        return ""
    if kind < 0.6:
        return character + dice.choice(_LETTERS)
    return dice.choice(_LETTERS) if character.isalpha() else character
