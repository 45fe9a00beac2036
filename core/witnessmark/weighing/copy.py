"""Four plain sentences for "Copy finding": the fact, the two comparisons, and what they do not show."""

from __future__ import annotations

from witnessmark import __version__
from witnessmark.records import Assessment, Comparison, Inspection, Message, message


def finding_sentences(inspection: Inspection) -> tuple[Message, ...]:
    """The finding with its limits, in four parts, ready for a colleague or an article."""
    assessment = inspection.assessment
    return (
        assessment.headline,
        _against_human(assessment.against_human),
        _between_makers(assessment.between_makers),
        _limit(inspection, assessment),
    )


def _against_human(comparison: Comparison) -> Message:
    return message(
        "Compared with human writing: {grade}. {why}",
        grade=_lowered(comparison.title),
        why=_first(comparison),
    )


def _between_makers(comparison: Comparison) -> Message:
    return message("Between makers: {grade}. {why}", grade=_lowered(comparison.title), why=_first(comparison))


def _limit(inspection: Inspection, assessment: Assessment) -> Message:
    original = inspection.original
    values: dict[str, str | int | float] = {
        "name": original.name,
        "hash": original.sha256,
        "version": __version__,
        "library": inspection.library.version,
    }
    if inspection.transcript.origin == "chat log":
        return message(
            "This says nothing about who wrote the text or whether the exchange happened, and anyone can "
            "type such text (Witnessmark {version}, library {library}; {name}, SHA-256 {hash}).",
            **values,
        )
    if assessment.outcome in ("nothing-found", "not-counted"):
        return message(
            "Most texts by language models carry no known wording, so this says nothing about who wrote the "
            "text (Witnessmark {version}, library {library}; {name}, SHA-256 {hash}).",
            **values,
        )
    return message(
        "Wording shows what a text resembles; whether the exchange happened, who wrote it and whether the "
        "picture was altered, it cannot show (Witnessmark {version}, library {library}; {name}, SHA-256 "
        "{hash}).",
        **values,
    )


def _lowered(title: Message) -> str:
    """A title inside a sentence; a maker's name in it keeps its capitals."""
    return title.text[:1].lower() + title.text[1:]


def _first(comparison: Comparison) -> str:
    return comparison.sentences[0].text if comparison.sentences else ""
