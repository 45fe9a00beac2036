"""Puts aside what stands beside a conversation: side bars, lists of chats, cards about a forum."""

from __future__ import annotations

from witnessmark.turns.draft import Means
from witnessmark.turns.kinds import is_field
from witnessmark.turns.strips import Strip
from witnessmark.turns.tree import Node

LEAST = 3  # pieces of text; fewer are a bubble
LISTED = 4.5  # words a piece; text has longer ones


def without_asides(
    children: tuple[Node, ...], strips: tuple[Strip, ...], page: Node, means: Means
) -> tuple[Node, ...]:
    """The panels without those that hold but a list and have more text beside them.

    Bubbles never have text beside them, for messages stand one below the other.
    """
    lists = [child for child in children if _is_list(child, page, means)]
    if not lists:
        return children
    others = [child for child in children if child not in lists]
    pieces = [*strips, *(strip for child in others for strip in child.all_strips())]
    return tuple(child for child in children if child not in lists or not _has_beside(child, pieces))


def _is_list(node: Node, page: Node, means: Means) -> bool:
    strips = node.all_strips()
    if len(strips) < LEAST or any(is_field(child, page, means) for child in node.children):
        return False
    return sum(len(strip.words) for strip in strips) / len(strips) < LISTED


def _has_beside(node: Node, pieces: list[Strip]) -> bool:
    """Whether two and more pieces of text, longer together than the panel's, stand level with it."""
    level = [
        strip
        for strip in pieces
        if node.box.y < strip.box.middle < node.box.bottom
        and (strip.box.right <= node.box.x or strip.box.x >= node.box.right)
    ]
    own = sum(len(strip.words) for strip in node.all_strips())
    rows = {round(strip.box.middle / max(1, strip.box.height)) for strip in level}
    return len(rows) > 1 and sum(len(strip.words) for strip in level) > own
