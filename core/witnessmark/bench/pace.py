"""How fast the matching is, beside a loop over all phrases and one exact pass, in the same run."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

import numpy as np
from rapidfuzz import fuzz

from witnessmark.bench.workload import Text, Workload, fingerprints, text
from witnessmark.matching.matcher import Matcher
from witnessmark.matching.prepared import prepared
from witnessmark.matching.skeleton import skeleton

T = TypeVar("T")

SIZES = (500, 2_000, 5_000)
COMPARED = 2_000  # characters of the texts that the loop is given too
RATE = 0.03  # edits a character
_LOOPED = 40_000_000  # letters times phrases that the loop is given: seconds, not minutes


@dataclass(frozen=True, slots=True)
class Made:
    """What a library costs: CPU seconds to make and to read back, MB of its arrays, seeds."""

    seconds: float
    read_seconds: float
    megabytes: float
    seeds: int


@dataclass(frozen=True, slots=True)
class Pace:
    """CPU milliseconds a text, by its size; batched; and of the loop for the same texts.

    `loop` asks for the same score as the matcher, and misses what lost or gained letters; `whole_loop` asks for
    the score that loses nothing.
    """

    milliseconds: dict[int, float]
    batched: float
    loop: float
    whole_loop: float


@dataclass(frozen=True, slots=True)
class Long:
    """A long text: megabytes, seconds of a stream, of one exact pass (None without pyahocorasick)."""

    megabytes: float
    seconds: float
    exact_seconds: float | None
    growth: float


def made(phrases: Sequence[str], score: float) -> Made:
    """Build the index of a library, keep it, and read it back."""
    known = fingerprints(phrases)
    with tempfile.TemporaryDirectory() as folder:
        seconds, ready = _timed(lambda: prepared(known, score))
        prepared(known, score, Path(folder))
        again, _ = _timed(lambda: prepared(known, score, Path(folder)))
    index = ready.index
    seeds = index.seeds
    arrays: list[np.ndarray[tuple[int, ...], np.dtype[np.generic]]] = [
        index.alphabet, index.letters, index.first, index.budget, index.before, index.before_length, index.second,
        index.second_back, seeds.string, seeds.place, seeds.size, seeds.after, seeds.after_length, seeds.last,
    ]  # fmt: skip
    for table in index.tables:
        arrays.extend((table.head, table.used))
    total = sum(each.nbytes for each in arrays) / 1e6
    return Made(seconds, again, total, len(seeds.string))


def pace(matcher: Matcher, workload: Workload, phrases: Sequence[str], shots: int) -> Pace:
    """Match texts of several sizes; the median over texts of the best of three.

    The loop takes its turn right beside the matcher, text by text, so that a busy machine slows both.
    """
    texts = {size: [text(workload, phrases, f"p{n}", size, RATE) for n in range(shots)] for size in SIZES}
    one_by_one = {size: _each(matcher, every) for size, every in texts.items() if size != COMPARED}
    every = [each.text for each in texts[COMPARED]]
    strings = list(dict.fromkeys(skeleton(each).text for each in phrases))
    looped = max(3, min(shots, _LOOPED // (COMPARED * len(strings))))
    ours, loops, whole_loops = [], [], []
    lossless = 100 - 2 * (100 - matcher.score)
    for number, each in enumerate(every):
        ours.append(_best(matcher.find_text, each))
        if number < looped:
            loops.append(_loop(strings, each, matcher.score))
            whole_loops.append(_loop(strings, each, lossless))
    one_by_one[COMPARED] = 1000 * median(ours)
    batched = _best(lambda texts: list(matcher.find_many(texts)), every) / shots
    return Pace(one_by_one, 1000 * batched, 1000 * median(loops), 1000 * median(whole_loops))


def long(matcher: Matcher, phrases: Sequence[str], log: str) -> Long:
    """Match a long text as a stream, and pass over it once for exact phrases."""
    before = _memory()
    seconds, _ = _timed(lambda: sum(len(part.passages) for part in matcher.stream(log)))
    growth = _memory() - before
    return Long(len(log) / 1e6, seconds, _exact(phrases, log), growth)


def _each(matcher: Matcher, texts: Iterable[Text]) -> float:
    return 1000 * median([_best(matcher.find_text, each.text) for each in texts])


def _best(work: Callable[[T], object], on: T) -> float:
    return min(_timed(lambda: work(on))[0] for _ in range(3))


def _loop(strings: Sequence[str], text: str, score: float) -> float:
    """CPU seconds of asking rapidfuzz for each phrase where it fits best."""
    letters = skeleton(text).text
    return _timed(lambda: [fuzz.partial_ratio_alignment(s, letters, score_cutoff=score) for s in strings])[0]


def _exact(phrases: Sequence[str], log: str) -> float | None:
    try:
        import ahocorasick
    except ImportError:
        return None
    automaton = ahocorasick.Automaton()
    for number, phrase in enumerate(phrases):
        automaton.add_word(phrase, number)
    automaton.make_automaton()
    return _timed(lambda: sum(1 for _ in automaton.iter(log)))[0]


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


def _memory() -> float:
    """The largest memory of this process so far, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
