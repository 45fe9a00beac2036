"""The figures of a validation as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from witnessmark.bench.companions import Companions
from witnessmark.bench.soundness import Cost, GradeRow, MakerRow, Naming, ReliabilityRow
from witnessmark.library.families import label
from witnessmark.weighing.decisions import Decided
from witnessmark.weighing.intervals import Interval, Tally


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def percent(share: float) -> str:
    """A share in per cent, to one decimal."""
    return f"{100 * share:.1f} %"


def tally(found: Tally) -> str:
    """A count of texts with its rate in 10,000."""
    return f"{found.hits:,} of {found.texts:,} ({10_000 * found.hits / max(1, found.texts):.1f})"


def _interval(found: Interval) -> str:
    return f"{percent(found.point)} ({percent(found.low)} to {percent(found.high)})"


def makers(rows: Iterable[MakerRow], allowed: dict[str, Decided]) -> str:
    """The makers that were put forward, how often rightly, and whether they may be."""
    return table(
        (
            "maker",
            "decisions",
            "right",
            "precision (Wilson 95 %)",
            "coverage of its own texts",
            "put forward",
        ),
        (
            (
                label(row.maker),
                f"{row.decisions:,}",
                f"{row.right:,}",
                _interval(row.precision),
                f"{row.right:,} of {row.texts:,} ({percent(row.coverage)})",
                "yes" if allowed.get(row.maker, Decided(0, 0)).reliable else "no",
            )
            for row in rows
        ),
    )


def namings(rows: Iterable[tuple[str, Naming]]) -> str:
    """Several rules beside each other."""
    return table(
        (
            "rule",
            "balanced precision",
            "coverage, mean over makers",
            "plain texts by people (per 10,000)",
            "texts about AI (per 10,000)",
            "community fine-tunes (per 10,000)",
        ),
        (
            (
                name,
                percent(rule.balanced),
                percent(rule.coverage),
                tally(rule.people),
                tally(rule.about_ai),
                tally(rule.community),
            )
            for name, rule in rows
        ),
    )


def grades(rows: Iterable[GradeRow]) -> str:
    """What grade model output and people's texts are given."""
    return table(
        (
            "grade",
            "model output (per 10,000)",
            "plain texts by people (per 10,000)",
            "texts about AI (per 10,000)",
        ),
        ((row.grade, tally(row.models), tally(row.people), tally(row.about_ai)) for row in rows),
    )


def costs(rows: Iterable[Cost]) -> str:
    """Cllr on texts with a match and on all."""
    return table(
        ("ratios", "texts with a match", "all texts"),
        ((row.what, f"{row.matched:.3f}", f"{row.everything:.4f}") for row in rows),
    )


def companions(rows: Iterable[Companions]) -> str:
    """Fingerprints that go together."""
    return table(
        ("fingerprint", "goes with", "texts with both", "texts with each", "one group in the packs"),
        (
            (
                row.first,
                row.second,
                f"{row.together:,}",
                f"{row.texts[0]:,} and {row.texts[1]:,}",
                "yes" if row.grouped else "no",
            )
            for row in rows
        ),
    )


def reliability(rows: Iterable[ReliabilityRow]) -> str:
    """Measured ratios against those that held-out texts show."""
    return table(
        ("measured ratio", "mean", "model texts", "people's texts", "ratio on texts kept back (95 %)"),
        (
            (
                f"{row.low:g} to {row.high:g}",
                f"{row.mean:.3g}",
                f"{row.models:,}",
                f"{row.people:,}",
                f"{row.observed.point:.3g} ({row.observed.low:.3g} to {row.observed.high:.3g})",
            )
            for row in rows
        ),
    )
