"""The one way from bytes to an inspected item; the command line, the window and batches all go through it."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace

from witnessmark.clock import now
from witnessmark.errors import Cancelled, UnreadableInput, WitnessmarkError
from witnessmark.intake.acquire import Acquired
from witnessmark.intake.chatlogs import parse
from witnessmark.intake.naming import name_facts
from witnessmark.library.load import Library
from witnessmark.matching.matcher import Matcher
from witnessmark.matching.support import passages_of, with_support
from witnessmark.messages import message
from witnessmark.reading.compare import compare
from witnessmark.reading.engine import ReadOptions
from witnessmark.reading.engines import other_than
from witnessmark.reading.reader import Examined, Reader
from witnessmark.records import (
    Inspection,
    Match,
    Original,
    Picture,
    Reading,
    SecondReading,
    Seconds,
    Transcript,
)
from witnessmark.tools import versions
from witnessmark.transcript.repeats import with_repeats
from witnessmark.turns.propose import propose
from witnessmark.weighing.weigh import weigh

_LONG = 500_000  # characters that take more than a moment to search, so that how far it is gets told ...
_TOLD = 0.01  # ... at each such share of them


@dataclass(frozen=True, slots=True)
class Progress:
    """Work goes on: the `position`-th of the sources (from 0) is in `stage`.

    `done` is the share of it that is done, from 0 to 1; None where that is not known or not worth telling.
    """

    position: int
    name: str
    stage: str
    done: float | None = None


@dataclass(frozen=True, slots=True)
class Inspected:
    """A source was inspected. `picture` is the bitmap to draw, None for pasted text.

    `uncompared` says why no second engine read it although that was asked for.
    """

    position: int
    acquired: Acquired
    inspection: Inspection
    picture: Picture | None = field(default=None, repr=False)
    uncompared: WitnessmarkError | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A source could not be read; the ones after it are inspected all the same."""

    position: int
    name: str
    error: WitnessmarkError


Outcome = Progress | Inspected | Failed


@dataclass(frozen=True, slots=True)
class Instruments:
    """What every inspection works with: the warm engines, the library, and the matcher built from it."""

    reader: Reader
    library: Library
    matcher: Matcher


def inspect(
    sources: Iterable[Acquired],
    instruments: Instruments,
    options: ReadOptions,
    stop: threading.Event | None = None,
) -> Iterator[Outcome]:
    """Inspect each source in turn; ends early, without an outcome for the source at hand, once `stop` is set."""
    for position, acquired in enumerate(sources):
        if stop is not None and stop.is_set():
            return
        yield Progress(position, acquired.name, "reading")
        try:
            found = yield from _inspected(position, acquired, instruments, options, stop)
            if options.compare and found.inspection.reading is not None:
                yield Progress(position, acquired.name, "comparing")
                found = _compared(found, instruments, options, stop)
            yield found
        except WitnessmarkError as error:
            if stop is not None and stop.is_set():
                return
            yield Failed(position, acquired.name, error)


def reconsider(transcript: Transcript, instruments: Instruments, before: Inspection) -> Inspection:
    """Match and weigh a changed transcript again; original, reading and second reading stay what they were."""
    started = time.perf_counter()
    matches = instruments.matcher.find(transcript)
    spent = Seconds(reading=before.seconds.reading, matching=_since(started))
    after = _concluded(before.original, before.reading, transcript, matches, instruments, spent)
    return with_second(_in_all(after, started), before.second)


def second_reading(
    acquired: Acquired,
    first: Reading,
    instruments: Instruments,
    options: ReadOptions,
    stop: threading.Event | None = None,
) -> SecondReading:
    """What the other engine reads in the same original, laid beside the first reading.

    Raises EngineMissing, ReadingFailed, UnreadableInput and Cancelled.
    """
    other = replace(options, engine=other_than(first.engine))
    examined = instruments.reader.examine(acquired, other, stop)
    reading = examined.reading
    agreement = compare(first, reading)
    return SecondReading(
        engine=reading.engine,
        version=reading.version,
        language=reading.language,
        seconds=reading.seconds,
        words=len(reading.words),
        agreed=len(agreement.agreed),
        disagreements=agreement.disagreements,
        passages=passages_of(instruments.matcher.find(propose(reading, examined.picture))),
        models=reading.models,
    )


def with_second(inspection: Inspection, second: SecondReading | None) -> Inspection:
    """The inspection with a second reading, and its matches marked that only the first one supports."""
    engine = inspection.reading.engine if inspection.reading else ""
    return replace(inspection, second=second, matches=with_support(inspection.matches, engine, second))


def _compared(
    found: Inspected, instruments: Instruments, options: ReadOptions, stop: threading.Event | None
) -> Inspected:
    """With a second reading; where that fails, what was found stays, and why is told."""
    first = found.inspection.reading
    if first is None:
        return found
    try:
        second = second_reading(found.acquired, first, instruments, options, stop)
    except Cancelled:
        raise
    except WitnessmarkError as error:
        return replace(found, uncompared=error)
    return replace(found, inspection=with_second(found.inspection, second))


def follow(before: Inspection, after: Inspection, instruments: Instruments) -> Inspection:
    """The second of two captures of one conversation: what the first shows as well is marked and not counted again.

    Unchanged where no overlap is certain.
    """
    transcript = with_repeats(before.transcript, after.transcript)
    return after if transcript == after.transcript else reconsider(transcript, instruments, after)


def _inspected(
    position: int,
    acquired: Acquired,
    instruments: Instruments,
    options: ReadOptions,
    stop: threading.Event | None,
) -> Generator[Progress, None, Inspected]:
    started = time.perf_counter()
    examined = _examined(acquired, instruments.reader, options, stop)
    reading = _since(started) if examined else 0.0
    transcript = propose(examined.reading, examined.picture) if examined else parse(acquired.text())
    turns = _since(started) - reading
    matches = yield from _searched(
        Progress(position, acquired.name, "matching"), transcript, instruments.matcher, stop
    )
    spent = Seconds(0.0, reading, round(turns, 3), round(_since(started) - reading - turns, 3))
    read = examined.reading if examined else None
    found = _concluded(_original(acquired, examined), read, transcript, matches, instruments, spent)
    return Inspected(position, acquired, _in_all(found, started), examined.picture if examined else None)


def _examined(
    acquired: Acquired, reader: Reader, options: ReadOptions, stop: threading.Event | None
) -> Examined | None:
    """What a worker read in a picture; None for text, in which nothing needs reading."""
    if acquired.kind == "text":
        return None
    if acquired.kind != "picture":
        raise UnreadableInput(
            message(
                "{name} is neither a picture nor text that this program knows (PNG, JPEG, WebP, GIF, BMP, "
                "TIFF, AVIF, HEIC, PDF; plain text). Nothing was read from it.",
                name=acquired.name,
            )
        )
    return reader.examine(acquired, options, stop)


def _searched(
    progress: Progress, transcript: Transcript, matcher: Matcher, stop: threading.Event | None
) -> Generator[Progress, None, tuple[Match, ...]]:
    """The matches; where the text is long, it is told how far the search has come. Raises Cancelled."""
    lengths = [len(turn.text) for turn in transcript.turns]
    lengths += [len(region.text) for region in transcript.interface]
    whole = sum(lengths)
    matches: list[Match] = []
    done = told = 0
    for found, length in zip(matcher.steps(transcript, stop), lengths, strict=False):
        matches += found
        done += length
        if whole >= _LONG and done - told >= whole * _TOLD:
            told = done
            yield replace(progress, done=done / whole)
    return tuple(matches)


def _concluded(
    original: Original,
    reading: Reading | None,
    transcript: Transcript,
    found: tuple[Match, ...],
    instruments: Instruments,
    spent: Seconds,
) -> Inspection:
    matches, assessment = weigh(transcript, found, instruments.library)
    return Inspection(
        original=original,
        reading=reading,
        transcript=transcript,
        matches=matches,
        assessment=assessment,
        library=replace(instruments.library.stamp, score=instruments.matcher.score),
        seconds=spent,
        at=now(),
        tools=versions(),
    )


def _in_all(inspection: Inspection, started: float) -> Inspection:
    return replace(inspection, seconds=replace(inspection.seconds, total=_since(started)))


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 3)


def _original(acquired: Acquired, examined: Examined | None = None) -> Original:
    return Original(
        sha256=acquired.sha256,
        name=acquired.name,
        byte_count=len(acquired.data),
        media_type=acquired.media_type,
        width=examined.picture.width if examined else None,
        height=examined.picture.height if examined else None,
        facts=(*(examined.facts if examined else ()), *name_facts(acquired.name, acquired.media_type)),
    )
