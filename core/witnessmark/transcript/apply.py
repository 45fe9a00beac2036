"""A proposed transcript with the analyst's edits: a pure function, so that undo is to leave the last one out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from witnessmark.errors import UsageError
from witnessmark.messages import message
from witnessmark.records import Claim, Region, Transcript, Turn
from witnessmark.transcript.drawing import drawn, set_aside
from witnessmark.transcript.edits import (
    ConfirmClaim,
    CorrectWord,
    CountHere,
    Draw,
    Edit,
    Merge,
    Move,
    SetAside,
    SetRole,
    SetSpeaker,
    Split,
)
from witnessmark.transcript.passages import corrected, merged, renumbered, split, with_kept_repeats


def apply(proposal: Transcript, edits: tuple[Edit, ...]) -> Transcript:
    """The transcript after all edits, in their order; raises UsageError where one does not fit."""
    for edit in edits:
        changed = _APPLY[type(edit)](proposal, edit)
        proposal = changed if isinstance(edit, CountHere) else with_kept_repeats(proposal, changed)
    return proposal


def _correct(transcript: Transcript, edit: CorrectWord) -> Transcript:
    if not edit.text.strip() or "\n" in edit.text:
        raise UsageError(
            message("A correction needs at least one letter and no line break. Type what the picture says.")
        )
    turns = tuple(
        turn if (change := corrected(turn.text, turn.words, turn.quotations, edit)) is None
        else replace(turn, text=change[0], words=change[1], quotations=change[2])
        for turn in transcript.turns
    )  # fmt: skip
    interface = tuple(_corrected_region(region, edit) for region in transcript.interface)
    if turns == transcript.turns and interface == transcript.interface:
        parts: list[Turn | Region] = [*transcript.turns, *transcript.interface]
        known = {span.word for one in parts for span in one.words}
        if edit.word not in known:
            raise UsageError(
                message("The word to correct is not in this transcript. Choose it again in the text.")
            )
    return replace(transcript, turns=turns, interface=interface)


def _corrected_region(region: Region, edit: CorrectWord) -> Region:
    change = corrected(region.text, region.words, (), edit)
    return region if change is None else replace(region, text=change[0], words=change[1])


def _merge(transcript: Transcript, edit: Merge) -> Transcript:
    first = _turn(transcript, edit.turn)
    second = _turn(transcript, edit.turn + 1)
    turns = [*transcript.turns[: edit.turn], merged(first, second), *transcript.turns[edit.turn + 2 :]]
    return replace(transcript, turns=renumbered(turns))


def _split(transcript: Transcript, edit: Split) -> Transcript:
    parts = split(_turn(transcript, edit.turn), edit.at)
    turns = [*transcript.turns[: edit.turn], *parts, *transcript.turns[edit.turn + 1 :]]
    return replace(transcript, turns=renumbered(turns))


def _move(transcript: Transcript, edit: Move) -> Transcript:
    turn = _turn(transcript, edit.turn)
    if not 0 <= edit.to < len(transcript.turns):
        raise UsageError(
            message(
                "There is no place {to} to move the turn to. Choose one of the turns' places.", to=edit.to + 1
            )
        )
    turns = [one for one in transcript.turns if one.index != edit.turn]
    turns.insert(edit.to, turn)
    return replace(transcript, turns=renumbered(turns))


def _set_speaker(transcript: Transcript, edit: SetSpeaker) -> Transcript:
    speaker = edit.speaker.strip() or None if edit.speaker else None
    return _with(transcript, replace(_turn(transcript, edit.turn), speaker=speaker))


def _set_role(transcript: Transcript, edit: SetRole) -> Transcript:
    return _with(transcript, replace(_turn(transcript, edit.turn), role=edit.role, sure=True, confidence=1.0))


def _set_aside(transcript: Transcript, edit: SetAside) -> Transcript:
    return set_aside(transcript, _turn(transcript, edit.turn))


def _count_here(transcript: Transcript, edit: CountHere) -> Transcript:
    return _with(transcript, replace(_turn(transcript, edit.turn), repeats=None))


def _draw(transcript: Transcript, edit: Draw) -> Transcript:
    return drawn(transcript, edit)


def _confirm(transcript: Transcript, edit: ConfirmClaim) -> Transcript:
    if edit.product is None:
        return replace(transcript, claim=None)
    proposed = transcript.claim
    if proposed is not None and (proposed.product, proposed.family) == (edit.product, edit.family):
        return replace(transcript, claim=replace(proposed, confidence=1.0, confirmed=True))
    claim = Claim(edit.product, edit.maker, edit.family, "", "the analyst", confirmed=True)
    return replace(transcript, claim=claim)


def _turn(transcript: Transcript, index: int) -> Turn:
    if not 0 <= index < len(transcript.turns):
        raise UsageError(
            message(
                "There is no turn {index}. Choose one of the {count} turns.",
                index=index + 1,
                count=len(transcript.turns),
            )
        )
    return transcript.turns[index]


def _with(transcript: Transcript, turn: Turn) -> Transcript:
    turns = tuple(turn if one.index == turn.index else one for one in transcript.turns)
    return replace(transcript, turns=turns)


_APPLY: dict[type, Callable[[Transcript, Any], Transcript]] = {
    CorrectWord: _correct,
    Merge: _merge,
    Split: _split,
    Move: _move,
    SetSpeaker: _set_speaker,
    SetRole: _set_role,
    SetAside: _set_aside,
    CountHere: _count_here,
    Draw: _draw,
    ConfirmClaim: _confirm,
}
