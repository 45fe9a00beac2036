"""Which matches rest on the reading of one engine alone."""

from __future__ import annotations

from dataclasses import replace

from witnessmark.geometry import Box
from witnessmark.records import Match, Message, Passage, SecondReading, message


def passages_of(matches: tuple[Match, ...]) -> tuple[Passage, ...]:
    """What is kept of the matches in a second engine's reading."""
    return tuple(Passage(match.fingerprint, match.also, match.text, match.boxes) for match in matches)


def with_support(matches: tuple[Match, ...], engine: str, second: SecondReading | None) -> tuple[Match, ...]:
    """The matches in `engine`'s reading, each marked where no passage of the second one supports it."""
    if second is None:
        return matches
    return tuple(
        replace(match, only_by=None if _supported(match, second.passages) else engine) for match in matches
    )


def only_in_second(matches: tuple[Match, ...], second: SecondReading) -> tuple[Passage, ...]:
    """The passages that the second engine's reading alone supports."""
    return tuple(
        passage for passage in second.passages if not any(_bears(match, passage) for match in matches)
    )


def support_words(engine: str | None) -> Message | None:
    """What people are told of a passage that only the reading of `engine` supports."""
    return message("Only {engine}'s reading supports this passage.", engine=engine) if engine else None


def _supported(match: Match, passages: tuple[Passage, ...]) -> bool:
    return any(_bears(passage, match) for passage in passages)


def _bears(there: Match | Passage, wanted: Match | Passage) -> bool:
    """Whether the fingerprint of `wanted`, and not just a shorter one beside it, is found there as well."""
    if wanted.fingerprint not in (there.fingerprint, *there.also):
        return False
    return any(_touch(one, other) for one in there.boxes for other in wanted.boxes)


def _touch(one: Box, other: Box) -> bool:
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    across = min(one.right, other.right) - max(one.x, other.x)
    return across > 0 and down > 0.5 * min(one.height, other.height)
