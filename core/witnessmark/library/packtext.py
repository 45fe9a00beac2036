"""Writes packs: fingerprints as the YAML that the loader reads, every text quoted, in one order of fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from witnessmark.records import Fingerprint, Source

_PLAIN = ("id", "kind", "tier", "names", "points_at", "reach", "language", "group")
_QUOTED = ("text", "pattern", "first_seen", "models", "note")
_LISTS = ("variants", "required", "samples", "counter_samples")
_ORDER = (
    "id", "kind", "tier", "names", "points_at", "text", "pattern", "variants", "required", "reach", "counts_in",
    "language", "first_seen", "models", "group", "sources", "samples", "counter_samples", "note",
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


def pack_text(name: str, version: str, about: str, fingerprints: Iterable[Fingerprint]) -> str:
    """A whole pack file."""
    entries = [entry_text(fingerprint) for fingerprint in fingerprints]
    lines = [
        f"pack: {_quoted(name)}",
        f"version: {_quoted(version)}",
        f"about: {_quoted(about)}",
        "fingerprints:" if entries else "fingerprints: []",
    ]
    for entry in entries:
        lines += ["", entry]
    return "\n".join(lines) + "\n"


def entry_text(fingerprint: Fingerprint) -> str:
    """One entry, indented as it stands in a pack; fields that hold nothing are left out."""
    lines = [line for name in _ORDER for line in _field(fingerprint, name)]
    first, *others = lines
    return "\n".join([f"  - {first}", *(f"    {line}" for line in others)])


def _field(fingerprint: Fingerprint, name: str) -> Iterator[str]:
    value = getattr(fingerprint, name)
    if name == "counts_in":
        yield f"counts_in: [{', '.join(value)}]"
    elif not value or (name == "reach" and value == "words"):
        return
    elif name in _PLAIN:
        yield f"{name}: {value if _WORD.fullmatch(value) else _quoted(value)}"
    elif name in _QUOTED:
        yield f"{name}: {_quoted(value)}"
    elif name in _LISTS:
        yield f"{name}:"
        yield from (f"  - {_quoted(item)}" for item in value)
    else:
        yield "sources:"
        yield from (f"  - {_source(source)}" for source in value)


def _source(source: Source) -> str:
    given = {"title": source.title, "where": source.where, "date": source.date}
    return "{" + ", ".join(f"{key}: {_quoted(value)}" for key, value in given.items() if value) + "}"


def _quoted(text: str) -> str:
    # A JSON string is a YAML string; nothing in it can begin an anchor, a tag or a comment. A lone surrogate, which
    # no file can hold, is written as the escape that the loader refuses.
    return json.dumps(text, ensure_ascii=bool(_SURROGATE.search(text)))
