"""Finds the flat areas of a picture: pages, bars, cards, bubbles, fields and buttons, by their edges.

An area is a connected set of pixels between which the colour changes little from one to the next; so a faint
gradient stays one area, and a thin border line parts the inside of a card from its outside.
"""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from witnessmark.geometry import Box
from witnessmark.turns.areas import Panel, Panels, with_faint
from witnessmark.turns.sight import Colour, Sight, largest_channel, ranked, usual_colour

STEP = 5  # levels of 255 between pixels two apart; more is an edge. JPEG noise on flat areas stays below it
REACH = 2  # pixels of the working copy
ALIKE = 12  # levels between two pieces of a fill that are one gradient
HALO = 0.35  # of a line's height that noise goes beyond it
RAGGED = 0.85  # of its box that an area of noise fills at most
LETTER = 2  # heights of a line; what stands about a shorter one is a disc or a button with a letter in it
ROOM = 3  # pixels of the working copy about a line, at least, in which the area around it is looked for
LEAST = 120  # pixels of the working copy; smaller areas are the insides of letters


def panels_of(sight: Sight, lines: tuple[Box, ...] = ()) -> Panels:
    """All flat areas of the picture that are larger than a letter, as if the text in `lines` were not there."""
    small = _without_text(sight, lines)
    flat = _flat(small).astype(np.uint8)
    count, found, counted, _ = cv2.connectedComponentsWithStats(flat, connectivity=4, ltype=cv2.CV_32S)
    stats = np.asarray(counted, dtype=np.int32)
    labels = _without_halos(np.asarray(found, dtype=np.int32), stats, _scaled(sight, lines))
    order = [int(one) for one in np.argsort(-stats[1:, cv2.CC_STAT_AREA]) + 1]
    order = [one for one in order if stats[one, cv2.CC_STAT_AREA] >= LEAST]
    renumber = np.zeros(count, dtype=np.int32)
    panels = []
    for index, one in enumerate(order):
        renumber[one] = index + 1
        x, y, width, height, area = (int(value) for value in stats[one][:5])
        colour = _colour(small, labels, one, (x, y, width, height))
        panels.append(Panel(index, _grown(sight, x, y, width, height), colour, area / (width * height)))
    return with_faint(Panels(tuple(panels), renumber[labels], sight.scale), small, lines)


def _without_text(sight: Sight, lines: tuple[Box, ...]) -> NDArray[np.uint8]:
    """The working copy with each line of text painted over in the fill behind it."""
    small = sight.small.copy()
    for x, y, width, height in _scaled(sight, lines):
        part = small[y : y + height, x : x + width]
        if part.size:
            more = max(1, round(0.25 * height))
            part[:] = _fill_behind(
                sight.small[max(0, y - more) : y + height + more, x : x + width], part.shape[0]
            )
    return small


def _without_halos(
    labels: NDArray[np.int32], stats: NDArray[np.int32], lines: list[Box]
) -> NDArray[np.int32]:
    """The labels with each area that is no more than a line and the noise about it given to the area around it.

    JPEG noise about letters makes the fill between them a little different from the one around. A bubble, a field
    and a button have straight edges.
    """
    into = np.arange(len(stats), dtype=np.int32)
    for line in lines:
        middle = int(line.middle), line.x + line.width // 2
        own = labels[middle] if middle[0] < labels.shape[0] and middle[1] < labels.shape[1] else 0
        if own and _is_halo(stats[own], line):
            room = max(ROOM, line.height // 2)
            around = labels[
                max(0, line.y - room) : line.bottom + room, max(0, line.x - room) : line.right + room
            ]
            areas, counts = np.unique(around[(around != 0) & (around != own)], return_counts=True)
            into[own] = areas[counts.argmax()] if len(areas) else own
    given = np.flatnonzero(into != np.arange(len(stats)))
    stats[given, cv2.CC_STAT_AREA] = 0
    return into[labels] if len(given) else labels


def _is_halo(area: NDArray[np.int32], line: Box) -> bool:
    """Whether an area, by its statistics, is ragged and goes little beyond a line of more than a letter."""
    x, y, width, height, pixels = (int(value) for value in area[:5])
    room = max(REACH, round(HALO * line.height))
    near = (
        x >= line.x - room
        and y >= line.y - room
        and x + width <= line.right + room
        and y + height <= line.bottom + room
    )
    return near and line.width > LETTER * line.height and pixels < RAGGED * width * height


def _scaled(sight: Sight, lines: tuple[Box, ...]) -> list[Box]:
    """The lines in the working copy."""
    found = []
    for line in lines:
        x, y, width, height = (round(value * sight.scale) for value in line)
        found.append(Box(max(0, x), max(0, y), width, height))
    return found


def _fill_behind(part: NDArray[np.uint8], height: int) -> NDArray[np.uint8]:
    """A row of the colours behind a line: the usual one of each piece, running into its like neighbours."""
    width = part.shape[1]
    pieces = max(1, round(width / max(4, 1.6 * height)))
    ends = np.linspace(0, width, pieces + 1).round().astype(int)
    usual = np.array(
        [usual_colour(part[::2, a:b].reshape(-1, 3).astype(np.int16)) for a, b in pairwise(ends)]
    )
    middles = (ends[:-1] + ends[1:]) / 2
    columns = np.arange(width)
    nearest = np.abs(columns[:, None] - middles[None, :]).argmin(axis=1)
    blended = np.stack([np.interp(columns, middles, usual[:, channel]) for channel in range(3)], axis=1)
    alike = np.abs(blended - usual[nearest]).max(axis=1) < ALIKE
    row = np.where(alike[:, None], blended, usual[nearest])
    return np.broadcast_to(row.astype(np.uint8)[None], (height, width, 3))


def _flat(small: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where no colour channel changes by more than STEP within REACH pixels to the right or below."""
    edge = np.zeros(small.shape[:2], dtype=bool)
    if small.shape[1] > REACH:
        across = largest_channel(cv2.absdiff(small[:, REACH:], small[:, :-REACH])) > STEP
        edge[:, 1 : 1 + across.shape[1]] |= across
    if small.shape[0] > REACH:
        down = largest_channel(cv2.absdiff(small[REACH:], small[:-REACH])) > STEP
        edge[1 : 1 + down.shape[0]] |= down
    # One row or column of border line lies between its two edges and is no edge itself.
    middle = np.zeros_like(edge)
    middle[1:-1] |= edge[:-2] & edge[2:]
    middle[:, 1:-1] |= edge[:, :-2] & edge[:, 2:]
    flat: NDArray[np.bool_] = ~(edge | middle)
    return flat


def _colour(
    small: NDArray[np.uint8], labels: NDArray[np.int32], one: int, place: tuple[int, int, int, int]
) -> Colour:
    x, y, width, height = place
    # Some thousand pixels tell the usual colour of an area as well as millions.
    step = max(1, int((width * height / 16384) ** 0.5))
    window = (slice(y, y + height, step), slice(x, x + width, step))
    own = small[window][labels[window] == one]
    if not len(own):
        own = small[y : y + height, x : x + width][labels[y : y + height, x : x + width] == one]
    red, green, blue = ranked(own, 0.5)
    return (float(red), float(green), float(blue))


def _grown(sight: Sight, x: int, y: int, width: int, height: int) -> Box:
    """The box in the picture, with the edge pixels that parted it."""
    left, top = max(0, x - 1) / sight.scale, max(0, y - 1) / sight.scale
    right, bottom = (x + width + 1) / sight.scale, (y + height + 1) / sight.scale
    picture = sight.box
    right, bottom = min(right, picture.width), min(bottom, picture.height)
    return Box(round(left), round(top), round(right) - round(left), round(bottom) - round(top))
