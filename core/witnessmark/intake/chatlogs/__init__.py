"""Pasted conversations: one module a format, each a function from text to speeches or None."""

from __future__ import annotations

from collections.abc import Callable

from witnessmark.intake.chatlogs import copied, labelled, messages, paragraphs
from witnessmark.intake.chatlogs.speeches import Log, transcript_of
from witnessmark.records import Transcript

__all__ = ["FORMATS", "parse"]

# Tried in this order; the first that recognises the text parses it.
FORMATS: tuple[Callable[[str], Log | None], ...] = (messages.parse, copied.parse, labelled.parse)


def parse(text: str) -> Transcript:
    """The turns of a pasted text: of the first format that it has, else one turn a paragraph."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for form in FORMATS:
        log = form(plain)
        if log is not None:
            return transcript_of(log)
    return transcript_of(paragraphs.parse(plain))
