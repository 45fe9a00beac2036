"""One item inspected again, each step from what is recorded of the step before it.

So a difference is told where it arises: in the reading, in the turns made of the recorded reading, or in the
passages and weights of the recorded transcript.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from witnessmark.errors import Cancelled, UnreadableInput, WitnessmarkError
from witnessmark.export.differences import differing
from witnessmark.intake.acquire import Acquired, from_bytes
from witnessmark.intake.chatlogs import parse
from witnessmark.library.recorded import FileOf, recorded_library
from witnessmark.matching.matcher import Matcher
from witnessmark.pipeline import Instruments, reconsider, second_reading
from witnessmark.reading.engine import ReadOptions
from witnessmark.reading.reader import Reader
from witnessmark.recheck import readings
from witnessmark.records import Inspection, LibraryStamp, Match, Message, Picture, Transcript, message
from witnessmark.tools import versions
from witnessmark.transcript.repeats import with_repeats
from witnessmark.turns.propose import propose

SCORE = 85.0  # the lowest score where an inspection did not record it: what the setting has always begun with


@dataclass(frozen=True, slots=True)
class Record:
    """An item as it was recorded.

    `shown` is the newest inspection. `machine` is the newest whose transcript is the program's own, None where
    that is not known. `original` gives the bytes and raises WitnessmarkError where they are not to be had.
    `ahead` is the transcript of the item before it in its case, whose turns this one may show again.
    `redacted` says that words are left out of what was given.
    """

    name: str
    shown: Inspection
    machine: Inspection | None
    original: Callable[[], bytes]
    ahead: Transcript | None = None
    redacted: bool = False


@dataclass(slots=True)
class Rechecked:
    """What came of it: what was `repeated` with the same result, and each of the `differences`.

    `tools` says what is another version here than then, `left_out` what could not be repeated and why.
    """

    name: str
    repeated: list[Message] = field(default_factory=list)
    differences: list[Message] = field(default_factory=list)
    tools: list[Message] = field(default_factory=list)
    left_out: list[Message] = field(default_factory=list)

    def compare(self, what: Message, found: Iterator[Message]) -> None:
        """Take over differences; where there are none, `what` was repeated with the same result."""
        told = list(found)
        self.differences += told
        if not told:
            self.repeated.append(what)


class Rechecker:
    """Repeats inspections; `options` gives the limits of a reading, `file_of` packs and rates by SHA-256."""

    def __init__(self, reader: Reader, options: ReadOptions, file_of: FileOf) -> None:
        self._reader, self._options, self._file_of = reader, options, file_of
        self._made: dict[LibraryStamp, Instruments] = {}

    def recheck(self, record: Record, stop: threading.Event | None = None) -> Rechecked:
        """Repeat one inspection; what cannot be repeated is told. Raises Cancelled alone."""
        done = Rechecked(record.name)
        done.tools += _tools(record.shown)
        if record.redacted:
            done.left_out.append(
                message(
                    "This export leaves words out, so there is nothing whole to hold a new inspection against. "
                    "Recheck the case in the store that it comes from."
                )
            )
            return done
        try:
            self._read_again(record, stop, done)
        except Cancelled:
            raise
        except WitnessmarkError as error:
            done.left_out.append(message("Reading was not repeated: {why}", why=error.said))
        try:
            self._weigh_again(record.shown, done)
        except WitnessmarkError as error:
            told = message("Passages and weights were not worked out again: {why}", why=error.said)
            done.left_out.append(told)
        return done

    def _read_again(self, record: Record, stop: threading.Event | None, done: Rechecked) -> None:
        base = record.machine or record.shown
        acquired = from_bytes(record.original(), base.original.name)
        if acquired.sha256 != base.original.sha256:
            raise UnreadableInput(
                message("The bytes that were given are not the original that was inspected.")
            )
        if base.reading is None:
            _compare_turns(record, parse(acquired.text()), done)
            return
        picture = self._picture_again(acquired, base, stop, done)
        _compare_turns(record, propose(base.reading, picture), done)

    def _picture_again(
        self, acquired: Acquired, base: Inspection, stop: threading.Event | None, done: Rechecked
    ) -> Picture:
        """Compare the readings; where the engine cannot read it here, the bitmap alone, and why."""
        before = base.reading
        assert before is not None
        wanted = replace(self._options, engine=before.engine, language=before.language)
        try:
            examined = self._reader.examine(acquired, wanted, stop)
            done.tools += readings.engines(before, examined.reading)
            done.compare(
                message(
                    "The picture was read again: all {count} words are the same.", count=len(before.words)
                ),
                readings.words(before, examined.reading),
            )
            if base.second is not None:
                self._second_again(acquired, base, wanted, stop, done)
        except Cancelled:
            raise
        except WitnessmarkError as error:
            done.left_out.append(message("The picture was not read again: {why}", why=error.said))
            return self._reader.decode(acquired, wanted)[0]
        return examined.picture

    def _second_again(
        self,
        acquired: Acquired,
        base: Inspection,
        options: ReadOptions,
        stop: threading.Event | None,
        done: Rechecked,
    ) -> None:
        """Lay the other engine's reading beside the recorded one again, as was done then."""
        before, first = base.second, base.reading
        assert before is not None
        assert first is not None
        after = second_reading(acquired, first, self._instruments(base.library), options, stop)
        done.compare(
            message("The second engine read the picture again: the same."),
            differing(before, replace(after, seconds=before.seconds), "second"),
        )

    def _weigh_again(self, shown: Inspection, done: Rechecked) -> None:
        after = reconsider(shown.transcript, self._instruments(shown.library), shown)
        if shown.library.score is None:
            done.left_out.append(
                message(
                    "The lowest score was not recorded; {score} was taken, as the setting begins.",
                    score=SCORE,
                )
            )
        done.compare(
            message("The passages were looked for again: the same {count}.", count=len(shown.matches)),
            _passages(shown.matches, after.matches),
        )
        done.compare(
            message("The assessment was worked out again: the same."),
            differing(shown.assessment, after.assessment, "assessment"),
        )

    def _instruments(self, stamp: LibraryStamp) -> Instruments:
        if stamp not in self._made:
            library = recorded_library(stamp, self._file_of)
            matcher = Matcher(library.fingerprints, SCORE if stamp.score is None else stamp.score)
            self._made[stamp] = Instruments(self._reader, library, matcher)
        return self._made[stamp]


def _compare_turns(record: Record, transcript: Transcript, done: Rechecked) -> None:
    if record.machine is None:
        done.left_out.append(
            message(
                "The turns were not made again: the analyst changed them, and the program's own are not in what "
                "was given."
            )
        )
        return
    recorded = record.machine.transcript
    if record.ahead is not None and recorded != transcript:
        transcript = with_repeats(record.ahead, transcript)
    done.compare(
        message("The turns were made again and are the same."),
        differing(recorded, transcript, "transcript"),
    )


def _passages(before: tuple[Match, ...], after: tuple[Match, ...]) -> Iterator[Message]:
    old, new = ({_place(match): match for match in matches} for matches in (before, after))
    for place, match in old.items():
        if place not in new:
            yield message(
                "The passage “{text}” ({fingerprint}) is not found now.",
                text=match.text,
                fingerprint=match.fingerprint,
            )
        else:
            yield from differing(match, new[place], f"{match.fingerprint} “{match.text}”")
    for place in new.keys() - old.keys():
        match = new[place]
        yield message(
            "The passage “{text}” ({fingerprint}) is found now and was not.",
            text=match.text,
            fingerprint=match.fingerprint,
        )


def _place(match: Match) -> tuple[str, int | None, int | None, int]:
    return match.fingerprint, match.turn, match.region, match.start


def _tools(inspection: Inspection) -> Iterator[Message]:
    now = versions()
    for name, then in sorted(inspection.tools.items()):
        if now.get(name, then) != then:
            yield message(
                "{name} was {before} and is {after} on this machine.", name=name, before=then, after=now[name]
            )
