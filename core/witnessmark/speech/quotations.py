"""Finds quotation inside a message, so that a passage that is only quoted does not count for its speaker."""

from __future__ import annotations

import re

from witnessmark.records import Quotation, message

LEAST = 12  # characters between the marks; below it quotation marks mostly stress a word

_PAIRS = (("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("「", "」"), ("『", "』"), ("‹", "›"))
_SAID = re.compile(
    r"\b(?:said|says|say|replied|answered|responded|wrote|writes|reads?|read|goes|went|told (?:me|us|him|her|them)|"
    r"output|came back with|got this|sagte|sagt|schrieb|antwortete|dit|répondu|dice|dijo|respondió|disse|respondeu)"
    r"(?:\s+(?:this|that|back|to me|me))?\s*[:：][ \t]*\n?",
    re.IGNORECASE,
)
_FENCE = re.compile(r"(?m)^[ \t]*```[^\n`]*\n(?s:.*?)\n?^[ \t]*```[ \t]*$")
_BLOCK = re.compile(r"(?m)^(?:[ \t]*[>|┃▏][^\n]*(?:\n|\Z))+")


def quotations_in(text: str) -> tuple[Quotation, ...]:
    """The quoted parts of a message, by place; none of them overlaps another."""
    found = [*_blocks(text), *_fences(text), *_curly(text), *_straight(text), *_said(text)]
    kept: list[Quotation] = []
    for quotation in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or quotation.start >= kept[-1].end:
            kept.append(quotation)
    return tuple(kept)


def _blocks(text: str) -> list[Quotation]:
    reason = message("The lines are marked as a quoted block.")
    return [
        Quotation(found.start(), found.start() + len(found[0].rstrip("\n")), reason)
        for found in _BLOCK.finditer(text)
        if found[0].strip(" \t\n>|┃▏")
    ]


def _fences(text: str) -> list[Quotation]:
    """Code and drafts between fences, but not a message that stands in one as a whole."""
    reason = message("It stands in a block of code or a draft.")
    whole = len(text.strip())
    return [
        Quotation(found.start(), found.end(), reason)
        for found in _FENCE.finditer(text)
        if len(found[0].strip()) < whole
    ]


def _curly(text: str) -> list[Quotation]:
    result = []
    for opening, closing in _PAIRS:
        start = text.find(opening)
        while start >= 0:
            end = text.find(closing, start + 1)
            if end < 0:
                break
            if end - start > LEAST:
                result.append(_marked(start, end + 1))
            start = text.find(opening, end + 1)
    return result


def _straight(text: str) -> list[Quotation]:
    """Pairs of straight marks: an opening one follows a space or bracket, a closing one precedes no letter."""
    result = []
    for mark in ('"', "'", "''"):
        opening = re.compile(rf"(?:(?<=[\s(\[:—–-])|^){re.escape(mark)}(?=[^\s{mark[0]}])", re.MULTILINE)
        closing = re.compile(rf"(?<=[^\s{mark[0]}]){re.escape(mark)}(?![\w{mark[0]}])")
        place = 0
        while (first := opening.search(text, place)) is not None:
            last = closing.search(text, first.end())
            if last is None:
                break
            if last.end() - first.start() > LEAST:
                result.append(_marked(first.start(), last.end()))
            place = last.end()
    return result


def _said(text: str) -> list[Quotation]:
    """What follows "it said:", up to the end of the paragraph, or the paragraph after a line that ends so."""
    result = []
    reason = message("It follows words that announce a quotation.")
    for found in _SAID.finditer(text):
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        if end - found.end() >= LEAST:
            result.append(Quotation(found.end(), end, reason))
    return result


def _marked(start: int, end: int) -> Quotation:
    return Quotation(start, end, message("It stands between quotation marks."))
