"""Opening and closing cases for a long time takes no memory with it."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from evidence import log_case, picture_case

CYCLES = 500
ALLOWED = 12 * 1024  # KiB; a leak of one small picture a cycle would be forty times as much


def resident() -> int:
    """KiB of this process that are in memory now."""
    with Path("/proc/self/status").open(encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_memory_is_flat_over_many_openings(qtbot, window):
    bench, cases = window.tools.bench, []
    for number in range(4):
        evidence = picture_case(str(number)) if number % 2 else log_case(f"User: {number}\nAssistant: no")
        case = bench.store.new_case(f"case {number}")
        bench.store.add_item(
            case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture
        )
        cases.append(case.id)
    bench.cases_changed.emit()

    def cycle(number):
        bench.open_case(cases[number % len(cases)])
        qtbot.waitUntil(lambda: window.tools.tasks.running == 0)
        bench.close_case()
        QApplication.processEvents()

    for number in range(150):
        cycle(number)
    gc.collect()
    before = resident()
    for number in range(CYCLES):
        cycle(number)
    gc.collect()
    assert resident() - before < ALLOWED
