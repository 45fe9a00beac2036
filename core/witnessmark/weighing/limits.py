"""What a result does not show; and what was looked at, so that "nothing found" means something."""

from __future__ import annotations

from witnessmark.library.load import Library
from witnessmark.records import Checked, Message, Transcript, message
from witnessmark.weighing.facts import Facts
from witnessmark.weighing.gaps import gap
from witnessmark.weighing.makers import makers_with_signs
from witnessmark.weighing.study import study


def checked(transcript: Transcript, library: Library) -> Checked:
    """The turns, regions, fingerprints and languages that were looked at."""
    spoken = [turn for turn in transcript.turns if turn.text.strip()]
    return Checked(
        turns=len(spoken),
        counting_turns=sum(turn.role in ("assistant", "other") for turn in spoken),
        regions=len(transcript.interface),
        fingerprints=len(library.fingerprints),
        languages=tuple(sorted({f.language for f in library.fingerprints} - {"any"})),
    )


def limits(transcript: Transcript, known: Facts, library: Library) -> tuple[Message, ...]:
    """The sentences that go with this result wherever it is shown."""
    said: list[Message | None] = [_resemblance(), _signless(library)]
    if known.outcome == "wording":
        said.append(gap(transcript.claim))
    if known.outcome == "nothing-found":
        said = [_silence(), _looked_at(transcript, library)]
    elif known.outcome == "not-counted":
        said = [_only_quoted(), _looked_at(transcript, library)]
    if transcript.origin == "chat log":
        said.append(
            message("This is pasted text: anyone can type it, labels of speakers and products included.")
        )
    else:
        said.append(
            message("Whether the exchange happened and whether the picture was altered, words cannot show.")
        )
    said += [_unconfirmed(transcript), _unsure_turns(transcript)]
    return tuple(sentence for sentence in said if sentence is not None)


def _looked_at(transcript: Transcript, library: Library) -> Message:
    looked = checked(transcript, library)
    return message(
        "Looked through: turns {turns}, of these {counting} of an assistant or another speaker; pieces of "
        "interface text {regions}. Looked for: fingerprints {fingerprints} from packs {packs}; languages "
        "{languages}.",
        turns=looked.turns,
        counting=looked.counting_turns,
        regions=looked.regions,
        fingerprints=looked.fingerprints,
        packs=len(library.stamp.packs),
        languages=", ".join(looked.languages),
    )


def _silence() -> Message:
    return message(
        "{silent} of 100 texts by language models carry no such sign either, so this says nothing about who "
        "wrote the text ({source}). Other languages, reworded text and models that are not in the corpora "
        "were not checked.",
        silent=study().silent_per_100,
        source=study().source,
    )


def _only_quoted() -> Message:
    return message("Quoted wording says nothing about who wrote the text around it.")


def _resemblance() -> Message:
    return message("Wording shows what a text resembles, not which product or person wrote it.")


def _unconfirmed(transcript: Transcript) -> Message | None:
    claim = transcript.claim
    if claim is None or claim.confirmed:
        return None
    return message(
        "That {product} is claimed was read from “{words}”; nobody has confirmed it.",
        product=claim.product,
        words=claim.words,
    )


def _unsure_turns(transcript: Transcript) -> Message | None:
    unsure = sum(not turn.sure for turn in transcript.turns)
    if not unsure:
        return None
    return message(
        "Who says what is uncertain in {unsure} of {turns} turns; check the roles.",
        unsure=unsure,
        turns=len(transcript.turns),
    )


def _signless(library: Library) -> Message:
    makers = makers_with_signs(library)
    if not makers:
        return message("The library holds no measured sign of any maker.")
    return message(
        "The library holds measured signs of {makers} alone; for every other maker it has none. "
        "That a text names a maker is no such sign.",
        makers=" and ".join(makers),
    )
