"""The second comparison: makers against each other. A maker is put forward by measured signs alone."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.library.families import label
from witnessmark.library.load import Library
from witnessmark.library.signs import is_maker_sign
from witnessmark.records import Comparison, Figure, Message, Transcript, message
from witnessmark.weighing import scale
from witnessmark.weighing.against import source_of
from witnessmark.weighing.balance import Balance
from witnessmark.weighing.decisions import LEAST_DECISIONS
from witnessmark.weighing.facts import Facts
from witnessmark.weighing.gaps import gap
from witnessmark.weighing.passages import Passage, in_words
from witnessmark.weighing.strata import Between
from witnessmark.weighing.study import counts_in_words, figures_of, study

PUT_FORWARD = "maker put forward"
NOT_PUT_FORWARD = "no maker put forward"
TOO_RARE = "too rare to grade"
NO_SIGN = "no known maker sign"


@dataclass(frozen=True, slots=True)
class Sign:
    """A measured sign of one maker, found in a turn that counts, with how the makers compare."""

    passage: Passage
    maker: str
    between: Between
    least_sources: int

    @property
    def cautious(self) -> float:
        """The ratio to grade, not above what the others' texts can bear."""
        texts = sum(stratum.others.texts for stratum in self.between.strata)
        return min(self.between.cautious, scale.ceiling(texts))

    @property
    def holds(self) -> bool:
        """Whether the rates bear the sign: enough hits in enough sources, and a ratio worth a word."""
        return self.between.sources >= self.least_sources and self.cautious >= scale.LOWEST


def between_makers(
    transcript: Transcript, found: tuple[Passage, ...], known: Facts, balance: Balance
) -> Comparison:
    """Which maker is put forward, if any, and in any case why."""
    signs = signs_of(found, balance)
    holding = [sign for sign in signs if sign.holds]
    makers = {sign.maker for sign in holding}
    if len(makers) > 1:
        return _several(makers)
    if makers:
        best = max(holding, key=lambda sign: sign.cautious)
        return _one(best, balance)
    if signs:
        return _does_not_hold(signs[0])
    if known.about is not None and known.about.match.names:
        return _named(known, transcript)
    return _no_sign(found, transcript, balance)


def signs_of(found: tuple[Passage, ...], balance: Balance) -> list[Sign]:
    """The maker signs among the counting passages of the turns."""
    return [
        Sign(passage, maker, balance.between(passage.fingerprint, layer, maker), balance.least_sources)
        for passage in found
        if passage.tells
        and is_maker_sign(passage.fingerprint, balance.library.rates, layer := passage.match.layer)
        and passage.turn is not None
        and (maker := passage.fingerprint.points_at)
    ]


def makers_with_signs(library: Library) -> tuple[str, ...]:
    """The makers that the packs hold a measured sign of, by name."""
    families = {f.points_at for f in library.fingerprints if is_maker_sign(f, library.rates)}
    return tuple(sorted(label(family) for family in families))


def _several(makers: set[str]) -> Comparison:
    names = " and ".join(sorted(label(maker) for maker in makers))
    return Comparison(
        NOT_PUT_FORWARD,
        message("No maker put forward"),
        (message("The text carries signs of several makers: {makers}.", makers=names),),
    )


def _one(sign: Sign, balance: Balance) -> Comparison:
    decided = balance.decisions.of(sign.maker)
    maker = label(sign.maker)
    sentences = [_proportion(sign)]
    if not balance.decisions.makers:
        sentences.append(
            message(
                "{maker} is not put forward: no decisions on texts kept back rest on the signs and rates in use.",
                maker=maker,
            )
        )
    elif not decided.reliable:
        sentences.append(
            message(
                "{maker} is not put forward: on texts kept back, it was named {decisions} times and rightly "
                "{right} times; at least {least} decisions are asked for, and four in five right beyond "
                "chance.",
                maker=maker,
                decisions=decided.decisions,
                right=decided.right,
                least=LEAST_DECISIONS,
            )
        )
    if not decided.reliable:
        title = message("No maker put forward")
        return Comparison(NOT_PUT_FORWARD, title, tuple(sentences), _figures(sign, balance))
    sentences.append(
        message(
            "On texts kept back, {right} of {decisions} such decisions for {maker} were right. "
            "The wording is {maker}'s; another maker's model that learned from it writes the same.",
            right=decided.right,
            decisions=decided.decisions,
            maker=maker,
        )
    )
    return Comparison(
        PUT_FORWARD,
        message("{grade} for wording of {maker}", grade=scale.grade(sign.cautious).capitalize(), maker=maker),
        tuple(sentences),
        _figures(sign, balance),
        scale.weight(sign.cautious),
        sign.maker,
    )


def _proportion(sign: Sign) -> Message:
    own = sum((s.own.hits for s in sign.between.strata), 0), sum(s.own.texts for s in sign.between.strata)
    others = sum(s.others.hits for s in sign.between.strata), sum(s.others.texts for s in sign.between.strata)
    return message(
        "Where both were given the same prompts, “{passage}” stands at least {times} times more often in "
        "answers of {maker}'s models ({hits} of {texts}) than of others ({other_hits} of {other_texts}), in "
        "{sources} sources.",
        passage=sign.passage.match.text,
        times=in_words(sign.cautious),
        maker=label(sign.maker),
        hits=f"{own[0]:,}",
        texts=f"{own[1]:,}",
        other_hits=f"{others[0]:,}",
        other_texts=f"{others[1]:,}",
        sources=sign.between.sources,
    )


def _does_not_hold(sign: Sign) -> Comparison:
    maker, words = label(sign.maker), sign.passage.match.text
    if sign.between.sources < sign.least_sources:
        sentence = message(
            "Too rare to grade: “{passage}” is known from {maker}'s models, but too few sources show it.",
            passage=words,
            maker=maker,
        )
    else:
        sentence = message(
            "“{passage}” is known from {maker}'s models, but the counts do not show it clearly more often "
            "there than with other makers.",
            passage=words,
            maker=maker,
        )
    return Comparison(TOO_RARE, message("No maker put forward"), (sentence,))


def _named(known: Facts, transcript: Transcript) -> Comparison:
    """The words name a maker, but no measured rate turns that into support for the maker."""
    title = message("No maker put forward")
    statement, lacking = known.statement, gap(transcript.claim)
    after = (lacking,) if lacking else ()
    if known.about is not None and known.about.mentions:
        fact = message("That a text names a maker is no measured sign of that maker.")
        return Comparison(NOT_PUT_FORWARD, title, (fact, *after))
    if statement is None or known.about is None:
        fact = message(
            "Too rare to grade: what the words name is a fact of the text, and no rate adds to it."
        )
        return Comparison(TOO_RARE, title, (fact, *after))
    counted = counts_in_words(statement.models)
    figures = figures_of(statement, known.about.fingerprint.id)
    if known.about.fingerprint.tier != "U":
        sentence = message(
            "That a text names a maker is no measured sign of that maker; counted were {counts} ({source}).",
            counts=counted,
            source=study().source,
        )
        return Comparison(NOT_PUT_FORWARD, title, (sentence, *after), figures)
    sentence = message(
        "Too rare to grade; counted were {counts} ({source}).",
        counts=counted,
        source=study().source,
    )
    return Comparison(TOO_RARE, title, (sentence, *after), figures)


def _no_sign(found: tuple[Passage, ...], transcript: Transcript, balance: Balance) -> Comparison:
    if found and not any(passage.tells for passage in found):
        sentence = message("No passage counts, so makers are not compared.")
        return Comparison(NOT_PUT_FORWARD, message("No maker put forward"), (sentence,))
    if any(passage.tells for passage in found) and all(p.turn is None for p in found if p.tells):
        sentence = message("Interface words are unmeasured, and a picture's interface is easily drawn.")
        return Comparison(NOT_PUT_FORWARD, message("No maker put forward"), (sentence,))
    if any(passage.tells for passage in found):
        sentence = _shared(found, balance)
        return Comparison(NOT_PUT_FORWARD, message("No maker put forward"), (sentence,))
    claim = transcript.claim
    if claim is None:
        sentence = message("Nothing in the text is a measured sign of any maker.")
    else:
        sentence = message(
            "Nothing in the text is a measured sign of any maker, {maker} included; "
            "that speaks neither for nor against the claim.",
            maker=claim.maker or claim.product,
        )
    return Comparison(NO_SIGN, message("No known maker sign"), (sentence,))


def _shared(found: tuple[Passage, ...], balance: Balance) -> Message:
    """Why wording that names nobody tells no maker from another: it was measured, or it was not."""
    told = [p for p in found if p.tells and p.turn is not None]
    if all(p.fingerprint.tier != "U" and balance.knows(p.fingerprint, p.match.layer) for p in told):
        return message("Models of many makers share this wording; it tells none from another.")
    if len(told) == 1 or not any(balance.knows(p.fingerprint, p.match.layer) for p in told):
        return message("How makers compare on this wording was not measured.")
    return message(
        "Nothing measured in this wording tells one maker from another; part of it was not measured."
    )


def _figures(sign: Sign, balance: Balance) -> tuple[Figure, ...]:
    source = source_of(balance.library.rates)
    identity = sign.passage.fingerprint.id
    figures: list[Figure] = []
    for stratum in sign.between.strata:
        figures.append(
            Figure(
                identity,
                f"{label(sign.maker)}, {stratum.source}",
                stratum.own.hits,
                stratum.own.texts,
                source,
            )
        )
        figures.append(
            Figure(
                identity,
                f"other makers, {stratum.source}",
                stratum.others.hits,
                stratum.others.texts,
                source,
            )
        )
    return tuple(figures)
