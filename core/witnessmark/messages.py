"""Sentences for people: English templates that a translation catalogue knows them by, and their values.

A template that speaks of a count says both forms, parted by a bar, and gets the number as `count`:
`message("{count} item|{count} items", count=3)`. A bar stands for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

SLOT = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
COUNT = "count"
# Numbers that name something or measure pixels: 12345, never 12,345.
_NAMES = frozenset(("number", "case", "entry", "year", "x", "y", "width", "height"))


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for people, as the English template that is its identity, and the values in its slots.

    The template is the key of a translation catalogue; `text` is the English sentence, so that a message
    that was stored or exported stays readable by itself. A value is a name, a number or a quotation, or a
    whole sentence of its own, which is then translated by itself.
    """

    template: str
    values: dict[str, str | int | float | Message] = field(default_factory=dict)
    text: str = ""


Value = str | int | float | Message


def message(template: str, /, **values: Value | PurePath | BaseException) -> Message:
    """A `Message` from an English template with `{named}` slots; the extraction of translations looks for it."""
    kept = {name: _kept(value) for name, value in values.items()}
    return Message(template, kept, fill(english_form(template, kept), kept, _in_english))


def _kept(value: Value | PurePath | BaseException) -> Value:
    return str(value) if isinstance(value, PurePath | BaseException) else value


def term(words: str, /) -> str:
    """English words of a table, marked for the extraction of translations; they are told later."""
    return words


def listed(parts: Sequence[str | Message]) -> Message:
    """One or several things in a row, as one value for a sentence: `a, b, c`."""
    first, *rest = parts
    if not rest:
        return first if isinstance(first, Message) else Message("{name}", {"name": first}, first)
    return message("{first}, {rest}", first=first, rest=listed(rest))


def forms(template: str) -> tuple[str, str]:
    """The two forms of a template that speaks of a count; twice the same where it does not."""
    one, bar, many = template.partition("|")
    return (one, many) if bar else (template, template)


def same_slots(translation: str, template: str) -> bool:
    """Whether a translation has the slots of its template; a form may leave out the count that chose it."""
    return {COUNT, *SLOT.findall(translation)} == {COUNT, *SLOT.findall(template)}


def english_form(template: str, values: dict[str, Value]) -> str:
    """The form of an English template that goes with its count."""
    one, many = forms(template)
    return one if values.get(COUNT) == 1 else many


def _in_english(name: str, value: Value) -> str:
    return value.text if isinstance(value, Message) else numeral(name, value, ",", ".")


def numeral(name: str, value: str | float, group: str, decimal: str) -> str:
    """The value of the slot `name`: text as it is, a number with its thousands and its decimals parted."""
    if isinstance(value, str):
        return value
    written = str(value) if name in _NAMES else f"{value:,}"
    return written.translate({ord(","): group, ord("."): decimal})


def fill(
    sentence: str,
    values: dict[str, Value],
    shown: Callable[[str, Value], str],
    framed: Callable[[str], str] = str,
) -> str:
    """`sentence` with its plain `{name}` slots shown, the words between them framed, and nothing else done.

    Not `str.format`: a template from a stranger's store could ask it for attributes or gigabytes of padding.
    """
    parts = SLOT.split(sentence)
    for index, part in enumerate(parts):
        if index % 2 == 0:
            parts[index] = framed(part)
        else:
            parts[index] = shown(part, values[part]) if part in values else framed(f"{{{part}}}")
    return "".join(parts)
