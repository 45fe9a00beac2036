from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, QThread, Slot

from witnessmark.errors import UnreadableInput, WitnessmarkError
from witnessmark_gui.tasks import Tasks


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        self.errors: list[WitnessmarkError] = []
        self.threads: set[object] = set()
        self.finished = 0

    @Slot(object)
    def take(self, value: object) -> None:
        self.values.append(value)
        self.threads.add(QThread.currentThread())

    @Slot(object)
    def fail(self, error: object) -> None:
        assert isinstance(error, WitnessmarkError)
        self.errors.append(error)

    @Slot(object)
    def finish(self, _: object) -> None:
        self.finished += 1


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.shutdown()


def launch(tasks, work, receiver):
    task = tasks.new(work)
    task.given.connect(receiver.take)
    task.failed.connect(receiver.fail)
    task.finished.connect(receiver.finish)
    tasks.launch(task)
    return task


def test_values_arrive_in_order_in_the_thread_of_the_window(qtbot, tasks):
    receiver = Receiver()
    launch(tasks, lambda stop: iter(range(100)), receiver)
    qtbot.waitUntil(lambda: receiver.finished == 1)
    assert receiver.values == list(range(100))
    assert receiver.threads == {QThread.currentThread()}
    assert tasks.running == 0


def test_known_trouble_is_a_signal(qtbot, tasks):
    def work(stop):
        yield 1
        raise UnreadableInput("cut off")

    receiver = Receiver()
    launch(tasks, work, receiver)
    qtbot.waitUntil(lambda: receiver.finished == 1)
    assert [error.message for error in receiver.errors] == ["cut off"]
    assert receiver.values == [1]


def test_a_bug_is_logged_and_told_in_short(qtbot, tasks, caplog):
    def work(stop):
        yield 1
        raise ValueError("x" * 5000)

    receiver = Receiver()
    launch(tasks, work, receiver)
    qtbot.waitUntil(lambda: receiver.finished == 1)
    assert len(receiver.errors[0].message) < 400
    assert "a task met a bug" in caplog.text


def test_cancelling_ends_the_work(qtbot, tasks):
    def work(stop):
        while not stop.is_set():
            yield 1

    receiver = Receiver()
    task = launch(tasks, work, receiver)
    qtbot.waitUntil(lambda: bool(receiver.values))
    task.cancel()
    qtbot.waitUntil(lambda: receiver.finished == 1)
    assert task.cancelled


def test_no_finish_of_many_quick_tasks_is_lost(qtbot, tasks):
    receiver = Receiver()
    for number in range(500):
        launch(tasks, lambda stop, number=number: iter([number]), receiver)
    qtbot.waitUntil(lambda: receiver.finished == 500, timeout=20_000)
    assert sorted(receiver.values) == list(range(500))


def test_shutdown_waits_for_what_runs(qapp):
    tasks, ended = Tasks(), threading.Semaphore(0)

    def work(stop):
        stop.wait(20)
        ended.release()
        yield 1

    receiver = Receiver()
    for _ in range(4):
        launch(tasks, work, receiver)
    tasks.shutdown()
    assert all(ended.acquire(blocking=False) for _ in range(4))


def test_nothing_is_started_once_the_window_closes(qtbot):
    tasks, done = Tasks(), []
    tasks.shutdown()
    tasks.start(lambda stop: iter([1]), done.append)
    assert tasks.running == 0
    assert done == []
