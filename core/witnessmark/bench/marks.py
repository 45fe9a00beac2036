"""The program's own marks for its results: words read, turns and phrases found, and what was too much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rapidfuzz.distance import Levenshtein

from witnessmark.geometry import Box
from witnessmark.records import Inspection, Match

ALIKE = 0.8  # share of equal characters at which a turn counts as found
COVERED = 0.5  # share of a phrase's length that the boxes of matches must cover


def summary(inspected: list[tuple[dict[str, Any], Inspection]]) -> Iterator[str]:
    """The marks as lines for people, over all pictures."""
    words, turns, roles = Counter[str](), Counter[str](), Counter[str]()
    shown, counting = Counter[str](), Counter[str]()
    for truth, inspection in inspected:
        words.update(_words(truth, inspection))
        found = list(_turns(truth, inspection))
        turns.update(
            {"true": len(truth["turns"]), "found": len(found), "said": len(inspection.transcript.turns)}
        )
        roles.update({"found": len(found), "right": sum(right for right in found)})
        shown.update(_phrases(truth, inspection.matches))
        counting.update(_phrases(truth, [match for match in inspection.matches if match.counts]))
    yield "\nOwn marks:"
    yield f"  words read exactly            {_share(words['read'], words['true'])}"
    yield f"  turns found                   {_share(turns['found'], turns['true'])}, {turns['said']} proposed"
    yield f"  with the right role           {_share(roles['right'], roles['found'])}"
    yield f"  planted phrases shown         {_share(shown['found'], shown['planted'])}"
    yield f"  planted phrases counting      {_share(counting['found'], counting['planted'])}"
    yield f"  matches on unplanted pictures {shown['false']} shown, {counting['false']} counting"


def _words(truth: dict[str, Any], inspection: Inspection) -> dict[str, int]:
    true = Counter(word["text"] for word in truth["words"])
    reading = inspection.reading
    read = Counter(part for word in (reading.words if reading else ()) for part in word.text.split())
    return {"true": true.total(), "read": (true & read).total()}


def _turns(truth: dict[str, Any], inspection: Inspection) -> Iterator[bool]:
    """For each true turn that was found, once each, whether its role is right."""
    left = list(inspection.transcript.turns)
    for turn in truth["turns"]:
        scores = [(Levenshtein.normalized_similarity(turn["text"], each.text), each) for each in left]
        best = max(scores, key=lambda pair: pair[0], default=(0.0, None))
        if best[1] is not None and best[0] >= ALIKE:
            left.remove(best[1])
            yield best[1].role == turn["role"]


def _phrases(truth: dict[str, Any], matches: Sequence[Match]) -> dict[str, int]:
    boxes = [box for match in matches for box in match.boxes]
    planted = truth["planted"]
    found = sum(_covered(phrase["quads"], boxes) >= COVERED for phrase in planted)
    return {"planted": len(planted), "found": found, "false": 0 if planted else len(matches)}


def _covered(quads: list[list[float]], boxes: list[Box]) -> float:
    """The share of the phrase's length whose middle row lies in a box."""
    total = covered = 0.0
    for x, y, width, height in quads:
        row = y + height / 2
        total += width
        at_row = [
            (max(x, box[0]), min(x + width, box[0] + box[2]))
            for box in boxes
            if box[1] <= row <= box[1] + box[3]
        ]
        covered += _union([(start, end) for start, end in at_row if end > start])
    return covered / total if total else 0.0


def _union(spans: list[tuple[float, float]]) -> float:
    length, reached = 0.0, float("-inf")
    for start, end in sorted(spans):
        length += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return length


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.3f})" if whole else "none to find"
