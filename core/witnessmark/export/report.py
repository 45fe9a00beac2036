"""The HTML report, made from the extract and from nothing else but the bitmaps that it draws."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2
from markupsafe import Markup, escape

from witnessmark.export.drawing import Drawing, draw
from witnessmark.export.extract import Cited, Extract, read_extract
from witnessmark.export.hidden import hidden_of
from witnessmark.export.painting import painted
from witnessmark.export.segments import Numbered, Segment, segments, visible
from witnessmark.export.wording import (
    corpus_words,
    label_and_unit,
    new_figures,
    not_said_before,
    reason_words,
)
from witnessmark.intake.ways import way_told
from witnessmark.language import spoken
from witnessmark.library.families import label
from witnessmark.matching.support import support_words
from witnessmark.messages import Value
from witnessmark.records import Item, Judged, Match, Message, Note, Picture, Region, Turn
from witnessmark.transcript.repeated import repeat_told
from witnessmark.weighing.looked import checked_in_words
from witnessmark_resources import ROOT

DOUBTFUL_BELOW = 0.8  # words read with less confidence are marked; the window's default
# The families that have a colour of their own in report.css.
_COLOURED = frozenset(
    (
        "openai",
        "anthropic",
        "google",
        "meta",
        "xai",
        "mistral",
        "alibaba",
        "deepseek",
        "microsoft",
        "assistant",
    )
)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A turn or an interface region with its text cut at the marks."""

    source: Turn | Region
    segments: tuple[Segment, ...]
    findings: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An item as the report shows it."""

    item: Item
    number: int
    turns: tuple[TextBlock, ...]
    regions: tuple[TextBlock, ...]
    findings: tuple[Numbered, ...]
    cited: tuple[Cited, ...]
    judged: dict[int, Judged]
    notes: tuple[Note, ...]
    redactions: int
    drawing: Drawing | None
    picture: Picture | None

    @property
    def picture_uri(self) -> Markup:
        """The bitmap as a page can hold it."""
        assert self.picture is not None
        return Markup("data:image/png;base64,") + Markup(base64.b64encode(self.picture.png).decode())


def report_html(plain: object, pictures: Mapping[str, Picture]) -> str:
    """One self-contained HTML file from an extract's plain values; `pictures` by SHA-256 of the original.

    Raises ExportError where `plain` is no extract.
    """
    found = read_extract(plain)
    exhibits = exhibits_of(found, pictures)
    css = Markup((ROOT / "report" / "report.css").read_text(encoding="utf-8"))
    text = _template().render(extract=found, case=found.case, exhibits=exhibits, css=css, language=spoken())
    return "\n".join(line for line in text.split("\n") if line.strip()) + "\n"


def exhibits_of(found: Extract, pictures: Mapping[str, Picture]) -> tuple[Exhibit, ...]:
    """The items of a case as a report shows them: redacted, with the places of all marks."""
    return tuple(_exhibit(found, item, number, pictures) for number, item in enumerate(found.case.items, 1))


def _exhibit(found: Extract, item: Item, number: int, pictures: Mapping[str, Picture]) -> Exhibit:
    inspection = item.inspection
    findings = tuple(Numbered(place, match) for place, match in enumerate(inspection.matches, 1))
    hidden = hidden_of(item, found.case.redactions)
    picture = pictures.get(inspection.original.sha256)
    if picture is not None:
        picture = painted(picture, hidden.boxes)
    transcript = inspection.transcript
    blocks = tuple(
        _block(turn, tuple(f for f in findings if f.match.turn == turn.index)) for turn in transcript.turns
    )
    regions = tuple(
        _block(region, tuple(f for f in findings if f.match.region == region.index))
        for region in transcript.interface
    )
    names = dict.fromkeys(f.match.fingerprint for f in findings)
    return Exhibit(
        item,
        number,
        blocks,
        regions,
        findings,
        tuple(found.fingerprints[name] for name in names if name in found.fingerprints),
        _judged(found, item, findings),
        tuple(note for note in found.case.notes if note.anchor.item == item.id),
        len({each.id for each in found.case.redactions if each.anchor.item == item.id}),
        draw(picture.width, picture.height, findings, transcript.turns) if picture else None,
        picture,
    )


def _block(source: Turn | Region, findings: tuple[Numbered, ...]) -> TextBlock:
    return TextBlock(source, segments(source.text, findings, source.words, DOUBTFUL_BELOW), findings)


def _judged(found: Extract, item: Item, findings: tuple[Numbered, ...]) -> dict[int, Judged]:
    """The analyst's judgement of each finding, by the finding's number."""
    places = {
        (judged.fingerprint, judged.turn, judged.region, judged.start): judged
        for judged in found.case.judgements
        if judged.item == item.id
    }
    keys = {f.number: (f.match.fingerprint, f.match.turn, f.match.region, f.match.start) for f in findings}
    return {number: places[key] for number, key in keys.items() if key in places}


def _whose(name: str, unit: str) -> Markup:
    """A row's own words; the table's head says `of texts`, so only another unit is named."""
    return _say(name) if unit == "texts" else Markup("{} ({})").format(_say(name), _say(unit))


def _worth(match: Match) -> Markup:
    """Whether a match counts, and what it weighs."""
    if not match.counts:
        return _say("does not count")
    if match.weight is None:
        return _say("counts, weighs nothing")
    weight = spoken().number(float(f"{match.weight:.2f}"))
    return _say("counts, weight {weight}", weight=f"+{weight}" if match.weight > 0 else weight)


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printed,
    )
    filters: dict[str, Callable[..., object]] = {
        "family": lambda word: _say(label(word)),
        "style": lambda word: f"f-{word}" if word in _COLOURED else "f-other",
        "corpus": corpus_words,
        "counted_in": lambda figure: _whose(*label_and_unit(figure)),
        "why": reason_words,
        "worth": _worth,
        "alone": support_words,
        "looked": checked_in_words,
        "beyond": new_figures,
        "not_said_before": not_said_before,
        "or_unknown": lambda value: value if value not in (None, "") else _say("unknown"),
        "way": way_told,
        "repeat": repeat_told,
        "thousands": lambda number: spoken().number(number),
    }
    environment.filters |= filters
    environment.globals["say"] = _say
    return environment.from_string((ROOT / "report" / "report.html.j2").read_text(encoding="utf-8"))


def _say(template: str, **values: Value) -> Markup:
    """A sentence of the report in the language that is spoken; what is markup already stays so."""
    return _told(Message(template, values))


def _told(message: Message) -> Markup:
    return Markup(spoken().tell(message, _shown, escape))


def _shown(text: str) -> str:
    """Text from outside in a sentence: nothing in it is hidden, and its direction stays its own."""
    if isinstance(text, Markup):
        return text
    return spoken().isolated(escape(visible(text)), "<bdi>", "</bdi>")


def _printed(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    """What a template prints: messages as sentences, text with nothing hidden in it."""
    if isinstance(value, Message):
        return _told(value)
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value
