"""Which panel lies in which, and which text in which panel."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.geometry import Box
from witnessmark.turns.areas import Panel, Panels
from witnessmark.turns.sight import Colour, Sight, distance
from witnessmark.turns.strips import Strip


@dataclass(frozen=True, slots=True)
class Node:
    """A panel with the text directly in it and the panels in it; the outermost one is the picture."""

    box: Box
    colour: Colour
    strips: tuple[Strip, ...]
    children: tuple[Node, ...]

    def all_strips(self) -> tuple[Strip, ...]:
        """The text in it and in all that lies in it."""
        below = tuple(strip for child in self.children for strip in child.all_strips())
        return self.strips + below


def tree_of(panels: Panels, strips: tuple[Strip, ...], sight: Sight) -> Node:
    """The picture as nested panels; panels that hold no text are left out."""
    homes = {strip.index: _home(panels, strip) for strip in strips}
    parents = _parents(panels, sight)
    used = {index for index in homes.values() if index is not None}
    for index in tuple(used):
        while (up := parents.get(index)) is not None:
            used.add(up)
            index = up
    return _node(None, panels, strips, homes, parents, used, sight)


def _node(
    index: int | None,
    panels: Panels,
    strips: tuple[Strip, ...],
    homes: dict[int, int | None],
    parents: dict[int, int | None],
    used: set[int],
    sight: Sight,
) -> Node:
    own = tuple(strip for strip in strips if homes[strip.index] == index)
    below = sorted(one for one in used if parents.get(one) == index)
    children = [_node(one, panels, strips, homes, parents, used, sight) for one in below]
    children.sort(key=lambda node: (node.box.y, node.box.x))
    panel = panels.panels[index] if index is not None else None
    box = panel.box if panel else sight.box
    colour = panel.colour if panel else (panels.panels[0].colour if panels.panels else (255.0, 255.0, 255.0))
    return Node(box, colour, own, tuple(children))


def _home(panels: Panels, strip: Strip) -> int | None:
    """The panel that the text stands in: the one around it, else the smallest of its fill that holds it."""
    around = panels.around(strip.box)
    if around is not None and holds(around.box, strip.box, 0.3) and not _hugs(around, strip):
        return around.index
    holding = [
        panel
        for panel in panels.panels
        if holds(panel.box, strip.box, 0.2)
        and distance(panel.colour, strip.ink.fill) < 24
        and not _hugs(panel, strip)
    ]
    return min(holding, key=_area).index if holding else None


def _hugs(panel: Panel, strip: Strip) -> bool:
    """Whether a panel is but the smooth patch that painting over a text leaves on a noisy fill."""
    text = strip.box
    return panel.box.height < 1.3 * text.height and panel.box.width < text.width + 0.6 * text.height


def _parents(panels: Panels, sight: Sight) -> dict[int, int | None]:
    """For each panel the smallest larger one around it."""
    parents: dict[int, int | None] = {}
    slack = 0.02 * sight.box.width
    for panel in panels.panels:
        holding = [
            one
            for one in panels.panels
            if _area(one) > 1.1 * _area(panel) and _within(panel.box, one.box, slack)
        ]
        parents[panel.index] = min(holding, key=_area).index if holding else None
    return parents


def _area(panel: Panel) -> int:
    return panel.box.width * panel.box.height


def _within(inner: Box, outer: Box, slack: float) -> bool:
    slack = min(slack, 4.0)
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )


def holds(outer: Box, inner: Box, part: float) -> bool:
    """Whether `inner` lies in `outer`, but for `part` of its height on each side."""
    slack = part * inner.height
    return (
        inner.x >= outer.x - slack
        and inner.y >= outer.y - slack
        and inner.right <= outer.right + slack
        and inner.bottom <= outer.bottom + slack
    )
