"""Two readings of one picture, laid side by side word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from witnessmark.geometry import Box, hull
from witnessmark.records import Disagreement, Reading, Word

# Engines write these marks in one form or the other whatever the picture shows.
_ONE_FORM = str.maketrans("‘’‚‛“”„‟«»‐‑–—−", '\'\'\'\'""""""-----')


@dataclass(frozen=True, slots=True)
class Agreement:
    """Where two readings agree and differ.

    `agreed` are words of the first reading (as indices) that the second reads alike, up to the form of
    quotation marks and dashes; each other word of either is in one of the disagreements.
    """

    agreed: frozenset[int]
    disagreements: tuple[Disagreement, ...]


def compare(first: Reading, second: Reading) -> Agreement:
    """Pair the lines of two readings by place, and their words by order; places run from top to bottom."""
    agreed: set[int] = set()
    found: list[Disagreement] = []
    for ours, theirs in _rows(first, second):
        same, other = _aligned(first.words, second.words, ours, theirs)
        agreed |= same
        found.extend(other)
    return Agreement(frozenset(agreed), tuple(sorted(found, key=lambda one: (one.box.y, one.box.x))))


def _rows(first: Reading, second: Reading) -> list[tuple[list[int], list[int]]]:
    """Words that share a row and touch: each line of the first with all words of the second that lie on it."""
    free = set(range(len(second.words)))
    rows: list[tuple[list[int], list[int]]] = []
    for line in first.lines:
        lying = [index for index in free if _on_line(second.words[index].box, line.box)]
        free.difference_update(lying)
        rows.append((list(line.words), sorted(lying, key=lambda index: second.words[index].box.x)))
    rest = [[index for index in line.words if index in free] for line in second.lines]
    return rows + [([], words) for words in rest if words]


def _on_line(word: Box, line: Box) -> bool:
    down = min(word.bottom, line.bottom) - max(word.y, line.y)
    across = min(word.right, line.right) - max(word.x, line.x)
    return across > 0 and down > 0.5 * min(word.height, line.height)


def _aligned(
    ours: tuple[Word, ...], theirs: tuple[Word, ...], first: list[int], second: list[int]
) -> tuple[set[int], list[Disagreement]]:
    matcher = SequenceMatcher(
        None, [_plain(ours[index]) for index in first], [_plain(theirs[index]) for index in second], False
    )
    agreed: set[int] = set()
    found: list[Disagreement] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            agreed.update(first[a:b])
        elif b - a == d - c:
            pairs = zip(first[a:b], second[c:d], strict=True)
            found.extend(_disagreement(ours, theirs, [one], [other]) for one, other in pairs)
        else:
            found.append(_disagreement(ours, theirs, first[a:b], second[c:d]))
    return agreed, found


def _plain(word: Word) -> str:
    return word.text.translate(_ONE_FORM)


def _disagreement(
    ours: tuple[Word, ...], theirs: tuple[Word, ...], first: list[int], second: list[int]
) -> Disagreement:
    boxes = [ours[index].box for index in first] + [theirs[index].box for index in second]
    return Disagreement(
        tuple(first),
        " ".join(ours[index].text for index in first),
        " ".join(theirs[index].text for index in second),
        hull(boxes) or Box(0, 0, 0, 0),
    )
