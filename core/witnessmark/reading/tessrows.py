"""The rows of Tesseract's table of words, and which of them are writing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

_SURE = 0.3  # a word under it is noise
_SHORT = 3  # characters; short words at the ends of a line are often icons
_SHORT_SURE = 0.65  # what such a word needs to be kept
_LONE_SURE = 0.85  # what a line of one short word needs
_MARKS = "\"'“”‘’"  # may stand alone beside their word


@dataclass(frozen=True, slots=True)
class Row:
    """A word as Tesseract gives it: its page (from 1), line, extent in pixels, and confidence from 0 to 1."""

    text: str
    page: int
    line: tuple[int, ...]
    left: int
    right: int
    top: int
    height: int
    confidence: float


def rows_of(table: dict[str, list[Any]]) -> list[Row]:
    """The words of the table, without its rows for pages, blocks and lines."""
    return [_row(table, index) for index, text in enumerate(table["text"]) if str(text).strip()]


def writing_in(rows: list[Row]) -> list[Row]:
    """The words of one line that are writing; a lone bar is the letter I, which Tesseract takes it for."""
    kept = [replace(row, text="I") if row.text in ("|", "l") else row for row in rows]
    kept = [row for row in kept if row.confidence >= _SURE]
    while kept and _is_icon(kept[0], len(kept) == 1):
        kept = kept[1:]
    while kept and _is_icon(kept[-1], len(kept) == 1):
        kept = kept[:-1]
    return kept


def _is_icon(row: Row, alone: bool) -> bool:
    if not any(sign.isalnum() for sign in row.text):
        return alone or row.text not in _MARKS
    return len(row.text) <= _SHORT and row.confidence < (_LONE_SURE if alone else _SHORT_SURE)


def _row(table: dict[str, list[Any]], index: int) -> Row:
    left, width = int(table["left"][index]), int(table["width"][index])
    return Row(
        text=str(table["text"][index]).strip(),
        page=int(table["page_num"][index]),
        line=tuple(int(table[name][index]) for name in ("page_num", "block_num", "par_num", "line_num")),
        left=left,
        right=left + width,
        top=int(table["top"][index]),
        height=int(table["height"][index]),
        confidence=round(max(0.0, min(1.0, float(table["conf"][index]) / 100)), 4),
    )
