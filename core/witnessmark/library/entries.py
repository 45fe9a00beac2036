"""One entry of a pack: checked field by field and made into a `Fingerprint`, or told what is wrong."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any, get_args

import re2

from witnessmark.errors import LibraryError
from witnessmark.library.packfile import HIDDEN, Fault, Node
from witnessmark.library.slots import expand
from witnessmark.messages import message
from witnessmark.records import Fingerprint, Kind, Reach, Source, Tier

KINDS: tuple[str, ...] = get_args(Kind)
TIERS: tuple[str, ...] = get_args(Tier)
REACHES: tuple[str, ...] = get_args(Reach)
PLACES = ("assistant", "other", "user", "author", "interface")
MAX_TEXT = 400
MAX_PATTERN = 1500
# Bytes that RE2 may use for one automaton; its default of 8 MiB is too small for a few optional words.
_MEMORY = 32 << 20
# A skeleton of fewer letters and digits would be found everywhere.
MIN_LETTERS = 4

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*){1,3}")
_FAMILY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?|any")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class _Wrong(Exception):
    """A field that cannot be used; it never leaves this module."""

    def __init__(self, node: Node, message: str) -> None:
        super().__init__(message)
        self.line = node.line
        self.message = message


def make_fingerprint(node: Node, file: str) -> Fingerprint | Fault:
    """The fingerprint that an entry describes, or the first fault in it."""
    fields = node.value
    if not isinstance(fields, dict):
        return Fault(file, node.line, "", "an entry is a mapping with an id; this is left out")
    entry = ""
    try:
        entry = _id(_needed(fields, "id", node))
        values: dict[str, Any] = {name: _field(name, value) for name, value in fields.items()}
        _needed(fields, "kind", node)
        _needed(fields, "tier", node)
        if "counts_in" not in values and values.get("names") is None and _is_common(values):
            values["counts_in"] = ("assistant",)
        fingerprint = Fingerprint(**values)
        _check_wording(fingerprint, fields, node)
    except _Wrong as wrong:
        return Fault(file, wrong.line, entry, wrong.message.rstrip(".") + "; the entry is left out")
    return fingerprint


def _is_common(values: dict[str, Any]) -> bool:
    """Whether people use such wording too: then it counts only where the speaker is shown to be an assistant."""
    return values["kind"] in ("refusal", "disclaimer", "style") and values["tier"] in ("C", "U")


def compiled(pattern: str) -> Any:  # noqa: ANN401 - re2 has no types
    """The RE2 program of a fingerprint's pattern; raises LibraryError where RE2 does not take it."""
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        program = re2.compile(pattern, options)
    except re2.error as error:
        raise LibraryError(
            message("RE2 does not take this pattern ({reason})", reason=_reason(error))
        ) from error
    if program.search("") is not None:
        raise LibraryError(message("this pattern matches an empty text"))
    return program


def program_size(pattern: str) -> int:
    """How many instructions RE2 needs for a pattern that it takes; time and memory grow with them."""
    return int(compiled(pattern).programsize)


def _reason(error: Exception) -> str:
    first = error.args[0] if error.args else ""
    return first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)


def _needed(fields: dict[str, Node], name: str, node: Node) -> Node:
    if name not in fields:
        raise _Wrong(node, f"the field {name} is missing")
    return fields[name]


def _field(name: str, node: Node) -> object:
    check = _FIELDS.get(name)
    if check is None:
        raise _Wrong(node, f"there is no field {name[:40]!r}")
    return check(node)


def _text(node: Node, most: int) -> str:
    if not isinstance(node.value, str):
        raise _Wrong(node, "this must be a text")
    if len(node.value) > most:
        raise _Wrong(node, f"this text has {len(node.value)} characters; {most} are allowed")
    if HIDDEN.search(node.value):
        raise _Wrong(node, "this text holds control or hidden characters")
    return node.value.strip()


def _texts(node: Node, most: int, items: int) -> tuple[str, ...]:
    if not isinstance(node.value, list):
        raise _Wrong(node, "this must be a list of texts")
    if len(node.value) > items:
        raise _Wrong(node, f"this list has {len(node.value)} items; {items} are allowed")
    return tuple(_text(item, most) for item in node.value)


def _id(node: Node) -> str:
    found = _text(node, 80)
    if not _ID.fullmatch(found):
        raise _Wrong(node, "an id is two to four words with dots between: openai.policy.use-case")
    return found


def _one_of(node: Node, choices: tuple[str, ...]) -> str:
    found = _text(node, 40)
    if found not in choices:
        raise _Wrong(node, f"{found[:40]!r} is not one of {', '.join(choices)}")
    return found


def _shaped(node: Node, shape: re.Pattern[str], what: str) -> str:
    found = _text(node, 60)
    if not shape.fullmatch(found):
        raise _Wrong(node, f"{found[:40]!r} is not {what}")
    return found


def _names(node: Node) -> str | None:
    found = _shaped(node, _FAMILY, "the word of a family, such as openai")
    return None if found == "none" else found


def _places(node: Node) -> tuple[str, ...]:
    if not isinstance(node.value, list):
        raise _Wrong(node, f"counts_in is a list of places, empty for nowhere: {', '.join(PLACES)}")
    return tuple(_one_of(item, PLACES) for item in node.value)


def _sources(node: Node) -> tuple[Source, ...]:
    if not isinstance(node.value, list) or len(node.value) > 20:
        raise _Wrong(node, "sources is a list of at most 20 mappings with title, where, date")
    return tuple(_source(item) for item in node.value)


def _source(node: Node) -> Source:
    if not isinstance(node.value, dict) or not set(node.value) <= {"title", "where", "date"}:
        raise _Wrong(node, "a source has the fields title, where and date")
    if "title" not in node.value:
        raise _Wrong(node, "a source has a title")
    return Source(**{name: _text(value, 500) for name, value in node.value.items()})


_FIELDS: dict[str, Callable[[Node], object]] = {
    "id": _id,
    "kind": functools.partial(_one_of, choices=KINDS),
    "tier": functools.partial(_one_of, choices=TIERS),
    "names": _names,
    "points_at": functools.partial(_shaped, shape=_FAMILY, what="the word of a family, assistant or none"),
    "text": functools.partial(_text, most=MAX_TEXT),
    "variants": functools.partial(_texts, most=MAX_TEXT, items=60),
    "pattern": functools.partial(_text, most=MAX_PATTERN),
    "required": functools.partial(_texts, most=60, items=10),
    "reach": functools.partial(_one_of, choices=REACHES),
    "counts_in": _places,
    "language": functools.partial(_shaped, shape=_LANGUAGE, what="a language such as en, or any"),
    "first_seen": functools.partial(_shaped, shape=_DATE, what="a year, month or day such as 2023-04"),
    "models": functools.partial(_text, most=300),
    "group": functools.partial(_shaped, shape=_ID, what="a group's name such as openai.made-by"),
    "sources": _sources,
    "samples": functools.partial(_texts, most=1000, items=40),
    "counter_samples": functools.partial(_texts, most=1000, items=40),
    "note": functools.partial(_text, most=2000),
}


def _check_wording(fingerprint: Fingerprint, fields: dict[str, Node], node: Node) -> None:
    if (fingerprint.text is None) == (fingerprint.pattern is None):
        raise _Wrong(node, "an entry has either a text or a pattern")
    if fingerprint.pattern is not None:
        if fingerprint.variants:
            raise _Wrong(fields["variants"], "a pattern has no variants")
        _guard(fields["pattern"], compiled, fingerprint.pattern)
        return
    for place in ("text", "variants"):
        given = (fingerprint.text or "",) if place == "text" else fingerprint.variants
        for text in given:
            for wording in _guard(fields[place], expand, text):
                _check_one(wording, fingerprint.required, fields[place])


def _check_one(wording: str, required: tuple[str, ...], node: Node) -> None:
    if sum(character.isalnum() for character in wording) < _least(wording):
        raise _Wrong(node, f"{wording[:40]!r} is too short to be told from chance")
    for word in required:
        if word.casefold() not in wording.casefold():
            raise _Wrong(node, f"the required {word[:40]!r} does not stand in {wording[:60]!r}")


def _least(wording: str) -> int:
    # A Chinese or Japanese character carries about as much as a short word.
    return 2 if any(character > "\u2e7f" for character in wording) else MIN_LETTERS


def _guard(node: Node, check: Callable[[str], Any], value: str) -> Any:  # noqa: ANN401
    try:
        return check(value)
    except LibraryError as error:
        raise _Wrong(node, error.message) from error
