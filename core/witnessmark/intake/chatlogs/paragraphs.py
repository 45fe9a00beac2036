"""Text in which no speakers are told apart: each paragraph stands for itself."""

from __future__ import annotations

import re

from witnessmark.intake.chatlogs.speeches import Log, Speech
from witnessmark.records import message


def parse(text: str) -> Log:
    """One speech a paragraph, by an unknown speaker."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n[ \t]*\n", text)]
    speeches = tuple(Speech(None, None, part) for part in paragraphs if part.strip())
    layout = message(
        "Pasted text without speakers' labels: who wrote it is unknown. Anyone can type such a text.|"
        "Pasted text without speakers' labels: each of its {count} paragraphs stands for itself, and who "
        "wrote it is unknown. Anyone can type such a text.",
        count=len(speeches),
    )
    return Log(speeches, layout)
