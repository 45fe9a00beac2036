"""Proposes fingerprints: phrases far more frequent in one family than in the others and in people's texts.

Mined source by source, so that both sides answered the same prompts: log-odds with an informative Dirichlet
prior, the false-discovery rate held by Benjamini and Hochberg's procedure. Each proposal is then rated on the
sources that it was not mined from. What is proposed is a pack to edit, of tier U, and no finding.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from witnessmark.errors import LibraryError
from witnessmark.library.corpus import Line, batches, family_of, group_of, texts_of
from witnessmark.library.counting import Finder
from witnessmark.library.ngrams import Collected, Hashes, Vocabulary
from witnessmark.library.packtext import pack_text
from witnessmark.messages import message
from witnessmark.records import Fingerprint, Source

LEAST_HITS = 8
FALSE_DISCOVERIES = 0.01
PASSES = 3  # over the corpus: what is frequent, how often on each side, and how it is written
MOST = 100
_PRIOR = 100.0
_CONTEXT = 50
_COVERED = 0.8
_HUMAN_SHARE = 0.1
_SAME_TEXTS = 0.8
# The clearest runs of words are spelled out; a phrase of nine words holds fifteen of them.
_SPELLED = 6000
_BATCH = 500

Side = str
"""`own`, `other` (language models of other makers) or `human`."""


@dataclass(frozen=True, slots=True)
class Rated:
    """Counts of one phrase in one source: hits and texts of the family, and of all other language models."""

    source: str
    own: int
    own_texts: int
    other: int
    other_texts: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase: where it was mined, its z-score there, the other sources' counts, people's, examples."""

    text: str
    mined: Rated
    score: float
    held: tuple[Rated, ...]
    human: int
    human_texts: int
    examples: tuple[str, ...]

    @property
    def confirmed(self) -> bool:
        """Whether a source that it was not mined from shows it at a higher rate in the family too."""
        own = sum(each.own for each in self.held) * max(1, sum(each.other_texts for each in self.held))
        other = sum(each.other for each in self.held) * max(1, sum(each.own_texts for each in self.held))
        return own > other


@dataclass(frozen=True, slots=True)
class Mining:
    """What is mined: `family` is a maker's word or a group of the corpus; `finder` knows what is covered.

    `read` is told how many lines each batch had, in each of the `PASSES` over the corpus.
    """

    files: tuple[Path, ...]
    family: str
    finder: Finder
    language: str = "en"
    least_hits: int = LEAST_HITS
    false_discoveries: float = FALSE_DISCOVERIES
    read: Callable[[int], None] = lambda lines: None


def mine(plan: Mining) -> tuple[Proposal, ...]:
    """The proposals, confirmed ones before others, the clearest first.

    Raises LibraryError where the corpus holds too little of the family.
    """
    vocabulary = Vocabulary()
    kept = _frequent(plan, vocabulary)
    counts = _counted(plan, vocabulary, kept)
    chosen = _discoveries(plan, kept, counts)
    if not chosen:
        return ()
    chosen = dict(sorted(chosen.items(), key=lambda each: -each[1][1])[:_SPELLED])
    spelled = _spelled(plan, vocabulary, {int(kept[place]) for place in chosen})
    proposals = [
        _proposal(place, found, counts, spelled[int(kept[place])])
        for place, found in chosen.items()
        if int(kept[place]) in spelled
    ]
    proposals.sort(key=lambda each: (-each.score, each.text))
    fresh = _uncovered(_without_echoes(proposals), plan.finder)
    return tuple(sorted(fresh, key=lambda each: not each.confirmed))[:MOST]


def proposed_pack(proposals: tuple[Proposal, ...], family: str, version: str) -> str:
    """The proposals as a pack to edit: nothing in it weighs before a person has tiered and measured it."""
    about = f"Phrases mined for {family}. Edit or remove each; then measure."
    seen: Counter[str] = Counter()
    entries = []
    for proposal in proposals:
        entry = _entry(proposal, family)
        seen[entry.id] += 1
        times = seen[entry.id]
        entries.append(entry if times == 1 else replace(entry, id=f"{entry.id}-{times}"))
    return pack_text(f"mined-{_plain(family)}", version, about, entries)


@dataclass(slots=True)
class _Counts:
    """Texts and hits by source and side; hits are arrays in the order of the kept runs of words."""

    texts: Counter[tuple[str, Side]]
    hits: dict[tuple[str, Side], NDArray[np.int64]]

    def of(self, source: str, side: Side, place: int) -> int:
        found = self.hits.get((source, side))
        return int(found[place]) if found is not None else 0

    def rated(self, source: str, place: int) -> Rated:
        return Rated(
            source,
            self.of(source, "own", place),
            self.texts[source, "own"],
            self.of(source, "other", place),
            self.texts[source, "other"],
        )


def _lines(plan: Mining) -> Iterator[tuple[Line, Side]]:
    for batch in batches(plan.files, _BATCH):
        for line in texts_of(batch):
            if line.lang == plan.language:
                yield line, _side(line, plan.family)
        plan.read(len(batch.lines))


def _side(line: Line, family: str) -> Side:
    group = group_of(line)
    if family in (group.maker, family_of(line)):
        return "own"
    return "human" if group.human else "other"


def _frequent(plan: Mining, vocabulary: Vocabulary) -> Hashes:
    """The runs of words that stand in enough texts of the family."""
    collected = Collected()
    for line, side in _lines(plan):
        if side == "own":
            collected.add(vocabulary.distinct(line.text))
    found = collected.frequent(plan.least_hits)
    if not len(found):
        raise LibraryError(
            message(
                "The corpus holds too few texts of {family} to mine. Its families are named in each line.",
                family=plan.family,
            )
        )
    return found


def _counted(plan: Mining, vocabulary: Vocabulary, kept: Hashes) -> _Counts:
    counts = _Counts(Counter(), {})
    for line, side in _lines(plan):
        key = (line.source if side != "human" else "", side)
        counts.texts[key] += 1
        distinct = vocabulary.distinct(line.text)
        places = np.searchsorted(kept, distinct)
        places[places == len(kept)] = 0
        here = places[kept[places] == distinct]
        if key not in counts.hits:
            counts.hits[key] = np.zeros(len(kept), np.int64)
        counts.hits[key][here] += 1
    return counts


def _discoveries(plan: Mining, kept: Hashes, counts: _Counts) -> dict[int, tuple[str, float]]:
    """The runs that pass in a source, with the source and the z-score where they stand out most."""
    best: dict[int, tuple[str, float]] = {}
    human = counts.hits.get(("", "human"), np.zeros(len(kept), np.int64))
    for source, side in list(counts.hits):
        if side != "own" or not counts.texts[source, "other"]:
            continue
        own, texts = counts.hits[source, "own"], counts.texts[source, "own"]
        other = counts.hits.get((source, "other"), np.zeros(len(kept), np.int64))
        scores = _log_odds(own, texts, other, counts.texts[source, "other"])
        rare = human * texts <= _HUMAN_SHARE * own * max(1, counts.texts["", "human"])
        tested = np.flatnonzero((own >= plan.least_hits) & rare)
        for place in tested[_passing(scores[tested], plan.false_discoveries)].tolist():
            if place not in best or scores[place] > best[place][1]:
                best[place] = (source, float(scores[place]))
    return best


def _log_odds(
    own: NDArray[np.int64], own_texts: int, other: NDArray[np.int64], other_texts: int
) -> NDArray[np.float64]:
    """The z-score of the log-odds ratio, shrunk to the rate that both sides have together."""
    prior = _PRIOR * (own + other + 0.5) / (own_texts + other_texts + 1)
    rest = _PRIOR - prior
    odds = np.log((own + prior) / (own_texts - own + rest))
    odds -= np.log((other + prior) / (other_texts - other + rest))
    scores: NDArray[np.float64] = odds / np.sqrt(1 / (own + prior) + 1 / (other + prior))
    return scores


def _passing(scores: NDArray[np.float64], rate: float) -> NDArray[np.bool_]:
    """Benjamini and Hochberg's step-up procedure on one-sided p-values."""
    chances = np.array([0.5 * math.erfc(score / math.sqrt(2)) for score in scores.tolist()])
    order = np.argsort(chances)
    limits = rate * np.arange(1, len(chances) + 1) / max(1, len(chances))
    under = np.flatnonzero(chances[order] <= limits)
    passed = np.zeros(len(chances), np.bool_)
    if len(under):
        passed[order[: under[-1] + 1]] = True
    return passed


@dataclass(slots=True)
class _Spelled:
    text: str
    examples: list[str]


def _spelled(plan: Mining, vocabulary: Vocabulary, wanted: set[int]) -> dict[int, _Spelled]:
    """The words of each chosen run, as they stand in the family's texts, with some of their surroundings."""
    sought = np.array(sorted(wanted), np.uint64)
    found: dict[int, _Spelled] = {}
    for line, side in _lines(plan):
        if side != "own":
            continue
        hashes, starts, ends = vocabulary.grams(line.text)
        here = np.flatnonzero(np.isin(hashes, sought))
        for place in here.tolist():
            start, end = int(starts[place]), int(ends[place])
            spelled = found.setdefault(
                int(hashes[place]), _Spelled(" ".join(line.text[start:end].split()), [])
            )
            if len(spelled.examples) < 3:
                spelled.examples.append(_around(line.text, start, end))
    return found


def _around(text: str, start: int, end: int) -> str:
    """A passage with whole words beside it."""
    before = text[max(0, start - _CONTEXT) : start].split(" ", 1)[-1] if start > _CONTEXT else text[:start]
    after = text[end : end + _CONTEXT].rsplit(" ", 1)[0] if end + _CONTEXT < len(text) else text[end:]
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _proposal(place: int, found: tuple[str, float], counts: _Counts, spelled: _Spelled) -> Proposal:
    mined, score = found
    others = sorted(
        source
        for source, side in counts.hits
        if side == "own" and source != mined and counts.texts[source, "other"]
    )
    return Proposal(
        text=spelled.text,
        mined=counts.rated(mined, place),
        score=round(score, 2),
        held=tuple(counts.rated(source, place) for source in others),
        human=counts.of("", "human", place),
        human_texts=counts.texts["", "human"],
        examples=tuple(spelled.examples),
    )


def _without_echoes(proposals: list[Proposal]) -> Iterator[Proposal]:
    """One phrase for all that stand in the same texts: the longest that still holds most of them."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, proposal in enumerate(proposals):
        for key in _triples(proposal):
            holders[key].append(index)
    spent: set[str] = set()
    for proposal in proposals:
        if any(key in spent for key in _triples(proposal)):
            continue
        alike = [proposals[index] for key in _triples(proposal) for index in holders[key]]
        full = [each for each in alike if each.mined.own >= _SAME_TEXTS * proposal.mined.own]
        longest = max((proposal, *full), key=lambda each: len(each.text))
        for each in (proposal, longest):
            spent.update(_triples(each))
        yield longest


def _triples(proposal: Proposal) -> list[str]:
    """The runs of three words of a phrase, with the source that it was mined from."""
    words = proposal.text.casefold().split()
    return [" ".join((proposal.mined.source, *words[at : at + 3])) for at in range(len(words) - 2)]


def _uncovered(proposals: Iterator[Proposal], finder: Finder) -> Iterator[Proposal]:
    known = list(proposals)
    found = finder.find_many([each.text for each in known], overlapping=True)
    for proposal, passages in zip(known, found, strict=True):
        longest = max((len(passage.text) for passage in passages), default=0)
        if longest < _COVERED * len(proposal.text):
            yield proposal


def _entry(proposal: Proposal, family: str) -> Fingerprint:
    words = "-".join("".join(filter(str.isalnum, word)) for word in proposal.text.casefold().split()[:6])
    plain = "".join(letter for letter in words if letter.isascii()).strip("-") or "phrase"
    held = "; ".join(_against(each) for each in proposal.held)
    note = (
        f"Mined for {family} from {_against(proposal.mined)} of other models (z {proposal.score}). "
        f"Sources that it was not mined from: {held or 'none'}. "
        f"People: {proposal.human} of {proposal.human_texts}. Edit before use."
    )
    return Fingerprint(
        id=f"mined.{_plain(family)}.{plain}"[:80].rstrip("-"),
        kind="style",
        tier="U",
        text=proposal.text,
        sources=(Source("Mined from a corpus", proposal.mined.source),),
        samples=tuple(f"{each}" for each in proposal.examples[:1]),
        note=note,
    )


def _plain(family: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in family.casefold()).strip("-")


def _against(rated: Rated) -> str:
    return (
        f"{rated.source}: {rated.own} of {rated.own_texts} texts against {rated.other} of {rated.other_texts}"
    )
