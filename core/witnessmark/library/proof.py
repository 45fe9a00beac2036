"""Checks a pack beyond its form: do the samples match, do the counter-samples not, is anything missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from witnessmark.library.counting import FinderMaker
from witnessmark.library.load import Pack, read
from witnessmark.library.packfile import Fault
from witnessmark.records import Fingerprint


def check(data: bytes, file: str, make_finder: FinderMaker) -> tuple[Fault, ...]:
    """Every fault of a pack with file and line: of form, of samples, and what a reader would miss."""
    pack = read(data, file)
    return (*pack.faults, *prove(pack, make_finder))


def prove(pack: Pack, make_finder: FinderMaker) -> tuple[Fault, ...]:
    """The faults that only matching shows, and what is missing, of the entries whose form is sound."""
    failed = failures(pack.fingerprints, make_finder)
    return tuple(
        Fault(pack.file, pack.lines.get(each.id, 1), each.id, said)
        for each in pack.fingerprints
        for said in (*_gaps(each), *failed.get(each.id, ()))
    )


def failures(fingerprints: Sequence[Fingerprint], make_finder: FinderMaker) -> dict[str, list[str]]:
    """By entry: the samples that it does not match, and the counter-samples that it does."""
    tried = tuple(each for each in fingerprints if each.samples or each.counter_samples)
    jobs = [(each.id, text, text in each.samples) for each in tried for text in _texts(each)]
    failed: dict[str, list[str]] = {}
    if not jobs:
        return failed
    # Every entry that explains a place is given, so that a longer one cannot hide that another does not match.
    found = make_finder(tried).find_many((text for _, text, _ in jobs), overlapping=True)
    for (name, text, wanted), passages in zip(jobs, found, strict=True):
        matched = any(passage.fingerprint == name for passage in passages)
        if wanted and not matched:
            failed.setdefault(name, []).append(f"it does not match its sample {text[:80]!r}")
        elif matched and not wanted:
            failed.setdefault(name, []).append(f"it matches its counter-sample {text[:80]!r}")
    return failed


def _texts(fingerprint: Fingerprint) -> tuple[str, ...]:
    return (*fingerprint.samples, *fingerprint.counter_samples)


def _gaps(fingerprint: Fingerprint) -> Iterator[str]:
    if not fingerprint.samples:
        yield "there is no sample that it must match"
    if not fingerprint.counter_samples:
        yield "there is no counter-sample that it must not match"
    if not fingerprint.sources:
        yield "there is no source"
    if not fingerprint.note:
        yield "there is no note on what it shows and what it does not"
