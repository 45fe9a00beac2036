"""The analyst's changes to a proposed transcript, each a small value that can be repeated and undone.

A turn is named by its place at the moment of the edit; positions are code points of its text then.
"""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.geometry import Box
from witnessmark.records import Role


@dataclass(frozen=True, slots=True)
class CorrectWord:
    """The word `word` of the reading says `text`, wherever it stands."""

    word: int
    text: str


@dataclass(frozen=True, slots=True)
class OfTurn:
    """A change of the turn `turn`."""

    turn: int


@dataclass(frozen=True, slots=True)
class Merge(OfTurn):
    """The turn and the one after it are one; it keeps the first one's speaker and role."""


@dataclass(frozen=True, slots=True)
class Split(OfTurn):
    """The turn ends before code point `at`, and another begins there."""

    at: int


@dataclass(frozen=True, slots=True)
class Move(OfTurn):
    """The turn stands at place `to` of the order."""

    to: int


@dataclass(frozen=True, slots=True)
class SetSpeaker(OfTurn):
    """The turn is by `speaker`; None where the picture names nobody."""

    speaker: str | None


@dataclass(frozen=True, slots=True)
class SetRole(OfTurn):
    """The turn has the role `role`; the analyst is sure of it."""

    role: Role


@dataclass(frozen=True, slots=True)
class SetAside(OfTurn):
    """The turn is text of the interface."""


@dataclass(frozen=True, slots=True)
class CountHere(OfTurn):
    """The turn is not the one that the capture before shows; it counts here."""


@dataclass(frozen=True, slots=True)
class Draw:
    """The words whose middles lie in `box` are a turn of their own, wherever they stood before."""

    box: Box
    role: Role = "other"
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class ConfirmClaim:
    """The picture claims to show `product` by `maker`; None where it claims none."""

    product: str | None
    maker: str = ""
    family: str = ""


Edit = CorrectWord | OfTurn | Draw | ConfirmClaim
