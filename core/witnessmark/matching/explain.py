"""Why a passage that looks like a fingerprint is no match: for `--explain` and a library's self-test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from witnessmark.matching.phrases import phrase_of, texts_of
from witnessmark.matching.skeleton import skeleton
from witnessmark.records import Fingerprint, Match, Message, message


@dataclass(frozen=True, slots=True)
class Discarded:
    """A candidate that was looked at and left out: where it stands, how close it was, and why it is out."""

    fingerprint: str
    start: int
    end: int
    text: str
    score: float
    reason: Message


def worth_telling(
    near: Iterable[tuple[int, Discarded]], matches: Iterable[Match]
) -> tuple[tuple[int, Discarded], ...]:
    """Of what was discarded, by turn, each fingerprint at a place once, the closest, and none that was found there.

    A fingerprint with a slot for makers is looked for in a hundred forms; where one was found, that the others
    were not is no news.
    """
    found: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for match in matches:
        for name in (match.fingerprint, *match.also):
            if match.turn is not None:
                found.setdefault((match.turn, name), []).append((match.start, match.end))
    told: list[tuple[int, Discarded]] = []
    for turn, each in sorted(near, key=lambda pair: -pair[1].score):
        places = found.setdefault((turn, each.fingerprint), [])
        if all(each.end <= start or each.start >= end for start, end in places):
            places.append((each.start, each.end))
            told.append((turn, each))
    return tuple(sorted(told, key=lambda pair: (pair[0], pair[1].start, pair[1].fingerprint)))


def nearest(text: str, fingerprint: Fingerprint, score: float) -> Discarded | None:
    """The part of `text` that is most like one of the fingerprint's phrases, with the score that it lacks.

    None where there is nothing to compare: an empty text, or a fingerprint that is a pattern alone.
    """
    folded = skeleton(text)
    letters = folded.text
    if not letters:
        return None
    best: tuple[float, int, int] | None = None
    for codes in _codes(fingerprint):
        found = fuzz.partial_ratio_alignment(codes, letters)
        first, last = (found.dest_start, found.dest_end) if found else (0, 0)
        if found and last > first and (best is None or found.score > best[0]):
            best = (found.score, first, last)
    if best is None:
        return None
    start, end = folded.span(best[1], best[2])
    reason = message(
        "The nearest passage is “{passage}”: too many letters differ for a score of {score}.",
        passage=text[start:end],
        score=score,
    )
    return Discarded(fingerprint.id, start, end, text[start:end], round(best[0], 1), reason)


def nothing(fingerprint: Fingerprint) -> Discarded:
    """What there is to say where nothing in a text comes near a fingerprint."""
    return Discarded(
        fingerprint.id, 0, 0, "", 0.0, message("Nothing in the text comes near this fingerprint.")
    )


def _codes(fingerprint: Fingerprint) -> Iterable[str]:
    return {phrase_of(written).codes for written in texts_of(fingerprint, [])}
