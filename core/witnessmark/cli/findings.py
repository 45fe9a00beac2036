"""Findings for people: the transcript with its passages marked, the table of matches, the assessment."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from witnessmark.cli.comparison import compared
from witnessmark.cli.terminal import cell, line, maker, safe
from witnessmark.export.wording import counts_in_words, new_figures, not_said_before, reason_words, untold
from witnessmark.language import say, tell
from witnessmark.matching.support import support_words
from witnessmark.messages import term
from witnessmark.records import Assessment, Comparison, Figure, Inspection, Match, Turn
from witnessmark.transcript.repeated import repeat_told
from witnessmark.weighing.looked import checked_in_words

_STYLES = {
    "openai": "bold green",
    "anthropic": "bold dark_orange",
    "google": "bold blue",
    "meta": "bold cyan",
    "xai": "bold magenta",
    "assistant": "bold yellow",
}
_OTHER_FAMILY = "bold bright_blue"
_MOST_FIGURES = 6
_WEIGHT = term(
    "A weight is the base-10 logarithm of a ratio of measured rates: 0.3 stands for 2 times, 1 for 10, "
    "2 for 100."
)


def show(inspection: Inspection, console: Console) -> None:
    """Print everything that one inspection found."""
    console.print(_heading(inspection))
    console.print(cell(tell(inspection.transcript.layout), "dim"))
    for turn in inspection.transcript.turns:
        console.print(_turn(turn, inspection.matches))
    if inspection.matches:
        console.print(_table(inspection.matches))
        if any(match.weight for match in inspection.matches):
            console.print(cell(say(_WEIGHT), "dim"))
    for part in compared(inspection):
        console.print(part)
    show_assessment(inspection.assessment, inspection.matches, console)
    told = [f"{say(fact.name)}: {fact.value}. {tell(fact.meaning)}" for fact in inspection.original.facts]
    for part in _list(say("What the file itself tells"), told):
        console.print(part)


def show_assessment(assessment: Assessment, matches: tuple[Match, ...], console: Console) -> None:
    """Print an assessment; `matches` are those of a table that stands above it."""
    for part in _assessment(assessment, matches):
        console.print(part)


def _heading(inspection: Inspection) -> Text:
    original, reading = inspection.original, inspection.reading
    size = f"{original.width} x {original.height}, " if original.width else ""
    count = say("{bytes} bytes", bytes=original.byte_count)
    facts = f"{size}{count}, {original.media_type}, sha256 {original.sha256}"
    text = cell(line(original.name), "bold")
    text.append(f"\n{safe(facts)}", "dim")
    if reading:
        read = say(
            "read by {engine} {version} ({language}) in {seconds} s",
            engine=reading.engine,
            version=reading.version,
            language=reading.language,
            seconds=round(reading.seconds, 1),
        )
        text.append(f"\n{safe(read)}", "dim")
    return text


def _turn(turn: Turn, matches: tuple[Match, ...]) -> Text:
    """A turn with its passages in their family's colour and, for eyes without colours, `[n]` behind each."""
    speaker = f" · {line(turn.speaker)}" if turn.speaker else ""
    doubt = "" if turn.sure else f" ({say('unsure')})"
    repeat = repeat_told(turn)
    again = f" · {tell(repeat)}" if repeat else ""
    text = Text(f"\n{turn.index + 1} · {say(turn.role)}{speaker}{doubt}{again}\n", style="dim")
    done = 0
    for number, match in enumerate(matches, 1):
        if match.turn != turn.index or match.start < done:
            continue
        text.append(safe(turn.text[done : match.start]), "not dim")
        style = f"not dim underline {_STYLES.get(match.family, _OTHER_FAMILY)}"
        text.append(safe(turn.text[match.start : match.end]), style if match.counts else f"{style} italic")
        text.append(f"[{number}]", "not dim bold")
        done = match.end
    text.append(safe(turn.text[done:]), "not dim")
    return text


def _table(matches: tuple[Match, ...]) -> Table:
    table = Table(title_justify="left", show_lines=True)
    for name in (
        "", say("Passage"), say("Fingerprint"), say("Names"), say("Match"), say("Where"), say("Counts, weighs")
    ):  # fmt: skip
        table.add_column(name, overflow="fold")
    for number, match in enumerate(matches, 1):
        place = say("interface") if match.turn is None else say("turn {number}", number=match.turn + 1)
        how = say(match.layer) if match.layer == "exact" else f"{say(match.layer)} {match.score:.0f}"
        worth = _worth(match)
        alone = support_words(match.only_by)
        worth += f" {tell(alone)}" if alone else ""
        passage = cell(line(match.text), _STYLES.get(match.family, _OTHER_FAMILY))
        cells = (match.fingerprint, maker(match.names), how, place, worth)
        table.add_row(str(number), passage, *(cell(value) for value in cells))
    return table


def _worth(match: Match) -> str:
    """Whether a match counts, what it weighs, and why."""
    why = reason_words(match)
    if not match.counts:
        return f"{say('no')}: {why}"
    if match.weight is None:
        weighs = say("yes, weighs nothing")
    else:
        weighs = say("yes, weighs {weight}", weight=round(match.weight, 2) or 0)
    return f"{weighs}{'.' if why[:1].isupper() else ':'} {why}"


def _assessment(assessment: Assessment, matches: tuple[Match, ...]) -> Iterator[RenderableType]:
    facts = [cell(tell(assessment.headline), "bold")]
    facts += [cell(tell(fact)) for fact in assessment.facts if fact != assessment.headline]
    yield Panel(Group(*facts), title=say("Facts of the text and the screen"), title_align="left")
    human, makers = assessment.against_human, assessment.between_makers
    yield _comparison(say("Against human writing"), human, untold(human.figures, assessment))
    rest = untold(new_figures(makers.figures, human.figures), assessment)
    yield _comparison(say("Between makers"), makers, rest)
    yield from _list(say("Left out or in doubt"), list(not_said_before(assessment, matches)))
    yield from _explanations(assessment)
    yield from _list(say("Limits"), [tell(message) for message in assessment.limits])
    yield cell(f"\n{tell(checked_in_words(assessment.checked))}", "dim")


def _comparison(name: str, comparison: Comparison, figures: tuple[Figure, ...]) -> Text:
    text = cell(f"\n{name}: ", "bold")
    text.append(safe(tell(comparison.title)))
    for sentence in comparison.sentences:
        text.append(f"\n  {safe(tell(sentence))}")
    for counted in counts_in_words(figures[:_MOST_FIGURES]):
        text.append(f"\n  {safe(counted)}", "dim")
    if len(figures) > _MOST_FIGURES:
        more = say(
            "and {count} more count (see --json)|and {count} more counts (see --json)",
            count=len(figures) - _MOST_FIGURES,
        )
        text.append(f"\n  {more}", "dim")
    return text


def _explanations(assessment: Assessment) -> Iterator[Text]:
    if assessment.explanations:
        yield cell("\n" + say("What fits this; the words alone cannot choose"), "bold")
        for each in assessment.explanations:
            text = cell(f"  - {line(tell(each.what))}")
            told_by = say("What would tell: {what}", what=each.told_by)
            text.append(f"\n    {safe(line(told_by))}", "dim")
            yield text


def _list(name: str, sentences: list[str]) -> Iterator[Text]:
    if sentences:
        yield cell(f"\n{name}", "bold")
        for sentence in sentences:
            yield cell(f"  - {line(sentence)}")
