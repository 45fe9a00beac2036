"""The analyst's changes to a proposed transcript, each a small value that can be kept, repeated and undone.

A turn is named by its place at the moment of the edit; positions are code points of its text then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from witnessmark.geometry import Box
from witnessmark.records import Role


@dataclass(frozen=True, slots=True)
class CorrectWord:
    """The word `word` of the reading says `text`, wherever it stands."""

    word: int
    text: str
    kind: Literal["correct-word"] = "correct-word"


@dataclass(frozen=True, slots=True)
class Merge:
    """Turn `turn` and the one after it are one; it keeps the first one's speaker and role."""

    turn: int
    kind: Literal["merge"] = "merge"


@dataclass(frozen=True, slots=True)
class Split:
    """Turn `turn` ends before code point `at`, and another begins there."""

    turn: int
    at: int
    kind: Literal["split"] = "split"


@dataclass(frozen=True, slots=True)
class Move:
    """Turn `turn` stands at place `to` of the order."""

    turn: int
    to: int
    kind: Literal["move"] = "move"


@dataclass(frozen=True, slots=True)
class SetSpeaker:
    """Turn `turn` is by `speaker`; None where the picture names nobody."""

    turn: int
    speaker: str | None
    kind: Literal["set-speaker"] = "set-speaker"


@dataclass(frozen=True, slots=True)
class SetRole:
    """Turn `turn` has the role `role`; the analyst is sure of it."""

    turn: int
    role: Role
    kind: Literal["set-role"] = "set-role"


@dataclass(frozen=True, slots=True)
class SetAside:
    """Turn `turn` is text of the interface."""

    turn: int
    kind: Literal["set-aside"] = "set-aside"


@dataclass(frozen=True, slots=True)
class CountHere:
    """Turn `turn` is not the one that the capture before shows; it counts here."""

    turn: int
    kind: Literal["count-here"] = "count-here"


@dataclass(frozen=True, slots=True)
class Draw:
    """The words whose middles lie in `box` are a turn of their own, wherever they stood before."""

    box: Box
    role: Role = "other"
    speaker: str | None = None
    kind: Literal["draw"] = "draw"


@dataclass(frozen=True, slots=True)
class ConfirmClaim:
    """The picture claims to show `product` by `maker`; None where it claims none."""

    product: str | None
    maker: str = ""
    family: str = ""
    kind: Literal["confirm-claim"] = "confirm-claim"


Edit = CorrectWord | Merge | Split | Move | SetSpeaker | SetRole | SetAside | CountHere | Draw | ConfirmClaim
