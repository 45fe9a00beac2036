"""The matcher: fingerprints in, the passages of a transcript or of a bare text out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from witnessmark.geometry import Box
from witnessmark.matching.checks import missing, objection
from witnessmark.matching.counting import counts_in_region, counts_in_turn
from witnessmark.matching.exhaustive import Hit, occurrences
from witnessmark.matching.explain import Discarded, nearest, nothing
from witnessmark.matching.passages import Candidate, Passage, resolved
from witnessmark.matching.patterns import Patterns
from witnessmark.matching.phrases import phrases_of
from witnessmark.matching.skeleton import Skeleton, skeleton
from witnessmark.records import Fingerprint, Layer, Match, Message, Region, Transcript, Turn, WordSpan

_TIERS = {"A": 3, "B": 2, "C": 1, "U": 0}

Refuse = Callable[[str, int, int, float, Message], None]


class Matcher:
    """Finds fingerprints in texts. `complaints` names what of the fingerprints cannot be matched with.

    `score` is the lowest score, of 100, at which a passage is taken for a fingerprint.
    """

    def __init__(self, fingerprints: Iterable[Fingerprint], score: float = 85) -> None:
        self._fingerprints = tuple(fingerprints)
        self._phrases, complaints = phrases_of(self._fingerprints, score)
        self._patterns = Patterns(self._fingerprints)
        self._by_id = {fingerprint.id: fingerprint for fingerprint in self._fingerprints}
        self._written: dict[int, set[str]] = {}
        for phrase in self._phrases:
            self._written.setdefault(phrase.rule, set()).add(phrase.written)
        self.score = score
        self.complaints = (*complaints, *self._patterns.complaints)

    def find(self, transcript: Transcript) -> tuple[Match, ...]:
        """The passages of every turn, then of every interface region, each sorted by place."""
        matches: list[Match] = []
        for turn in transcript.turns:
            matches.extend(self._match_turn(passage, turn) for passage in self.find_text(turn.text))
        for region in transcript.interface:
            matches.extend(self._match_region(passage, region) for passage in self.find_text(region.text))
        return tuple(matches)

    def find_text(self, text: str) -> tuple[Passage, ...]:
        """The passages of a bare text, sorted by place; they do not overlap."""
        return resolved(self._candidates(text, _forget))

    def discarded(self, text: str) -> tuple[Discarded, ...]:
        """Every candidate within the budget of edits that was left out all the same, with the reason."""
        out: list[Discarded] = []

        def refuse(fingerprint: str, start: int, end: int, score: float, reason: Message) -> None:
            out.append(Discarded(fingerprint, start, end, text[start:end], score, reason))

        for _ in self._candidates(text, refuse):
            pass
        return tuple(out)

    def why(self, text: str, fingerprint: str) -> tuple[Discarded, ...]:
        """Why `text` holds no match of one fingerprint; empty where it holds one.

        Raises KeyError where the library has no such fingerprint.
        """
        wanted = self._by_id[fingerprint]
        alone = Matcher((wanted,), self.score)
        if alone.find_text(text):
            return ()
        closest = alone.discarded(text) or (nearest(text, wanted, self.score),)
        return tuple(each for each in closest if each is not None) or (nothing(wanted),)

    def _candidates(self, text: str, refuse: Refuse) -> Iterator[Candidate]:
        folded = skeleton(text)
        letters = folded.text
        for hit in occurrences(self._phrases, folded):
            candidate = self._phrase_candidate(hit, folded, letters, text, refuse)
            if candidate is not None:
                yield candidate
        yield from self._pattern_candidates(text, refuse)

    def _phrase_candidate(
        self, hit: Hit, folded: Skeleton, letters: str, text: str, refuse: Refuse
    ) -> Candidate | None:
        phrase = self._phrases[hit.phrase]
        fingerprint = self._fingerprints[phrase.rule]
        start, end = folded.span(hit.first, hit.last)
        score = round(100.0 * (1 - hit.edits / len(phrase.codes)), 1)
        objected = objection(phrase, hit, folded, letters) or missing(fingerprint.required, text[start:end])
        if objected is not None:
            refuse(fingerprint.id, start, end, score, objected)
            return None
        layer: Layer = "fuzzy"
        if hit.edits == 0:
            layer = "exact" if text[start:end] in self._written[phrase.rule] else "normalised"
        passage = Passage(fingerprint.id, start, end, text[start:end], score, layer)
        return Candidate(passage, len(phrase.codes), hit.edits, _specific(fingerprint))

    def _pattern_candidates(self, text: str, refuse: Refuse) -> Iterator[Candidate]:
        for rule, start, end, layer in self._patterns.find(text):
            fingerprint = self._fingerprints[rule]
            objected = missing(fingerprint.required, text[start:end])
            if objected is not None:
                refuse(fingerprint.id, start, end, 100.0, objected)
                continue
            passage = Passage(fingerprint.id, start, end, text[start:end], 100.0, layer)
            yield Candidate(passage, len(skeleton(passage.text).codes), 0, _specific(fingerprint))

    def _match_turn(self, passage: Passage, turn: Turn) -> Match:
        fingerprint = self._by_id[passage.fingerprint]
        counts, reason = counts_in_turn(passage, fingerprint, turn)
        boxes = _boxes(turn.words, passage)
        return _match(passage, fingerprint, (turn.index, None), (counts, reason), boxes)

    def _match_region(self, passage: Passage, region: Region) -> Match:
        fingerprint = self._by_id[passage.fingerprint]
        boxes = _boxes(region.words, passage) or (region.box,)
        return _match(passage, fingerprint, (None, region.index), counts_in_region(fingerprint), boxes)


def _match(
    passage: Passage,
    fingerprint: Fingerprint,
    place: tuple[int | None, int | None],
    counting: tuple[bool, Message],
    boxes: tuple[Box, ...],
) -> Match:
    return Match(
        fingerprint=fingerprint.id,
        names=fingerprint.names,
        points_at=fingerprint.points_at,
        family=fingerprint.family,
        kind=fingerprint.kind,
        tier=fingerprint.tier,
        turn=place[0],
        region=place[1],
        start=passage.start,
        end=passage.end,
        text=passage.text,
        score=passage.score,
        layer=passage.layer,
        counts=counting[0],
        weight=None,
        reason=counting[1],
        boxes=boxes,
        also=passage.also,
    )


def _boxes(words: tuple[WordSpan, ...], passage: Passage) -> tuple[Box, ...]:
    if not words:
        return ()
    from witnessmark.transcript.boxes import boxes_of

    return boxes_of(words, passage.start, passage.end)


def _specific(fingerprint: Fingerprint) -> int:
    """How much a fingerprint says: one that names or points at a maker more than boilerplate does."""
    return (
        (8 if fingerprint.names else 0)
        + (4 if fingerprint.points_at not in ("none", "assistant") else 0)
        + (_TIERS[fingerprint.tier])
    )


def _forget(fingerprint: str, start: int, end: int, score: float, reason: Message) -> None:
    """Discards are not asked for."""
