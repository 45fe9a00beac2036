"""Measures the matching: what it finds at which noise, whether it loses anything, how fast it is."""

from __future__ import annotations

import platform
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from witnessmark.bench.lost import against_everything, against_malice
from witnessmark.bench.misread import Misreadings, pairs
from witnessmark.bench.pace import SIZES, long, made, pace
from witnessmark.bench.planted import Tally, tally
from witnessmark.bench.workload import Text, Workload, fingerprints, load, text
from witnessmark.matching.matcher import Matcher
from witnessmark.matching.prepared import prepared
from witnessmark.matching.search import Search

RATES = (0.0, 0.03, 0.06, 0.10)  # edits a character
LOG_EVERY = (4_000, 400)  # characters of the long texts from one planted phrase to the next
LARGE = 50_000  # phrases; for a library of so many a third of the texts will do

Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure.

    `workload` is the generator; `truth` and `readings` are folders of ground truth and of engines' predictions
    for the same pictures, for noise as engines make it. `shots` texts of 2,000 characters are made for each
    cell; `lossless` occurrences are compared with looking everywhere, `adversarial` strings are made; the long
    text has `megabytes`.
    """

    workload: Path
    sizes: tuple[int, ...] = (300, 5_000, 100_000)
    score: float = 85
    shots: int = 300
    lossless: int = 10_000
    adversarial: int = 30_000
    megabytes: int = 50
    truth: Path | None = None
    readings: tuple[Path, ...] = ()


def run(plan: Plan, said: Said) -> int:
    """Measure and say everything; 1 where the index lost something, else 0."""
    workload = load(plan.workload)
    said(
        f"Python {platform.python_version()}, numpy {version('numpy')}, rapidfuzz {version('rapidfuzz')}, "
        f"{platform.machine()}; score {plan.score:g}; CPU seconds"
    )
    for size in plan.sizes:
        _pace(plan, workload, size, said)
    for size in plan.sizes:
        _quality(plan, workload, size, said)
    for folder in plan.readings:
        _engine(plan, workload, folder, said)
    return _lossless(plan, workload, said)


def _pace(plan: Plan, workload: Workload, size: int, said: Said) -> None:
    phrases = workload.phrases(size)
    cost = made(phrases, plan.score)
    said(
        f"\n{size:,} phrases: built in {cost.seconds:.2f} s, read back in {cost.read_seconds:.2f} s, "
        f"{cost.megabytes:.1f} MB, {cost.seeds:,} seeds"
    )
    matcher = Matcher(fingerprints(phrases), plan.score)
    found = pace(matcher, workload, phrases, 15)
    each = ", ".join(f"{found.milliseconds[length]:.1f} ms for {length:,}" for length in SIZES)
    single = found.milliseconds[2_000]
    said(f"  a text: {each} characters; 2,000 batched {found.batched:.1f} ms")
    said(
        f"  rapidfuzz loop over all phrases, for 2,000: {found.loop:,.1f} ms at the same score, "
        f"{found.loop / single:.1f} times as long; {found.whole_loop:,.1f} ms where it loses nothing, "
        f"{found.whole_loop / single:.1f} times as long"
    )
    if plan.megabytes and size == plan.sizes[0]:
        for every in LOG_EVERY:
            _long(plan, text(workload, phrases, "log", 5_000_000, 0.03, every).text, phrases, matcher, said)
            said(f"  (a phrase every {every:,} characters)")


def _long(plan: Plan, part: str, phrases: Sequence[str], matcher: Matcher, said: Said) -> None:
    repeated = (part * (plan.megabytes // 5 + 1))[: plan.megabytes * 1_000_000]
    result = long(matcher, phrases, repeated)
    said(
        f"  {result.megabytes:.0f} MB as a stream: {result.seconds:.1f} s, "
        f"{result.megabytes / result.seconds:.1f} MB/s; peak memory grew by {result.growth:.0f} MB"
    )
    if result.exact_seconds is not None:
        said(
            f"  one exact pass (pyahocorasick): {result.megabytes / result.exact_seconds:.1f} MB/s; "
            f"the stream takes {result.seconds / result.exact_seconds:.1f} times as long"
        )


def _quality(plan: Plan, workload: Workload, size: int, said: Said) -> None:
    phrases = workload.phrases(size)
    shots = plan.shots if size < LARGE else -(-plan.shots // 3)
    texts = {
        rate: [text(workload, phrases, f"q{rate}{n}", 2_000, rate) for n in range(shots)] for rate in RATES
    }
    said(f"\n{size:,} phrases, {shots} texts a cell, noise of the workload")
    _table(plan, phrases, texts, said)


def _engine(plan: Plan, workload: Workload, folder: Path, said: Said) -> None:
    """The same with the misreadings of an engine."""
    if plan.truth is None:
        return
    misreadings = Misreadings(pairs(plan.truth, folder))
    phrases = workload.phrases(300)
    clean = [text(workload, phrases, f"e{n}", 2_000, 0.0) for n in range(plan.shots)]
    said(
        f"\n300 phrases, misreadings as in {folder.parent.name}/{folder.name}: {misreadings.edits:,} edits in "
        f"{misreadings.lines:,} lines, {misreadings.rate:.4f} a character; made as often as the first column says"
    )
    rng = random.Random(1)
    texts: dict[float, list[Text]] = {}
    for rate in (misreadings.rate, *RATES[1:]):
        asked = misreadings.calibrated(clean[:20], rate)
        made = misreadings.measured(clean[:20], asked)
        texts[made] = [misreadings.noisy(each, asked, rng) for each in clean]
    _table(plan, phrases, texts, said)


def _table(plan: Plan, phrases: Sequence[str], texts: dict[float, list[Text]], said: Said) -> None:
    said("  noise  key words  planted  found   ends    precision  keyword taken   shuffle taken")
    for key_words in (False, True):
        matcher = Matcher(fingerprints(phrases), plan.score, key_words=key_words)
        for rate, every in texts.items():
            said(_row(rate, key_words, tally(matcher, every)))


def _row(rate: float, key_words: bool, counts: Tally) -> str:
    taken = "  ".join(
        f"{counts.share(how):.3f} of {counts.spoilt.get(how, 0):5,}" for how in ("keyword", "shuffle")
    )
    return (
        f"  {rate:5.1%}  {'checked' if key_words else 'ignored':9}  {counts.planted:7,}  {counts.recall:.4f}  "
        f"{counts.ends:.4f}  {counts.precision:.4f}     {taken}"
    )


def _lossless(plan: Plan, workload: Workload, said: Said) -> int:
    missed = 0
    for size in (each for each in plan.sizes if each <= 5_000):
        phrases = workload.phrases(size)
        search = Search(prepared(fingerprints(phrases), plan.score).index)
        if plan.lossless and size == plan.sizes[0]:
            missed += _everything(plan, workload, phrases, search, said)
        malice = against_malice(search, plan.adversarial, seed=1) if plan.adversarial else None
        if malice is not None:
            said(f"{size:,} phrases, adversarial strings: {malice.occurrences:,}, missed {malice.missed}")
            missed += malice.missed
    return int(missed > 0)


def _everything(plan: Plan, workload: Workload, phrases: Sequence[str], search: Search, said: Said) -> int:
    """Compare with looking everywhere until there were enough occurrences, at all rates of noise in turn."""
    total = missed = worse = number = 0
    while total < plan.lossless:
        rate = RATES[number % len(RATES)]
        made_text = text(workload, phrases, f"l{number}", 2_000, rate, every=70).text
        counts = against_everything(search, [made_text])
        total, missed, worse = total + counts.occurrences, missed + counts.missed, worse + counts.worse
        number += 1
    said(
        f"\n{len(phrases):,} phrases, against looking everywhere: {total:,} occurrences, missed {missed}, "
        f"with more edits than needed {worse}"
    )
    return missed + worse
