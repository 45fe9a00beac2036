"""What a result does not show; and what was looked at, so that "nothing found" means something."""

from __future__ import annotations

from witnessmark.library.card import has_sign, sign_of
from witnessmark.library.load import Library
from witnessmark.messages import listed
from witnessmark.records import Checked, Message, Transcript, message
from witnessmark.weighing.facts import Facts
from witnessmark.weighing.gaps import gap
from witnessmark.weighing.makers import makers_with_signs
from witnessmark.weighing.passages import Passage
from witnessmark.weighing.study import study


def checked(transcript: Transcript, library: Library) -> Checked:
    """The turns, regions, fingerprints, packs and languages that were looked at."""
    spoken = [turn for turn in transcript.turns if turn.text.strip()]
    return Checked(
        turns=len(spoken),
        counting_turns=sum(turn.role in ("assistant", "other") for turn in spoken),
        regions=len(transcript.interface),
        fingerprints=len(library.fingerprints),
        languages=tuple(sorted({f.language for f in library.fingerprints} - {"any"})),
        packs=len(library.stamp.packs),
    )


def limits(
    transcript: Transcript, found: tuple[Passage, ...], known: Facts, library: Library
) -> tuple[Message, ...]:
    """The sentences that go with this result wherever it is shown."""
    said: list[Message | None] = [
        _resemblance(),
        _signless(library),
        *_without_sign(transcript, found, library),
    ]
    if known.outcome == "wording":
        said.append(gap(transcript.claim))
    if known.outcome == "nothing-found":
        said = [_silence(), _unchecked()]
    elif known.outcome == "not-counted":
        said = [_only_quoted()]
    elif known.outcome == "no-text":
        said = []
    said.append(_whole_clauses(found))
    if transcript.origin == "chat log":
        said.append(
            message("This is pasted text: anyone can type it, labels of speakers and products included.")
        )
    else:
        said.append(
            message("Words cannot show whether the exchange took place or whether the picture was altered.")
        )
    said += [_unconfirmed(transcript), _unsure_turns(transcript), _repeated_turns(transcript)]
    return tuple(sentence for sentence in said if sentence is not None)


def _silence() -> Message:
    return message(
        "{silent} of 100 texts by language models carry no hard sign either (no self-naming, refusal, policy or "
        "cut-off date), so this says nothing about who wrote the text ({source}).",
        silent=study().silent_per_100,
        source=study().source,
    )


def _unchecked() -> Message:
    return message("Other languages, reworded text and models that nobody has measured were not checked.")


def _only_quoted() -> Message:
    return message("Wording that does not count says nothing about who wrote the text around it.")


def _resemblance() -> Message:
    return message("Wording shows what a text resembles, not which product or person wrote it.")


def _whole_clauses(found: tuple[Passage, ...]) -> Message | None:
    """The passage that is shown may be longer than what was counted."""
    if not any(passage.weight is not None and passage.fingerprint.reach == "clause" for passage in found):
        return None
    return message(
        "Some passages are shown to the end of their clause; the counts are of the fingerprint in them, however "
        "the clause goes on."
    )


def _unconfirmed(transcript: Transcript) -> Message | None:
    claim = transcript.claim
    if claim is None or claim.confirmed:
        return None
    return message(
        "The claim to show {product} was read from “{words}”, and nobody has confirmed it.",
        product=claim.product,
        words=claim.words,
    )


def _unsure_turns(transcript: Transcript) -> Message | None:
    unsure = sum(not turn.sure for turn in transcript.turns)
    if not unsure:
        return None
    return message(
        "It is uncertain who speaks in {unsure} of {turns} turns; check the roles.",
        unsure=unsure,
        turns=len(transcript.turns),
    )


def _repeated_turns(transcript: Transcript) -> Message | None:
    repeated = sum(turn.repeats is not None for turn in transcript.turns)
    if not repeated:
        return None
    return message(
        "Turns that the capture before shows as well, wholly or in part: {repeated} of {turns}. What they share "
        "is counted there and not again here.",
        repeated=repeated,
        turns=len(transcript.turns),
    )


def _without_sign(transcript: Transcript, found: tuple[Passage, ...], library: Library) -> list[Message]:
    """For each maker that the words name or the picture claims: that the library knows no sign of it."""
    concerned = {passage.fingerprint.names for passage in found if passage.match.counts}
    if transcript.claim is not None:
        concerned.add(transcript.claim.family)
    return [
        sign_of(library, family)
        for family in sorted(family for family in concerned if family)
        if not has_sign(library, family)
    ]


def _signless(library: Library) -> Message:
    makers = makers_with_signs(library)
    if not makers:
        return message("The library holds no measured sign of any maker.")
    return message(
        "Measured signs, which are words that one maker's models use far more often than others on the same prompts, "
        "are known of these makers alone: {makers}. That a text names a maker is no such sign.",
        makers=listed(makers),
    )
