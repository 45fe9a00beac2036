"""What the matcher finds in every text of a corpus, taken as an assistant's turn, kept for many weighings."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import islice

from witnessmark.library.load import Library
from witnessmark.library.rates import BANDS, Group, Rate, Rates, Size, band_of
from witnessmark.library.signs import is_maker_sign
from witnessmark.matching.matcher import Matcher
from witnessmark.matching.passages import Passage
from witnessmark.records import Fingerprint, Layer, Match, Transcript, Turn, message
from witnessmark.speech.quotations import quotations_in
from witnessmark.weighing.texts import Text

_RANK: dict[Layer, int] = {"exact": 0, "normalised": 1, "fuzzy": 2}
_BATCH = 1000
_AHEAD = 4  # batches a process
_matchers: list[Matcher] = []  # of a worker process, which has no other place for it
_LAYOUT = message("texts of a corpus")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text belongs: its family, source, language, length band and fold."""

    family: str
    source: str
    language: str
    band: str
    fold: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A text with at least one match, as a transcript of one assistant's turn.

    `layers` holds every fingerprint that is found in it, also where a longer one lies over it.
    """

    place: Place
    transcript: Transcript = field(repr=False)
    matches: tuple[Match, ...]
    layers: dict[str, Layer]

    @property
    def unquoted(self) -> tuple[Match, ...]:
        """The matches as they would be without the rule that quotations do not count."""
        return tuple(replace(match, counts=True) for match in self.matches)


@dataclass(slots=True)
class Answers:
    """A corpus as the matcher sees it: how many texts of each place, the groups, the texts with a match."""

    sizes: Counter[Place] = field(default_factory=Counter)
    groups: dict[str, Group] = field(default_factory=dict)
    found: list[Answer] = field(default_factory=list)


def gather(
    corpus: Iterator[Text], library: Library, said: Callable[[int], None], workers: int = 1
) -> Answers:
    """Match every text, in so many processes; `said` is told now and then how many texts are done."""
    answers = Answers()
    for batch, found in _matched(corpus, library, workers):
        for text in batch:
            answers.sizes[_place(text)] += 1
            answers.groups.setdefault(text.group.name, text.group)
        answers.found += found
        said(answers.sizes.total())
    return answers


def sampled(corpus: Iterator[Text], every: int) -> Iterator[Text]:
    """All texts of people, and the models' answers to one prompt in `every`, the same prompts for all models."""
    for text in corpus:
        asked = text.text if text.prompt is None else text.prompt
        chosen = hashlib.sha256(f"{text.source} {asked}".encode()).digest()[1] % every == 0
        if text.group.human or chosen:
            yield text


def with_signs(corpus: Iterator[Text], library: Library, said: Callable[[int], None]) -> Answers:
    """As `gather`, but only the texts that hold a maker's sign are searched for the rest of the library.

    It tells the makers' decisions, which rest on signs alone, in a tenth of the time; of grades it tells nothing.
    """
    signs = tuple(f for f in library.fingerprints if is_maker_sign(f, library.rates))
    quick, whole = Matcher(signs), Matcher(library.fingerprints)
    answers = Answers()
    for batch in iter(lambda: list(islice(corpus, _BATCH)), []):
        for text in batch:
            answers.sizes[_place(text)] += 1
            answers.groups.setdefault(text.group.name, text.group)
        found = zip(batch, quick.find_many(text.text for text in batch), strict=True)
        bearing = [text for text, passages in found if passages]
        if bearing:
            answers.found += _found(bearing, whole)
        said(answers.sizes.total())
    return answers


def _matched(
    corpus: Iterator[Text], library: Library, workers: int
) -> Iterator[tuple[list[Text], list[Answer]]]:
    """Batches of texts in their order, each with those of its texts that have a match."""
    batches = iter(lambda: list(islice(corpus, _BATCH)), [])
    if workers < 2:
        matcher = Matcher(library.fingerprints)
        for batch in batches:
            yield batch, list(_found(batch, matcher))
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _prepare, (library.fingerprints,)) as pool:
        # A few batches at a time: all at once would hold the corpus in memory.
        for some in iter(lambda: list(islice(batches, _AHEAD * workers)), []):
            yield from zip(some, pool.map(_found_here, some), strict=True)


def _prepare(fingerprints: tuple[Fingerprint, ...]) -> None:
    """Make the matcher of a worker process."""
    _matchers.append(Matcher(fingerprints))


def _found_here(batch: list[Text]) -> list[Answer]:
    """What the matcher of this process finds."""
    return list(_found(batch, _matchers[0]))


def _found(batch: list[Text], matcher: Matcher) -> Iterator[Answer]:
    """The texts of a batch with a match; as turns of one transcript they are searched together."""
    turns = tuple(
        Turn(index, None, "assistant", text.text, quotations=quotations_in(text.text))
        for index, text in enumerate(batch)
    )
    for index, (matches, passages) in enumerate(matcher.find_all(turns)):
        if matches:
            transcript = Transcript("chat log", _LAYOUT, (replace(turns[index], index=0),))
            moved = tuple(replace(match, turn=0) for match in matches)
            yield Answer(_place(batch[index]), transcript, moved, _best(passages))


def _best(passages: tuple[Passage, ...]) -> dict[str, Layer]:
    """Each fingerprint at the best layer that found it."""
    best: dict[str, Layer] = {}
    for passage in passages:
        known = best.get(passage.fingerprint)
        if known is None or _RANK[passage.layer] < _RANK[known]:
            best[passage.fingerprint] = passage.layer
    return best


def _place(text: Text) -> Place:
    return Place(text.group.name, text.source, text.language, band_of(BANDS, len(text.text)), text.fold)


def rates_of(answers: Answers, library: Library, kept: Callable[[Place], bool]) -> Rates:
    """The rates of the kept places, as `library measure` counts them on texts without noise."""
    languages = {fingerprint.id: fingerprint.language for fingerprint in library.fingerprints}
    sizes: Counter[tuple[str, str, str, str]] = Counter()
    for place, count in answers.sizes.items():
        if kept(place):
            sizes[(place.family, place.source, place.language, place.band)] += count
    hits: Counter[tuple[str, str, str, Layer, str]] = Counter()
    for answer in answers.found:
        if kept(answer.place):
            hits.update(_counted(answer, languages))
    rows: dict[str, list[Rate]] = {}
    for (name, family, source, layer, band), count in sorted(hits.items()):
        searched = sum(
            texts
            for (fam, src, language, bnd), texts in sizes.items()
            if (fam, src, bnd) == (family, source, band) and languages[name] in ("any", language)
        )
        rows.setdefault(name, []).append(Rate(name, family, source, layer, band, count, searched))
    return Rates(
        corpus="texts of the other folds",
        groups=answers.groups,
        sizes=tuple(Size(*place, count) for place, count in sizes.items()),
        languages=languages,
        rows={name: tuple(found) for name, found in rows.items()},
    )


def _counted(answer: Answer, languages: dict[str, str]) -> Iterator[tuple[str, str, str, Layer, str]]:
    place = answer.place
    for name, layer in answer.layers.items():
        if layer != "fuzzy" and languages[name] in ("any", place.language):
            yield name, place.family, place.source, layer, place.band
