"""What goes to the terminal: text from outside is data there, never a control sequence and never markup."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.text import Text

from witnessmark.language import say
from witnessmark.library.families import label

# Control characters (a terminal obeys them), direction marks (they reorder what is read), lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_LINE_BREAKS = re.compile(r"\s*[\t\n]\s*")


def safe(text: str) -> str:
    """`text` with each character that could steer a terminal written as its code."""
    return _UNSAFE.sub(lambda found: found[0].encode("unicode_escape").decode(), text.replace("\r\n", "\n"))


def line(text: str) -> str:
    """`text` made safe and put on one line."""
    return _LINE_BREAKS.sub(" ", safe(text))


def cell(text: object, style: str = "") -> Text:
    """A value for a table or a paragraph: safe, and never read as markup."""
    return Text(safe(str(text)), style=style)


def maker(family: str | None) -> str:
    """The name of a family for people; a dash where there is none."""
    return "-" if family in (None, "none") else say(label(str(family)))


def out() -> Console:
    """The console for what was asked for."""
    # A pipe has no width; without one, rich would fold tables at 80 columns.
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else 160
    return Console(markup=False, highlight=False, emoji=False, width=width)


def err() -> Console:
    """The console for everything else: progress, remarks, errors."""
    return Console(stderr=True, markup=False, highlight=False, emoji=False, soft_wrap=True)


def complain(text: str) -> None:
    """One line on standard error."""
    print(f"witnessmark: {line(text)}", file=sys.stderr)


@contextmanager
def status() -> Iterator[Callable[[str], None]]:
    """Shows, on a terminal that somebody watches, what is being done, and takes it away again."""
    if not sys.stderr.isatty():
        yield lambda words: None
        return
    with err().status("") as shown:
        yield lambda words: shown.update(cell(words))
