"""What a chat-log parser finds, and how it becomes a transcript."""

from __future__ import annotations

from dataclasses import dataclass, replace

from witnessmark.records import Claim, Message, Role, ShownDate, Transcript, Turn
from witnessmark.speech.names import role_of_label
from witnessmark.speech.products import product_in_label
from witnessmark.speech.quotations import quotations_in
from witnessmark.speech.times import date_in, iso_of


@dataclass(frozen=True, slots=True)
class Speech:
    """What one speaker says; `label` is the words that named the speaker ("ChatGPT said:")."""

    label: str | None
    speaker: str | None
    text: str
    time: str | None = None
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Log:
    """The speeches of a log, and how they were told apart. `where` is the kind of place the labels are."""

    speeches: tuple[Speech, ...]
    layout: Message
    where: str = "speaker's label in pasted text"


def transcript_of(log: Log) -> Transcript:
    """The transcript of a log: roles, quotations, what it claims to be from, the dates that it shows."""
    speeches = tuple(speech for speech in log.speeches if speech.text.strip())
    roles = _roles(speeches)
    turns = tuple(_turn(index, speech, roles[speech.speaker]) for index, speech in enumerate(speeches))
    return Transcript("chat log", log.layout, turns, claim=_claim(log), dates=_dates(speeches))


def _turn(index: int, speech: Speech, role: Role) -> Turn:
    text = speech.text.strip("\n").rstrip()
    return Turn(
        index,
        speech.speaker,
        speech.role or role,
        text,
        quotations=quotations_in(text),
        time=speech.time,
    )


def _roles(speeches: tuple[Speech, ...]) -> dict[str | None, Role]:
    """By label; where one named person talks to an assistant, that person is the user."""
    roles: dict[str | None, Role | None] = {
        speech.speaker: role_of_label(speech.speaker) if speech.speaker else None for speech in speeches
    }
    known = set(roles.values())
    unknown = [speaker for speaker, role in roles.items() if role is None and speaker is not None]
    to_assistant = "assistant" in known and "user" not in known and len(unknown) == 1
    rest: Role = "user" if to_assistant else "other"
    return {speaker: role or rest for speaker, role in roles.items()}


def _claim(log: Log) -> Claim | None:
    """The product that the labels name, if they name one maker's only."""
    claims = []
    for speech in log.speeches:
        shown = product_in_label(speech.speaker or "")
        if shown is not None:
            product = shown.product
            claims.append(
                Claim(
                    product.name,
                    product.maker,
                    product.family,
                    (speech.label or speech.speaker or "").strip(),
                    log.where,
                    shown.model,
                )
            )
    if not claims:
        return None
    if len({claim.family for claim in claims}) > 1:
        return replace(claims[0], confidence=0.5)
    return claims[0]


def _dates(speeches: tuple[Speech, ...]) -> tuple[ShownDate, ...]:
    shown = dict.fromkeys(date for speech in speeches if (date := date_in(speech.time or "")))
    return tuple(ShownDate(date, iso_of(date)) for date in shown)
