"""`witnessmark inspect`: read pictures and chat logs, print what was found, keep it if asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from witnessmark.cli.document import as_line, document, failure
from witnessmark.cli.explaining import check_explainable, explanations
from witnessmark.cli.findings import show
from witnessmark.cli.saving import Keeper
from witnessmark.cli.session import Session
from witnessmark.cli.speakers import show_together, together_document
from witnessmark.cli.terminal import cell, complain, err, line, out, status
from witnessmark.errors import StoreError, UnreadableInput, UsageError, WitnessmarkError
from witnessmark.intake.acquire import Acquired, from_bytes, from_path
from witnessmark.intake.ways import FROM_FILE, FROM_INPUT
from witnessmark.language import say, tell
from witnessmark.messages import message
from witnessmark.pipeline import Failed, Inspected, Instruments, Progress, follow, inspect
from witnessmark.reading.engine import ReadOptions
from witnessmark.records import Inspection
from witnessmark.weighing.together import weighed

_INPUT = "-"  # the name under which standard input is asked for


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person asked `inspect` for."""

    files: tuple[str, ...]
    options: ReadOptions
    json: bool = False
    save: bool = False
    store: Path | None = None
    title: str | None = None
    together: bool = False
    explain: str | None = None
    one_speaker: bool = False


@dataclass(slots=True)
class _Result:
    """Exit codes collected on the way, of which the worst wins, and the capture before, in a case of several."""

    codes: set[int] = field(default_factory=set)
    before: Inspection | None = None
    found: dict[str, Inspection] = field(default_factory=dict)
    begun: int = 0
    advised: bool = False  # on engines that are not there

    def trouble(self, error: WitnessmarkError) -> None:
        complain(tell(error.said))
        self.codes.add(error.exit_code)


def run(session: Session, wish: Wish) -> int:
    """Inspect every file of the wish; 0, 3 where one could not be read, 4 where keeping failed."""
    result = _Result()
    with ExitStack() as stack:
        keeper = _keeper(session, wish, result, stack)
        instruments = stack.enter_context(session.instruments())
        if keeper:
            keeper.store.offer_library(instruments.library.files())
        check_explainable(wish.explain, instruments)
        _check_engine(wish)
        for name in wish.files:
            _one(name, wish, instruments, keeper, result)
        if wish.one_speaker:
            _show_together(wish, instruments, result)
        if keeper:
            _finish(keeper, wish, result)
    return max(result.codes, default=0)


def _keeper(session: Session, wish: Wish, result: _Result, stack: ExitStack) -> Keeper | None:
    """Where findings are kept; a store that cannot be opened is reported, and inspecting goes on."""
    if not wish.save:
        return None
    try:
        store = stack.enter_context(session.store(wish.store))
    except StoreError as error:
        result.trouble(error)
        return None
    return Keeper(store, wish.title, session.examiner(), wish.together)


def _one(name: str, wish: Wish, instruments: Instruments, keeper: Keeper | None, result: _Result) -> None:
    try:
        acquired = _acquired(name)
    except UnreadableInput as error:
        _failed(name, error, wish, result)
        return
    result.begun += 1
    if acquired.kind == "picture" and not result.advised:
        result.advised = True
        _say_missing_engines(wish)
    with status() as show_status:
        outcomes = list(
            _outcomes(acquired, instruments, wish, partial(_stage, wish, result.begun, show_status))
        )
    for outcome in outcomes:
        if isinstance(outcome, Failed):
            _failed(outcome.name, outcome.error, wish, result)
        else:
            outcome = _following(outcome, wish, instruments, result)
            _show(outcome.inspection, wish, instruments)
            result.found[f"{len(result.found) + 1}"] = outcome.inspection
            if outcome.uncompared:
                result.trouble(outcome.uncompared)
            if keeper:
                _keep(outcome, FROM_INPUT if name == _INPUT else FROM_FILE, keeper, result)


def _following(found: Inspected, wish: Wish, instruments: Instruments, result: _Result) -> Inspected:
    """In one case, what the capture before shows as well is marked as such."""
    if wish.together:
        if result.before is not None:
            found = replace(found, inspection=follow(result.before, found.inspection, instruments))
        result.before = found.inspection
    return found


def _outcomes(
    acquired: Acquired, instruments: Instruments, wish: Wish, tell_stage: Callable[[Progress], None]
) -> Iterator[Inspected | Failed]:
    for outcome in inspect([acquired], instruments, wish.options):
        if isinstance(outcome, Progress):
            tell_stage(outcome)
        else:
            yield outcome


def _stage(wish: Wish, position: int, show_status: Callable[[str], None], progress: Progress) -> None:
    """Say what is being done with which file, and how many of all there are."""
    told = say(
        "{stage}: {name} ({position} of {count})",
        stage=say(progress.stage),
        name=line(progress.name),
        position=position,
        count=len(wish.files),
    )
    show_status(told if progress.done is None else f"{told} {progress.done:.0%}")


def _show(inspection: Inspection, wish: Wish, instruments: Instruments) -> None:
    """Print; it comes before keeping, because trouble with the store must not cost what is on the screen."""
    explained = explanations(inspection, instruments, wish.explain) if wish.explain else None
    if wish.json:
        extra = {} if explained is None else {"explained": [each.plain() for each in explained]}
        print(as_line(document(inspection) | extra), flush=True)
    else:
        show(inspection, out())
        for each in explained or ():
            out().print(each.told())


def _show_together(wish: Wish, instruments: Instruments, result: _Result) -> None:
    """What all files are worth as one speaker's; the analyst has said that they are."""
    found = weighed(result.found, instruments.library)
    if wish.json:
        print(as_line(together_document(found)), flush=True)
    else:
        show_together(found)


def _keep(found: Inspected, how: str, keeper: Keeper, result: _Result) -> None:
    try:
        keeper.keep(found, how)
    except StoreError as error:
        result.trouble(error)
        return
    for each in keeper.seen:
        told = say(
            "Seen before: case {number}, “{title}”. {why}",
            number=each.case.number,
            title=line(each.case.title),
            why=tell(each.why),
        )
        err().print(cell(told))


def _failed(name: str, error: WitnessmarkError, wish: Wish, result: _Result) -> None:
    if wish.json:
        print(as_line(failure(name, error.title, error.message)), flush=True)
    result.trouble(error)


def _finish(keeper: Keeper, wish: Wish, result: _Result) -> None:
    try:
        numbers = keeper.finish()
        if wish.one_speaker and numbers:
            case = keeper.store.case_by_number(numbers[0])
            if len(case.items) > 1:
                keeper.store.set_one_speaker(case.id, tuple(item.id for item in case.items))
    except StoreError as error:
        result.trouble(error)
        return
    if numbers:
        told = say(
            "Saved as case {numbers}.|Saved as cases {numbers}.",
            count=len(numbers),
            numbers=", ".join(str(number) for number in numbers),
        )
        err().print(told)


def _acquired(name: str) -> Acquired:
    if name != _INPUT:
        return from_path(Path(name))
    return from_bytes(sys.stdin.buffer.read(), say("standard input"))


def _check_engine(wish: Wish) -> None:
    from witnessmark.reading.engines import available

    known = [engine.name for engine in available()]
    if wish.options.engine not in ("auto", *known):
        raise UsageError(
            message(
                "There is no engine {engine}. Engines: auto, {known}.",
                engine=wish.options.engine,
                known=", ".join(known),
            )
        )


def _say_missing_engines(wish: Wish) -> None:
    """Where work goes on without an engine, say so and how to get it; where it does not, the refusal says that."""
    from witnessmark.reading.engines import available

    statuses = available()
    there = ", ".join(engine.name for engine in statuses if engine.ok)
    if wish.json or not there or wish.options.engine not in ("auto", *there.split(", ")):
        return
    for engine in statuses:
        if engine.advice:
            complain(
                say(
                    "pictures are read with {engine} alone. {advice} (`witnessmark engines` lists the engines.)",
                    engine=there,
                    advice=engine.advice,
                )
            )
