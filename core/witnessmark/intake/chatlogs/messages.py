"""JSON conversations: `[{"role", "content"}]`, `{"messages"}`, `{"conversations": [{"from", "value"}]}`, exports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from witnessmark.intake.chatlogs.speeches import Log, Speech
from witnessmark.records import Role, message

_ROLES: dict[str, Role] = {
    "user": "user",
    "human": "user",
    "assistant": "assistant",
    "gpt": "assistant",
    "model": "assistant",
    "bot": "assistant",
    "chatgpt": "assistant",
    "system": "other",
    "tool": "other",
}

_HALVES = re.compile("[\ud800-\udfff]")  # of characters, which JSON can write alone; UTF-8 cannot


def parse(text: str) -> Log | None:
    """The speeches of a JSON conversation; None where the text is none."""
    if text.lstrip()[:1] not in ("[", "{"):
        return None
    try:
        speeches = tuple(_speeches(json.loads(text)))
    except (ValueError, RecursionError):
        return None
    if not speeches:
        return None
    layout = message(
        "Pasted JSON with {count} message. Anyone can type such a text.|Pasted JSON with {count} messages. "
        "Anyone can type such a text.",
        count=len(speeches),
    )
    return Log(speeches, layout)


def _speeches(value: Any) -> Iterator[Speech]:  # noqa: ANN401 - JSON has no narrower type
    """The messages in a JSON value, in order; a list may hold messages or whole conversations."""
    if isinstance(value, list):
        for one in value:
            yield from _speeches(one)
    elif isinstance(value, dict):
        speech = _speech(value)
        if speech is not None:
            yield speech
            return
        for key in ("messages", "conversations", "conversation", "chat_messages", "items"):
            yield from _speeches(value.get(key))
        yield from _mapped(value.get("mapping"))


def _mapped(mapping: Any) -> Iterator[Speech]:  # noqa: ANN401
    """The messages of an account export, whose nodes name their parents; a node seen twice ends the walk."""
    if not isinstance(mapping, dict):
        return
    messages = [node.get("message") for node in mapping.values() if isinstance(node, dict)]
    dated = [one for one in messages if isinstance(one, dict)]
    for one in sorted(dated, key=_created):
        yield from _speeches(one)


def _created(one: dict[str, Any]) -> float:
    at = one.get("create_time")
    return float(at) if isinstance(at, int | float) else 0.0


def _speech(value: dict[str, Any]) -> Speech | None:
    who = value.get("role") or value.get("from") or value.get("sender") or value.get("author")
    name = who.get("role") if isinstance(who, dict) else who
    text = _text(next((value[key] for key in ("content", "value", "text") if value.get(key)), None))
    if not isinstance(name, str) or name.casefold() not in _ROLES or not text.strip():
        return None
    return Speech(f'"{name}"', name, text, role=_ROLES[name.casefold()])


def _text(content: Any) -> str:  # noqa: ANN401
    """The words of a message whose content is a string or a list of parts."""
    if isinstance(content, str):
        return _HALVES.sub("\ufffd", content)
    if isinstance(content, dict):
        return _text(content.get("parts") or content.get("text"))
    if isinstance(content, list):
        return "\n".join(part for part in map(_text, content) if part)
    return ""
