"""Records to JSON and back, and the canonical bytes that hashes are taken of."""

from __future__ import annotations

import hashlib
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def to_plain(record: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """A record as dicts, lists, strings and numbers."""
    return msgspec.to_builtins(record)


def to_json(record: object) -> str:
    """A record as JSON text on one line."""
    return msgspec.json.encode(record).decode()


def from_json(text: str | bytes, kind: type[T]) -> T:
    """The record of type `kind` that `to_json` wrote; raises `msgspec.ValidationError` on anything else."""
    try:
        return msgspec.json.decode(text, type=kind)
    except RecursionError as error:
        raise msgspec.ValidationError("too deeply nested") from error


def from_plain(value: object, kind: type[T]) -> T:
    """The record of type `kind` in plain JSON values; raises `msgspec.ValidationError` on anything else."""
    try:
        return msgspec.convert(value, kind)
    except RecursionError as error:
        raise msgspec.ValidationError("too deeply nested") from error


def canonical(value: object) -> bytes:
    """The RFC 8785 canonical JSON of a record or of plain values."""
    import rfc8785  # takes a while to load, and a window that only shows a case needs none

    return rfc8785.dumps(to_plain(value))


def digest(value: object) -> str:
    """The SHA-256, in hexadecimal, of the canonical JSON."""
    return hashlib.sha256(canonical(value)).hexdigest()
