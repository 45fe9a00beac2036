"""Folds text to a skeleton of letters and digits, look-alikes as one, with a map back to the original.

What an OCR engine confuses (`l`, `I`, `1`, `|`; `O` and `0`; `rn` and `m`), what a keyboard or a phone
varies (case, accents, quotes, dashes, full-width forms) and what a layout varies (spaces, hyphens, line
ends) is gone from a skeleton, so that two texts that a reader takes for the same are equal in it.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
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
_APOSTROPHES = np.array([ord("'"), ord("’"), ord("`")], np.uint32)


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

    def fold(self, points: Codes) -> NDArray[np.int32]:
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


def skeleton(text: str) -> Skeleton:
    """The skeleton of `text`; work and memory grow linearly with its length."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = _without_exclamations(_TABLE.fold(points), points)
    kept = np.flatnonzero(folded >= 0).astype(np.int32)
    breaks = np.zeros(len(points) + 1, np.int32)
    np.cumsum(folded == _BREAK, out=breaks[1:])
    codes, origin = _expanded(folded[kept], kept)
    end = _ends(folded, kept, origin, points)
    parted = np.ones(len(codes) + 1, np.bool_)
    if len(codes):
        parted[1:-1] = breaks[origin[1:]] > breaks[origin[:-1]]
    return _paired(codes, origin, end, parted)


def _without_exclamations(folded: NDArray[np.int32], points: Codes) -> NDArray[np.int32]:
    """`!` is an l only where a word goes on after it (`w!ll`, `!'m`); elsewhere it is punctuation.

    A capital after it begins the next sentence, which lost its space, unless a capital stands before it too.
    """
    marks = np.flatnonzero(points == ord("!"))
    if not len(marks):
        return folded
    after = np.append(folded, _BREAK)[marks + 1]
    following = np.append(points, 0)[marks + 1]
    goes_on = ((after >= 0) & (following != ord("!"))) | np.isin(following, _APOSTROPHES)
    goes_on &= ~_capital(following) | _capital(np.append(points, 0)[marks - 1])
    folded = folded.copy()
    folded[marks[~goes_on]] = _BREAK
    return folded


def _capital(points: Codes) -> NDArray[np.bool_]:
    """Which code points are capitals, of the 26 letters."""
    return (points >= ord("A")) & (points <= ord("Z"))


def _expanded(folded: NDArray[np.int32], kept: Offsets) -> tuple[Codes, Offsets]:
    """Codes and their origins, with ligatures and the like as the several letters that they are."""
    several = np.flatnonzero(folded >= _EXPANDED)
    if not len(several):
        return folded.astype(np.uint32), kept
    lists = [_TABLE.expansions[index - _EXPANDED] for index in folded[several].tolist()]
    counts = np.ones(len(folded), np.int64)
    counts[several] = [len(each) for each in lists]
    codes = np.repeat(folded, counts)
    firsts = np.cumsum(counts) - counts
    for first, letters in zip(firsts[several].tolist(), lists, strict=True):
        codes[first : first + len(letters)] = letters
    return codes.astype(np.uint32), np.repeat(kept, counts)


def _ends(folded: NDArray[np.int32], kept: Offsets, origin: Offsets, points: Codes) -> Offsets:
    """Where each code's characters end: marks that follow a letter belong to it."""
    end = origin + 1
    if len(kept) == len(points) or not (folded == _IGNORED).any():
        return end
    marks = np.flatnonzero(folded == _IGNORED)
    is_mark = np.zeros(len(points) + 1, np.bool_)
    is_mark[marks] = [unicodedata.category(chr(point))[0] == "M" for point in points[marks].tolist()]
    while True:
        follows = is_mark[end]
        if not follows.any():
            return end
        end = end + follows.astype(np.int32)


def _paired(codes: Codes, start: Offsets, end: Offsets, parted: NDArray[np.bool_]) -> Skeleton:
    """Folds `rn`, `vv` and `cl` to the letter that they look like, where nothing visible parts them."""
    if len(codes) < 2:
        return Skeleton(codes, start, end, parted)
    together = ~parted[1:-1]
    keep = np.ones(len(codes), np.bool_)
    codes, end = codes.copy(), end.copy()
    for left, right, single in _PAIRS:
        firsts = np.flatnonzero((codes[:-1] == left) & (codes[1:] == right) & together)
        if left == right:
            firsts = _every_other(firsts)
        codes[firsts] = single
        end[firsts] = end[firsts + 1]
        keep[firsts + 1] = False
    return Skeleton(codes[keep], start[keep], end[keep], parted[np.append(keep, True)])


def _every_other(firsts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Of a run of overlapping pairs (`vvv`) the first, the third and so on."""
    if len(firsts) < 2:
        return firsts
    new_run = np.append(True, np.diff(firsts) > 1)
    run_start = np.maximum.accumulate(np.where(new_run, firsts, 0))
    kept: NDArray[np.int64] = firsts[(firsts - run_start) % 2 == 0]
    return kept
