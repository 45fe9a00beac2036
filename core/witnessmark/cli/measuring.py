"""Measures rates on a corpus and profiles a model's outputs, and prints how that went."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import Progress
from rich.table import Table

from witnessmark.cli.terminal import cell, err, line, out, safe
from witnessmark.clock import now
from witnessmark.errors import UsageError
from witnessmark.export.write import make_folder, replace_file
from witnessmark.language import say, spoken, tell
from witnessmark.library.corpus import corpus_files, corpus_lines
from witnessmark.library.keep import today
from witnessmark.library.measure import Plan, measure
from witnessmark.library.mine import PASSES, Mining, mine, proposed_pack
from witnessmark.library.rates import write_rates
from witnessmark.matching.matcher import Matcher
from witnessmark.messages import message
from witnessmark.weighing.profile import Profile, chart, outputs_in, profile

if TYPE_CHECKING:
    from witnessmark.library.load import Library

_MOST = 30
_MOST_NOISE = 0.5


@dataclass(frozen=True, slots=True)
class Measuring:
    """What to measure: the corpus and its name for people, where the rates go, with what noise, on how many cores."""

    corpus: tuple[Path, ...]
    name: str
    target: Path
    noise: float
    workers: int


def measure_rates(library: Library, asked: Measuring) -> None:
    """Count each fingerprint in a corpus and write the rates; an interrupted run goes on where it stopped."""
    if not 0 <= asked.noise <= _MOST_NOISE:  # nan is outside too
        raise UsageError(message("--noise is a share of characters, from 0 to {most}.", most=_MOST_NOISE))
    target, files = asked.target, corpus_files(asked.corpus)
    make_folder(target.absolute().parent)
    plan = Plan(
        files=files,
        fingerprints=library.fingerprints,
        make_finder=Matcher,
        corpus=asked.name or ", ".join(str(path) for path in asked.corpus),
        command=shlex.join(["witnessmark", *sys.argv[1:]]),
        date=now()[:10],
        packs={pack.name: pack.sha256 for pack in library.stamp.packs},
        noise=asked.noise,
        workers=asked.workers,
        partial=target.with_name(target.name + ".partial"),
    )
    with Progress(console=err()) as progress:
        task = progress.add_task(say("measuring"), total=None)
        for state in measure(plan):
            progress.update(
                task,
                completed=state.texts,
                total=state.total,
                description=safe(say("measuring {file}", file=state.file)),
            )
            if state.rates is not None:
                replace_file(target, write_rates(state.rates))
                told = say(
                    "{count} text measured; the rates are in {file}|"
                    "{count} texts measured; the rates are in {file}",
                    count=state.texts,
                    file=str(target.absolute()),
                )
                print(safe(told))


def mine_phrases(library: Library, corpus: tuple[Path, ...], sought: tuple[str, str], target: Path) -> None:
    """Write what may tell a family (of a language) from the others as a pack to edit, and say how it was rated."""
    family, language = sought
    files = corpus_files(corpus)
    with Progress(console=err()) as progress:
        task = progress.add_task(say("mining"), total=PASSES * corpus_lines(files))
        plan = Mining(
            files, family, Matcher(library.fingerprints), language, read=partial(progress.advance, task)
        )
        proposals = mine(plan)
    if not proposals:
        print(safe(say("No phrase of {family} stands out far enough. Nothing was written.", family=family)))
        return
    replace_file(target, proposed_pack(proposals, family, today()).encode())
    table = Table()
    for name in ("Phrase", "Mined from", "z", "There", "Other sources", "People"):
        table.add_column(name, overflow="fold")
    for each in proposals[:_MOST]:
        held = "; ".join(f"{rated.source}: {rated.own} / {rated.other}" for rated in each.held)
        there = f"{each.mined.own} / {each.mined.other}"
        cells = (line(each.text), each.mined.source, f"{each.score:.1f}", there, held, each.human)
        table.add_row(*(cell(value) for value in cells))
    console = out()
    console.print(table)
    console.print(
        cell(
            say(
                "{count} proposal is in {file}, none with any weight. Edit it, check it, then measure it.|"
                "{count} proposals are in {file}, none with any weight. Edit them, check them, then measure them.",
                count=len(proposals),
                file=str(target.absolute()),
            )
        )
    )


def print_profile(library: Library, outputs: Path, against: Path | None, target: Path | None) -> None:
    """Which fingerprints a model's outputs bear, and whom they resemble on prompts that both answered."""
    found = profile(outputs_in(outputs), library, against)
    console = out()
    told = say(
        "Outputs that bear a fingerprint: {bearing} of {outputs}",
        bearing=found.bearing,
        outputs=found.outputs,
    )
    console.print(cell(told, "bold"))
    if found.borne:
        console.print(_borne(found))
    if found.resembles:
        console.print(_resembles(found))
    for sentence in found.said:
        console.print(cell(tell(sentence)))
    if target is not None:
        replace_file(target, chart(found).encode())
        console.print(cell(say("The chart is in {file}", file=str(target.absolute()))))


def _borne(found: Profile) -> Table:
    table = Table()
    for name in (say("Fingerprint"), say("Outputs"), say("Share of the outputs (95 % interval)")):
        table.add_column(name)
    for each in found.borne[:_MOST]:
        share = 100 * each.tally.hits / each.tally.texts
        rate = say(
            "{share} % ({low} to {high})",
            share=round(share, 2),
            low=round(100 * each.rate.low, 2),
            high=round(100 * each.rate.high, 2),
        )
        cells = (
            each.fingerprint.id,
            say("{hits} of {texts}", hits=each.tally.hits, texts=each.tally.texts),
            rate,
        )
        table.add_row(*(cell(value) for value in cells))
    return table


def _resembles(found: Profile) -> Table:
    table = Table()
    for name in (
        say("Family, nearest first"),
        say("Shared prompts"),
        say("Mean difference, in points of 100 (95 %)"),
    ):
        table.add_column(name)
    for each in found.resembles:
        apart = say(
            "{difference} ± {error}",
            difference=round(100 * each.difference, 2),
            error=round(100 * each.error, 2),
        )
        table.add_row(cell(line(each.label)), cell(spoken().number(each.prompts)), cell(apart))
    return table
