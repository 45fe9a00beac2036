"""Holding an extract against itself and against the store that it was taken from."""

from __future__ import annotations

from witnessmark.export.blocks import BLOCK
from witnessmark.export.extract import Extract, read_extract
from witnessmark.records import Message, message
from witnessmark.store.chain import entry_hash
from witnessmark.store.store import Store


def check_extract(plain: object, store: Store | None) -> tuple[Message, ...]:
    """What is wrong with an extract's log, and where it differs from `store`; empty where all fits.

    An entry whose reason is redacted cannot be hashed again; that the store's log holds it is asked all the same.

    Raises ExportError where `plain` is no extract.
    """
    found = read_extract(plain)
    wrong = [
        message("Entry {number} of the log in the export was changed.", number=entry.number)
        for entry in found.store.log
        if entry_hash(entry) != entry.hash and not (found.case.redactions and BLOCK in entry.why)
    ]
    if store is not None:
        wrong += _against(found, store)
    return tuple(wrong)


def _against(found: Extract, store: Store) -> list[Message]:
    if store.identity().get("store") != found.store.store:
        return [message("The export was not made from this store.")]
    wrong = []
    if not store.holds_entry(found.store.entries, found.store.head):
        wrong.append(
            message(
                "The store's log does not hold entry {number} as the export names it: "
                "the store was put back to an older state, or its log was written anew.",
                number=found.store.entries,
            )
        )
    wrong += [
        message("Entry {number} of the case is not in the store's log.", number=entry.number)
        for entry in found.store.log
        if not store.holds_entry(entry.number, entry.hash)
    ]
    there = {entry.number for entry in found.store.log}
    wrong += [
        message("Entry {number} of the case is missing from the export.", number=entry.number)
        for entry in store.audit(found.case.id)
        if entry.number <= found.store.entries and entry.number not in there
    ]
    wrong += [
        message("The timestamp of entry {number} in the export is not in the store.", number=stamp.entry)
        for stamp in set(found.store.timestamps) - set(store.timestamps())
    ]
    return wrong
