"""Items of one speaker: what they are worth together, for people and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from witnessmark.cli.document import Plain, said
from witnessmark.cli.findings import show_assessment
from witnessmark.cli.terminal import cell, line, out
from witnessmark.jsonform import to_plain
from witnessmark.language import say, tell

if TYPE_CHECKING:
    from witnessmark.records import Together


def show_together(found: Together) -> None:
    """Print what the items are worth together, or why they cannot be weighed so."""
    console = out()
    console.print(cell("\n" + say("The items of one speaker, weighed together"), "bold"))
    if found.why_not is not None:
        console.print(cell(line(tell(found.why_not))))
    if found.assessment is not None:
        show_assessment(found.assessment, (), console)


def together_document(found: Together) -> Plain:
    """The same as plain JSON values."""
    plain: Plain = {"together": said(to_plain(found))}
    return plain
