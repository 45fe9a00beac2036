"""The help of the command line as people read it: commands are declared in English."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from witnessmark.language import say

# What the value of an option is, where its own name does not say it.
_FILES = ("store", "out", "root", "originals", "chart", "scorer")
_FOLDERS = ("data_dir", "packs", "tall", "truth", "read")
_NUMBERS = (
    "limit", "keep", "workers", "every", "seconds", "cases", "kills", "flips", "full", "seed", "shots", "score"
)  # fmt: skip
_VALUES = {
    **dict.fromkeys(_FILES, "FILE"),
    **dict.fromkeys(_FOLDERS, "FOLDER"),
    **dict.fromkeys(_NUMBERS, "N"),
    "sizes": "N,N",
    "noise": "SHARE",
    "search": "WORDS",
    "sort": "ORDER",
    "form": "FORMAT",
    "why": "TEXT",
    "about": "TEXT",
    "against": "CORPUS",
}


# A command is of a class that typer keeps to itself.
def translated(command: Any) -> Any:  # noqa: ANN401
    """The same command with all its help in the language that is spoken now, and its values in capitals."""
    for each in _all(command):
        each.help = _said(each.help)
        each.short_help = _said(each.short_help)
        for parameter in each.params:
            if hasattr(parameter, "help"):
                parameter.help = _said(parameter.help)
    for each in _all(command, with_bench=True):
        for parameter in each.params:
            _say_value(parameter)
    return command


def _say_value(parameter: Any) -> None:  # noqa: ANN401
    """Name the value of an option or argument by what it is; typer would name its type in Python."""
    name = parameter.name.upper()
    if parameter.param_type_name == "argument":
        parameter.metavar = parameter.metavar or name
        parameter.display_type_rich = lambda ctx: None  # it stands behind the name
    else:
        parameter.metavar = parameter.metavar or _VALUES.get(parameter.name, name)


def sentences(command: Any) -> Iterator[str]:  # noqa: ANN401
    """What a catalogue has to translate of a command's help, in English."""
    for each in _all(command):
        told = (each.help, each.short_help, *(getattr(parameter, "help", None) for parameter in each.params))
        yield from (inspect.cleandoc(text) for text in told if text)


def _all(command: Any, with_bench: bool = False) -> Iterator[Any]:  # noqa: ANN401
    yield command
    for name, each in getattr(command, "commands", {}).items():
        if with_bench or name != "bench":  # measures the program; its help stays English
            yield from _all(each, with_bench)


def _said(text: str | None) -> str | None:
    return say(inspect.cleandoc(text)) if text else text
