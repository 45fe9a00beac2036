"""Where two readings of the same original differ: words, places, confidences, and the engine itself."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from witnessmark.records import Message, Reading, Word, message

NEAR = 2  # pixels by which a word may lie elsewhere before it is told; engines round differently on other processors
ALIKE = 0.02  # of confidence, for the same reason


def engines(before: Reading, after: Reading) -> Iterator[Message]:
    """What is another engine than the one recorded: its version and the files that decide what it reads."""
    if (before.engine, before.version) != (after.engine, after.version):
        yield message(
            "The recorded reading is by {engine} {version}; on this machine it was read by {now} {now_version}.",
            engine=before.engine,
            version=before.version,
            now=after.engine,
            now_version=after.version,
        )
    then = {model.name: model.sha256 for model in before.models}
    for model in after.models:
        if then.get(model.name, model.sha256) != model.sha256:
            yield message(
                "The engine's file {name} is not the one that the recorded reading used.", name=model.name
            )


def words(before: Reading, after: Reading) -> Iterator[Message]:
    """Each run of words that is read otherwise now; then how many lie elsewhere or are less or more certain."""
    old, new = ([word.text for word in reading.words] for reading in (before, after))
    moved = doubted = 0
    for kind, low, high, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs = list(zip(before.words[low:high], after.words[first:last], strict=True))
            moved += sum(_elsewhere(one, other) for one, other in pairs)
            doubted += sum(abs(one.confidence - other.confidence) > ALIKE for one, other in pairs)
        else:
            yield _otherwise(" ".join(old[low:high]), " ".join(new[first:last]), low + 1)
    if moved:
        yield message(
            "Words that lie more than {pixels} pixels elsewhere: {count}.", pixels=NEAR, count=moved
        )
    if doubted:
        yield message("Words whose confidence differs by more than {by}: {count}.", by=ALIKE, count=doubted)


def _elsewhere(one: Word, other: Word) -> bool:
    return any(abs(a - b) > NEAR for a, b in zip(one.box, other.box, strict=True))


def _otherwise(before: str, after: str, number: int) -> Message:
    if not after:
        return message("From word {number} on, “{before}” is not read now.", number=number, before=before)
    if not before:
        return message("Before word {number}, “{after}” is read now and was not.", number=number, after=after)
    return message(
        "From word {number} on, “{before}” is read as “{after}” now.",
        number=number,
        before=before,
        after=after,
    )
