"""Measures the weighing on a corpus: whom it names, how often rightly, and what people's texts are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from witnessmark.bench import tables
from witnessmark.bench.answers import Answers, gather, sampled, with_signs
from witnessmark.bench.companions import companions
from witnessmark.bench.soundness import ReliabilityRow, costs, grades, naming, reliability
from witnessmark.bench.validation import Judgement, Validated, by_prompt, by_source, decided, gated
from witnessmark.clock import now
from witnessmark.jsonform import to_json
from witnessmark.library.load import Library
from witnessmark.weighing.decisions import Decided, Decisions, signs_digest
from witnessmark.weighing.dotplot import Axis, Dot, dotplot
from witnessmark.weighing.texts import texts

TABLES, PLOT, DECISIONS = "weighing.md", "weighing.svg", "decisions.json"

Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run is to do: `corpus` is its folder, `name` how the figures cite it, `out` where they go.

    `every` takes the models' answers to one prompt in so many; `signs` asks for the makers' decisions alone.
    """

    corpus: Path
    name: str
    out: Path
    workers: int = 1
    every: int = 1
    signs: bool = False

    @property
    def command(self) -> str:
        """How the run is repeated; the corpus lies elsewhere with everybody."""
        return "witnessmark bench weighing CORPUS" + (" --signs" if self.signs else "")


def run(task: Run, library: Library, said: Said) -> str:
    """Validate the weighing on a corpus, write tables, plot and decisions to `out`, and return the tables.

    Raises LibraryError or UnreadableInput where the corpus is none.
    """
    answers = _answers(task, library, lambda done: said(f"{done:,} texts matched"))
    said("weighing each fold with the rates of the others")
    task.out.mkdir(parents=True, exist_ok=True)
    if task.signs:
        report, allowed = makers_alone(answers, library)
    else:
        report, held, allowed = measured(answers, library)
        (task.out / PLOT).write_text(_plot(reliability(held)), encoding="utf-8")
    (task.out / TABLES).write_text(report, encoding="utf-8")
    if task.every == 1:
        decisions = Decisions(
            task.name, now()[:10], task.command, library.rates.sha256, signs_digest(library), allowed
        )
        (task.out / DECISIONS).write_text(to_json(decisions) + "\n", encoding="utf-8")
    return report


def _answers(task: Run, library: Library, said: Callable[[int], None]) -> Answers:
    corpus = texts(task.corpus)
    if task.signs:
        return with_signs(corpus, library, said)
    return gather(sampled(corpus, task.every) if task.every > 1 else corpus, library, said, task.workers)


def makers_alone(answers: Answers, library: Library) -> tuple[str, dict[str, Decided]]:
    """The tables of the makers' decisions, from texts that were searched for signs, and the decisions."""
    held = by_prompt(answers, library, quoted=False)
    sources = by_source(answers, library)
    allowed = decided(held)
    rules = (
        ("shipped: reliable makers only", naming(gated(held, allowed), _maker)),
        ("every maker sign", naming(held, _maker)),
        ("every maker sign, quotations counted", naming(by_prompt(answers, library, quoted=True), _maker)),
        ("every maker sign, one source left out", naming(sources, _maker)),
    )
    report = (
        f"{answers.sizes.total():,} texts of {len(answers.groups)} groups; "
        f"{len(answers.found):,} of them hold a maker's sign, exact or approximate.\n",
        "### Makers, five folds of prompts\n",
        tables.makers(naming(held, _maker).makers, allowed),
        "### Makers, one source left out\n",
        tables.makers(naming(sources, _maker).makers, allowed),
        "### Whom the signs name\n",
        tables.namings(rules),
    )
    return "\n".join(report), allowed


def measured(answers: Answers, library: Library) -> tuple[str, Validated, dict[str, Decided]]:
    """The tables of a matched corpus, the judgements behind them, and the decisions by maker."""
    held = by_prompt(answers, library, quoted=False)
    quoted = by_prompt(answers, library, quoted=True)
    sources = by_source(answers, library)
    allowed = decided(held)
    report = "\n".join(
        (
            _intro(answers, held),
            "### Makers, five folds of prompts\n",
            tables.makers(naming(held, _maker).makers, allowed),
            "### Rules beside each other\n",
            tables.namings(
                (
                    ("shipped: reliable makers only", naming(gated(held, allowed), _maker)),
                    ("every maker sign", naming(held, _maker)),
                    ("every maker sign, quotations counted", naming(quoted, _maker)),
                    ("every maker sign, one source left out", naming(sources, _maker)),
                    ("the study's strict rule", naming(held, _strict)),
                    ("the study's strict rule, one source left out", naming(sources, _strict)),
                )
            ),
            "### Makers, one source left out\n",
            tables.makers(naming(sources, _maker).makers, allowed),
            "### Support for a language model's wording, by grade\n",
            tables.grades(grades(held)),
            "The same with quotations counted:\n",
            tables.grades(grades(quoted)),
            "### Cost of the ratios (Cllr)\n",
            tables.costs(costs(held)),
            "### Reliability of the measured ratios\n",
            tables.reliability(reliability(held)),
            "### Fingerprints of tiers A and B that go together\n",
            tables.companions(companions(answers, library)),
        )
    )
    return report, held, allowed


def _maker(judgement: Judgement) -> str | None:
    return judgement.maker


def _strict(judgement: Judgement) -> str | None:
    return judgement.strict


def _intro(answers: Answers, held: Validated) -> str:
    total = answers.sizes.total()
    matched = len(held.judgements)
    sources = len({place.source for place in answers.sizes})
    return (
        f"{total:,} texts of {len(answers.groups)} groups and {sources} sources; "
        f"{matched:,} of {held.sizes.total():,} texts of known origin carry at least one match.\n"
    )


def _plot(rows: tuple[ReliabilityRow, ...]) -> str:
    dots = tuple(
        Dot(
            f"measured {row.low:g} to {row.high:g}",
            row.observed.low,
            row.observed.point,
            row.observed.high,
            mark=row.mean,
            note=f"{row.models:,} / {row.people:,} texts",
        )
        for row in rows
    )
    axis = Axis("times more often in model output than in human writing, log scale", True, 0.1, 10_000)
    return dotplot("Ratios on texts kept back (dots) against the measured ratio (diamonds)", dots, axis)
