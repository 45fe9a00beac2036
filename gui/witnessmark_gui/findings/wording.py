"""A finding as plain sentences to paste elsewhere, always with what it does not show."""

from __future__ import annotations

from witnessmark.records import Inspection, Match, Turn
from witnessmark_gui.findings.assessment import checked_line
from witnessmark_gui.language import family, say, told


def finding_text(inspection: Inspection, index: int | None) -> str:
    """The sentences for one match, or for the whole inspection where `index` is None."""
    assessment = inspection.assessment
    lines = [told(assessment.headline)]
    lines += [told(fact) for fact in assessment.facts if fact != assessment.headline]
    chosen = inspection.matches if index is None else (inspection.matches[index],)
    lines += [_match_line(inspection, match) for match in chosen]
    for comparison in (assessment.against_human, assessment.between_makers):
        lines.append(" ".join([told(comparison.title), *(told(each) for each in comparison.sentences)]))
    lines += [told(limit) for limit in assessment.limits]
    lines.append(say("Checked: {what}", what=checked_line(assessment)))
    lines.append(_origin_line(inspection))
    return "\n".join(lines) + "\n"


def _match_line(inspection: Inspection, match: Match) -> str:
    return say(
        "{place}: “{text}” matches the fingerprint {fingerprint} ({family}; {layer}, score {score}). "
        "{reason}",
        place=_place(inspection, match),
        text=match.text,
        fingerprint=match.fingerprint,
        family=family(match.family),
        layer=say(match.layer),
        score=f"{match.score:.0f}",
        reason=told(match.reason),
    )


def _place(inspection: Inspection, match: Match) -> str:
    turn: Turn | None = next((t for t in inspection.transcript.turns if t.index == match.turn), None)
    if turn is None:
        return say("In the interface of the screen")
    return say("In turn {number} ({role})", number=turn.index + 1, role=say(turn.role))


def _origin_line(inspection: Inspection) -> str:
    original, library = inspection.original, inspection.library
    return say(
        "Original {name}, SHA-256 {hash}. Witnessmark {version}, library {library} with {count} "
        "fingerprints.",
        name=original.name,
        hash=original.sha256,
        version=inspection.tools.get("witnessmark", "?"),
        library=library.version,
        count=library.fingerprints,
    )
