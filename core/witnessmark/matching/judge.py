"""From occurrences to candidates: which fingerprints they serve, what speaks against them, how like they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from witnessmark.matching.checks import missing, objection
from witnessmark.matching.edges import settled, with_signs
from witnessmark.matching.forms import Forms
from witnessmark.matching.passages import Candidate, Passage
from witnessmark.matching.patterns import PatternHit
from witnessmark.matching.phrases import Phrase, phrase_of, texts_of
from witnessmark.matching.place import Place
from witnessmark.matching.skeleton import skeleton_of_word
from witnessmark.records import Fingerprint, Layer, Message

Refuse = Callable[[str, int, int, float, Message], None]

_AROUND = 8  # letters beside a passage; checks look at no more, and signs at the ends at fewer
_MOST_KNOWN = 1 << 14  # passages remembered, some 10 MB; logs repeat themselves
_TIERS = {"A": 3, "B": 2, "C": 1, "U": 0}


@dataclass(frozen=True, slots=True)
class _Judged:
    """A passage as one written form sees it: `found` from `start` to `end`, counted from its first letter."""

    start: int
    end: int
    found: str
    letters: int
    score: float
    objection: Message | None


class Judge:
    """Turns occurrences into candidates; what it turns down is told to `refuse`, in places of the same text."""

    def __init__(self, fingerprints: Sequence[Fingerprint], forms: Forms, key_words: bool) -> None:
        self._fingerprints = fingerprints
        self._forms = forms
        self._key_words = key_words
        self._phrases: dict[str, Phrase] = {}
        self._known: dict[tuple[str, str, int, int], _Judged] = {}
        self._texts: dict[int, frozenset[str]] = {}

    def occurrence(
        self, string: int, place: Place, edits: int, refuse: Refuse, shift: int
    ) -> Iterator[Candidate]:
        """The candidates of one occurrence of a string: one for each fingerprint that it serves.

        Their places, and those told to `refuse`, are those of the folded text moved by `shift`.
        """
        begin, _ = place.span(place.first, place.last)
        begin += shift
        judged: dict[str, _Judged] = {}
        for rule, written in zip(self._forms.rules[string], self._forms.written[string], strict=True):
            fingerprint = self._fingerprints[rule]
            if written not in judged:
                judged[written] = self._judged(written, place, edits)
            each = judged[written]
            start, end = each.start + begin, each.end + begin
            against = each.objection or missing(fingerprint.required, each.found)
            if against is not None:
                refuse(fingerprint.id, start, end, each.score, against)
                continue
            layer = self._layer(rule, each.found, edits)
            passage = Passage(fingerprint.id, start, end, each.found, each.score, layer)
            yield Candidate(passage, each.letters, edits, *_telling(fingerprint))

    def _judged(self, written: str, place: Place, edits: int) -> _Judged:
        """What is thought of a passage with the same characters in and around it, once and for all."""
        phrase, ground = self._phrase(written), place.ground
        start, end = place.span(place.first, place.last)
        if ground.parted[place.first] and ground.parted[place.last]:
            low, high = max(0, start - len(phrase.head)), end + 2 * len(phrase.tail)
        else:
            first, last = max(0, place.first - _AROUND), min(len(ground.letters), place.last + _AROUND)
            low, high = place.span(first, last)
        seen = ground.text[low:high], start - low, end - low
        known = self._known.get((written, *seen))
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[written, *seen] = self._looked_at(phrase, place, edits)
        return known

    def _looked_at(self, phrase: Phrase, place: Place, edits: int) -> _Judged:
        begin, _ = place.span(place.first, place.last)
        place = settled(phrase, place, edits)
        start, end = with_signs(phrase, place.ground.text, *place.span(place.first, place.last))
        letters = len(phrase.codes)
        score = round(100.0 * (1 - edits / letters), 1)
        against = objection(phrase, place, edits, self._key_words)
        return _Judged(start - begin, end - begin, place.ground.text[start:end], letters, score, against)

    def pattern(self, hit: PatternHit, text: str, refuse: Refuse, shift: int) -> Iterator[Candidate]:
        """The candidate of a passage that a pattern explains, if nothing speaks against it; moved by `shift`."""
        fingerprint = self._fingerprints[hit.rule]
        found = text[hit.start : hit.end]
        start, end, letters = hit.start + shift, hit.end + shift, _letters(found)
        score = round(100.0 * (1 - hit.edits / max(letters, 1)), 1)
        against = missing(fingerprint.required, found)
        if against is not None:
            refuse(fingerprint.id, start, end, score, against)
            return
        passage = Passage(fingerprint.id, start, end, found, score, hit.layer)
        yield Candidate(passage, letters, hit.edits, *_telling(fingerprint))

    def _layer(self, rule: int, found: str, edits: int) -> Layer:
        if edits:
            return "fuzzy"
        if rule not in self._texts:
            self._texts[rule] = frozenset(texts_of(self._fingerprints[rule], []))
        return "exact" if found in self._texts[rule] else "normalised"

    def _phrase(self, written: str) -> Phrase:
        if written not in self._phrases:
            self._phrases[written] = phrase_of(written)
        return self._phrases[written]


@lru_cache(maxsize=1 << 12)
def _letters(passage: str) -> int:
    """How many letters a pattern's passage has; the same few openings come again and again."""
    return len(skeleton_of_word(passage.replace("!", "")))


def _telling(fingerprint: Fingerprint) -> tuple[int, bool]:
    """How much a fingerprint says (one that points at a maker more than boilerplate), and whether it names one."""
    pointing = fingerprint.points_at not in ("none", "assistant")
    return 4 * pointing + _TIERS[fingerprint.tier], bool(fingerprint.names)
