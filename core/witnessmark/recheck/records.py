"""What is to be repeated, from a case in a store or from an extract."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from witnessmark.export.extract import Extract
from witnessmark.recheck.recheck import Record
from witnessmark.records import Case, Inspection, Item, Transcript
from witnessmark.store.store import Store


def records_of_case(store: Store, case: Case) -> tuple[Record, ...]:
    """The items of a case; the store gives the originals as long as it is open."""
    return tuple(
        Record(
            name=_name(item),
            shown=item.inspection,
            machine=_machine(store, item),
            original=partial(store.original, item.inspection.original.sha256),
            ahead=_ahead(case, item),
        )
        for item in case.items
    )


def records_of_export(extract: Extract, original: Callable[[str], bytes]) -> tuple[Record, ...]:
    """The items of an extract, which holds the newest inspection of each; `original` gives bytes by SHA-256."""
    return tuple(
        Record(
            name=_name(item),
            shown=item.inspection,
            machine=None if item.transcript_changed else item.inspection,
            original=partial(original, item.inspection.original.sha256),
            ahead=_ahead(extract.case, item),
            redacted=bool(extract.case.redactions),
        )
        for item in extract.case.items
    )


def _machine(store: Store, item: Item) -> Inspection | None:
    """The newest inspection that no hand has changed."""
    found = zip(store.inspections(item.id), store.changed_by_hand(item.id), strict=True)
    return next((each for each, changed in reversed(tuple(found)) if not changed), None)


def _ahead(case: Case, item: Item) -> Transcript | None:
    earlier = [other for other in case.items if other.position < item.position]
    return earlier[-1].inspection.transcript if earlier else None


def _name(item: Item) -> str:
    return f"{item.position + 1}. {item.inspection.original.name}"
