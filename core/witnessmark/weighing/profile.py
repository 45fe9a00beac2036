"""The fingerprints that many outputs of one model bear, and whose outputs they resemble on the same prompts.

Training on another model's output neither guarantees a sign nor is excluded by its absence, so a profile
shows resemblance of wording and nothing about how a model was made.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from witnessmark.errors import UnreadableInput, reason
from witnessmark.library.corpus import corpus_files
from witnessmark.library.load import Library
from witnessmark.matching.matcher import Matcher
from witnessmark.matching.passages import Passage
from witnessmark.messages import listed
from witnessmark.records import Fingerprint, Message, message
from witnessmark.weighing.dotplot import Axis, Dot, dotplot
from witnessmark.weighing.intervals import Interval, Tally, rate_interval
from witnessmark.weighing.study import study
from witnessmark.weighing.texts import Text, texts

LEAST_PROMPTS = 100  # that both answered, below which nothing is ranked
LEAST_HITS = 5  # of a group of fingerprints on either side, below which it tells nothing


@dataclass(frozen=True, slots=True)
class Output:
    """One output of the model in question; `source` and `prompt` say which question it answers, if known."""

    text: str
    source: str | None = None
    prompt: str | int | None = None


@dataclass(frozen=True, slots=True)
class Borne:
    """A fingerprint that the outputs bear: in how many of them, and the interval of that rate."""

    fingerprint: Fingerprint
    tally: Tally

    @property
    def rate(self) -> Interval:
        """The share of the outputs with its 95 % interval."""
        return rate_interval(self.tally)


@dataclass(frozen=True, slots=True)
class Pair:
    """A group of fingerprints on the prompts that both answered: in the outputs and in the other answers."""

    group: str
    own: Tally
    other: Tally

    @property
    def difference(self) -> float:
        """How far the two smoothed rates are apart."""
        return abs(self.own.rate - self.other.rate)

    @property
    def variance(self) -> float:
        """The variance of that difference, each side being a share of independent answers."""
        return sum(side.rate * (1 - side.rate) / (side.texts + 1) for side in (self.own, self.other))


@dataclass(frozen=True, slots=True)
class Resemblance:
    """One family of models on the prompts that both answered.

    `difference` is the mean over the groups of fingerprints of how far the rates are apart: 0 is alike.
    """

    family: str
    label: str
    prompts: int
    pairs: tuple[Pair, ...]

    @property
    def difference(self) -> float:
        """The mean difference of the rates, over the groups that either side bears."""
        return sum(pair.difference for pair in self.pairs) / len(self.pairs) if self.pairs else 0.0

    @property
    def error(self) -> float:
        """Half the 95 % interval of the mean difference, the groups of fingerprints taken as independent."""
        if not self.pairs:
            return 0.0
        return 1.96 * math.sqrt(sum(pair.variance for pair in self.pairs)) / len(self.pairs)


@dataclass(frozen=True, slots=True)
class Profile:
    """What the outputs bear, which families they resemble (nearest first, or none ranked), and why."""

    outputs: int
    bearing: int
    borne: tuple[Borne, ...]
    resembles: tuple[Resemblance, ...] = ()
    said: tuple[Message, ...] = ()


@dataclass(slots=True)
class _Family:
    """A family's answers to the prompts in question."""

    label: str
    texts: int = 0
    prompts: set[tuple[str, str]] = field(default_factory=set)
    hits: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)
    answers: dict[tuple[str, str], int] = field(default_factory=dict)


def outputs_in(file: Path) -> tuple[Output, ...]:
    """The outputs in a JSONL file, one object with `text` a line; raises UnreadableInput for any other."""
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise UnreadableInput(
            message("{file} could not be opened: {why}.", file=file, why=reason(error))
        ) from error
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(msgspec.json.decode(line, type=Output))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise UnreadableInput(
                    message(
                        "Line {number} of {file} is no object with a text ({why}). Give one output a line.",
                        number=number,
                        file=file,
                        why=error,
                    )
                ) from error
    if not found:
        raise UnreadableInput(
            message("{file} holds no outputs. One JSON object with a text a line is asked for.", file=file)
        )
    return tuple(found)


def profile(outputs: tuple[Output, ...], library: Library, against: Path | None = None) -> Profile:
    """What the outputs bear; and with a corpus, whom they resemble on prompts that both answered."""
    matcher = Matcher(library.fingerprints)
    found = [_names(passages) for passages in matcher.find_many((o.text for o in outputs), overlapping=True)]
    counts: dict[str, int] = {}
    for names in found:
        for name in names:
            counts[name] = counts.get(name, 0) + 1
    borne = tuple(
        Borne(library.fingerprint(name), Tally(hits, len(outputs)))
        for name, hits in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    bearing = sum(bool(names) for names in found)
    silent = () if borne else (_silence(),)
    if against is None:
        return Profile(len(outputs), bearing, borne, (), (*silent, _no_corpus(), _training()))
    corpus_files((against,))  # complains of a corpus that is none, even where nothing is compared with it
    own = _by_prompt(outputs, found, library)
    resembles = _resemblances(own, library, against) if own else ()
    said = _ranked(resembles) if resembles else (_no_shared_prompts(bool(own)),)
    return Profile(len(outputs), bearing, borne, resembles, (*silent, *said, _training()))


def _names(passages: Iterable[Passage]) -> frozenset[str]:
    """The fingerprints that a text bears; no engine has misread it, so an approximate match is other words."""
    return frozenset(passage.fingerprint for passage in passages if passage.layer != "fuzzy")


def _groups(names: frozenset[str], library: Library) -> set[str]:
    """The groups that are compared; style is not, since it does not tell families apart."""
    known = (library.fingerprint(name) for name in names)
    return {each.group or each.id for each in known if _tells(each)}


def _tells(fingerprint: Fingerprint) -> bool:
    return fingerprint.kind not in ("style", "markup")


def _by_prompt(
    outputs: tuple[Output, ...], found: list[frozenset[str]], library: Library
) -> dict[tuple[str, str], list[set[str]]]:
    """The groups of fingerprints in the answers to each known prompt."""
    own: dict[tuple[str, str], list[set[str]]] = {}
    for output, names in zip(outputs, found, strict=True):
        if output.source is not None and output.prompt is not None:
            own.setdefault((output.source, str(output.prompt)), []).append(_groups(names, library))
    return own


def _resemblances(
    own: dict[tuple[str, str], list[set[str]]], library: Library, corpus: Path
) -> tuple[Resemblance, ...]:
    matcher = Matcher(tuple(each for each in library.fingerprints if _tells(each)))
    families: dict[str, _Family] = {}
    shared = [text for text in texts(corpus) if not text.group.human and _question(text) in own]
    for text, passages in zip(
        shared, matcher.find_many((t.text for t in shared), overlapping=True), strict=True
    ):
        family = families.setdefault(text.group.name, _Family(text.group.label))
        question = _question(text)
        family.answers[question] = family.answers.get(question, 0) + 1
        hits = family.hits.setdefault(question, {})
        for group in _groups(_names(passages), library):
            hits[group] = hits.get(group, 0) + 1
    ranked = [
        Resemblance(name, family.label, len(family.answers), _pairs(own, family))
        for name, family in families.items()
        if len(family.answers) >= LEAST_PROMPTS
    ]
    return tuple(sorted((r for r in ranked if r.pairs), key=lambda r: (r.difference, r.family)))


def _question(text: Text) -> tuple[str, str]:
    return text.source, text.prompt or ""


def _pairs(own: dict[tuple[str, str], list[set[str]]], family: _Family) -> tuple[Pair, ...]:
    mine: dict[str, int] = {}
    theirs: dict[str, int] = {}
    outputs = 0
    for question in family.answers:
        for groups in own[question]:
            outputs += 1
            for group in groups:
                mine[group] = mine.get(group, 0) + 1
        for group, hits in family.hits.get(question, {}).items():
            theirs[group] = theirs.get(group, 0) + hits
    answers = sum(family.answers.values())
    return tuple(
        Pair(group, Tally(mine.get(group, 0), outputs), Tally(theirs.get(group, 0), answers))
        for group in sorted(mine.keys() | theirs.keys())
        if max(mine.get(group, 0), theirs.get(group, 0)) >= LEAST_HITS
    )


def _silence() -> Message:
    return message(
        "None of the outputs bears a fingerprint of the library. {silent} of 100 texts by language models carry no "
        "hard sign either (no self-naming, refusal, policy or cut-off date), so this says nothing about the model "
        "({source}).",
        silent=study().silent_per_100,
        source=study().source,
    )


def _no_corpus() -> Message:
    return message("No corpus was named, so nothing is compared; the counts stand for themselves.")


def _no_shared_prompts(prompts: bool) -> Message:
    if not prompts:
        return message(
            "No family is ranked: the outputs carry no source and prompt, and rates on different questions "
            "mostly show what was asked."
        )
    return message(
        "No family is ranked: no family of the corpus answered at least {least} of the same prompts and "
        "bears enough fingerprints.",
        least=LEAST_PROMPTS,
    )


def _ranked(resembles: tuple[Resemblance, ...]) -> tuple[Message, ...]:
    order = message(
        "Families are ordered by how far the rates of all wording but style lie apart on the prompts that both "
        "answered. The nearest need not be near, a model's own family need not be the nearest, and prompts of one "
        "benchmark are not all there is."
    )
    first, *others = resembles
    alike = [each for each in others if each.difference - each.error <= first.difference + first.error]
    if not alike:
        return (order,)
    return order, message(
        "The counts do not tell the nearest family, {first}, from {others}: their intervals overlap.",
        first=first.label,
        others=listed([each.label for each in alike]),
    )


def _training() -> Message:
    return message(
        "Training on another model's output neither guarantees a sign nor is excluded by its absence."
    )


def chart(found: Profile, most: int = 30) -> str:
    """The fingerprints borne most often, with the intervals of their rates, as SVG."""
    shown = found.borne[:most]
    dots = tuple(
        Dot(
            each.fingerprint.id,
            each.rate.low,
            each.tally.hits / each.tally.texts,
            each.rate.high,
            note=f"{each.tally.hits:,} of {each.tally.texts:,}",
        )
        for each in shown
    )
    highest = max((dot.high for dot in dots), default=1.0)
    return dotplot(
        "Share of the outputs with each fingerprint", dots, Axis("share of the outputs", high=highest)
    )
