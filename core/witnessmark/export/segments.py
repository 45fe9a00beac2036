"""A text cut where its marks begin and end, so that a report can show them in reading order."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from witnessmark.records import Match, WordSpan

_KEPT = "\n\t"
# Characters that reorder text; a report shows them by name, since they can make a line read otherwise.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks: the finding it belongs to, and whether its reading is doubtful.

    `number` is the finding's number where the finding begins here.
    """

    text: str
    match: Match | None = None
    number: int | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding under the number that it has in the report."""

    number: int
    match: Match


def segments(
    text: str, findings: tuple[Numbered, ...], words: tuple[WordSpan, ...], doubtful_below: float
) -> tuple[Segment, ...]:
    """All of `text`, in order, cut at the borders of findings and of words read with less confidence."""
    doubtful = tuple((w.start, w.end) for w in words if w.confidence < doubtful_below)
    cuts = {0, len(text)}
    for start, end in (*((f.match.start, f.match.end) for f in findings), *doubtful):
        cuts |= {start, end}
    borders = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    started: set[int] = set()
    made = []
    for start, end in pairwise(borders):
        finding = next((f for f in findings if f.match.start <= start and end <= f.match.end), None)
        fresh = finding is not None and finding.number not in started
        if finding is not None:
            started.add(finding.number)
        made.append(
            Segment(
                visible(text[start:end]),
                finding.match if finding else None,
                finding.number if finding and fresh else None,
                any(low <= start and end <= high for low, high in doubtful),
            )
        )
    return tuple(made)


def visible(text: str) -> str:
    """`text` with control and direction characters spelled out, so that nothing is hidden or reordered."""
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in _BIDI or (unicodedata.category(character) == "Cc" and character not in _KEPT):
        return f"⟨U+{ord(character):04X}⟩"
    return character
