"""From occurrences to candidates: which fingerprints they serve, what speaks against them, how like they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from witnessmark.matching.checks import Place, missing, objection
from witnessmark.matching.edges import settled, with_signs
from witnessmark.matching.forms import Forms
from witnessmark.matching.passages import Candidate, Passage
from witnessmark.matching.patterns import PatternHit
from witnessmark.matching.phrases import Phrase, phrase_of, texts_of
from witnessmark.matching.skeleton import skeleton
from witnessmark.records import Fingerprint, Layer, Message

Refuse = Callable[[str, int, int, float, Message], None]

_TIERS = {"A": 3, "B": 2, "C": 1, "U": 0}


class Judge:
    """Turns occurrences into candidates; what it turns down is told to `refuse`, in places of the same text."""

    def __init__(self, fingerprints: Sequence[Fingerprint], forms: Forms, key_words: bool) -> None:
        self._fingerprints = fingerprints
        self._forms = forms
        self._key_words = key_words
        self._phrases: dict[int, Phrase] = {}
        self._texts: dict[int, frozenset[str]] = {}

    def occurrence(
        self, string: int, place: Place, edits: int, refuse: Refuse, offset: int = 0
    ) -> Iterator[Candidate]:
        """The candidates of one occurrence of a string: one for each fingerprint that it serves.

        Their places, and those told to `refuse`, are counted from `offset` of the text on.
        """
        phrase, text = self._phrase(string), place.text
        place = settled(phrase, place, edits)
        start, end = with_signs(phrase, text, *place.folded.span(place.first, place.last))
        found = text[start:end]
        start, end = start - offset, end - offset
        score = round(100.0 * (1 - edits / len(phrase.codes)), 1)
        objected = objection(phrase, place, edits, self._key_words)
        for rule in self._forms.rules[string]:
            fingerprint = self._fingerprints[rule]
            against = objected or missing(fingerprint.required, found)
            if against is not None:
                refuse(fingerprint.id, start, end, score, against)
                continue
            passage = Passage(fingerprint.id, start, end, found, score, self._layer(rule, found, edits))
            yield Candidate(passage, len(phrase.codes), edits, *_telling(fingerprint))

    def pattern(self, hit: PatternHit, text: str, refuse: Refuse) -> Iterator[Candidate]:
        """The candidate of a passage that a pattern explains, if nothing speaks against it."""
        fingerprint = self._fingerprints[hit.rule]
        found = text[hit.start : hit.end]
        against = missing(fingerprint.required, found)
        if against is not None:
            refuse(fingerprint.id, hit.start, hit.end, 100.0, against)
            return
        passage = Passage(fingerprint.id, hit.start, hit.end, found, 100.0, hit.layer)
        yield Candidate(passage, len(skeleton(found).codes), 0, *_telling(fingerprint))

    def _layer(self, rule: int, found: str, edits: int) -> Layer:
        if edits:
            return "fuzzy"
        if rule not in self._texts:
            self._texts[rule] = frozenset(texts_of(self._fingerprints[rule], []))
        return "exact" if found in self._texts[rule] else "normalised"

    def _phrase(self, string: int) -> Phrase:
        if string not in self._phrases:
            self._phrases[string] = phrase_of(self._forms.written[string])
        return self._phrases[string]


def _telling(fingerprint: Fingerprint) -> tuple[int, bool]:
    """How much a fingerprint says (one that points at a maker more than boilerplate), and whether it names one."""
    pointing = fingerprint.points_at not in ("none", "assistant")
    return 4 * pointing + _TIERS[fingerprint.tier], bool(fingerprint.names)
