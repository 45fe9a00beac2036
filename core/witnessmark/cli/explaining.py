"""Why a fingerprint was not matched: for `inspect --explain`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.text import Text

from witnessmark.cli.terminal import cell, line
from witnessmark.errors import UsageError
from witnessmark.language import say, tell
from witnessmark.matching.explain import Discarded
from witnessmark.messages import message
from witnessmark.pipeline import Instruments
from witnessmark.records import Inspection

ALL = "all"


@dataclass(frozen=True, slots=True)
class Explained:
    """A near miss and the turn that it stands in."""

    turn: int
    discarded: Discarded

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        near = self.discarded
        place = {"turn": self.turn, "start": near.start, "end": near.end, "text": near.text}
        return {"fingerprint": near.fingerprint, "score": near.score, "reason": near.reason.text} | place

    def told(self) -> Text:
        """For people."""
        near = self.discarded
        return cell(
            f"{say('turn {number}', number=self.turn + 1)} · {near.fingerprint} · {near.score:.0f} · "
            f"{line(tell(near.reason))}"
        )


def check_explainable(fingerprint: str | None, instruments: Instruments) -> None:
    """Raise UsageError where the library has no such fingerprint."""
    known = {each.id for each in instruments.library.fingerprints}
    if fingerprint not in (None, ALL, *known):
        raise UsageError(
            message(
                "There is no fingerprint {fingerprint}. `witnessmark library list` names them all.",
                fingerprint=str(fingerprint),
            )
        )


def explanations(inspection: Inspection, instruments: Instruments, fingerprint: str) -> list[Explained]:
    """Why each turn holds no match of `fingerprint`; with `all`, every near miss of any."""
    return list(_explanations(inspection, instruments, fingerprint))


def _explanations(inspection: Inspection, instruments: Instruments, fingerprint: str) -> Iterator[Explained]:
    matcher = instruments.matcher
    if fingerprint == ALL:
        yield from (Explained(*near) for near in matcher.near_misses(inspection.transcript))
        return
    for turn in inspection.transcript.turns:
        yield from (Explained(turn.index, near) for near in matcher.why(turn.text, fingerprint))
