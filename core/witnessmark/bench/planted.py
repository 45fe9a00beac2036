"""How much of what was planted is found, where, and how much of what was spoilt is found too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from witnessmark.bench.workload import Planted, Spoilt, Text
from witnessmark.matching.matcher import Matcher
from witnessmark.matching.passages import Passage

OVERLAP = 0.7  # of the union of two spans; a passage that shares more with a planted phrase has found it


@dataclass(slots=True)
class Tally:
    """Counts of a run; `extra` are passages where nothing was planted or spoilt."""

    planted: int = 0
    found: int = 0
    exact: int = 0
    passages: int = 0
    extra: int = 0
    spoilt: dict[str, int] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)

    @property
    def recall(self) -> float:
        """The share of the planted phrases that was found."""
        return self.found / max(1, self.planted)

    @property
    def ends(self) -> float:
        """The share of the found ones of which both ends are right."""
        return self.exact / max(1, self.found)

    @property
    def precision(self) -> float:
        """The share of the passages that lie where something was planted."""
        return self.found / max(1, self.passages)

    def share(self, how: str) -> float:
        """The share of the phrases spoilt in one way that was taken for the phrase."""
        return self.taken.get(how, 0) / max(1, self.spoilt.get(how, 0))


def tally(matcher: Matcher, texts: Iterable[Text]) -> Tally:
    """Match the texts and count."""
    counts = Tally()
    for each in texts:
        passages = matcher.find_text(each.text)
        counts.passages += len(passages)
        counts.extra += sum(not _touches(passage, each) for passage in passages)
        for planted in each.planted:
            _count_planted(counts, planted, passages)
        for spoilt in each.spoilt:
            counts.spoilt[spoilt.how] = counts.spoilt.get(spoilt.how, 0) + 1
            if any(_same(spoilt, p) and _names(p, spoilt.phrase) for p in passages):
                counts.taken[spoilt.how] = counts.taken.get(spoilt.how, 0) + 1
    return counts


def _count_planted(counts: Tally, planted: Planted, passages: Iterable[Passage]) -> None:
    counts.planted += 1
    best = next((passage for passage in passages if _same(planted, passage)), None)
    if best is not None:
        counts.found += 1
        counts.exact += (best.start, best.end) == (planted.start, planted.end)


def _same(place: Planted | Spoilt, passage: Passage) -> bool:
    shared = min(place.end, passage.end) - max(place.start, passage.start)
    return shared >= OVERLAP * (max(place.end, passage.end) - min(place.start, passage.start))


def _names(passage: Passage, phrase: int) -> bool:
    return str(phrase) in (passage.fingerprint, *passage.also)


def _touches(passage: Passage, text: Text) -> bool:
    places: list[Planted | Spoilt] = [*text.planted, *text.spoilt]
    return any(place.start < passage.end and passage.start < place.end for place in places)
