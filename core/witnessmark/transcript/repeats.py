"""Finds what a capture shows again of the capture before it, as people scroll and take the next picture.

The end of one capture and the beginning of the next must be the same messages in the same order. Where that is
open (short or repeated messages, other times beside them, two ways to lay them over each other) nothing is claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from witnessmark.records import Repeat, Transcript, Turn
from witnessmark.speech.times import CLOCK

ALIKE = 90.0  # of 100; engines misread a few letters of a line, another message differs in more
TELLING = 12  # letters from which a message that stands nowhere else tells where two captures meet
CUT = 24  # letters that a message cut by the edge of a capture must share with the whole one,
PIECE = 8  # and where other messages are shared as well
_LOOK_ALIKES = str.maketrans({"i": "l", "1": "l", "|": "l", "0": "o"})
_CLOCK = re.compile(CLOCK, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Folded:
    """A turn's letters without spaces, signs and look-alikes, with the code point of each.

    `lines` are the places among the letters at which the lines of the picture begin.
    """

    turn: Turn
    letters: str
    points: tuple[int, ...]
    lines: tuple[int, ...]


def with_repeats(before: Transcript, after: Transcript) -> Transcript:
    """The later transcript; turns, or beginnings of turns, that the earlier capture shows as well are marked."""
    if not before.turns or not after.turns or _are_two(before, after):
        return after
    earlier, later = [_folded(turn) for turn in before.turns], [_folded(turn) for turn in after.turns]
    ways = [
        way
        for count in range(1, min(len(earlier), len(later)) + 1)
        if (way := _laid(earlier[-count:], later[:count])) is not None
    ]
    if len(ways) != 1 or not any(
        _tells(place, earlier, later, len(ways[0])) for place in range(len(ways[0]))
    ):
        return after
    first = len(earlier) - len(ways[0])
    marked = [_marked(later[place], first + place, letters) for place, letters in enumerate(ways[0])]
    return replace(after, turns=(*marked, *after.turns[len(marked) :]))


def _are_two(before: Transcript, after: Transcript) -> bool:
    """Whether the two cannot be captures of one conversation: text, or two products."""
    one, other = before.claim, after.claim
    products = one is not None and other is not None and one.family != other.family
    return products or (before.origin, after.origin) != ("reading", "reading")


def _folded(turn: Turn) -> _Folded:
    points = tuple(place for place, letter in enumerate(turn.text) if letter.isalnum())
    letters = "".join(turn.text[place].casefold()[0] for place in points).translate(_LOOK_ALIKES)
    breaks = [
        word.start
        for above, word in zip(turn.words, turn.words[1:], strict=False)
        if word.box.middle > above.box.bottom
    ]
    lines = tuple(sum(point < start for point in points) for start in breaks)
    return _Folded(turn, letters, points, lines)


def _laid(earlier: list[_Folded], later: list[_Folded]) -> tuple[int, ...] | None:
    """How many letters of each later turn the earlier one has too; None where any of them is another message."""
    last = len(later) - 1
    shared: list[int] = []
    for place, (one, other) in enumerate(zip(earlier, later, strict=True)):
        if _speakers_differ(one.turn, other.turn) or _times_differ(one.turn, other.turn):
            return None
        letters = _shared(one, other, top=place == 0, bottom=place == last)
        if letters is None:
            return None
        shared.append(letters)
    return tuple(shared)


def _speakers_differ(one: Turn, other: Turn) -> bool:
    if one.speaker and other.speaker and fuzz.ratio(one.speaker.casefold(), other.speaker.casefold()) < 80:
        return True
    return one.sure and other.sure and (one.role == "user") != (other.role == "user")


def _times_differ(one: Turn, other: Turn) -> bool:
    """Whether two clocks differ; ages such as "5h" do so in any later capture."""
    clocks = [_CLOCK.search(turn.time or "") for turn in (one, other)]
    shown = ["".join(re.findall(r"\d", clock[0])) for clock in clocks if clock]
    return len(set(shown)) > 1


def _shared(one: _Folded, other: _Folded, *, top: bool, bottom: bool) -> int | None:
    """Letters of the later turn that are in the earlier one, from its first on; None where they differ.

    At the seams the upper edge may cut the later turn, and the lower edge the earlier one; a line that is cut
    through its letters is read as nonsense, so the turns are also compared without it.
    """
    if _alike(one.letters, other.letters):
        return len(other.letters)
    ends = [len(one.letters), *(one.lines[-1:] if bottom else ())]
    starts = [0, *(other.lines[:1] if top else ())]
    for start in starts:
        for end in ends:
            letters = _overlap(one.letters[:end], other.letters[start:], top, bottom)
            if letters is not None:
                return start + letters
    return None


def _alike(one: str, other: str) -> bool:
    """Whether two texts are the same but for misread letters; a short one bears none."""
    if min(len(one), len(other)) < TELLING:
        return bool(one) and one == other
    return fuzz.ratio(one, other) >= ALIKE


def _overlap(one: str, other: str, top: bool, bottom: bool) -> int | None:
    """How far into the later text the earlier one goes on; with `top` the later one begins somewhere in it."""
    least = CUT if top and bottom else PIECE
    start = _place(other[:CUT], one, least) if top else 0
    if start is None or len(one) - start < least:
        return None
    length, slack = len(one) - start, 0.1 * len(other)
    if length > len(other) + slack or (not bottom and length < len(other) - slack):
        return None
    return min(length, len(other)) if _alike(one[start:], other[:length]) else None


def _place(beginning: str, text: str, least: int) -> int | None:
    """The one place at which a text goes on with these letters; None where there is none, or another one."""
    if min(len(beginning), len(text)) < least or len(text) < len(beginning):
        return None
    found = fuzz.partial_ratio_alignment(beginning, text, score_cutoff=ALIKE)
    if found is None:
        return None
    rest = text[found.dest_start + len(beginning) // 2 :]
    again = len(rest) >= len(beginning) and fuzz.partial_ratio(beginning, rest) >= ALIKE
    return None if again else found.dest_start


def _tells(place: int, earlier: list[_Folded], later: list[_Folded], count: int) -> bool:
    """Whether a shared message is long enough to be known again, and stands only once in either capture."""
    own = len(earlier) - count + place
    text = later[place].letters
    if sum(2 if letter > "\u2e7f" else 1 for letter in text) < TELLING:
        return False
    others = [one.letters for index, one in enumerate(earlier) if index != own]
    others += [one.letters for index, one in enumerate(later) if index != place]
    return not any(_alike(text, other) for other in others)


def _marked(turn: _Folded, earlier: int, letters: int) -> Turn:
    """A turn with the mark that its first `letters` letters are those of the earlier capture's turn."""
    whole = letters >= len(turn.letters)
    end = len(turn.turn.text) if whole else turn.points[letters - 1] + 1
    word = next((span for span in turn.turn.words if span.start < end <= span.end), None)
    return replace(turn.turn, repeats=Repeat(earlier, 0, word.end if word else end))
