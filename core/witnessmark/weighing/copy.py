"""Four plain sentences for "Copy finding": the fact, the two comparisons, and what they do not show."""

from __future__ import annotations

from witnessmark import __version__
from witnessmark.records import Assessment, Comparison, Inspection, Message, Value, message


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
    return message("Against human writing: {grade}. {why}", grade=comparison.title, why=_why(comparison))


def _between_makers(comparison: Comparison) -> Message:
    return message("Between makers: {grade}. {why}", grade=comparison.title, why=_why(comparison))


def _why(comparison: Comparison) -> Value:
    """The first two sentences: the counts, and what they do not say or where they are from."""
    said = comparison.sentences[:2]
    if len(said) == 2:
        return message("{first} {second}", first=said[0], second=said[1])
    return said[0] if said else ""


def _limit(inspection: Inspection, assessment: Assessment) -> Message:
    return message("{limit} {origin}", limit=_not_shown(inspection, assessment), origin=_origin(inspection))


def _not_shown(inspection: Inspection, assessment: Assessment) -> Message:
    if inspection.transcript.origin == "chat log":
        return message(
            "This says nothing about who wrote the text or whether the exchange took place: anyone can type it."
        )
    if assessment.outcome in ("nothing-found", "no-text", "not-counted"):
        return message(
            "Most texts by language models carry no known wording, so this says nothing about who wrote the text."
        )
    return message(
        "Wording shows what a text resembles; it cannot show who wrote it, whether the exchange took place or "
        "whether the picture was altered."
    )


def _origin(inspection: Inspection) -> Message:
    return message(
        "Witnessmark {version}, library {library}; {name}, SHA-256 {hash}.",
        version=inspection.tools.get("witnessmark", __version__),
        library=inspection.library.version,
        name=inspection.original.name,
        hash=inspection.original.sha256,
    )
