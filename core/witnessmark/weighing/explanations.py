"""The ways in which a result can have come about, each with what would tell it from the others.

The program lists them and never chooses.
"""

from __future__ import annotations

from witnessmark.library.families import label
from witnessmark.records import Claim, Explanation, Transcript, message
from witnessmark.weighing.facts import Facts
from witnessmark.weighing.passages import Passage

# Products that pass requests on to other makers' models, by the family that a claim carries.
BUILT_ON_OTHERS = frozenset({"microsoft", "perplexity", "snap", "quora", "duckduckgo", "amazon", "apple"})


def explanations(transcript: Transcript, known: Facts) -> tuple[Explanation, ...]:
    """What fits the outcome."""
    if known.outcome in ("differs", "names"):
        return _naming(transcript, known)
    if known.outcome == "agrees":
        return _agreeing(transcript)
    if known.outcome == "wording":
        return _wording(transcript, known)
    if known.outcome == "not-counted":
        unnamed = (_unnamed(),) if any(turn.role == "other" for turn in transcript.turns) else ()
        return (_person_wrote(), _quotation(), _model_quoted(), *unnamed)
    if known.outcome == "no-text":
        return (_lost_in_reading(transcript),)
    return (_person_wrote(), _model_without_sign(), _lost_in_reading(transcript))


def _naming(transcript: Transcript, known: Facts) -> tuple[Explanation, ...]:
    maker = label((known.about.match.names if known.about else None) or "")
    if known.about is not None and known.about.mentions:
        return (_spoken_of(maker), _asked(), _quotation(), _altered(transcript))
    found = [_trained(maker), _web(maker), _asked(), _quotation(), _altered(transcript)]
    if known.outcome == "differs" and _built_on_others(transcript.claim):
        found.insert(0, _built_on(maker))
    if known.outcome == "names":
        found.insert(0, _its_own(maker))
    return tuple(found)


def _spoken_of(maker: str) -> Explanation:
    return Explanation(
        message("The text speaks of {maker} to explain, to compare or to deny something.", maker=maker),
        message("The whole conversation from its first prompt."),
    )


def _agreeing(transcript: Transcript) -> tuple[Explanation, ...]:
    claimed = transcript.claim.product if transcript.claim else ""
    return (
        Explanation(
            message("The exchange with {product} happened as it is shown.", product=claimed),
            message("The original link or the account's own history; the wording cannot show it."),
        ),
        Explanation(
            message("Another product wrote it: models learn such wording from each other's output."),
            message("The original link; other answers from the same product and the same weeks."),
        ),
        _quotation(),
        _altered(transcript),
    )


def _wording(transcript: Transcript, known: Facts) -> tuple[Explanation, ...]:
    return (
        *(_sign(known.about) if known.about and known.about.sign else (_some_model(),)),
        _person_wrote(),
        _quotation(),
        _altered(transcript),
    )


def _some_model() -> Explanation:
    return Explanation(
        message("A language model wrote it; the wording does not tell which one."),
        message("The original link; the whole conversation with its date."),
    )


def _sign(about: Passage) -> tuple[Explanation, ...]:
    maker = label(about.fingerprint.points_at)
    return (
        Explanation(
            message("A model of {maker} wrote it.", maker=maker),
            message("The original link; the whole conversation with its date."),
        ),
        Explanation(
            message(
                "Another model wrote it that learned such wording from output of {maker}'s models.",
                maker=maker,
            ),
            message(
                "Other answers of the same product from the same weeks; what its maker says of its training data."
            ),
        ),
    )


def _built_on_others(claim: Claim | None) -> bool:
    return claim is not None and claim.family in BUILT_ON_OTHERS


def _trained(maker: str) -> Explanation:
    return Explanation(
        message("The model was trained on output of {maker}'s models.", maker=maker),
        message(
            "Other answers of the same model version from the same weeks; what its maker says of its "
            "training data."
        ),
    )


def _web(maker: str) -> Explanation:
    return Explanation(
        message("Text of {maker}'s models stands on the web, and the model learned it there.", maker=maker),
        message(
            "What is known of the training data and its date; the wording itself can hardly tell this from "
            "training on output."
        ),
    )


def _asked() -> Explanation:
    return Explanation(
        message(
            "The model was asked to say it: in the prompt, earlier in the conversation or by hidden "
            "instructions."
        ),
        message("The whole conversation from its first prompt; the same prompt put again, several times."),
    )


def _quotation() -> Explanation:
    return Explanation(
        message("It is a quotation or a parody: somebody repeats known wording on purpose."),
        message("The post around it, what else its author posts, and an answer from the author."),
    )


def _altered(transcript: Transcript) -> Explanation:
    if transcript.origin == "chat log":
        return Explanation(
            message("The text was typed or changed by whoever pasted it."),
            message(
                "The original link or an export from the account; text alone keeps no trace of a change."
            ),
        )
    return Explanation(
        message("The picture was altered or drawn."),
        message(
            "The original link, captures by other people, and the file from the one who made the capture."
        ),
    )


def _built_on(maker: str) -> Explanation:
    return Explanation(
        message("The product passes requests on to {maker}'s models, or did at the time.", maker=maker),
        message("What the product's maker says about the models in it at the date shown."),
    )


def _its_own(maker: str) -> Explanation:
    return Explanation(
        message("The answer came from a product of {maker}.", maker=maker),
        message("The original link or the account's own history."),
    )


def _model_quoted() -> Explanation:
    return Explanation(
        message("A language model's answer is being quoted."),
        message("The answer itself, with its link, instead of the quotation."),
    )


def _unnamed() -> Explanation:
    return Explanation(
        message("An assistant speaks, and nothing shows that it is one."),
        message("The original link; the whole conversation with its date."),
    )


def _person_wrote() -> Explanation:
    return Explanation(
        message("A person wrote it."),
        message("The author, the place where it was first published, and earlier versions of the text."),
    )


def _model_without_sign() -> Explanation:
    return Explanation(
        message("A language model wrote it, and like most such texts it carries no known wording."),
        message("The original link; wording cannot show it."),
    )


def _lost_in_reading(transcript: Transcript) -> Explanation:
    if transcript.origin == "chat log":
        return Explanation(
            message("The text was changed before it was pasted."),
            message("The original link or an export from the account."),
        )
    return Explanation(
        message("Known wording was misread, covered or cut off."),
        message("The transcript read beside the picture; a second reading; a larger capture."),
    )
