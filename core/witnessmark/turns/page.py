"""A page or card made ready for reading: bars folded in, side columns and pictures of speakers put aside."""

from __future__ import annotations

from dataclasses import dataclass, replace

from witnessmark.geometry import Box, hull
from witnessmark.turns.beside import without_asides
from witnessmark.turns.bubble import is_avatar
from witnessmark.turns.draft import Means
from witnessmark.turns.heads import STRONG, head_in
from witnessmark.turns.kinds import is_field
from witnessmark.turns.sight import distance
from witnessmark.turns.strips import Strip, rows_of, words_in
from witnessmark.turns.tree import Node

BAND = 0.97  # of the page's width; a panel as wide is a part of the page, not something on it


@dataclass(frozen=True, slots=True)
class Page:
    """The main column of a page: its own text, what lies on it, and which text stands in bars at its ends."""

    node: Node
    strips: tuple[Strip, ...]
    children: tuple[Node, ...]
    bars: frozenset[int]
    bands: dict[int, int]
    everything: tuple[Strip, ...] = ()

    @property
    def box(self) -> Box:
        """The box of the page."""
        return self.node.box


def page_of(node: Node, means: Means) -> Page:
    """The page that a panel shows; a panel that only frames another one gives way to it."""
    node = _main(node, means)
    strips: list[Strip] = list(node.strips)
    children: list[Node] = []
    bars: set[int] = set()
    bands: dict[int, int] = {}
    _fold(node, node, means, strips, children, bars, bands)
    children = list(joined(Node(node.box, node.colour, (), tuple(children)), means).children)
    beside = without_asides(tuple(children), tuple(strips), node, means)
    node, children = _narrowed(node, [child for child in children if child not in beside]), list(beside)
    kept = _without_side_text(strips, node, means)
    kept = _without_initials(kept, node, means)
    return Page(node, tuple(kept), tuple(children), frozenset(bars), bands, tuple(strips))


def _narrowed(node: Node, asides: list[Node]) -> Node:
    """The page without the room that side bars and cards beside the text take."""
    middle = (node.box.x + node.box.right) / 2
    left = max([node.box.x, *(one.box.right for one in asides if one.box.right < middle)])
    right = min([node.box.right, *(one.box.x for one in asides if one.box.x > middle)])
    return replace(node, box=Box(left, node.box.y, right - left, node.box.height))


def columns_in(node: Node, means: Means) -> tuple[Node, ...]:
    """The columns that stand side by side in a page or in the one panel that is all of it, left to right."""
    columns = _columns(joined(node, means))
    if len(columns) == 1 and _letters(columns[0]) > 0.6 * _letters(node):
        return columns_in(columns[0], means)
    return tuple(sorted(columns, key=lambda one: one.box.x))


def _columns(node: Node) -> list[Node]:
    return [
        child
        for child in node.children
        if child.box.height > 0.85 * node.box.height
        and (child.box.width < BAND * node.box.width or child.box.height > BAND * node.box.height)
        and len(child.all_strips()) > 0
    ]


def _main(node: Node, means: Means) -> Node:
    """The panel that holds the conversation, where `node` is but a window or a canvas around columns."""
    node = joined(node, means)
    columns = _columns(node)
    if not columns:
        return node
    talking = [one for one in columns if _has_field(one, means)]
    best = talking[0] if len(talking) == 1 else max(columns, key=_letters)
    outside = _letters(node) - sum(map(_letters, columns))
    if _letters(best) > 0.6 * _letters(node) or (len(columns) > 1 and _letters(best) > outside):
        return _main(best, means)
    rest = tuple(one for one in node.children if one not in columns)
    return Node(node.box, node.colour, node.strips, rest)


def _has_field(column: Node, means: Means) -> bool:
    """Whether a column ends with an entry field, as the one that holds a conversation does."""
    low = column.box.y + 0.6 * column.box.height
    return any(
        (child.box.y > low and is_field(child, column, means))
        or (child.box.width > BAND * column.box.width and _has_field(child, means))
        for child in column.children
    )


def joined(node: Node, means: Means) -> Node:
    """A panel whose children that lie end to end, as the parts of a page cut by lines do, are one each."""
    slack = max(0.02 * node.box.width, 0.3 * means.height)
    groups: list[list[Node]] = []
    for child in sorted(node.children, key=lambda one: one.box.y):
        group = next((one for one in groups if _continues(one[-1], child, slack, means)), None)
        if group is None:
            groups.append([child])
        else:
            group.append(child)
    children: list[Node] = []
    for group in groups:
        parts = len(group) > 1 and group[0].box.width < BAND * node.box.width and _has_parts(group)
        children.extend([_whole(group)] if parts else group)
    return Node(node.box, node.colour, node.strips, tuple(children))


def _continues(above: Node, below: Node, slack: float, means: Means) -> bool:
    """Whether a panel lies right under another one of its width."""
    beside = abs(above.box.x - below.box.x) < slack and abs(above.box.right - below.box.right) < slack
    return beside and abs(below.box.y - above.box.bottom) < 0.75 * means.height


def _has_parts(group: list[Node]) -> bool:
    """Whether one of the panels is a page by itself, with panels in it; stacked bubbles are not."""
    return any(sum(map(_is_part, one.children)) > 1 for one in group) or any(
        len(rows_of(one.all_strips())) > 8 for one in group
    )


def _is_part(child: Node) -> bool:
    """Whether a panel in a panel is more than a picture, a count or a button."""
    text = "".join(strip.text for strip in child.all_strips())
    return not is_avatar(child) and sum(letter.isalpha() for letter in text) > 2


def _whole(group: list[Node]) -> Node:
    """Panels that lie end to end as one, each of them a band in it."""
    box = hull(one.box for one in group) or group[0].box
    bands = tuple(
        Node(Box(box.x, one.box.y, box.width, one.box.height), one.colour, one.strips, one.children)
        for one in group
    )
    largest = max(group, key=lambda one: one.box.height)
    return Node(box, largest.colour, (), bands)


def _letters(node: Node) -> int:
    """How much running text a panel holds; single words in lists hardly count."""
    return sum(len(strip.text) * min(len(strip.words), 8) for strip in node.all_strips())


def _fold(
    node: Node,
    page: Node,
    means: Means,
    strips: list[Strip],
    children: list[Node],
    bars: set[int],
    bands: dict[int, int],
) -> None:
    for child in node.children:
        if _is_badge(child, means):
            strips.extend(child.all_strips())
            continue
        if child.box.width < BAND * page.box.width or is_avatar(child):
            children.append(child)
            continue
        if is_field(child, page, means) and not child.children:
            children.append(child)
            continue
        strips.extend(child.strips)
        for strip in child.strips:
            bands[strip.index] = child.box.y
        if _is_bar(child, page, means):
            bars.update(strip.index for strip in child.all_strips())
        _fold(child, page, means, strips, children, bars, bands)


def _is_badge(child: Node, means: Means) -> bool:
    """Whether a small panel is the mark beside a name, such as APP."""
    strips = child.all_strips()
    low = child.box.height < 1.6 * means.height
    return low and len(strips) == 1 and means.hints.badges.fullmatch(strips[0].text) is not None


def _is_bar(child: Node, page: Node, means: Means) -> bool:
    """A low band at the very top or bottom of the page."""
    top = child.box.y <= page.box.y + 1.5 * means.height
    bottom = child.box.bottom >= page.box.bottom - 1.5 * means.height
    low = child.box.height < min(0.3 * page.box.height, 9 * means.height)
    few = len(rows_of(child.all_strips())) <= 4
    longest = max(map(words_in, child.all_strips()), default=0)
    set_apart = distance(child.colour, page.colour) > 6
    few = few and longest <= (9 if top else 12 if set_apart else 4)
    few = few and not (top and any(_is_sentence(strip) for strip in child.strips))
    if not (low and few and (top or bottom)) or child.box.height >= 0.5 * page.box.height:
        return False
    return not any(
        (head := head_in(strip.text, means.hints)) and head.form in (*STRONG, "timed")
        for strip in child.all_strips()
    )


def _is_sentence(strip: Strip) -> bool:
    return len(strip.words) > 5 and strip.text[-1] in ".?!"


def _without_side_text(strips: list[Strip], page: Node, means: Means) -> list[Strip]:
    """Leave out lists of short lines beside the main text, parted from it by a clear corridor."""
    for corridor in _corridors(strips, page, means):
        left = [strip for strip in strips if strip.box.right <= corridor]
        right = [strip for strip in strips if strip.box.x >= corridor]
        for side, rest in ((left, right), (right, left)):
            if _is_list(side) and _text(rest) > 2 * _text(side) and _overlap(side, rest):
                strips = rest
                break
    return strips


def _corridors(strips: list[Strip], page: Node, means: Means) -> list[int]:
    """Columns of pixels in the middle of clear vertical corridors, widest first."""
    edges = sorted((strip.box.x, strip.box.right) for strip in strips)
    found = []
    reach = edges[0][1] if edges else 0
    for left, right in edges:
        if left - reach > 2.0 * means.height:
            found.append((left - reach, (left + reach) // 2))
        reach = max(reach, right)
    return [middle for _, middle in sorted(found, reverse=True)]


def _is_list(strips: list[Strip]) -> bool:
    return len(strips) >= 4 and sum(len(strip.words) for strip in strips) / len(strips) < 4.5


def _text(strips: list[Strip]) -> int:
    return sum(len(strip.text) * min(len(strip.words), 8) for strip in strips)


def _overlap(side: list[Strip], rest: list[Strip]) -> bool:
    """Whether the two stand beside each other and not one below the other."""
    top, bottom = min(one.box.y for one in rest), max(one.box.bottom for one in rest)
    return sum(top <= one.box.middle <= bottom for one in side) > 0.5 * len(side)


def _right_after(strip: Strip, other: Strip, means: Means) -> bool:
    """Whether a strip stands in the same line as another one and close behind it."""
    level = abs(other.box.middle - strip.box.middle) < 0.4 * means.height
    return level and 0 < strip.box.x - other.box.right < 2 * means.height and len(other.text) > 3


def _without_initials(strips: list[Strip], page: Node, means: Means) -> list[Strip]:
    """Leave out one to three letters to the left of a longer line: initials in a speaker's picture."""

    def initials(strip: Strip) -> bool:
        if len(strip.text) > 3:
            return False
        if any(_right_after(strip, other, means) for other in strips):
            return False
        on_picture = distance(strip.ink.fill, page.colour) > 24 or strip.box.height > 1.6 * means.height
        return any(
            other.box.x > strip.box.right
            and other.box.x - strip.box.right < 3.5 * means.height
            and strip.box.y - 2.2 * means.height < other.box.y < strip.box.bottom
            and len(other.text) > 3
            for other in strips
        ) and not any(
            not on_picture and abs(other.box.x - strip.box.x) < 0.4 * means.height and len(other.text) > 3
            for other in strips
        )

    return [strip for strip in strips if not initials(strip)]
