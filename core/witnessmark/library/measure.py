"""Counts how many texts of a corpus hold each fingerprint, in several processes; can go on where it stopped.

The matcher is handed in as a `FinderMaker` (the class itself will do), for the library stands below matching and
does not know it.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import msgspec

from witnessmark.errors import LibraryError
from witnessmark.jsonform import digest
from witnessmark.library.corpus import Batch, batches, corpus_hash, family_of, group_of, parse_line
from witnessmark.library.noise import ocr_noise
from witnessmark.library.rates import BANDS, Group, Rate, Rates, Size, band_of
from witnessmark.records import Fingerprint, Layer

BATCH_LINES = 500
NOISE = 0.03

_BEST: tuple[Layer, ...] = ("fuzzy", "normalised", "exact")


class Found(Protocol):
    """A passage, as far as counting needs it."""

    @property
    def fingerprint(self) -> str:
        """The id of the fingerprint."""

    @property
    def layer(self) -> Layer:
        """How it was found."""


class Finder(Protocol):
    """A matcher, as far as counting needs it."""

    def find_many(self, texts: Iterable[str], *, overlapping: bool) -> Iterable[Sequence[Found]]:
        """Every passage of each text, overlapping ones too."""


FinderMaker = Callable[[tuple[Fingerprint, ...]], Finder]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured: `corpus` and `command` are printed with the rates; `partial` is where progress is kept.

    `noise` is the share of characters that the simulated OCR noise changes, 0 to leave the layer `fuzzy` out.
    """

    files: tuple[Path, ...]
    fingerprints: tuple[Fingerprint, ...]
    make_finder: FinderMaker
    corpus: str
    command: str
    date: str
    packs: dict[str, str] = field(default_factory=dict)
    noise: float = NOISE
    workers: int = 2
    partial: Path | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """How far a measurement has come: texts so far, the file that was just worked on, and in the end the rates."""

    texts: int
    file: str
    rates: Rates | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of one batch. `sizes` are family, source, language, band, texts; `hits` likewise with the layer."""

    file: str
    number: int
    sizes: tuple[tuple[str, str, str, str, int], ...]
    hits: tuple[tuple[str, str, str, Layer, str, int], ...]
    groups: tuple[Group, ...]


def measure(plan: Plan) -> Iterator[Measured]:
    """Count the whole corpus; the last value holds the rates. Raises LibraryError for a corpus that is none."""
    corpus = corpus_hash(plan.files)
    totals = _Totals()
    done = _resumed(plan, corpus)
    for counted in done.values():
        totals.add(counted)
    yield Measured(totals.texts, "")
    todo = (batch for batch in batches(plan.files, BATCH_LINES) if (batch.file, batch.number) not in done)
    for counted in _counted(plan, todo):
        _keep(plan, counted)
        totals.add(counted)
        yield Measured(totals.texts, counted.file)
    rates = totals.rates(plan, corpus)
    if plan.partial is not None:
        plan.partial.unlink(missing_ok=True)
    yield Measured(totals.texts, "", rates)


def _counted(plan: Plan, todo: Iterator[Batch]) -> Iterator[Counted]:
    """The counts of each batch, in the order in which they get ready; few batches are in memory at once."""
    languages = {fingerprint.id: fingerprint.language for fingerprint in plan.fingerprints}
    if plan.workers < 2:
        finder = plan.make_finder(plan.fingerprints)
        for batch in todo:
            yield _count(batch, finder, languages, plan.noise)
        return
    pool = ProcessPoolExecutor(
        plan.workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(plan.make_finder, plan.fingerprints, plan.noise),
    )
    try:
        running: set[Future[Counted]] = set()
        for batch in todo:
            running.add(pool.submit(_count_in_worker, batch))
            if len(running) > 2 * plan.workers:
                ready, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (each.result() for each in ready)
        yield from (each.result() for each in running)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@dataclass(slots=True)
class _Worker:
    """What a worker process has made ready once."""

    finder: Finder
    languages: dict[str, str]
    noise: float


_WORKER: list[_Worker] = []


def _start_worker(make: FinderMaker, fingerprints: tuple[Fingerprint, ...], noise: float) -> None:
    languages = {fingerprint.id: fingerprint.language for fingerprint in fingerprints}
    _WORKER.append(_Worker(make(fingerprints), languages, noise))


def _count_in_worker(batch: Batch) -> Counted:
    worker = _WORKER[0]
    return _count(batch, worker.finder, worker.languages, worker.noise)


def _count(batch: Batch, finder: Finder, languages: dict[str, str], noise: float) -> Counted:
    lines = [parse_line(line, batch.file) for line in batch.lines]
    texts = [line.text for line in lines]
    places = [(family_of(line), line.source, line.lang, band_of(BANDS, len(line.text))) for line in lines]
    hits: Counter[tuple[str, str, str, Layer, str]] = Counter()
    for place, found in zip(places, _best_layers(finder, texts), strict=True):
        for name, layer in found.items():
            if layer != "fuzzy" and languages[name] in ("any", place[2]):
                hits[name, place[0], place[1], layer, place[3]] += 1
    if noise:
        noisy = [ocr_noise(text, noise, batch.number * BATCH_LINES + n) for n, text in enumerate(texts)]
        for place, found in zip(places, _best_layers(finder, noisy), strict=True):
            for name, layer in found.items():
                if layer == "fuzzy" and languages[name] in ("any", place[2]):
                    hits[name, place[0], place[1], layer, place[3]] += 1
    sizes = Counter(places)
    groups = {family_of(line): group_of(line) for line in lines}
    return Counted(
        batch.file,
        batch.number,
        tuple((*place, count) for place, count in sizes.items()),
        tuple((*key, count) for key, count in hits.items()),
        tuple(groups.values()),
    )


def _best_layers(finder: Finder, texts: list[str]) -> Iterator[dict[str, Layer]]:
    for passages in finder.find_many(texts, overlapping=True):
        found: dict[str, Layer] = {}
        for passage in passages:
            before = found.get(passage.fingerprint, "fuzzy")
            found[passage.fingerprint] = max(before, passage.layer, key=_BEST.index)
        yield found


class _Totals:
    """The counts of all batches so far."""

    def __init__(self) -> None:
        self._sizes: Counter[tuple[str, str, str, str]] = Counter()
        self._hits: Counter[tuple[str, str, str, Layer, str]] = Counter()
        self._groups: dict[str, Group] = {}

    @property
    def texts(self) -> int:
        """How many texts were counted."""
        return self._sizes.total()

    def add(self, counted: Counted) -> None:
        """Take one batch."""
        for *place, count in counted.sizes:
            self._sizes[tuple(place)] += count  # type: ignore[index]
        for *key, count in counted.hits:
            self._hits[tuple(key)] += count  # type: ignore[index]
        for group in counted.groups:
            self._groups.setdefault(group.name, group)

    def rates(self, plan: Plan, corpus: str) -> Rates:
        """The rates of all that was counted, in an order that does not depend on which batch was ready first."""
        searched: Counter[tuple[str, str, str, str]] = Counter()
        for (family, source, language, band), count in self._sizes.items():
            searched[family, source, language, band] += count
            searched[family, source, "any", band] += count
        languages = {fingerprint.id: fingerprint.language for fingerprint in plan.fingerprints}
        rows: dict[str, list[Rate]] = {}
        for (name, family, source, layer, band), hits in sorted(self._hits.items()):
            texts = searched[family, source, languages[name], band]
            rows.setdefault(name, []).append(Rate(name, family, source, layer, band, hits, texts))
        return Rates(
            corpus=plan.corpus,
            date=plan.date,
            command=plan.command,
            corpus_sha256=corpus,
            noise=plan.noise,
            packs=plan.packs,
            groups=dict(sorted(self._groups.items())),
            sizes=tuple(Size(*place, count) for place, count in sorted(self._sizes.items())),
            languages={name: language for name, language in sorted(languages.items())},
            rows={name: tuple(found) for name, found in rows.items()},
        )


def _resumed(plan: Plan, corpus: str) -> dict[tuple[str, int], Counted]:
    """The batches that an earlier run of the same measurement counted; any other file there is begun anew."""
    if plan.partial is None:
        return {}
    key = _key(plan, corpus)
    try:
        lines = plan.partial.read_bytes().splitlines() if plan.partial.exists() else []
        if not lines or lines[0].decode("ascii", "replace") != key:
            plan.partial.write_text(key + "\n", encoding="ascii")
            return {}
        return _complete(lines[1:])
    except OSError as error:
        raise LibraryError(f"Progress cannot be kept in {plan.partial} ({error.strerror}).") from error


def _complete(lines: list[bytes]) -> dict[tuple[str, int], Counted]:
    done: dict[tuple[str, int], Counted] = {}
    for line in lines:
        try:
            counted = msgspec.json.decode(line, type=Counted)
        except msgspec.DecodeError:
            # The run was killed while it wrote this line; its batch is counted again.
            continue
        done[counted.file, counted.number] = counted
    return done


def _keep(plan: Plan, counted: Counted) -> None:
    if plan.partial is not None:
        with plan.partial.open("ab") as stream:
            stream.write(msgspec.json.encode(counted) + b"\n")


def _key(plan: Plan, corpus: str) -> str:
    return digest([corpus, plan.packs, str(plan.noise), [f.id for f in plan.fingerprints], BATCH_LINES])
