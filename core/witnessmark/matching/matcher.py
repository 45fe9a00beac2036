"""The matcher: fingerprints in, the passages of a transcript or of bare texts out."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from witnessmark.errors import Cancelled
from witnessmark.geometry import Box
from witnessmark.matching.counting import counts_in_region, counts_in_turn
from witnessmark.matching.explain import Discarded, nearest, nothing
from witnessmark.matching.finder import Finder
from witnessmark.matching.passages import Passage, resolved
from witnessmark.matching.reach import clause_end
from witnessmark.records import Fingerprint, Match, Message, Region, Transcript, Turn, WordSpan, message
from witnessmark.transcript.boxes import boxes_of


@dataclass(frozen=True, slots=True)
class Advance:
    """A part of a long text was searched: `done` of `total` code points; what was found in that part."""

    done: int
    total: int
    passages: tuple[Passage, ...]


class Matcher:
    """Finds fingerprints in texts. `complaints` names what of the fingerprints cannot be matched with.

    `score` is the lowest score, of 100, at which a passage is taken for a fingerprint. Without `key_words` a
    passage in which one word was exchanged is still taken. `cache` is a folder for the index of a large library.
    """

    def __init__(
        self,
        fingerprints: Iterable[Fingerprint],
        score: float = 85,
        *,
        key_words: bool = True,
        cache: Path | None = None,
    ) -> None:
        known = tuple(fingerprints)
        self.score = score
        self._key_words = key_words
        self._by_id = {fingerprint.id: fingerprint for fingerprint in known}
        self._finder = Finder(known, score, key_words, cache)
        self.complaints = self._finder.complaints

    def find(self, transcript: Transcript, stop: threading.Event | None = None) -> tuple[Match, ...]:
        """The passages of every turn, then of every interface region, each sorted by place.

        Raises Cancelled once `stop` is set, in a long turn too: a part of the passages would be taken for all.
        """
        return tuple(match for found in self.steps(transcript, stop) for match in found)

    def steps(
        self, transcript: Transcript, stop: threading.Event | None = None
    ) -> Iterator[tuple[Match, ...]]:
        """The same, one tuple for each turn, then each region."""
        places: list[Turn | Region] = [*transcript.turns, *transcript.interface]
        found = self.find_many((place.text for place in places), stop=stop)
        for place, passages in zip(places, found, strict=True):
            if stop is not None and stop.is_set():
                raise Cancelled(message("Matching was cancelled."))
            yield self._matches(passages, place)

    def find_text(self, text: str) -> tuple[Passage, ...]:
        """The passages of a bare text, sorted by place; they do not overlap."""
        return next(self.find_many((text,)))

    def find_many(
        self, texts: Iterable[str], *, overlapping: bool = False, stop: threading.Event | None = None
    ) -> Iterator[tuple[Passage, ...]]:
        """The passages of each text in turn; small texts are searched together, which is many times quicker.

        With `overlapping` every fingerprint that explains a place is there as a passage of its own, as rates
        need it; otherwise overlaps are resolved. Once `stop` is set the passages mean nothing.
        """
        for candidates in self._finder.many(texts, _forget, stop):
            if overlapping:
                yield tuple(sorted((each.passage for each in candidates), key=lambda each: each.start))
            else:
                yield resolved(candidates)

    def find_all(self, turns: Sequence[Turn]) -> Iterator[tuple[tuple[Match, ...], tuple[Passage, ...]]]:
        """The matches of each turn and, from the same search, its passages with all that overlap."""
        found = self._finder.many((turn.text for turn in turns), _forget)
        for turn, candidates in zip(turns, found, strict=True):
            everything = tuple(sorted((each.passage for each in candidates), key=lambda each: each.start))
            yield self._matches(resolved(candidates), turn), everything

    def stream(self, text: str, stop: threading.Event | None = None) -> Iterator[Advance]:
        """The passages of a text of any length, part by part; ends early once `stop` is set."""
        for piece in self._finder.pieces(text, _forget):
            yield Advance(piece.end, len(text), resolved(piece.candidates))
            if stop is not None and stop.is_set():
                return

    def discarded(self, text: str) -> tuple[Discarded, ...]:
        """Every candidate within the budget of edits that was left out all the same, with the reason."""
        out: list[Discarded] = []

        def refuse(fingerprint: str, start: int, end: int, score: float, reason: Message) -> None:
            out.append(Discarded(fingerprint, start, end, text[start:end], score, reason))

        for _ in self._finder.many((text,), refuse):
            pass
        return tuple(sorted(out, key=lambda each: (each.start, each.fingerprint)))

    def near_misses(
        self, transcript: Transcript, stop: threading.Event | None = None
    ) -> Iterator[tuple[int, Discarded]]:
        """What was discarded in each turn, with the turn's number; ends early once `stop` is set."""
        for turn in transcript.turns:
            if stop is not None and stop.is_set():
                return
            yield from ((turn.index, each) for each in self.discarded(turn.text))

    def why(self, text: str, fingerprint: str) -> tuple[Discarded, ...]:
        """Why `text` holds no match of one fingerprint; empty where it holds one.

        Raises KeyError where the library has no such fingerprint.
        """
        wanted = self._by_id[fingerprint]
        alone = Matcher((wanted,), self.score, key_words=self._key_words)
        if alone.find_text(text):
            return ()
        closest = alone.discarded(text) or (nearest(text, wanted, self.score),)
        return tuple(each for each in closest if each is not None) or (nothing(wanted),)

    def _matches(self, passages: tuple[Passage, ...], place: Turn | Region) -> tuple[Match, ...]:
        nexts = [passage.start for passage in passages[1:]] + [len(place.text)]
        return tuple(self._match(*each, place) for each in zip(passages, nexts, strict=False))

    def _match(self, passage: Passage, before: int, place: Turn | Region) -> Match:
        """A passage as a match; it is shown no further than `before`, where the next passage begins."""
        fingerprint = self._by_id[passage.fingerprint]
        if isinstance(place, Turn):
            # Whether it counts is a matter of the fingerprint's own words, not of the clause that they open.
            counting = counts_in_turn(passage, fingerprint, place)
            if fingerprint.reach == "clause":
                end = clause_end(passage, place.text, before)
                passage = replace(passage, end=end, text=place.text[passage.start : end])
            boxes = _boxes(place.words, passage)
            return _match(passage, fingerprint, (place.index, None), counting, boxes)
        boxes = _boxes(place.words, passage)
        counting = counts_in_region(fingerprint)
        return _match(passage, fingerprint, (None, place.index), counting, boxes or (place.box,))


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
    return boxes_of(words, passage.start, passage.end) if words else ()


def _forget(fingerprint: str, start: int, end: int, score: float, reason: Message) -> None:
    """Discards are not asked for."""
