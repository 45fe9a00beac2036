"""Settles letters that no pixel tells apart: in most interface fonts l and I are the same stroke.

The network was taught on names and knows "Al" as one, so it reads "OpenAI" as "OpenAl". Where the word itself
decides, the word is believed: a capital A at the end of a word is followed by I, not by l.
"""

from __future__ import annotations

import re
from dataclasses import replace

from witnessmark.reading.recognise import Glyph

# "OpenAl", "xAl's", "Al" alone; but not "Al Pacino", where it can be a name.
_AI = re.compile(r"(?<![A-Z])A(l)(?![a-zA-ZÀ-ÿ0-9])(?!\s[A-Z][a-z])")
# A lone l is no word of the languages that the network reads; French "l'" is not alone.
_I = re.compile(r"(?<!\S)(l)(?=\s[a-zà-ÿ]|['’](?:m|d|ve|ll)\b)")


def settled(glyphs: tuple[Glyph, ...]) -> tuple[Glyph, ...]:
    """The glyphs of a line with such letters settled; each glyph must be one character."""
    text = "".join(glyph.text for glyph in glyphs)
    if len(text) != len(glyphs):
        return glyphs
    places = {found.start(1) for pattern in (_AI, _I) for found in pattern.finditer(text)}
    return tuple(replace(glyph, text="I") if index in places else glyph for index, glyph in enumerate(glyphs))
