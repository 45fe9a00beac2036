"""A batch can wait and go on, and the strip says of each picture how long it has been read."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from evidence import screenshot
from fakes import FakeReader
from witnessmark.errors import Cancelled
from witnessmark_gui.banner import ProgressStrip
from witnessmark_gui.dialogs import frame
from witnessmark_gui.selection import Selected
from witnessmark_gui.tasks import Gate


class HeldReader(FakeReader):
    """Reads a picture only when it is let."""

    def __init__(self):
        super().__init__()
        self.let = threading.Semaphore(0)

    def examine(self, acquired, options, stop=None):
        found = super().examine(acquired, options, stop)
        while not self.let.acquire(timeout=0.05):
            if stop is not None and stop.is_set():
                raise Cancelled("stopped")
        return found


@pytest.fixture
def batch(qtbot, window, tmp_path):
    reader = HeldReader()
    object.__setattr__(window.tools.toolbox._made, "reader", reader)
    files = []
    for number in range(3):
        file = tmp_path / f"{number}.png"
        file.write_bytes(screenshot(str(number)))
        files.append(file)
    window.deeds.take_files(files)
    qtbot.waitUntil(lambda: len(reader.asked) == 1)
    yield window, reader
    reader.let.release(len(files) + 1)


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_pause_begins_after_the_picture_at_hand_and_ends_when_it_is_asked_for(qtbot, batch):
    window, reader = batch
    strip, bench = window.progress, window.tools.bench
    assert strip.pause.isVisible()
    assert "(1 of 3)" in strip.words
    click(qtbot, strip.pause)
    assert strip.pause.text() == "Go on"
    reader.let.release()
    qtbot.waitUntil(lambda: "Paused" in strip.words)
    assert len(bench.case.items) == 1
    assert len(reader.asked) == 1
    click(qtbot, strip.pause)
    reader.let.release()
    reader.let.release()
    qtbot.waitUntil(lambda: not window.tools.intake.busy)
    assert len(bench.store.case(bench.case.id).items) == 3
    assert not strip.isVisible()


def test_the_first_picture_stays_on_show_while_the_others_come(qtbot, batch):
    window, reader = batch
    bench = window.tools.bench
    reader.let.release()
    qtbot.waitUntil(lambda: bench.item is not None)
    first, shown = bench.item.id, []
    bench.item_shown.connect(lambda: shown.append(bench.item))
    bench.select(Selected(turn=0))
    reader.let.release(2)
    qtbot.waitUntil(lambda: not window.tools.intake.busy)
    assert bench.item.id == first
    assert bench.selected == Selected(turn=0)
    assert shown == []
    assert len(bench.case.items) == 3
    assert window.picture.items.count() == 3
    assert window.cases.cases.rowCount() == 1


def test_a_batch_does_not_call_back_who_went_to_another_case(qtbot, batch):
    window, reader = batch
    bench = window.tools.bench
    reader.let.release()
    qtbot.waitUntil(lambda: bench.item is not None)
    other = bench.store.new_case("another")
    bench.open_case(other.id)
    reader.let.release(2)
    qtbot.waitUntil(lambda: not window.tools.intake.busy)
    assert bench.case.id == other.id


def test_a_paused_batch_can_be_cancelled_and_the_next_is_not_paused(qtbot, batch):
    window, reader = batch
    click(qtbot, window.progress.pause)
    reader.let.release()
    qtbot.waitUntil(lambda: "Paused" in window.progress.words)
    click(qtbot, window.progress.cancel)
    qtbot.waitUntil(lambda: not window.tools.intake.busy)
    assert len(reader.asked) == 1
    assert not window.progress.pause.isChecked()
    assert not window.tools.intake._gate.closed


def test_a_paused_window_closes_where_the_rest_may_be_lost(qtbot, batch, monkeypatch):
    window, reader = batch
    click(qtbot, window.progress.pause)
    reader.let.release()
    qtbot.waitUntil(lambda: "Paused" in window.progress.words)
    monkeypatch.setattr(frame, "ask", lambda *_: False)
    assert not window.close()
    assert window.tools.intake.busy
    asked = []
    monkeypatch.setattr(frame, "ask", lambda parent, title, *_: not asked.append(title))
    assert window.close()
    assert asked == ["Close while something is being read?"]


def test_a_window_that_reads_nothing_closes_without_a_question(qtbot, window, monkeypatch):
    monkeypatch.setattr(frame, "ask", lambda *_: pytest.fail("asked"))
    assert window.close()


def test_what_waits_in_line_is_counted(qtbot, batch, tmp_path):
    window, reader = batch
    window.deeds.take_files([tmp_path / "0.png"])
    reader.let.release()
    qtbot.waitUntil(lambda: "1 more is waiting" in window.progress.words)


def test_the_strip_counts_the_seconds_of_each_picture(qtbot):
    strip = ProgressStrip(lambda: None)
    qtbot.addWidget(strip)
    strip.tell("Reading: a.png", 0, 1)
    assert not strip.pause.isVisible()
    strip.tick()
    strip.tick()
    assert strip.words == "Reading: a.png · 2 seconds"
    strip.tell("Reading: b.png", 0, 1)
    assert strip.words == "Reading: b.png"


def test_a_closed_gate_lets_nobody_pass_but_who_is_to_stop():
    gate, stop = Gate(), threading.Event()
    assert gate.passed(stop)
    gate.close()
    stop.set()
    assert not gate.passed(stop)
