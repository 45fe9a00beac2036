"""Folds text to a skeleton of letters and digits, look-alikes as one, with a map back to the original.

What an OCR engine confuses (`l`, `I`, `1`, `|`; `O` and `0`; `rn` and `m`), what a keyboard or a phone
varies (case, accents, quotes, dashes, full-width forms) and what a layout varies (spaces, hyphens, line
ends) is gone from a skeleton, so that two texts that a reader takes for the same are equal in it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Points = NDArray[np.uint32] | NDArray[np.uint8]
Offsets = NDArray[np.int32]

_IGNORED = -1  # invisible or a mark: it neither stands in the skeleton nor parts two letters
_BREAK = -2  # a space, a sign, an emoji: not in the skeleton, but it parts what stands beside it
_UNKNOWN = -3  # not looked at yet
_EXPANDED = 0x110000  # from here on: an index into the list of expansions

_LOOK_ALIKES = dict(zip("1i|!0$58qg92", "lllloss" + "bqqqz", strict=True)) | dict(
    zip("аеорсухкмтвніјѕһԁ", "aeopcyxkmtbhljshd", strict=True)
)
_LOOK_ALIKES |= {"і": "l", "ı": "l", "ο": "o", "α": "a", "ε": "e", "ρ": "p", "κ": "k"}

_PAIRS = ((ord("r"), ord("n"), ord("m")), (ord("v"), ord("v"), ord("w")), (ord("c"), ord("l"), ord("d")))


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The skeleton of a text: `codes[i]` came from the code points `start[i]` to `end[i]` of it.

    `parted[i]` is true where something visible that is no letter stands between code `i - 1` and code `i`,
    or where nothing stands before it; it has one entry more than `codes`, and the last is true.
    """

    codes: Codes
    start: Offsets
    end: Offsets
    parted: NDArray[np.bool_]

    @property
    def text(self) -> str:
        """The skeleton as a string, for rapidfuzz."""
        return text_of(self.codes)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The code points of the original text that the codes `first` to `last` (half-open) came from."""
        return int(self.start[first]), int(self.end[last - 1])


def text_of(codes: Codes) -> str:
    """Skeleton codes as a string."""
    return codes.astype("<u4").tobytes().decode("utf-32-le")


class _Table:
    """What each code point becomes: filled when a code point is first met, 4 MB once it is touched."""

    def __init__(self) -> None:
        self.codes = np.full(0x110000, _UNKNOWN, np.int32)
        self.expansions: list[tuple[int, ...]] = []

    def fold(self, points: Points) -> NDArray[np.int32]:
        """One entry a code point; expansions are still indices."""
        folded = self.codes[points]
        if (folded == _UNKNOWN).any():
            for point in np.unique(points[folded == _UNKNOWN]).tolist():
                self.codes[point] = self._entry(chr(point))
            folded = self.codes[points]
        return folded

    def _entry(self, character: str) -> int:
        letters = _letters(character)
        if len(letters) == 1:
            return letters[0]
        if letters:
            self.expansions.append(letters)
            return _EXPANDED + len(self.expansions) - 1
        return _IGNORED if unicodedata.category(character) in ("Cf", "Mn", "Me") else _BREAK


def _letters(character: str) -> tuple[int, ...]:
    """The skeleton codes of one character: none for what is neither letter nor digit nor looks like one."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    folded = (_LOOK_ALIKES.get(each, each) for each in decomposed)
    return tuple(ord(each) for each in folded if unicodedata.category(each)[0] in "LN")


_TABLE = _Table()


@lru_cache(maxsize=1 << 12)
def _character(character: str) -> str:
    return "".join(map(chr, _letters(character)))


def skeleton_of_word(word: str) -> str:
    """The skeleton of a word as a string: for a few letters and digits by themselves quicker than `skeleton`."""
    letters = "".join(map(_character, word))
    for left, right, single in _PAIRS:
        letters = letters.replace(chr(left) + chr(right), chr(single))
    return letters


def skeleton(text: str) -> Skeleton:
    """The skeleton of `text`; work and memory grow linearly with its length."""
    points: Points
    if text.isascii():
        points = np.frombuffer(text.encode("ascii"), np.uint8)
    else:
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = _without_exclamations(_TABLE.fold(points), points)
    if points.dtype == np.uint32 and ((folded == _IGNORED) | (folded >= _EXPANDED)).any():
        return _gathered(*_neighbours(folded, points))
    numbers = np.arange(len(folded) + 1, dtype=np.int32)
    return _gathered(folded, numbers[:-1], numbers[1:])


def _neighbours(folded: NDArray[np.int32], points: Points) -> tuple[NDArray[np.int32], Offsets, Offsets]:
    """What stands side by side for a reader: without what is invisible, ligatures as the letters that they are.

    With each, where its characters begin and end in the text; marks that follow a letter belong to it.
    """
    visible = np.flatnonzero(folded != _IGNORED).astype(np.int32)
    end = _ends(folded, visible, points)
    folded = folded[visible]
    several = np.flatnonzero(folded >= _EXPANDED)
    if not len(several):
        return folded, visible, end
    lists = [_TABLE.expansions[index - _EXPANDED] for index in folded[several].tolist()]
    folded[several] = [letters[0] for letters in lists]
    places = np.repeat(several, [len(letters) - 1 for letters in lists])
    more = [letter for letters in lists for letter in letters[1:]]
    return (
        np.insert(folded, places + 1, more),
        np.insert(visible, places + 1, visible[places]),
        np.insert(end, places + 1, end[places]),
    )


def _gathered(folded: NDArray[np.int32], start: Offsets, end: Offsets) -> Skeleton:
    """The letters of `folded`, with `rn`, `vv` and `cl` as the letter that they look like."""
    folded, end = folded.copy(), end.copy()
    pairs: list[NDArray[np.int64]] = []
    for left, right, single in _PAIRS:
        firsts = np.flatnonzero((folded[:-1] == left) & (folded[1:] == right))
        if left == right:
            firsts = _every_other(firsts)
        folded[firsts] = single
        folded[firsts + 1] = _BREAK
        end[firsts] = end[firsts + 1]
        pairs.append(firsts)
    after_break = np.ones(len(folded), np.bool_)
    np.less(folded[:-1], 0, out=after_break[1:])
    for firsts in pairs:
        # The second of a pair parts nothing: what counts is the place behind it.
        behind = firsts[firsts + 2 < len(folded)] + 2
        after_break[behind] = False
    kept = np.flatnonzero(folded >= 0)
    parted = np.ones(len(kept) + 1, np.bool_)
    parted[1:-1] = after_break[kept[1:]]
    return Skeleton(folded[kept].view(np.uint32), start[kept], end[kept], parted)


def _without_exclamations(folded: NDArray[np.int32], points: Points) -> NDArray[np.int32]:
    """`!` is an l only where a word goes on after it (`w!ll`, `!'m`); elsewhere it is punctuation.

    A capital after it begins the next sentence, which lost its space, unless a capital stands before it too.
    """
    marks = np.flatnonzero(points == ord("!"))
    if not len(marks):
        return folded
    last = len(points) - 1
    behind = np.minimum(marks + 1, last)
    following, preceding = points[behind], points[np.maximum(marks - 1, 0)]
    goes_on = (folded[behind] >= 0) & (following != ord("!"))
    goes_on |= (following == ord("'")) | (following == ord("’")) | (following == ord("`"))
    goes_on &= ~_capital(following) | _capital(preceding)
    folded[marks[~goes_on | (marks == last)]] = _BREAK
    return folded


def _capital(points: Points) -> NDArray[np.bool_]:
    """Which code points are capitals, of the 26 letters."""
    return (points >= ord("A")) & (points <= ord("Z"))


def _ends(folded: NDArray[np.int32], visible: Offsets, points: Points) -> Offsets:
    """Where each visible character's own characters end: marks that follow it belong to it."""
    end = visible + 1
    ignored = np.flatnonzero(folded == _IGNORED)
    is_mark = np.zeros(len(points) + 1, np.bool_)
    is_mark[ignored] = [unicodedata.category(chr(point))[0] == "M" for point in points[ignored].tolist()]
    marked = np.flatnonzero(is_mark[end])
    while len(marked):
        end[marked] += 1
        marked = marked[is_mark[end[marked]]]
    return end


def _every_other(firsts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of a run of overlapping pairs (`vvv`) the first, the third and so on."""
    if len(firsts) < 2:
        return firsts
    new_run = np.append(True, np.diff(firsts) > 1)
    run_start = np.maximum.accumulate(np.where(new_run, firsts, 0))
    kept: NDArray[np.int64] = firsts[(firsts - run_start) % 2 == 0]
    return kept
