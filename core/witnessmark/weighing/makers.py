"""The second comparison: makers against each other. A maker is put forward by measured signs alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from witnessmark.library.families import label
from witnessmark.library.load import Library
from witnessmark.library.signs import is_maker_sign
from witnessmark.messages import listed
from witnessmark.records import Comparison, Figure, Message, Transcript, message
from witnessmark.weighing import scale
from witnessmark.weighing.against import source_of
from witnessmark.weighing.balance import Balance
from witnessmark.weighing.contamination import contamination
from witnessmark.weighing.decisions import LEAST_DECISIONS, Decided
from witnessmark.weighing.facts import Facts
from witnessmark.weighing.gaps import gap
from witnessmark.weighing.passages import Passage, rounded
from witnessmark.weighing.strata import Between
from witnessmark.weighing.study import figures_of

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
        return _beside(_several(holding, balance), known)
    if makers:
        best = _best(holding)
        return _beside(_contradicted(best, found, balance) or _one(best, balance), known)
    if signs:
        return _beside(_do_not_hold(signs), known)
    if known.about is not None and known.about.match.names:
        return _named(known, transcript)
    return _no_sign(found, transcript, balance)


def _best(signs: list[Sign]) -> Sign:
    return max(signs, key=lambda sign: sign.cautious)


def _beside(comparison: Comparison, known: Facts) -> Comparison:
    """The same with how often others than the named maker say what the text says."""
    said = contamination(known)
    return replace(comparison, sentences=(*comparison.sentences, *said))


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


def _several(holding: list[Sign], balance: Balance) -> Comparison:
    """No maker, because the signs of several stand there; each maker's best sign with its counts."""
    by_maker: dict[str, list[Sign]] = {}
    for sign in holding:
        by_maker.setdefault(sign.maker, []).append(sign)
    best = [_best(signs) for signs in by_maker.values()]
    return Comparison(
        NOT_PUT_FORWARD,
        message("No maker put forward"),
        (
            message("The text carries signs of several makers, so none is put forward."),
            *map(_proportion, best),
        ),
        tuple(figure for sign in best for figure in _figures(sign, balance)),
    )


def _contradicted(sign: Sign, found: tuple[Passage, ...], balance: Balance) -> Comparison | None:
    """No maker where the sign stands in nobody's known answer, or where the text calls itself another maker's."""
    others = {
        label(p.match.names)
        for p in found
        if p.tells and p.match.names not in (None, sign.maker) and p.fingerprint.kind == "self-identification"
    }
    if sign.passage.turn is None or sign.passage.turn.role == "other":
        why = message("Nothing shows that an assistant speaks there, so no maker is put forward.")
    elif others:
        why = message(
            "The text calls itself a model of {others}, so no other maker is put forward.",
            others=listed(sorted(others)),
        )
    else:
        return None
    return Comparison(
        NOT_PUT_FORWARD,
        message("No maker put forward"),
        (why, _proportion(sign)),
        _figures(sign, balance),
    )


def _one(sign: Sign, balance: Balance) -> Comparison:
    decided, maker = balance.decisions.of(sign.maker), label(sign.maker)
    figures = _figures(sign, balance)
    if not decided.reliable:
        sentences = (_proportion(sign), _not_reliable(decided, maker, bool(balance.decisions.makers)))
        return Comparison(NOT_PUT_FORWARD, message("No maker put forward"), sentences, figures)
    approximate = (_approximate(),) if sign.passage.match.layer == "fuzzy" else ()
    return Comparison(
        PUT_FORWARD,
        _title(scale.grade(sign.cautious), maker),
        (_proportion(sign), _record(decided, maker), *approximate),
        figures,
        scale.weight(sign.cautious),
        sign.maker,
    )


def _approximate() -> Message:
    return message(
        "Those signs were exact; this one matches only approximately, and how often that is right was not measured."
    )


def _record(decided: Decided, maker: str) -> Message:
    """How often the maker was right where it was put forward on texts kept back."""
    return message(
        "On texts kept back, {right} of {decisions} texts with such signs were {maker}'s; that flatters, as the "
        "signs were chosen on the same corpora. A model that learned from {maker}'s output writes the same.",
        right=decided.right,
        decisions=decided.decisions,
        maker=maker,
    )


def _not_reliable(decided: Decided, maker: str, measured: bool) -> Message:
    """Why a maker is not put forward although a sign of it holds."""
    if not measured:
        return message(
            "{maker} is not put forward: how often such a decision is right was not measured for the packs and "
            "rates in use.",
            maker=maker,
        )
    return message(
        "{maker} is not put forward: on texts kept back, {right} of {decisions} texts with such signs were "
        "{maker}'s. A maker needs at least {least} such texts, and at least four in five right even at the "
        "cautious end of the 95 % interval.",
        maker=maker,
        decisions=decided.decisions,
        right=decided.right,
        least=LEAST_DECISIONS,
    )


def _title(word: str, maker: str) -> Message:
    """One whole sentence a grade, so that each can be translated."""
    if word == "weak support":
        return message("Weak support for wording of {maker} rather than of other makers", maker=maker)
    if word == "moderate support":
        return message("Moderate support for wording of {maker} rather than of other makers", maker=maker)
    if word == "moderately strong support":
        return message(
            "Moderately strong support for wording of {maker} rather than of other makers", maker=maker
        )
    if word == "strong support":
        return message("Strong support for wording of {maker} rather than of other makers", maker=maker)
    if word == "very strong support":
        return message("Very strong support for wording of {maker} rather than of other makers", maker=maker)
    return message("Extremely strong support for wording of {maker} rather than of other makers", maker=maker)


def _proportion(sign: Sign) -> Message:
    own = sum((s.own.hits for s in sign.between.strata), 0), sum(s.own.texts for s in sign.between.strata)
    others = sum(s.others.hits for s in sign.between.strata), sum(s.others.texts for s in sign.between.strata)
    return message(
        "On the same prompts, wording like “{passage}” stands at least {times} times more often in answers of "
        "{maker}'s models ({hits} of {texts}) than in those of other makers ({other_hits} of {other_texts}). Sources "
        "of prompts in which it was found 5 times or more: {sources}.",
        passage=sign.passage.match.text,
        times=rounded(sign.cautious),
        maker=label(sign.maker),
        hits=own[0],
        texts=own[1],
        other_hits=others[0],
        other_texts=others[1],
        sources=sign.between.sources,
    )


def _do_not_hold(signs: list[Sign]) -> Comparison:
    """No maker, because the counts do not bear the signs; each of them with why."""
    why = {sentence.text: sentence for sentence in map(_why_not, signs)}
    return Comparison(TOO_RARE, message("No maker put forward"), tuple(why.values()))


def _why_not(sign: Sign) -> Message:
    maker, words = label(sign.maker), sign.passage.match.text
    if sign.between.sources < sign.least_sources:
        return message(
            "Too rare to grade: wording like “{passage}” is known from {maker}'s models, but in too few "
            "sources of prompts.",
            passage=words,
            maker=maker,
        )
    return message(
        "Wording like “{passage}” is known from {maker}'s models, but the counts do not show it clearly more often "
        "there than with other makers.",
        passage=words,
        maker=maker,
    )


def _named(known: Facts, transcript: Transcript) -> Comparison:
    """The words name a maker, but no measured rate turns that into support for the maker."""
    title = message("No maker put forward")
    lacking = gap(transcript.claim)
    after = (*contamination(known), *((lacking,) if lacking else ()))
    if known.about is None or known.about.mentions:
        fact = message("A text can name a maker for many reasons; that is no measured sign of that maker.")
        return Comparison(NOT_PUT_FORWARD, title, (fact, *after))
    figures = figures_of(known.statement, known.about.fingerprint.id) if known.statement else ()
    if known.statement is None or known.about.fingerprint.tier == "U":
        fact = message("Too rare to grade: too few of the measured texts hold such words to compare makers.")
        return Comparison(TOO_RARE, title, (fact, *after), figures)
    fact = message(
        "What a text says of its own maker is a fact of the text and no measured sign of that maker."
    )
    return Comparison(NOT_PUT_FORWARD, title, (fact, *after), figures)


def _no_sign(found: tuple[Passage, ...], transcript: Transcript, balance: Balance) -> Comparison:
    if found and not any(passage.tells for passage in found):
        weightless = message("No passage weighs anything, so makers are not compared.")
        nowhere = message("No passage counts, so makers are not compared.")
        sentence = weightless if any(passage.match.counts for passage in found) else nowhere
        return Comparison(NOT_PUT_FORWARD, message("No maker put forward"), (sentence,))
    if any(passage.tells for passage in found) and all(p.turn is None for p in found if p.tells):
        sentence = message("Words of interfaces were not measured, and an interface is easily drawn.")
        return Comparison(NOT_PUT_FORWARD, message("No maker put forward"), (sentence,))
    if any(passage.tells for passage in found):
        sentence = _shared(found, balance)
        return Comparison(NOT_PUT_FORWARD, message("No maker put forward"), (sentence,))
    claim = transcript.claim
    if claim is None:
        sentence = message("Nothing in the text is a measured sign of any maker.")
    else:
        sentence = message(
            "Nothing in the text is a measured sign of any maker. That speaks neither for nor against {maker}.",
            maker=claim.maker or claim.product,
        )
    return Comparison(NO_SIGN, message("No known maker sign"), (sentence,))


def _shared(found: tuple[Passage, ...], balance: Balance) -> Message:
    """Why wording that names nobody tells no maker from another: it was measured, or it was not."""
    told = [p for p in found if p.tells and p.turn is not None]
    if all(p.fingerprint.tier != "U" and balance.knows(p.fingerprint, p.match.layer) for p in told):
        return message("Models of many makers share this wording, so it tells none from another.")
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
