"""Pages copied whole from an assistant's site: "You said:" and "ChatGPT said:", each on a line of its own."""

from __future__ import annotations

import re

from witnessmark.intake.chatlogs.speeches import Log, Speech
from witnessmark.records import message
from witnessmark.speech.names import role_of_label

_LABEL = re.compile(
    r"^[ \t]*(?:#{1,6}[ \t]*)?(?:(?P<name>[^\s:：][^\n:：]{0,40}?)[ \t]+"
    r"(?P<said>said|hat gesagt|haben gesagt|hast gesagt|sagte[nt]?|a dit|avez dit|as dit|ha dicho|dijo|disse|"
    r"ha detto|heeft gezegd)"
    r"|(?P<spanish>has dicho|hai detto|(?:tú )?dijiste))[ \t]?[:：][ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
# Buttons and notes that come along when a whole page is copied.
_AROUND = re.compile(
    r"^(?:skip to content|chat history|share|copy|copy code|edit|regenerate( response)?|"
    r"is this conversation helpful so far\?|"
    r"chatgpt can make mistakes\..*|\d+ ?/ ?\d+|thought for .{1,30}|sources|ask anything|continue|log ?in|sign up.*)$",
    re.IGNORECASE,
)


def parse(text: str) -> Log | None:
    """The speeches under the labels; None where fewer than one label names the user or an assistant."""
    labels = [found for found in _LABEL.finditer(text) if _known(_name(found))]
    if not labels:
        return None
    ends = [found.start() for found in labels[1:]] + [len(text)]
    speeches = tuple(
        Speech(found[0].strip(), _name(found), _without_buttons(text[found.end() : end]))
        for found, end in zip(labels, ends, strict=True)
    )
    layout = message(
        "Pasted text, copied from a page with {count} speaker's label. Anyone can type such a text.|Pasted "
        "text, copied from a page with {count} speakers' labels. Anyone can type such a text.",
        count=len(labels),
    )
    return Log(speeches, layout)


def _name(found: re.Match[str]) -> str:
    return found["name"] or "You"


def _known(name: str) -> bool:
    return role_of_label(name) is not None


def _without_buttons(body: str) -> str:
    lines = body.split("\n")
    while lines and (not lines[-1].strip() or _AROUND.match(lines[-1].strip())):
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines)
