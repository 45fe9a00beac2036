"""The help of the command line as people read it: commands are declared in English."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from witnessmark.language import say


# A command is of a class that typer keeps to itself.
def translated(command: Any) -> Any:  # noqa: ANN401
    """The same command with all its help in the language that is spoken now, and its arguments in capitals."""
    for each in _all(command):
        each.help = _said(each.help)
        each.short_help = _said(each.short_help)
        for parameter in each.params:
            if hasattr(parameter, "help"):
                parameter.help = _said(parameter.help)
            if parameter.param_type_name == "argument":
                parameter.metavar = parameter.metavar or parameter.name.upper()
    return command


def sentences(command: Any) -> Iterator[str]:  # noqa: ANN401
    """What a catalogue has to translate of a command's help, in English."""
    for each in _all(command):
        told = (each.help, each.short_help, *(getattr(parameter, "help", None) for parameter in each.params))
        yield from (inspect.cleandoc(text) for text in told if text)


def _all(command: Any) -> Iterator[Any]:  # noqa: ANN401
    yield command
    for name, each in getattr(command, "commands", {}).items():
        if name != "bench":  # measures the program; its help stays English
            yield from _all(each)


def _said(text: str | None) -> str | None:
    return say(inspect.cleandoc(text)) if text else text
