"""The filters of the search, as a menu that writes them into the search field."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from witnessmark.messages import term
from witnessmark_gui.language import FAMILIES, family, say

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
        ),
    ),
)


def filter_menu(parent: QWidget, write: Callable[[str, str], object]) -> QMenu:
    """Menus of filters; `write` is called with the name and the value of the chosen one."""
    menu = QMenu(parent)
    for title, name, choices in _GROUPS:
        group = menu.addMenu(say(title))
        for value, text in choices:
            group.addAction(say(text), partial(write, name, value))
    named = menu.addMenu(say("The words name"))
    for word in FAMILIES:
        if word not in ("assistant", "none"):
            named.addAction(family(word), partial(write, "names", word))
    menu.addSeparator()
    menu.addAction(say("No filter"), partial(write, "", ""))
    return menu


def with_filter(search: str, name: str, value: str) -> str:
    """A search with one filter put in, in the place of another of its name; without a name, with none."""
    words = [word for word in search.split() if not word.startswith(f"{name}:")]
    if not name:
        words = [word for word in search.split() if ":" not in word]
        return " ".join(words)
    return " ".join([*words, f"{name}:{value}"])
