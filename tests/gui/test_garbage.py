"""Garbage that holds widgets is taken apart in the window's thread, never in a worker."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from witnessmark_gui.garbage import Garbage
from witnessmark_gui.tasks import Tasks

MANY = 20_000  # objects: several times what makes Python look for garbage


class Told(QDialog):
    """A dialog in a cycle, as those are whose signals call what holds them; tells where it ends."""

    def __init__(self, ended: list[str]) -> None:
        super().__init__()
        self._ended = ended
        self._label = QLabel("words", self)
        self._again = lambda: self.windowTitle()

    def __del__(self) -> None:
        self._ended.append(threading.current_thread().name)


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.shutdown()


@pytest.fixture
def garbage(tasks):
    made = Garbage(tasks)
    yield made
    made.end()


def busy(stop: threading.Event) -> Iterator[object]:
    """Work that makes many objects that stay."""
    yield [[number] for number in range(MANY)]


def test_a_worker_takes_no_dialog_apart(qtbot, tasks, garbage):
    ended: list[str] = []
    for _ in range(20):
        Told(ended)
    for _ in range(4):
        tasks.start(busy)
    qtbot.waitUntil(lambda: tasks.running == 0)
    assert ended == []
    gc.collect()
    assert len(ended) == 20
    assert set(ended) == {threading.main_thread().name}


def test_it_is_looked_for_by_itself(qtbot, garbage):
    ended: list[str] = []
    Told(ended)
    kept = [[number] for number in range(MANY)]
    qtbot.waitUntil(lambda: ended == [threading.main_thread().name], timeout=10_000)
    assert len(kept) == MANY


def test_a_window_takes_it_over_until_its_threads_have_ended(make_window):
    assert gc.isenabled()
    window = make_window()
    assert not gc.isenabled()
    window.tools.shutdown()
    assert gc.isenabled()


def test_little_garbage_is_left_for_later(garbage, monkeypatch):
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    for counts in ((5, 0, 0), (701, 0, 0), (5, 11, 0), (701, 11, 11)):
        monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
        monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
        garbage.look()
    assert collected == [0, 1, 2]
