"""Whether the index loses anything: against looking everywhere, and on strings made to slip through."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein

from witnessmark.matching.exhaustive import occurrences
from witnessmark.matching.index import Index
from witnessmark.matching.search import Search
from witnessmark.matching.skeleton import skeleton

_LETTERS = "abcdefhklmnoprstuvwxyz"
_AROUND = 30  # letters at most before and after an adversarial string


@dataclass(slots=True)
class Lost:
    """How many occurrences there were, how many were missed, and how many were found with too many edits."""

    occurrences: int = 0
    missed: int = 0
    worse: int = 0


def against_everything(search: Search, texts: Iterable[str]) -> Lost:
    """Compare the search with one that looks at every place for every string."""
    counts = Lost()
    for text in texts:
        folded = skeleton(text)
        found = _found(search, folded.codes, folded.parted)
        for string, last, edits in occurrences(search.index, search.numbers(folded.codes)):
            reach = int(search.index.budget[string])
            near = [each[2] for each in found.get(string, ()) if each[0] < last <= each[1] + reach]
            counts.occurrences += 1
            counts.missed += not near
            counts.worse += bool(near) and min(near) > edits
    return counts


def against_malice(search: Search, count: int, seed: int) -> Lost:
    """Strings with exactly the edits that are allowed, placed on the seeds so that as few as can be survive."""
    rng = random.Random(seed)
    seeds = _seeds(search.index)
    counts = Lost()
    while counts.occurrences < count:
        string = rng.randrange(len(search.index.budget))
        budget = int(search.index.budget[string])
        true = search.string(string)
        spoilt = _spoilt(true, seeds[string], budget, rng)
        if budget and Levenshtein.distance(true, spoilt) == budget:
            counts.occurrences += 1
            counts.missed += not _stands(search, string, spoilt, rng)
    return counts


def _stands(search: Search, string: int, spoilt: str, rng: random.Random) -> bool:
    before, after = (_noise(rng, rng.randrange(_AROUND)) for _ in range(2))
    codes = np.array([ord(letter) for letter in before + spoilt + after], np.uint32)
    parted = np.zeros(len(codes) + 1, np.bool_)
    places = _found(search, codes, parted).get(string, ())
    return any(first < len(before) + len(spoilt) and last > len(before) for first, last, _ in places)


def _found(
    search: Search,
    codes: np.ndarray[tuple[int], np.dtype[np.uint32]],
    parted: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> dict[int, list[tuple[int, int, int]]]:
    hits = search.hits(codes, parted, np.array([0, len(codes)]))
    found: dict[int, list[tuple[int, int, int]]] = {}
    rows = zip(
        hits.string.tolist(), hits.first.tolist(), hits.last.tolist(), hits.edits.tolist(), strict=True
    )
    for string, first, last, edits in rows:
        found.setdefault(string, []).append((first, last, edits))
    return found


def _seeds(index: Index) -> dict[int, list[int]]:
    """Where the seeds of each string begin."""
    places: dict[int, list[int]] = {}
    for string, place in zip(index.seeds.string.tolist(), index.seeds.place.tolist(), strict=True):
        places.setdefault(string, []).append(place)
    return {string: sorted(each) for string, each in places.items()}


def _spoilt(true: str, seeds: list[int], budget: int, rng: random.Random) -> str:
    """The string with `budget` edits, spread over its pieces in one of the ways that hurt most."""
    ends = [*seeds[1:], len(true)]
    edits = rng.choice((_one_each, _pairs, _from_the_end, _anyhow))(len(seeds), budget, rng)
    letters = list(true)
    for first, last, count in reversed(list(zip(seeds, ends, edits, strict=True))):
        for place in sorted(rng.sample(range(first, last), min(count, last - first)), reverse=True):
            _edit(letters, place, rng)
    return "".join(letters)


def _edit(letters: list[str], place: int, rng: random.Random) -> None:
    kind = rng.random()
    if kind < 0.5:
        letters[place] = rng.choice(_LETTERS)
    elif kind < 0.75:
        letters[place] += rng.choice(_LETTERS)
    else:
        letters[place] = ""


def _one_each(pieces: int, budget: int, rng: random.Random) -> list[int]:
    """An edit in every piece but one."""
    free = rng.randrange(pieces)
    return [int(piece != free) for piece in range(pieces)]


def _pairs(pieces: int, budget: int, rng: random.Random) -> list[int]:
    """The pattern (1 | 0 2)* 0, in which only the last piece can tell."""
    edits: list[int] = []
    while len(edits) < pieces - 1:
        edits.extend([0, 2] if rng.random() < 0.5 and len(edits) < pieces - 2 else [1])
    return [*edits, 0]


def _from_the_end(pieces: int, budget: int, rng: random.Random) -> list[int]:
    """Two in every second piece, what is left over anywhere."""
    edits = [0] * pieces
    for piece in range(1, pieces, 2):
        edits[piece] = min(2, budget - sum(edits))
    for _ in range(budget - sum(edits)):
        edits[rng.randrange(pieces)] += 1
    return edits


def _anyhow(pieces: int, budget: int, rng: random.Random) -> list[int]:
    edits = [0] * pieces
    for _ in range(budget):
        edits[rng.randrange(pieces)] += 1
    return edits


def _noise(rng: random.Random, count: int) -> str:
    return "".join(rng.choice(_LETTERS) for _ in range(count))
