"""A plot of points with their intervals, one a row, as a self-contained SVG without script or fonts."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape

ROW = 22  # pixels
LEFT, WIDTH, RIGHT, TOP, BOTTOM = 300, 420, 150, 48, 40


@dataclass(frozen=True, slots=True)
class Dot:
    """One row: its label, the point with its interval, a second mark to compare with, words at the right."""

    label: str
    low: float
    point: float
    high: float
    mark: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """What the horizontal axis measures; a logarithmic one needs values above zero."""

    title: str
    logarithmic: bool = False
    low: float = 0.0
    high: float = 1.0


def dotplot(title: str, dots: tuple[Dot, ...], axis: Axis) -> str:
    """The plot as SVG text."""
    place = _scale(axis)
    height = TOP + ROW * len(dots) + BOTTOM
    width = LEFT + WIDTH + RIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="12" y="22" font-size="14" font-weight="bold" fill="#1f2933">{escape(title)}</text>',
        *_ticks(axis, place, height),
        *(part for row, dot in enumerate(dots) for part in _row(dot, TOP + ROW * row + ROW / 2, place)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _scale(axis: Axis) -> Callable[[float], float]:
    def measure(value: float) -> float:
        return math.log10(max(value, 1e-12)) if axis.logarithmic else value

    low, high = measure(axis.low), measure(axis.high)

    def place(value: float) -> float:
        share = (measure(value) - low) / (high - low) if high > low else 0.0
        return LEFT + WIDTH * min(1.0, max(0.0, share))

    return place


def _ticks(axis: Axis, place: Callable[[float], float], height: int) -> list[str]:
    if axis.logarithmic:
        powers = range(math.ceil(math.log10(axis.low)), math.floor(math.log10(axis.high)) + 1)
        values = [10.0**power for power in powers]
    else:
        values = _round_values(axis)
    parts = []
    for value in values:
        x = place(value)
        parts.append(f'<path d="M{x:.1f} {TOP - 8}V{height - BOTTOM}" stroke="#d9dee4" fill="none"/>')
        under = height - BOTTOM + 15
        parts.append(f'<text x="{x:.1f}" y="{under}" text-anchor="middle" fill="#52606d">{value:g}</text>')
    middle = LEFT + WIDTH / 2
    parts.append(
        f'<text x="{middle}" y="{height - 8}" text-anchor="middle" fill="#52606d">{escape(axis.title)}</text>'
    )
    return parts


def _round_values(axis: Axis) -> list[float]:
    """At most six values of a linear axis that people read easily: multiples of 1, 2 or 5 times a power of ten."""
    fifth = (axis.high - axis.low) / 5
    power = 10.0 ** math.floor(math.log10(fifth))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= fifth * (1 - 1e-9))
    first, last = math.ceil(axis.low / step - 1e-9), math.floor(axis.high / step + 1e-9)
    return [step * number for number in range(first, last + 1)]


def _row(dot: Dot, y: float, place: Callable[[float], float]) -> list[str]:
    low, point, high = place(dot.low), place(dot.point), place(dot.high)
    parts = [
        f'<text x="{LEFT - 10}" y="{y + 4:.1f}" text-anchor="end" fill="#1f2933">{escape(dot.label)}</text>',
        f'<path d="M{low:.1f} {y:.1f}H{high:.1f}" stroke="#0072b2" stroke-width="2" fill="none"/>',
        f'<circle cx="{point:.1f}" cy="{y:.1f}" r="4" fill="#0072b2"/>',
        f'<text x="{LEFT + WIDTH + 10}" y="{y + 4:.1f}" fill="#52606d">{escape(dot.note)}</text>',
    ]
    if dot.mark is not None:
        x = place(dot.mark)
        diamond = f"M{x:.1f} {y - 6:.1f}l5 6l-5 6l-5 -6z"
        parts.append(f'<path d="{diamond}" fill="none" stroke="#d55e00" stroke-width="2"/>')
    return parts
