"""The orders that read the picture on show once more; what was read before stays in the store."""

from __future__ import annotations

from dataclasses import replace

from witnessmark.intake.acquire import from_bytes
from witnessmark_gui.jobs import Order
from witnessmark_gui.workbench import Workbench


def read_again_order(bench: Workbench, engine: str, language: str = "") -> Order | None:
    """Read the item on show with `engine`; raises StoreError where its original cannot be had."""
    item, case = bench.item, bench.case
    if item is None or case is None:
        return None
    original = item.inspection.original
    source = from_bytes(bench.keeper(case.id).original(original.sha256), original.name)
    return Order(
        (source,), item.acquisition, case.title, case.id, again=item.id, engine=engine, language=language
    )


def compare_order(bench: Workbench) -> Order | None:
    """Read the item on show with the other engine beside its reading; None where there is no reading."""
    reading = bench.inspection.reading if bench.inspection else None
    if reading is None:
        return None
    order = read_again_order(bench, "", reading.language)
    return replace(order, beside=reading) if order else None
