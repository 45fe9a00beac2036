"""Facts of the text and the screen: which maker an answer names or cites, and what the picture claims to be.

They depend on no weight. Agreement proves nothing; where the two differ, that is the headline.
"""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.library.families import label
from witnessmark.messages import term
from witnessmark.records import Claim, Message, Transcript, message
from witnessmark.speech.products import names_product_of
from witnessmark.weighing.passages import Passage
from witnessmark.weighing.study import Statement, study


@dataclass(frozen=True, slots=True)
class Facts:
    """The outcome in one stable word, the headline, the facts after it, and the passage that it is about."""

    outcome: str
    headline: Message
    others: tuple[Message, ...] = ()
    about: Passage | None = None

    @property
    def statement(self) -> Statement | None:
        """What the study counted of the kind of statement that the headline is about."""
        if self.about is None or self.about.mentions:
            return None
        return study().statement(self.about.fingerprint.kind, self.about.match.names)


def facts(transcript: Transcript, found: tuple[Passage, ...]) -> Facts:
    """What the counting passages name, against what the picture claims."""
    counting = tuple(passage for passage in found if passage.tells)
    named = tuple(p for p in found if (p.tells or p.mentions) and p.match.names and p.turn is not None)
    if named:
        return _naming(transcript, named, counting)
    if counting:
        return _wording(transcript, counting)
    return _nothing(transcript, found)


def _naming(transcript: Transcript, named: tuple[Passage, ...], counting: tuple[Passage, ...]) -> Facts:
    claim = transcript.claim
    about = _foremost(named, claim)
    outcome = _outcome(about, claim)
    agrees = outcome == "agrees"
    others = [_agreement_proves_nothing(transcript) if agrees else _needs_no_statistics(transcript)]
    others += [_statement_of(passage) for passage in _others_named(named, about)]
    others += _signs_beside(_signs(counting))
    others += _interface_names(counting)
    headline = message(
        "{statement} {claim}", statement=_statement_of(about), claim=_claim(transcript, agrees)
    )
    return Facts(outcome, headline, (*others, *_dates(transcript, counting)), about)


def _outcome(about: Passage, claim: Claim | None) -> str:
    """How what is named stands to the claim; a maker that is only mentioned neither agrees nor differs."""
    if claim is None or about.mentions:
        return "names"
    return "agrees" if about.match.names == claim.family else "differs"


def _wording(transcript: Transcript, counting: tuple[Passage, ...]) -> Facts:
    claim, signs = transcript.claim, _signs(counting)
    if not signs:
        claimed = () if claim is None else (_claim(transcript),)
        others = (*claimed, *_interface_names(counting), *_dates(transcript, counting))
        return Facts("wording", _wording_headline(counting), others, counting[0])
    makers = {passage.fingerprint.points_at for passage in signs}
    agrees = claim is not None and makers == {claim.family}
    first = signs[0].fingerprint.points_at
    headline = message("{sign} {claim}", sign=_sign_line(signs[0]), claim=_claim(transcript, agrees))
    beside = [_agreement_proves_nothing(transcript)] if agrees else []
    beside += _signs_beside([sign for sign in signs if sign.fingerprint.points_at != first])
    outcome = "agrees" if agrees else "wording"
    return Facts(
        outcome, headline, (*beside, *_interface_names(counting), *_dates(transcript, counting)), signs[0]
    )


def _wording_headline(counting: tuple[Passage, ...]) -> Message:
    if all(passage.turn is None for passage in counting):
        return message("The interface shows words that are known from AI assistants. No answer does.")
    if all(passage.fingerprint.kind in ("style", "markup") for passage in counting):
        return message("Some turns of phrase are frequent in answers of language models. They name no maker.")
    return message("The text carries stock wording of AI assistants. That wording names no maker.")


def _nothing(transcript: Transcript, found: tuple[Passage, ...]) -> Facts:
    claimed = () if transcript.claim is None else (_claim(transcript),)
    if any(passage.jest for passage in found):
        sentence = message(
            "The text carries words that people write, quote or joke with too, and nothing shows that an assistant "
            "speaks."
        )
        role = message("If the turn is an assistant's, give it that role, and the wording is weighed.")
        return Facts("not-counted", sentence, (role, *claimed))
    if any(passage.slight for passage in found):
        sentence = message("Some words are like known wording, but not enough to state anything from them.")
        return Facts("not-counted", sentence, claimed)
    if found and all(passage.turn is None for passage in found):
        sentence = message("Known words stand in the interface alone; no message carries known wording.")
        return Facts("not-counted", sentence, claimed)
    if found and all(_is_everyday(passage) for passage in found):
        sentence = message(
            "Everyday words stand in the text that assistants use often and people use too. Nothing follows from them."
        )
        return Facts("not-counted", sentence, claimed)
    if found:
        sentence = message("Known wording of AI assistants stands in the text, but nowhere that counts.")
        return Facts("not-counted", sentence, (*_places(found), *claimed))
    if not any(turn.text.strip() for turn in transcript.turns):
        sentence = message("There is no text of any speaker that could be checked.")
        return Facts("no-text", sentence, claimed)
    sentence = message("Checked and not found: wording that is known from AI assistants.")
    return Facts("nothing-found", sentence, claimed)


def _is_everyday(passage: Passage) -> bool:
    """Whether a passage is a habit of style, or a refusal as people write them too, and names nobody."""
    known, turn = passage.fingerprint, passage.turn
    common = known.kind in ("style", "refusal") and known.tier in ("C", "U") and not known.names
    return common and turn is not None and turn.role not in known.counts_in


def _places(found: tuple[Passage, ...]) -> tuple[Message, ...]:
    """Where the passages stand that do not count; who wrote them does not follow from that."""
    places = {place.text: place for place in map(_place, found)}
    return tuple(places.values())


def _place(passage: Passage) -> Message:
    turn, match = passage.turn, passage.match
    if turn is None:
        return message("It stands in the interface.")
    if turn.role in ("user", "author"):
        return message("It stands in the turn of the person who asks or who posted this.")
    if turn.role not in passage.fingerprint.counts_in:
        return message("It stands in a turn where such wording does not count.")
    if any(quoted.start < match.end and quoted.end > match.start for quoted in turn.quotations):
        return message("It stands in a quotation.")
    if not turn.sure:
        return message("It stands in a turn whose speaker is not confirmed.")
    return message("It stands in a turn that does not count.")


def _foremost(named: tuple[Passage, ...], claim: Claim | None) -> Passage:
    """The passage for the headline: one that differs first, a cited policy or self-claim before the rest.

    A maker that is only mentioned comes after all that the words state.
    """

    def order(passage: Passage) -> tuple[bool, bool, bool, bool, int]:
        same = claim is not None and passage.match.names == claim.family
        spoken = passage.turn is not None and passage.turn.role == "assistant"
        telling = passage.fingerprint.kind in ("policy", "self-identification")
        return passage.mentions, same, not spoken, not telling, named.index(passage)

    return min(named, key=order)


def _others_named(named: tuple[Passage, ...], about: Passage) -> list[Passage]:
    seen = {_said(about)}
    found = []
    for passage in named:
        key = _said(passage)
        if key not in seen:
            seen.add(key)
            found.append(passage)
    return found


def _said(passage: Passage) -> tuple[str | None, str]:
    """What tells one statement about a maker from another."""
    return passage.match.names, "mention" if passage.mentions else passage.fingerprint.kind


def _shown(claim: Claim) -> str:
    """The claimed product with its maker, for people."""
    return claim.product if claim.maker in ("", claim.product) else f"{claim.product} ({claim.maker})"


def _interface_names(counting: tuple[Passage, ...]) -> list[Message]:
    """Makers that the interface names: a fact beside, as a post's own buttons name makers that did not answer."""
    naming = (passage for passage in counting if passage.turn is None and passage.match.names)
    return list(
        {each.text: each for each in (_naming_alone(passage, "interface") for passage in naming)}.values()
    )


def _statement_of(passage: Passage) -> Message:
    """What the words say, as a fact."""
    maker = label(passage.match.names or "")
    answer = passage.turn is not None and passage.turn.role == "assistant"
    kind = _said(passage)[1]
    if kind == "policy":
        if answer:
            return message("The answer cites {maker}'s policy.", maker=maker)
        return message("The text cites {maker}'s policy.", maker=maker)
    if kind == "self-identification":
        if answer:
            return message("The answer calls itself a model of {maker}.", maker=maker)
        return message("The text calls itself a model of {maker}.", maker=maker)
    return _naming_alone(passage, "answer" if answer else "text")


_NAMING = {  # by what carries the words, and whether they name a maker, a product of it, or neither
    ("answer", "maker"): term("The answer names {maker}."),
    ("answer", "product"): term("The answer names a product of {maker}."),
    ("answer", "neither"): term("The answer carries words that are known from products of {maker}."),
    ("text", "maker"): term("The text names {maker}."),
    ("text", "product"): term("The text names a product of {maker}."),
    ("text", "neither"): term("The text carries words that are known from products of {maker}."),
    ("interface", "maker"): term("The interface names {maker}."),
    ("interface", "product"): term("The interface names a product of {maker}."),
    ("interface", "neither"): term("The interface carries words that are known from products of {maker}."),
}


def _naming_alone(passage: Passage, what: str) -> Message:
    """That words name a maker, or a product of it ("ChatGPT" is not its maker), or are known from one."""
    return message(_NAMING[what, _named_by(passage)], maker=label(passage.match.names or ""))


def _named_by(passage: Passage) -> str:
    """Whether words name a maker, a product, or neither ("Regenerate response")."""
    text, family = passage.match.text, passage.match.names or ""
    maker = label(family).split(" (")[0].casefold()
    if maker in text.casefold() or maker in (word.casefold() for word in passage.fingerprint.required):
        return "maker"
    product = passage.fingerprint.kind == "self-identification" or names_product_of(text, family)
    return "product" if product else "neither"


def _claim(transcript: Transcript, agrees: bool = False) -> Message:
    claim = transcript.claim
    pasted = transcript.origin == "chat log"
    if claim is None:
        if pasted:
            return message("The pasted text does not say which product it is from.")
        return message("The picture shows no product that the program knows.")
    shown = _shown(claim)
    if pasted and agrees:
        return message(
            "The pasted text claims to be from {product}: the two agree, which proves nothing.", product=shown
        )
    if agrees:
        return message("The picture shows {product}: the two agree, which proves nothing.", product=shown)
    if pasted:
        return message("The pasted text claims to be from {product}.", product=shown)
    return message("The picture shows {product}.", product=shown)


def _needs_no_statistics(transcript: Transcript) -> Message:
    if transcript.origin == "chat log":
        return message("That is a fact of the pasted text; it needs no statistics, and it names no author.")
    return message(
        "That is a fact of the text and the screen; it needs no statistics, and it names no author."
    )


def _agreement_proves_nothing(transcript: Transcript) -> Message:
    if transcript.origin == "chat log":
        return message("Anyone can type such wording and such a claim.")
    return message(
        "Other makers' models write such wording too, and whoever draws a picture can make claim and wording agree."
    )


def _signs(counting: tuple[Passage, ...]) -> list[Passage]:
    """Measured signs of a maker whose words name nobody."""
    return [passage for passage in counting if passage.sign and not passage.match.names]


def _sign_line(passage: Passage) -> Message:
    """A sign where the text names nobody."""
    maker = label(passage.fingerprint.points_at)
    return message("The wording is known from models of {maker}; it names no maker.", maker=maker)


def _signs_beside(signs: list[Passage]) -> list[Message]:
    """Signs beside what the headline says, the first of each maker."""
    makers: dict[str, Message] = {}
    for passage in signs:
        maker = passage.fingerprint.points_at
        if maker not in makers:
            makers[maker] = message(
                "Apart from that, “{passage}” is wording that is known from models of {maker}.",
                passage=passage.match.text,
                maker=label(maker),
            )
    return list(makers.values())


def _dates(transcript: Transcript, counting: tuple[Passage, ...]) -> tuple[Message, ...]:
    """A date on the screen that lies before the library's earliest record of a wording."""
    shown = sorted(date.iso for date in transcript.dates if date.iso)
    if not shown:
        return ()
    latest = shown[-1]
    early: dict[str, Message] = {}
    for passage in counting:
        first = passage.fingerprint.first_seen
        if first and latest[: len(first)] < first:
            early[passage.group] = _earlier(transcript, latest, passage.match.text, first)
    return tuple(early.values())


def _earlier(transcript: Transcript, date: str, passage: str, first: str) -> Message:
    if transcript.origin == "chat log":
        return message(
            "The pasted text shows the date {date}. The earliest that the library knows of “{passage}” is "
            "{first}; that is the library's earliest, not the wording's.",
            date=date,
            passage=passage,
            first=first,
        )
    return message(
        "The screen shows the date {date}. The earliest that the library knows of “{passage}” is "
        "{first}; that is the library's earliest, not the wording's.",
        date=date,
        passage=passage,
        first=first,
    )
