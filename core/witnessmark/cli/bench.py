"""The commands that measure the program: `bench screens`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from witnessmark.cli.inspecting import Engine, Language
from witnessmark.cli.session import Session
from witnessmark.cli.terminal import err, safe

bench_app = typer.Typer(
    help="Measure the program on pictures whose content is known.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(bench_app, name="bench")


@bench_app.command("screens")
def screens(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="Pictures, each with its ground truth beside it as <id>.json.", show_default="own set"
        ),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The folder for the predictions.")
    ] = Path("bench"),
    scorer: Annotated[
        Path | None,
        typer.Option("--scorer", help="The scorer; else score.py above the folder.", show_default=False),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", help="Only so many pictures.", show_default="all")
    ] = None,
    engine: Engine = None,
    language: Language = None,
) -> None:
    """Inspect pictures with ground truth, score the results, and print the seconds that each stage took."""
    from witnessmark.bench.paste import waits
    from witnessmark.bench.screens import Task, run

    session: Session = context.obj
    task = Task(folder, out, scorer, session.options(engine, language), limit)
    cold, warm = waits(session.instruments, task.options)
    print(f"From paste to findings, 1200 x 1500 pixels: {cold:.1f} s cold, {warm:.1f} s warm\n", flush=True)
    with session.instruments() as instruments:
        raise typer.Exit(run(task, instruments, lambda text: print(safe(text), flush=True)))


@bench_app.command("reading")
def reading(
    folder: Annotated[
        Path, typer.Argument(help="Pictures, each with its ground truth beside it as <id>.json.")
    ],
    every: Annotated[int, typer.Option("--every", min=1, help="Only each so many-th picture.")] = 8,
    tall: Annotated[
        Path | None,
        typer.Option("--tall", help="A folder in which to join a capture of 1080 x 40,000 pixels instead."),
    ] = None,
) -> None:
    """Time the engines beside plain Tesseract and RapidOCR in one run, and the steps of the engine rapidocr."""
    from dataclasses import asdict

    from witnessmark.bench.reading import paces, stages, tall_capture

    if tall is not None:
        print(safe(str(tall_capture(folder, tall))))
        return
    for pace in paces(folder, every):
        print(f"{pace.name:24} {pace.cpu:6.2f} s of processors, {pace.wall:6.2f} s on the clock, a picture")
    for step, seconds in asdict(stages(folder, every)).items():
        print(f"rapidocr, {step:14} {seconds:6.2f} s of processors a picture")


@bench_app.command("soak")
def soak(
    context: typer.Context,
    seconds: Annotated[float, typer.Option("--seconds", help="For how long.")] = 600.0,
    engine: Engine = None,
) -> None:
    """Inspect and save over and over, and watch memory, results and the store."""
    from witnessmark.bench.soak import run

    session: Session = context.obj
    with session.instruments() as instruments:
        code = run(seconds, instruments, session.options(engine), lambda text: print(safe(text), flush=True))
    raise typer.Exit(code)


@bench_app.command("store")
def store(
    cases: Annotated[int, typer.Option("--cases", help="How many cases to invent.", min=1)] = 10_000,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder", help="Where the store is made; else it goes away again.", show_default=False
        ),
    ] = None,
) -> None:
    """Measure the evidence store with invented cases: import, lists, searches, opening, memory."""
    from witnessmark.bench.store import Plan, run

    raise typer.Exit(run(Plan(cases=cases, folder=folder), lambda text: print(safe(text), flush=True)))


@bench_app.command("faults")
def faults(
    kills: Annotated[int, typer.Option("--kills", help="How often a writing process is killed.")] = 200,
    flips: Annotated[int, typer.Option("--flips", help="How often a bit of the file is flipped.")] = 200,
    full: Annotated[int, typer.Option("--full", help="How often the disk is full.")] = 20,
    seed: Annotated[int, typer.Option("--seed", help="The seed of all chance.")] = 1,
) -> None:
    """Do harm to evidence stores and look whether anything was lost or went unnoticed."""
    from witnessmark.bench.faults import Plan, run

    outcome = run(Plan(kills, flips, full, seed), lambda text: print(safe(text), flush=True))
    raise typer.Exit(1 if outcome.wrong else 0)


@bench_app.command("weighing")
def weighing(
    context: typer.Context,
    corpus: Annotated[Path, typer.Argument(help="The folder of the corpus: JSONL files.")],
    name: Annotated[str, typer.Option("--name", help="How the figures cite the corpus.")],
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="The folder for tables and plot.")
    ] = Path("weighing"),
    workers: Annotated[int, typer.Option("--workers", help="Processes that match the texts.", min=1)] = 1,
    every: Annotated[
        int,
        typer.Option("--every", help="Take the models' answers to one prompt in so many.", min=1, max=100),
    ] = 1,
    signs: Annotated[
        bool, typer.Option("--signs", help="Only the makers' decisions, in a tenth of the time.")
    ] = False,
) -> None:
    """Weigh each text of a corpus with rates counted without it, and say how often that was right."""
    from witnessmark.bench.weighing import Run, run

    session: Session = context.obj
    said = err()
    report = run(
        Run(corpus, name, out, workers, every, signs),
        session.library(),
        lambda text: said.print(safe(text)),
    )
    print(safe(report))


@bench_app.command("matching")
def matching(
    workload: Annotated[Path, typer.Argument(help="The Python file that generates phrases and noisy texts.")],
    sizes: Annotated[str, typer.Option("--sizes", help="Numbers of phrases.")] = "300,5000,100000",
    score: Annotated[float, typer.Option("--score", help="The lowest score of a match.")] = 85,
    shots: Annotated[int, typer.Option("--shots", help="Texts for each figure.", min=1)] = 300,
    truth: Annotated[
        Path | None, typer.Option("--truth", help="Ground truth of pictures.", show_default=False)
    ] = None,
    read: Annotated[
        list[Path] | None,
        typer.Option(
            "--read", help="An engine's predictions for them (`bench screens`).", show_default=False
        ),
    ] = None,
) -> None:
    """Measure what the matching finds under OCR noise, whether it loses anything, and how fast it is."""
    from witnessmark.bench.matching import Plan, run

    counts = tuple(int(each) for each in sizes.split(","))
    plan = Plan(workload, counts, score, shots, truth=truth, readings=tuple(read or ()))
    raise typer.Exit(run(plan, lambda text: print(safe(text), flush=True)))
