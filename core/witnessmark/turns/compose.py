"""Words and strips to text, with a map from the text back to each word."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator
from itertools import pairwise

from witnessmark.records import Reading, WordSpan
from witnessmark.turns.strips import Strip, rows_of

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")
_ITEM = re.compile(r"^(?:[•●▪◦‣*–-]|\d{1,3}[.)]|[a-z][.)])\s", re.IGNORECASE)
PARAGRAPH = 1.32  # times the usual distance of lines; more is a new paragraph


def text_and_spans(strips: tuple[Strip, ...], reading: Reading) -> tuple[str, tuple[WordSpan, ...]]:
    """The text of strips in reading order: lines joined with spaces, paragraphs and list items with newlines."""
    rows = rows_of(strips)
    text = ""
    spans: list[WordSpan] = []
    for place, row in enumerate(rows):
        for index, (word_index, said) in enumerate(_words(row, reading)):
            word = reading.words[word_index]
            mark = _join(text, said)
            if mark == " " and index == 0 and place > 0 and _breaks(rows, place):
                mark = "\n"
            text += mark
            spans.append(WordSpan(len(text), len(text) + len(said), word_index, word.box, word.confidence))
            text += said
    return text, tuple(spans)


def _words(row: tuple[Strip, ...], reading: Reading) -> Iterator[tuple[int, str]]:
    """The words of a row with what each says."""
    for strip in row:
        for word in strip.words:
            cut = strip.keep if word == strip.words[-1] else None
            yield word, reading.words[word].text[:cut]


def _join(text: str, word: str) -> str:
    if not text:
        return ""
    if _CJK.match(word) and _CJK.match(text[-1]):
        return ""
    return " "


def _breaks(rows: list[tuple[Strip, ...]], place: int) -> bool:
    """Whether a row begins a paragraph: after a wider gap, or with a list's mark."""
    if _ITEM.match(rows[place][0].text):
        return True
    pitches = [b[0].box.middle - a[0].box.middle for a, b in pairwise(rows)]
    usual = statistics.median_low(sorted(pitches))
    return bool(pitches[place - 1] > PARAGRAPH * usual)
