"""Two captures of one conversation in one case: what they share is shown as such and counted once."""

from __future__ import annotations

from dataclasses import replace

import pytest

import scenes
from evidence import picture_case
from fakes import FakeReader
from witnessmark.intake.acquire import from_bytes
from witnessmark.records import Acquisition
from witnessmark_gui.jobs import Order


def settle(qtbot, window):
    qtbot.waitUntil(lambda: not window.tools.edits.busy and window.tools.tasks.running == 0, timeout=20_000)


def headers(window) -> list[str]:
    script = window.transcript.view.script
    turns = [part for part in script.parts if part.kind == "turn"]
    return [script.text[part.header.start : part.header.end] for part in turns]


@pytest.fixture
def reader():
    """Every picture is read as the same two bubbles on an assistant's page."""
    shapes = [["box", 240, 80, 370, 50, "#cfe9ff", 14], ["box", 20, 150, 430, 90, "#e4e6eb", 14]]
    lines = [
        (290, 12, "Grok"),
        (256, 92, "Tell me how to make soup of nettles"),
        (36, 162, "I'm afraid I cannot fulfill that request, as it"),
        (36, 192, "goes against OpenAI's use case policy."),
    ]
    texts = [[x, y, 18, "#101010", 0, text] for x, y, text in lines]
    layout = {"width": 640, "height": 360, "background": "#ffffff", "shapes": shapes, "texts": texts}
    scene, evidence = scenes.drawn("captures", layout), picture_case()
    inspection = replace(evidence.inspection, reading=scene.reading)
    return FakeReader(replace(evidence, inspection=inspection, picture=scene.picture))


@pytest.fixture
def sources():
    return tuple(from_bytes(picture_case(seed).data, f"{seed}.png") for seed in ("one", "two"))


@pytest.mark.parametrize("at_once", [True, False])
def test_the_second_capture_is_marked_and_not_counted_again(qtbot, window, sources, at_once):
    bench, acquisition = window.tools.bench, Acquisition(how="test")
    if at_once:
        window.tools.intake.order(Order(sources, acquisition, "talk"))
    else:
        window.tools.intake.order(Order(sources[:1], acquisition, "talk"))
        qtbot.waitUntil(lambda: bench.case is not None and not window.tools.intake.busy, timeout=20_000)
        window.tools.intake.order(Order(sources[1:], acquisition, "talk", bench.case.id))
    qtbot.waitUntil(lambda: bench.case is not None and len(bench.case.items) == 2, timeout=20_000)
    settle(qtbot, window)
    first, second = bench.case.items
    assert {match.counts for match in first.inspection.matches} == {True}
    assert {match.counts for match in second.inspection.matches} == {False}
    bench.show_item(second.id)
    assert all("also in the capture before" in header for header in headers(window))
    bench.show_item(first.id)
    assert not any("capture before" in header for header in headers(window))


def test_a_turn_can_be_counted_all_the_same_and_undone(qtbot, window, sources):
    bench = window.tools.bench
    window.tools.intake.order(Order(sources, Acquisition(how="test"), "talk"))
    qtbot.waitUntil(lambda: bench.case is not None and len(bench.case.items) == 2, timeout=20_000)
    settle(qtbot, window)
    bench.show_item(bench.case.items[1].id)
    part = window.transcript.view.script.part_of(1, None)
    menu = window.transcript.menu_at(part.body.start + 3)
    next(each for each in menu.actions() if each.text().startswith("Not the turn")).trigger()
    settle(qtbot, window)
    assert {match.counts for match in bench.inspection.matches} == {True}
    assert "capture before" not in headers(window)[1]
    window.actions_by_name["undo"].trigger()
    settle(qtbot, window)
    assert {match.counts for match in bench.inspection.matches} == {False}
