"""Each match with what it is worth, repeats and groups counted once, and the list of what was discounted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from witnessmark.library.load import Library
from witnessmark.library.signs import is_maker_sign
from witnessmark.messages import listed
from witnessmark.records import Fingerprint, Match, Message, Transcript, Turn, WordSpan, message
from witnessmark.weighing import scale
from witnessmark.weighing.balance import Balance
from witnessmark.weighing.context import states_nothing
from witnessmark.weighing.human import Worth
from witnessmark.weighing.likeness import slight, spells_maker

UNCERTAIN_BELOW = 0.8  # a word that the reading gives less confidence is uncertain
# The names of products that are names of people, signs of the zodiac and things as well.
_NAME_ALONE = re.compile(
    r"\W*(?:I am|[Il1|]['’´`]?m|my name is|you can call me)\s+"
    r"(?:the )?(?:Claude|Gemini|Gemma|Bard|Bing|Llama|Mistral|Kimi|Copilot|Pi)\W*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A match with its fingerprint, the turn it lies in (None in the interface), and its worth.

    `repeat` says that a stronger or earlier passage of the same group already stands for it; `slight` that it
    may as well be other words, or that the words around it turn it round; `mentions` that it names its maker
    all the same, which is a fact and no more; `jest` that people write it too, that nothing shows an assistant
    to speak, and that it names no maker; `sign` that it is a measured sign of a maker; `uncertain` are
    the words under it that the reading doubts, `corrected` those that the analyst changed.
    """

    match: Match
    fingerprint: Fingerprint
    turn: Turn | None
    worth: Worth | None
    repeat: bool = False
    slight: bool = False
    mentions: bool = False
    jest: bool = False
    sign: bool = False
    uncertain: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether role and quotation allow it to count and the likeness is close enough to tell something."""
        return self.match.counts and not self.slight and not self.jest

    @property
    def group(self) -> str:
        """What the passage counts as: fingerprints of one group go together and count once."""
        return self.fingerprint.group or self.fingerprint.id

    @property
    def weight(self) -> float | None:
        """Its weight; nothing where it does not count, 0 for a repeat."""
        if self.worth is None:
            return None
        return 0.0 if self.repeat and self.worth.weight is not None else self.worth.weight


def passages(transcript: Transcript, matches: tuple[Match, ...], balance: Balance) -> tuple[Passage, ...]:
    """Every match as a passage, in the order of the matches."""
    turns = {turn.index: turn for turn in transcript.turns}
    found = [_passage(match, turns, balance) for match in matches]
    return tuple(_mark_repeats(found))


def weighed_match(passage: Passage) -> Match:
    """The match with its weight and the reason for it."""
    if not passage.match.counts:
        return replace(passage.match, weight=None)
    return replace(passage.match, weight=passage.weight, reason=_reason(passage))


def discounted(found: Iterable[Passage], library: Library) -> tuple[Message, ...]:
    """What is shown but adds nothing, each with why; and what is worth less than it looks."""
    said: list[Message] = []
    for passage in found:
        why = _why_discounted(passage)
        if why is not None:
            said.append(message("“{passage}” · {why}", passage=passage.match.text, why=why))
        if passage.match.counts:
            said += _doubts(passage)
            said += _under(passage, library)
    return tuple(said)


def _under(passage: Passage, library: Library) -> Iterator[Message]:
    """Fingerprints of other groups that explain a part of the same words: they never count beside it."""
    others = [
        name for name in passage.match.also if (library.fingerprint(name).group or name) != passage.group
    ]
    if others:
        yield message(
            "“{passage}” · Also matches {fingerprints}; one place of a text counts once.",
            passage=passage.match.text,
            fingerprints=listed(others),
        )


def _doubts(passage: Passage) -> Iterator[Message]:
    """The words under a passage that the reading doubts or the analyst has changed."""
    if passage.uncertain:
        yield message(
            "“{passage}” · Rests on words that the reading is not sure of: {words}.",
            passage=passage.match.text,
            words=listed(passage.uncertain),
        )
    if passage.corrected:
        yield message(
            "“{passage}” · Rests on words that the analyst has corrected: {words}.",
            passage=passage.match.text,
            words=listed(passage.corrected),
        )


def _passage(match: Match, turns: dict[int, Turn], balance: Balance) -> Passage:
    fingerprint = balance.library.fingerprint(match.fingerprint)
    turn = turns.get(match.turn) if match.turn is not None else None
    if turn is None:
        doubt = Worth(message("Words of interfaces were not measured.")) if match.counts else None
        return Passage(match, fingerprint, None, doubt)
    if not match.counts:
        return Passage(match, fingerprint, turn, None)
    if slight(match, fingerprint, turn):
        doubt = Worth(message("It may as well be other words, so it states nothing."))
        return Passage(match, fingerprint, turn, doubt, slight=True, mentions=spells_maker(match))
    why_nothing = states_nothing(match, fingerprint, turn.text)
    if why_nothing is not None:
        named = match.names is not None and (match.layer != "fuzzy" or spells_maker(match))
        return Passage(match, fingerprint, turn, Worth(why_nothing), slight=True, mentions=named)
    if turn.role == "other":
        people = Worth(_people_say(match, fingerprint, balance))
        return Passage(match, fingerprint, turn, people, jest=not _says_maker(match))
    measured = balance.worth(fingerprint, match.layer, len(turn.text))
    under = [word for word in turn.words if word.start < match.end and word.end > match.start]
    uncertain = (word for word in under if word.confidence < UNCERTAIN_BELOW and not word.corrected)
    return Passage(
        match,
        fingerprint,
        turn,
        measured,
        sign=is_maker_sign(fingerprint, balance.library.rates, match.layer),
        uncertain=_words(uncertain, match),
        corrected=_words((word for word in under if word.corrected), match),
    )


def _people_say(match: Match, fingerprint: Fingerprint, balance: Balance) -> Message:
    """Why a passage weighs nothing where nothing shows an assistant to speak."""
    if balance.quoted(fingerprint):
        return message("People quote it and joke with it, and nothing shows that an assistant speaks here.")
    if match.names and not _says_maker(match):
        return message("People bear such names too, and nothing shows that an assistant speaks here.")
    return message(
        "People may write it, in earnest or in jest, and nothing shows that an assistant speaks here."
    )


def _says_maker(match: Match) -> bool:
    """Whether a passage names a maker by more than a product's name that people bear too ("I'm Claude")."""
    return match.names is not None and not _NAME_ALONE.search(match.text)


def _words(spans: Iterable[WordSpan], match: Match) -> tuple[str, ...]:
    """The parts of a match that these words are."""
    found = (match.text[max(0, word.start - match.start) : word.end - match.start].strip() for word in spans)
    return tuple(found)


def _mark_repeats(found: list[Passage]) -> list[Passage]:
    best: dict[str, int] = {}
    for position, passage in enumerate(found):
        if passage.worth is None or passage.worth.weight is None:
            continue
        first = best.get(passage.group)
        if first is None or passage.worth.weight > (_own_weight(found[first]) or 0.0):
            best[passage.group] = position
    return [
        replace(passage, repeat=best.get(passage.group, position) != position)
        for position, passage in enumerate(found)
    ]


def _own_weight(passage: Passage) -> float | None:
    return passage.worth.weight if passage.worth else None


def _reason(passage: Passage) -> Message:
    measured = passage.worth or Worth()
    if measured.refused:
        return message("Counts, but weighs nothing. {why}", why=measured.refused)
    if passage.repeat:
        return message("Counts, but weighs 0: another passage of the same group already stands for it.")
    if passage.weight == 0:
        return _no_difference(measured)
    weight, times = round(passage.weight or 0, 2), rounded(measured.cautious)
    if measured.about_ai:
        return message(
            "Counts, weighs {weight}: at least {times} times more often in model output than in what people "
            "write about AI.",
            weight=weight,
            times=times,
        )
    return message(
        "Counts, weighs {weight}: at least {times} times more often in model output than in human writing.",
        weight=weight,
        times=times,
    )


def _no_difference(measured: Worth) -> Message:
    """Why a measured passage weighs 0; "about as often" only where the whole interval says so."""
    ratio = measured.ratio
    if ratio.low > 1:
        return message(
            "Counts, but weighs 0: language models write it more often than people, but it is not shown that "
            "they do so at least twice as often."
        )
    if ratio.high < 1:
        return message("Counts, but weighs 0: people write it more often than language models do.")
    if ratio.low >= 1 / scale.LOWEST and ratio.high <= scale.LOWEST:
        return message("Counts, but weighs 0: people write it about as often as language models do.")
    return message(
        "Counts, but weighs 0: the counts are too few to show a difference ({hits} of {texts} texts by language "
        "models, {human_hits} of {human_texts} by people).",
        hits=measured.model.hits,
        texts=measured.model.texts,
        human_hits=measured.human.hits,
        human_texts=measured.human.texts,
    )


def _why_discounted(passage: Passage) -> Message | None:
    if not passage.match.counts:
        return passage.match.reason
    if passage.weight:
        return None
    return _reason(passage)


def rounded(ratio: float) -> float:
    """A ratio as people read it: two significant digits, rounded down."""
    if ratio < 10:
        tenths = int(ratio * 10) / 10
        return int(tenths) if tenths.is_integer() else tenths
    size = 10 ** (len(str(int(ratio))) - 2)
    return int(ratio // size * size)
