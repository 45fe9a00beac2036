"""The words of the window, in the language of the person who uses it."""

from __future__ import annotations

import datetime as dt

from witnessmark.language import spoken
from witnessmark.library.families import label
from witnessmark.messages import Message, Value

FAMILIES = {
    "openai": "OpenAI",
    "anthropic": "Anthropic",
    "google": "Google",
    "meta": "Meta",
    "xai": "xAI",
    "mistral": "Mistral",
    "alibaba": "Alibaba",
    "deepseek": "DeepSeek",
    "microsoft": "Microsoft",
    "assistant": "assistant",
    "none": "–",
}


def say(template: str, /, **values: Value) -> str:
    """A sentence or label of the window from its English template."""
    return told(Message(template, values))


def told(message: Message) -> str:
    """A sentence of the core's in the window's language; text from outside keeps its direction to itself."""
    language = spoken()
    return language.tell(message, language.isolated)


def family(word: str | None) -> str:
    """The name for people of a family word; a dash where there is none."""
    return "–" if word is None else say(FAMILIES.get(word) or label(word))


def number(value: int) -> str:
    """A count in the form of the language, as it stands in sentences."""
    return spoken().number(value)


def when(time: str | None) -> str:
    """A stored UTC time as a local date and time; the text itself where it is none."""
    if time is None:
        return say("unknown")
    try:
        moment = dt.datetime.fromisoformat(time).astimezone()
    except ValueError:
        return time
    return f"{spoken().day(moment)} {moment:%H:%M}"


def day(date: str | None) -> str:
    """An ISO date as `8 Dec 2023`; the text itself where it is none."""
    if date is None:
        return say("unknown")
    try:
        found = dt.date.fromisoformat(date)
    except ValueError:
        return date
    return spoken().day(found)
