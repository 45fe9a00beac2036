"""Checks a pack beyond its form: do the samples match, do the counter-samples not, is anything missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from witnessmark.library.counting import FinderMaker, Found
from witnessmark.library.load import Pack, read
from witnessmark.library.packfile import Fault
from witnessmark.records import Fingerprint

# So many entries are tried together, on texts of so many characters: entries that look alike are found in each
# other's samples, and a pack could be made so that nearly all of them are.
_TOGETHER = 10
_CHARACTERS = 8000
# Passages found in the samples of one pack, up to a second's work for every 7,000; those of all shipped packs
# hold 1,000. Behind them no sample is tried.
MAX_PASSAGES = 15_000


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
    """By entry: the samples that it does not match, the counter-samples that it does, or that none was tried."""
    tried = tuple(each for each in fingerprints if _texts(each))
    failed: dict[str, list[str]] = {}
    passages = 0
    for start in range(0, len(tried), _TOGETHER):
        some = tried[start : start + _TOGETHER]
        for name, found, said in _tried(some, make_finder):
            passages += found
            if said:
                failed.setdefault(name, []).append(said)
            if passages > MAX_PASSAGES:
                what = "its samples were not all tried: those before them are found in too many places"
                for each in tried[start:]:
                    failed.setdefault(each.id, []).append(what)
                return failed
    return failed


def _tried(fingerprints: tuple[Fingerprint, ...], make_finder: FinderMaker) -> Iterator[tuple[str, int, str]]:
    """For each sample its entry's id, how many passages it holds, and what is wrong, if anything."""
    finder = make_finder(fingerprints)
    for jobs in _jobs(fingerprints):
        # Every entry that explains a place is given, so that a longer one cannot hide that another does not match.
        found = finder.find_many([text for _, text, _ in jobs], overlapping=True)
        yield from (_judged(job, passages) for job, passages in zip(jobs, found, strict=True))


def _judged(job: tuple[str, str, bool], passages: Sequence[Found]) -> tuple[str, int, str]:
    name, text, wanted = job
    matched = any(passage.fingerprint == name for passage in passages)
    if wanted and not matched:
        return name, len(passages), f"it does not match its sample {text[:80]!r}"
    if matched and not wanted:
        return name, len(passages), f"it matches its counter-sample {text[:80]!r}"
    return name, len(passages), ""


def _jobs(fingerprints: tuple[Fingerprint, ...]) -> Iterator[list[tuple[str, str, bool]]]:
    """Ids with their samples and whether these must match, in portions of not too many characters."""
    jobs: list[tuple[str, str, bool]] = []
    size = 0
    for each in fingerprints:
        for text in _texts(each):
            if jobs and size + len(text) > _CHARACTERS:
                yield jobs
                jobs, size = [], 0
            jobs.append((each.id, text, text in each.samples))
            size += len(text)
    yield jobs


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
