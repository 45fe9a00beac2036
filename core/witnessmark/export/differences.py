"""Where two records differ, field by field, named as in the extract: `turns[2].speaker`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from witnessmark.jsonform import to_plain
from witnessmark.records import Message, message

_SHOWN = 160  # characters of a value that are shown
_MESSAGE = frozenset(("template", "values", "text"))


def differing(before: object, after: object, where: str) -> Iterator[Message]:
    """One sentence for each value that differs between two records of a kind; `where` begins its name."""
    yield from _plain(to_plain(before), to_plain(after), where)


def _plain(before: Any, after: Any, where: str) -> Iterator[Message]:  # noqa: ANN401 - JSON has no narrower type
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _fields(before, after, where)
    elif isinstance(before, list | tuple) and isinstance(after, list | tuple):
        yield from _lists(before, after, where)
    else:
        yield message(
            "{where} was {before} and is {after} now.",
            where=where,
            before=_shown(before),
            after=_shown(after),
        )


def _fields(before: dict[str, Any], after: dict[str, Any], where: str) -> Iterator[Message]:
    if before.keys() == after.keys() == _MESSAGE:
        if before["text"] != after["text"]:
            yield from _plain(before["text"], after["text"], where)
        return
    for name in sorted(before.keys() | after.keys()):
        yield from _plain(before.get(name), after.get(name), f"{where}.{name}")


def _lists(before: Sequence[Any], after: Sequence[Any], where: str) -> Iterator[Message]:
    """Place by place where there are as many, so that a changed one is told as changed; else what came and went."""
    if len(before) == len(after):
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            yield from _plain(old, new, f"{where}[{place}]")
        return
    old, new = ([json.dumps(value, sort_keys=True) for value in values] for values in (before, after))
    for kind, low, high, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for place in range(low, high):
            yield message("{where} is gone: {value}.", where=f"{where}[{place}]", value=_shown(before[place]))
        for place in range(first, last):
            yield message("{where} is new: {value}.", where=f"{where}[{place}]", value=_shown(after[place]))


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
