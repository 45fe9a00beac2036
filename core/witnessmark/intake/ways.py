"""How evidence came in, as far as the program knows it: kept in these words, told in the language of the reader."""

from __future__ import annotations

from witnessmark.language import say
from witnessmark.messages import term

PASTED = term("pasted from the clipboard")
DROPPED = term("dropped on the window")
CAPTURED = term("captured from the screen")
OPENED = term("opened from a file")
FROM_FILE = term("read from a file by the command line")
FROM_INPUT = term("read from standard input by the command line")
DRAWN = term("came with the program, which drew it itself")
SAMPLES = term("Witnessmark's samples")  # of whom a sample was obtained

_CODED = {
    PASTED: term("pasted from the clipboard, which held pixels alone; they were coded as PNG"),
    DROPPED: term("dropped on the window as pixels alone, which were coded as PNG"),
    CAPTURED: term("captured from the screen and coded as PNG"),
}
_KNOWN = {PASTED, DROPPED, CAPTURED, OPENED, FROM_FILE, FROM_INPUT, DRAWN, SAMPLES, *_CODED.values()}


def coded(way: str) -> str:
    """The same way where there were pixels alone and the program made the file."""
    return _CODED[way]


def way_told(words: str | None) -> str | None:
    """How something came, or from whom: the program's own words translated, a person's as they are."""
    return say(words) if words in _KNOWN else words
