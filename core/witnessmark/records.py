"""The values that travel from stage to stage, in the words of the design's glossary.

All are frozen. Text positions are half-open ranges of Unicode code points in the text that they belong to;
picture positions are pixels of the original (`geometry.Box`); times are UTC in RFC 3339 form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from witnessmark.geometry import Box
from witnessmark.messages import Message as Message
from witnessmark.messages import Value as Value
from witnessmark.messages import message as message
from witnessmark.messages import term

Role = Literal["user", "assistant", "author", "other"]
Layer = Literal["exact", "normalised", "fuzzy"]
Reach = Literal["words", "clause"]
Tier = Literal["A", "B", "C", "U"]
Kind = Literal[
    "self-identification", "policy", "refusal", "disclaimer", "cutoff", "interface", "markup", "style"
]
Status = Literal["open", "reviewing", "closed"]
Judgement = Literal["accepted", "rejected", "unsure"]
# Strongest first; of "no-text" nothing was checked.
OUTCOMES = ("differs", "agrees", "names", "wording", "not-counted", "nothing-found", "no-text")

# These words as people are told them, for the extraction of translations.
_TOLD = (
    (term("user"), term("assistant"), term("author"), term("other")),
    (term("exact"), term("normalised"), term("fuzzy")),
    (term("self-identification"), term("policy"), term("refusal"), term("disclaimer"), term("cutoff")),
    (term("interface"), term("markup"), term("style")),
    (term("open"), term("reviewing"), term("closed")),
    (term("accepted"), term("rejected"), term("unsure")),
    (term("speaker's name"), term("entry field or note"), term("model picker"), term("window title")),
    (term("redaction added"), term("redaction changed"), term("redaction removed"), term("note removed")),
    (term("case removed"), term("draft discarded")),
)


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


# ---------------------------------------------------------------------------------------------- intake


@dataclass(frozen=True, slots=True)
class FileFact:
    """One thing that the file itself tells, with what it can mean and what it cannot."""

    name: str
    value: str
    meaning: Message


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes as acquired, described; the bytes themselves travel beside it.

    `width` and `height` are pixels after the orientation that the file asks for, None for text.
    """

    sha256: str
    name: str
    byte_count: int
    media_type: str
    width: int | None = None
    height: int | None = None
    facts: tuple[FileFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Acquisition:
    """How an original came to the analyst. None means unknown, and unknown is printed as such."""

    how: str | None = None
    at: str | None = None
    zone: str | None = None
    by: str | None = None
    source_url: str | None = None
    obtained_from: str | None = None
    claimed_date: str | None = None
    claimed_date_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """The normalised bitmap of an original, made by a worker: what the window and the exports draw.

    `png` is a PNG in RGB, upright, with transparency flattened; it is derived and never an original.
    """

    png: bytes = field(repr=False)
    width: int
    height: int
    steps: tuple[str, ...] = ()


# --------------------------------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class Word:
    """A word as an engine saw it; `confidence` runs from 0 to 1."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, left to right, as indices into the reading's words."""

    words: tuple[int, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of an engine (a network, a language) that decides what it reads, by its hash."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one OCR engine saw in an original. Never changed afterwards.

    `marks` are signs that the engine took for icons and pictures and not for writing, as it would have read
    them. They are no text; the layout uses them as signs of who speaks.
    """

    engine: str
    version: str
    language: str
    seconds: float
    words: tuple[Word, ...] = ()
    lines: tuple[Line, ...] = ()
    steps: tuple[str, ...] = ()
    models: tuple[ModelFile, ...] = ()
    marks: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place where two engines read different words: `words` are those of the reading, as indices.

    An empty `text` (what the reading says) or `other` (what the second engine says) means that the engine
    saw nothing there.
    """

    words: tuple[int, ...]
    text: str
    other: str
    box: Box


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that a fingerprint explains in what the second engine read."""

    fingerprint: str
    also: tuple[str, ...]
    text: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class SecondReading:
    """What a second engine saw in the same original, laid beside the reading that the inspection rests on.

    `words` counts what it read, `agreed` the words of the reading that it reads alike; `passages` are those
    that fingerprints explain in its own words.
    """

    engine: str
    version: str
    language: str
    seconds: float
    words: int
    agreed: int
    disagreements: tuple[Disagreement, ...] = ()
    passages: tuple[Passage, ...] = ()
    models: tuple[ModelFile, ...] = ()


# ------------------------------------------------------------------------------------ turns, transcript


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Which word of the reading the code points `start` to `end` of a text come from.

    `corrected` says that the analyst has changed what the reading says there.
    """

    start: int
    end: int
    word: int
    box: Box
    confidence: float
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """A part of a turn in which somebody else's words are quoted, and what shows it."""

    start: int
    end: int
    reason: Message


@dataclass(frozen=True, slots=True)
class Repeat:
    """A part of a turn that the capture before shows as well, there in its turn `turn`."""

    turn: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's uninterrupted message.

    `speaker` is the name as displayed, None where none is shown; `sure` is False where the program doubts
    its role or extent. `time` is a time or date as displayed. Pasted text has no `box` and no `words`.
    `repeats` is what it shows again of the capture before, where several captures show one conversation.
    """

    index: int
    speaker: str | None
    role: Role
    text: str
    box: Box | None = None
    words: tuple[WordSpan, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    confidence: float = 1.0
    sure: bool = True
    time: str | None = None
    repeats: Repeat | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """Text of the interface (clock, buttons, counts, placeholders) that belongs to no turn."""

    index: int
    text: str
    box: Box
    words: tuple[WordSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """The product and maker that a picture shows itself to be from, and the words that it was read from.

    `product` is a name for people ("Grok"), `maker` a name for people ("xAI"), `family` the program's own
    word ("xai"). `where` says what kind of place the words stood in.
    """

    product: str
    maker: str
    family: str
    words: str
    where: str
    model: str | None = None
    box: Box | None = None
    confidence: float = 1.0
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ShownDate:
    """A date or time that a picture shows, as displayed and, where it is unambiguous, as an ISO date."""

    text: str
    iso: str | None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """The ordered turns of an item, the interface text around them, and what the picture claims to be.

    `origin` is "reading" or "chat log"; `layout` says in words how the turns were found.
    """

    origin: Literal["reading", "chat log"]
    layout: Message
    turns: tuple[Turn, ...] = ()
    interface: tuple[Region, ...] = ()
    claim: Claim | None = None
    dates: tuple[ShownDate, ...] = ()


# --------------------------------------------------------------------------------------------- library


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fingerprint is known from."""

    title: str
    where: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A phrase or pattern, with what it points at, where it is known from, and what its tier rests on.

    `names` is the family that the words themselves name, if any; `points_at` the family that the measured
    rates support, or "assistant", or "none". Exactly one of `text` and `pattern` is set. `reach` says how far a
    passage is shown: its own `words`, or the `clause` that they open.
    """

    id: str
    kind: Kind
    tier: Tier
    names: str | None = None
    points_at: str = "none"
    text: str | None = None
    variants: tuple[str, ...] = ()
    pattern: str | None = None
    required: tuple[str, ...] = ()
    reach: Reach = "words"
    counts_in: tuple[str, ...] = ("assistant", "other")
    language: str = "en"
    first_seen: str | None = None
    models: str = ""
    group: str | None = None
    sources: tuple[Source, ...] = ()
    samples: tuple[str, ...] = ()
    counter_samples: tuple[str, ...] = ()
    note: str = ""

    @property
    def family(self) -> str:
        """What the words name, else what they point at, else `assistant`."""
        if self.names:
            return self.names
        return self.points_at if self.points_at != "none" else "assistant"


@dataclass(frozen=True, slots=True)
class PackStamp:
    """A pack by name, version and the SHA-256 of its bytes."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LibraryStamp:
    """Which packs and rates an inspection used.

    `disabled` are the fingerprints that were switched off, `score` the lowest score at which a passage was
    taken for one; None where that was not recorded.
    """

    version: str
    fingerprints: int
    packs: tuple[PackStamp, ...]
    rates_sha256: str
    disabled: tuple[str, ...] = ()
    score: float | None = None


# ------------------------------------------------------------------------------------ matching, weighing


@dataclass(frozen=True, slots=True)
class Match:
    """A passage that a fingerprint explains.

    Lies either in a turn (`turn` is its index) or in an interface region (`region` is its index), never in
    both. `start` and `end` are code points of that text. `score` runs from 0 to 100. `counts` means only
    that role and quotation allow it; `weight` is the log10 likelihood ratio against human writing, None
    where nothing measured carries it; `reason` says why it counts or not, and weighs or not.
    """

    fingerprint: str
    names: str | None
    points_at: str
    family: str
    kind: Kind
    tier: Tier
    turn: int | None
    region: int | None
    start: int
    end: int
    text: str
    score: float
    layer: Layer
    counts: bool
    weight: float | None
    reason: Message
    boxes: tuple[Box, ...] = ()
    also: tuple[str, ...] = ()
    only_by: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured count: `hits` texts of `texts` in a named group of a named corpus."""

    fingerprint: str
    label: str
    hits: int
    texts: int
    source: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """One of the two comparisons: its grade in words, sentences that explain it, the counts it rests on.

    `grade` is a word of the verbal scale or a refusal to grade; `maker` is the family put forward, if any.
    """

    grade: str
    title: Message
    sentences: tuple[Message, ...] = ()
    figures: tuple[Figure, ...] = ()
    weight: float | None = None
    maker: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way in which the result can have come about, and what would tell it from the others."""

    what: Message
    told_by: Message


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, so that "nothing found" means something."""

    turns: int
    counting_turns: int
    regions: int
    fingerprints: int
    languages: tuple[str, ...]
    packs: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the matches of a transcript are worth, in words: facts first, then two comparisons, then limits.

    `outcome` is a stable word for programs, one of OUTCOMES. `headline` is the first fact.
    """

    outcome: str
    headline: Message
    facts: tuple[Message, ...]
    against_human: Comparison
    between_makers: Comparison
    explanations: tuple[Explanation, ...]
    limits: tuple[Message, ...]
    discounted: tuple[Message, ...]
    checked: Checked


# ------------------------------------------------------------------------------------------- inspection


@dataclass(frozen=True, slots=True)
class Seconds:
    """Wall-clock seconds that an inspection and its stages took."""

    total: float = 0.0
    reading: float = 0.0
    turns: float = 0.0
    matching: float = 0.0


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that the program found in one original, with the tools and the library that found it.

    `second` is what a second engine read, None where none was asked.
    """

    original: Original
    reading: Reading | None
    transcript: Transcript
    matches: tuple[Match, ...]
    assessment: Assessment
    library: LibraryStamp
    seconds: Seconds
    at: str
    tools: dict[str, str] = field(default_factory=dict)
    second: SecondReading | None = None


# -------------------------------------------------------------------------------------------------- case


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a note or redaction hangs on: a span of a turn, a place of the picture, an item, or the case.

    A span is kept with its words and some context; a place is a `box` in pixels of the item's original.
    """

    item: str | None = None
    turn: int | None = None
    start: int | None = None
    end: int | None = None
    quotation: str = ""
    before: str = ""
    after: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """The analyst's words on a span, a turn, a place of the picture, an item or the case."""

    id: str
    text: str
    anchor: Anchor
    author: str
    created: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """A place that is left out of what is handed over: a box of the picture, or a span of a turn.

    The store keeps the evidence whole; only exports leave the place out.
    """

    id: str
    anchor: Anchor
    why: str
    author: str
    created: str


@dataclass(frozen=True, slots=True)
class OneSpeaker:
    """The analyst's judgement that these items, by their ids, show one and the same speaker or product."""

    items: tuple[str, ...]
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The analyst's judgement of one match, beside the machine's result and never over it.

    A match is named by item, fingerprint, turn (or region) and start, so that it survives a new inspection.
    """

    item: str
    fingerprint: str
    turn: int | None
    region: int | None
    start: int
    judgement: Judgement
    reason: str
    author: str
    at: str


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence in a case, with its newest inspection.

    `transcript_changed` says that the analyst changed the transcript that this inspection rests on.
    """

    id: str
    position: int
    acquisition: Acquisition
    inspection: Inspection
    inspections: int = 1
    transcript_changed: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """Items, notes, judgements, tags, status and conclusion under one title.

    `number` is for people and never used again after a deletion; `id` is a UUID.
    """

    id: str
    number: int
    title: str
    status: Status
    draft: bool
    created: str
    changed: str
    conclusion: str = ""
    tags: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()
    judgements: tuple[Judged, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    one_speaker: OneSpeaker | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """Items of a case that the analyst says are of one speaker, weighed as one; `why_not` where they cannot be."""

    items: tuple[str, ...]
    assessment: Assessment | None = None
    why_not: Message | None = None


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One row of the list of cases."""

    id: str
    number: int
    title: str
    status: Status
    draft: bool
    items: int
    outcome: str
    names: tuple[str, ...]
    changed: str
    claimed_date: str | None = None
    first_item: str | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change of the store. `hash` covers the entry and the hash of the one before it.

    `why` is the reason of a removal; it stays when the content goes.
    """

    number: int
    at: str
    zone: str
    actor: str
    action: str
    case: str | None
    subject: str | None
    digest: str
    previous: str
    hash: str
    why: str = ""
