"""Where an entry would match: in the case on show, then in every case of the store. It can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.matching.matcher import Matcher
from witnessmark.records import Case, Fingerprint
from witnessmark_gui.keeper import StorePlace
from witnessmark_gui.language import say


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that the entry would match, and where: the case on show, or another one of the store."""

    case: int
    current: bool
    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Searched:
    """So many cases of so many in the store were searched."""

    cases: int
    total: int


def try_entry(
    fingerprint: Fingerprint, case: Case | None, place: StorePlace | None, stop: threading.Event
) -> Iterator[object]:
    """Yield a Hit for each passage, those of `case` first, and a Searched after each case of the store."""
    matcher = Matcher((fingerprint,))
    if case is not None:
        yield from _hits(matcher, case, current=True)
    if place is None:
        return
    from witnessmark.store.store import Store

    with Store.open(place.path, read_only=True) as store:
        ids = store.case_ids()
        yield Searched(0, len(ids))
        for count, case_id in enumerate(ids, 1):
            if stop.is_set():
                return
            if case is None or case_id != case.id:
                yield from _hits(matcher, store.case(case_id), current=False)
            yield Searched(count, len(ids))


def _hits(matcher: Matcher, case: Case, current: bool) -> Iterator[Hit]:
    for item in case.items:
        for match in matcher.find(item.inspection.transcript):
            if match.turn is not None:
                where = say("item {item}, turn {turn}", item=item.position + 1, turn=match.turn + 1)
            else:
                where = say("item {item}, interface", item=item.position + 1)
            yield Hit(case.number, current, where, match.text)
