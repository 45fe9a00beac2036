"""Logs whose speeches begin with a label: `User:`, `**Assistant:**`, `[10:12] Name:`, messengers' exports, `<nick>`."""

from __future__ import annotations

import re
from collections import Counter

from witnessmark.intake.chatlogs.speeches import Log, Speech
from witnessmark.records import message
from witnessmark.speech.names import role_of_label
from witnessmark.speech.times import CLOCK, DATE

_TIME = rf"(?P<time>(?:{DATE}[,\s]*)?{CLOCK}|{DATE})"
_LABEL = re.compile(
    rf"^[ \t>]*+(?:[\[(]?{_TIME}[\])]?[ \t]*+(?:[-–|][ \t]*+)?)?(?:#{{1,6}}[ \t]*+)?[*_]{{0,3}}"
    r"(?:<(?P<nick>[^\s<>]{1,32})>"
    r"|(?P<name>[^\W\d_][^\n:：*<>\[\]{}|\"“”?!;,]{0,38}?)[ \t]*+(?:[*_]{1,3}[ \t]*+)?"
    r"(?::(?!//)[*_]{0,3}(?=\s|$)|：[*_]{0,3}))"  # Chinese and Japanese put no space behind theirs
    r"(?(nick)(?=\s|$))",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^[ \t]*(?:#{1,6}[ \t]*|\*\*)?(?P<name>[^\W\d_][\w .-]{0,24}?)(?:\*\*)?[ \t]*$")
_LONGEST = 4  # words of a speaker's name; longer ones are the start of a sentence


def parse(text: str) -> Log | None:
    """The speeches under the labels; None where nothing shows that the labels are speakers."""
    lines = text.split("\n")
    labels = _labels(lines) or _headings(lines)
    if not labels:
        return None
    starts = sorted(labels)
    speeches = []
    if any(line.strip() for line in lines[: starts[0]]):
        speeches.append(Speech(None, None, "\n".join(lines[: starts[0]]), role="other"))
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        label, name, time = labels[start]
        body = "\n".join([lines[start][len(label) :].lstrip(), *lines[start + 1 : end]])
        speeches.append(Speech(label.strip(), name, body.strip("\n"), time))
    layout = message(
        "Pasted text with {count} speaker's label. Anyone can type such a text.|Pasted text with {count} "
        "speakers' labels. Anyone can type such a text.",
        count=len(labels),
    )
    return Log(tuple(speeches), layout)


def _labels(lines: list[str]) -> dict[int, tuple[str, str, str | None]]:
    """Line number to label, name and time, for labels that are those of speakers."""
    found = {}
    for number, line in enumerate(lines):
        label = _LABEL.match(line)
        if label is not None:
            name = (label["nick"] or label["name"]).strip(" *_")
            if len(name.split()) <= _LONGEST:
                found[number] = (label[0], name, label["time"])
    speakers = _speakers(found)
    return {number: label for number, label in found.items() if label[1] in speakers}


def _speakers(found: dict[int, tuple[str, str, str | None]]) -> set[str]:
    """Which names speak: known roles, nicks and timed ones, and others where two of them take turns."""
    counts = Counter(name for _, name, _ in found.values())
    marked = {name for label, name, time in found.values() if time or label.lstrip().startswith("<")}
    known = {name for name in counts if role_of_label(name) is not None}
    told = {name for name in known if role_of_label(name) != "assistant" or len(name) > 1} | marked
    repeated = {name for name, count in counts.items() if count > 1}
    if told:
        others = repeated | ({next(iter(counts))} if len(counts) == 2 else set())
        return (
            told | {name for name in others if len(name.split()) <= 2} | (known if len(known) > 1 else set())
        )
    return repeated if len(repeated) > 1 else set()


def _headings(lines: list[str]) -> dict[int, tuple[str, str, str | None]]:
    """Names alone on a line ("You", "ChatGPT"), where both the user and an assistant have one."""
    found: dict[int, tuple[str, str, str | None]] = {}
    for number, line in enumerate(lines):
        label = _HEADING.match(line)
        if label is not None and len(label["name"]) > 1 and role_of_label(label["name"]) is not None:
            found[number] = (line, label["name"], None)
    roles = {role_of_label(name) for _, name, _ in found.values()}
    return found if roles == {"user", "assistant"} else {}
