"""The machine-readable result of one inspection, as `witnessmark inspect --json` prints it (docs/cli.md)."""

from __future__ import annotations

import json
from typing import Any

from witnessmark.geometry import Box
from witnessmark.jsonform import to_plain
from witnessmark.matching.support import only_in_second
from witnessmark.records import Inspection, Match, Reading, Region, Turn

Plain = dict[str, Any]


def document(inspection: Inspection) -> Plain:
    """An inspection as plain JSON values; sentences are their English text."""
    transcript = inspection.transcript
    return {
        "source": _source(inspection),
        "reading": _reading(inspection.reading) if inspection.reading else None,
        "layout": transcript.layout.text,
        "turns": [_turn(turn) for turn in transcript.turns],
        "interface": [_region(region) for region in transcript.interface],
        "claim": _boxed(transcript.claim) if transcript.claim else None,
        "dates": [_boxed(date) for date in transcript.dates],
        "matches": [_match(match) for match in inspection.matches],
        "second": _second(inspection),
        "assessment": said(to_plain(inspection.assessment)),
        "library": to_plain(inspection.library),
        "seconds": to_plain(inspection.seconds),
        "at": inspection.at,
        "tools": inspection.tools,
    }


def failure(name: str, title: str, message: str) -> Plain:
    """The document of an input that could not be read."""
    return {"source": {"name": name}, "error": {"title": title, "message": message}}


def as_line(value: object) -> str:
    """JSON on one line in ASCII, so that no character in it can steer a terminal."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).replace("\x7f", "\\u007f")


def _source(inspection: Inspection) -> Plain:
    original = inspection.original
    return {
        "name": original.name,
        "sha256": original.sha256,
        "bytes": original.byte_count,
        "media_type": original.media_type,
        "width": original.width,
        "height": original.height,
        "facts": said(to_plain(original.facts)),
    }


def _reading(reading: Reading) -> Plain:
    return {
        "engine": reading.engine,
        "version": reading.version,
        "language": reading.language,
        "seconds": reading.seconds,
        "steps": list(reading.steps),
        "models": to_plain(reading.models),
        "words": [
            {"text": word.text, "bbox": _bbox(word.box), "confidence": word.confidence}
            for word in reading.words
        ],
        "lines": [
            {
                "text": " ".join(reading.words[index].text for index in line.words),
                "bbox": _bbox(line.box),
                "words": list(line.words),
            }
            for line in reading.lines
        ],
    }


def _turn(turn: Turn) -> Plain:
    return {
        "index": turn.index,
        "speaker": turn.speaker,
        "role": turn.role,
        "text": turn.text,
        "bbox": _bbox(turn.box),
        "time": turn.time,
        "sure": turn.sure,
        "repeats": to_plain(turn.repeats),
        "quotations": said(to_plain(turn.quotations)),
    }


def _region(region: Region) -> Plain:
    return {"index": region.index, "text": region.text, "bbox": _bbox(region.box)}


def _match(match: Match) -> Plain:
    plain: Plain = to_plain(match)
    plain["reason"] = match.reason.text
    return plain


def _second(inspection: Inspection) -> Plain | None:
    """What a second engine read, with the passages that its reading alone supports marked."""
    second = inspection.second
    if second is None:
        return None
    alone = only_in_second(inspection.matches, second)
    plain: Plain = to_plain(second)
    plain["disagreements"] = [_boxed(place) for place in second.disagreements]
    for passage, kept in zip(plain["passages"], second.passages, strict=True):
        passage["only_by"] = second.engine if kept in alone else None
    return plain


def _boxed(record: object) -> Plain:
    """A record with its `box` under the name that this form uses."""
    plain: Plain = to_plain(record)
    plain["bbox"] = plain.pop("box")
    return plain


def _bbox(box: Box | None) -> list[int] | None:
    return list(box) if box else None


def said(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """Plain values in which each message is its English sentence."""
    if isinstance(value, dict):
        if value.keys() == {"template", "values", "text"}:
            return value["text"]
        return {key: said(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [said(inner) for inner in value]
    return value
