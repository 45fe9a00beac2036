"""Holding what an extract says of its case against the case in the store that it was taken from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from witnessmark.errors import UsageError
from witnessmark.export.check import check_extract
from witnessmark.export.differences import differing
from witnessmark.export.extract import Extract, extract, read_extract
from witnessmark.records import Message, message
from witnessmark.store.store import Store


@dataclass(frozen=True, slots=True)
class Compared:
    """Where an export says otherwise than the store, and what could not be compared and why."""

    differences: tuple[Message, ...] = ()
    left_out: tuple[Message, ...] = ()


def hold_against(plain: object, store: Store) -> Compared:
    """Hold an extract's log and its case against the store; raises ExportError where `plain` is no extract."""
    wrong, content = check_extract(plain, store), compare_content(plain, store)
    return Compared((*wrong, *content.differences), content.left_out)


def compare_content(plain: object, store: Store) -> Compared:
    """Compare the case in an extract with that in its store; raises ExportError where `plain` is no extract.

    What the library says of fingerprints is not looked at: the library in use may be another by now.
    """
    found = read_extract(plain)
    try:
        case = store.case(found.case.id)
    except UsageError:
        gone = message("The case of the export is not in the store (any more), so nothing else was compared.")
        return Compared(left_out=(gone,))
    if store.audit(case.id, limit=1)[-1].number <= found.store.entries:
        now = read_extract(extract(case, found.store)).case
        return Compared(tuple(_told(now, found.case, "case")))
    changed = message(
        "Case {number} was changed since it was exported: title, notes and judgements were not compared.",
        number=case.number,
    )
    if found.case.redactions:
        changed = message(
            "Case {number} was changed since it was exported, and the export leaves words out: what it says was "
            "not compared.",
            number=case.number,
        )
        return Compared(left_out=(changed,))
    return Compared(tuple(_inspections(found, store)), (changed,))


def _inspections(found: Extract, store: Store) -> Iterator[Message]:
    """Each item's inspection against those that the store keeps of it; the nearest is the newest that is left."""
    for place, item in enumerate(found.case.items):
        kept = store.inspections(item.id)
        if kept and item.inspection not in kept:
            same_time = [each for each in kept if each.at == item.inspection.at]
            nearest = (same_time or list(kept))[-1]
            yield from _told(nearest, item.inspection, f"case.items[{place}].inspection")


def _told(before: object, after: object, where: str) -> Iterator[Message]:
    for what in differing(before, after, where):
        yield message("The export differs from the store: {what}", what=what)
