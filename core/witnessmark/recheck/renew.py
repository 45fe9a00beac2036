"""Items matched and weighed again with the library of today, beside what was found with the library of then."""

from __future__ import annotations

from dataclasses import dataclass

from witnessmark.messages import Message, message
from witnessmark.pipeline import Instruments, reconsider
from witnessmark.records import Inspection, Item, Match
from witnessmark.weighing.looked import outcome_of


@dataclass(frozen=True, slots=True)
class Renewed:
    """An item's result of today; `come` are passages that it has and the earlier one had not, `gone` the others."""

    item: Item
    after: Inspection
    come: tuple[Match, ...]
    gone: tuple[Match, ...]

    @property
    def said(self) -> tuple[Message, ...]:
        """What came out, in sentences; the passages themselves are for a list."""
        before, after = (outcome_of(each.assessment) for each in (self.item.inspection, self.after))
        said = [message("{count} passage is new.|{count} passages are new.", count=len(self.come))]
        said.append(
            message(
                "{count} passage is not found any more.|{count} passages are not found any more.",
                count=len(self.gone),
            )
        )
        if before != after:
            said.append(message("The outcome was {before} and is {after}.", before=before, after=after))
        return tuple(said)


def renew(item: Item, instruments: Instruments) -> Renewed:
    """Match and weigh an item's transcript, with all corrections in it, by the library of today."""
    before = item.inspection
    after = reconsider(before.transcript, instruments, before)
    then, now = {_place(match) for match in before.matches}, {_place(match) for match in after.matches}
    come = tuple(match for match in after.matches if _place(match) not in then)
    gone = tuple(match for match in before.matches if _place(match) not in now)
    return Renewed(item, after, come, gone)


def _place(match: Match) -> tuple[object, ...]:
    return match.fingerprint, match.turn, match.region, match.start
