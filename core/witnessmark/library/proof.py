"""Checks a pack beyond its form: do the samples match, do the counter-samples not, is anything missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from witnessmark.library.counting import Finder, FinderMaker
from witnessmark.library.load import Pack, read
from witnessmark.library.packfile import Fault
from witnessmark.records import Fingerprint


def check(data: bytes, file: str, make_finder: FinderMaker) -> tuple[Fault, ...]:
    """Every fault of a pack with file and line: of form, of samples, and what a reader would miss."""
    pack = read(data, file)
    return (*pack.faults, *prove(pack, make_finder))


def prove(pack: Pack, make_finder: FinderMaker) -> tuple[Fault, ...]:
    """The faults that only matching shows, of the entries whose form is sound.

    Each entry is tried alone, so that a longer one cannot hide that it does not match.
    """
    faults: list[Fault] = []
    for fingerprint in pack.fingerprints:
        line = pack.lines.get(fingerprint.id, 1)
        said = (*_gaps(fingerprint), *failures(fingerprint, make_finder))
        faults += [Fault(pack.file, line, fingerprint.id, each) for each in said]
    return tuple(faults)


def _gaps(fingerprint: Fingerprint) -> Iterator[str]:
    if not fingerprint.samples:
        yield "there is no sample that it must match"
    if not fingerprint.counter_samples:
        yield "there is no counter-sample that it must not match"
    if not fingerprint.sources:
        yield "there is no source"
    if not fingerprint.note:
        yield "there is no note on what it shows and what it does not"


def failures(fingerprint: Fingerprint, make_finder: FinderMaker) -> Iterator[str]:
    """The samples of an entry that it does not match, and the counter-samples that it does."""
    finder = make_finder((fingerprint,))
    for sample, matched in _tried(fingerprint.samples, finder):
        if not matched:
            yield f"it does not match its sample {sample[:80]!r}"
    for sample, matched in _tried(fingerprint.counter_samples, finder):
        if matched:
            yield f"it matches its counter-sample {sample[:80]!r}"


def _tried(samples: Sequence[str], finder: Finder) -> Iterator[tuple[str, bool]]:
    found = finder.find_many(samples, overlapping=True)
    return ((sample, bool(passages)) for sample, passages in zip(samples, found, strict=True))
