"""The filters of the search, as a menu that writes them into the search field."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import get_args

from PySide6.QtWidgets import QMenu, QWidget

from witnessmark.messages import term
from witnessmark.records import Kind
from witnessmark.store.query import FILTERS
from witnessmark_gui.language import FAMILIES, family, say

_PART = re.compile(r'(?:[a-z]+:)?"[^"]*"|\S+')  # a word, a filter, or either with a quoted value
_GROUPS = (
    (term("Status"), "status", (("open", "open"), ("reviewing", "reviewing"), ("closed", "closed"))),
    (term("Drafts"), "draft", (("yes", term("only drafts")), ("no", term("no drafts")))),
    (term("Conclusion"), "conclusion", (("yes", term("written")), ("no", term("missing")))),
    (
        term("Result"),
        "outcome",
        (
            ("differs", term("wording differs from the claim")),
            ("agrees", term("wording agrees with the claim")),
            ("wording", term("assistant wording")),
            ("not-counted", term("found, does not count")),
            ("nothing-found", term("nothing found")),
            ("no-text", term("no text to check")),
        ),
    ),
)


# What a person types: the name of the filter, and what is asked.
_TYPED = (
    (term("Tag …"), "tag", term("Only cases with this tag:")),
    (term("Platform or source …"), "platform", term("A part of the address, or of whom it came from:")),
    (term("Claimed since …"), "since", term("A date, a month or a year: 2023-12-08, 2023-12, 2023")),
    (term("Claimed until …"), "until", term("A date, a month or a year: 2023-12-08, 2023-12, 2023")),
)
_MAKERS = (
    (term("The words name"), "names"),
    (term("The picture shows"), "claim"),
    (term("Wording of the family"), "family"),
)


def filter_menu(parent: QWidget, write: Callable[[str, str], object]) -> QMenu:
    """Menus of filters; `write` is called with the name and the value of the chosen one."""
    menu = QMenu(parent)
    for title, name, choices in _GROUPS:
        group = menu.addMenu(say(title))
        for value, text in choices:
            group.addAction(say(text), partial(write, name, value))
    for title, name in _MAKERS:
        named = menu.addMenu(say(title))
        for word in FAMILIES:
            if word != "none" and (word != "assistant" or name == "family"):
                named.addAction(family(word), partial(write, name, word))
    kinds = menu.addMenu(say("Kind of passage"))
    for kind in get_args(Kind):
        kinds.addAction(say(kind), partial(write, "kind", kind))
    menu.addSeparator()
    for title, name, question in _TYPED:
        menu.addAction(say(title), partial(_ask, parent, write, name, (title, question)))
    menu.addSeparator()
    menu.addAction(say("No filter"), partial(write, "", ""))
    return menu


def _ask(parent: QWidget, write: Callable[[str, str], object], name: str, words: tuple[str, str]) -> None:
    """Ask for the value of a filter; an empty one takes the filter out."""
    from witnessmark_gui.dialogs.frame import LineDialog

    title, question = (say(each) for each in words)
    answer = LineDialog(parent.window(), title, question, do=say("Filter")).answer()
    if answer is not None:
        write(name, answer.replace('"', " ").strip())


def with_filter(search: str, name: str, value: str) -> str:
    """A search with one filter put in, in the place of another of its name.

    Without a value that filter is taken out, without a name all are.
    """
    parts = _PART.findall(search)
    if not name:
        return " ".join(part for part in parts if not _is_filter(part))
    words = [part for part in parts if not part.startswith(f"{name}:")]
    if value:
        words.append(f'{name}:"{value}"' if " " in value else f"{name}:{value}")
    return " ".join(words)


def _is_filter(part: str) -> bool:
    return part.partition(":")[0] in FILTERS and ":" in part
