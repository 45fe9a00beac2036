from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from evidence import picture_case
from fakes import TwoEngines
from keeping import opened_case
from witnessmark_gui.picture.differences import DifferencesModel

WORD, OTHER = "OpenAI's", "bakery's"


@pytest.fixture
def reader():
    return TwoEngines(WORD, OTHER)


@pytest.fixture
def compared(qtbot, window):
    """The invented post, read with both engines."""
    bench = window.tools.bench
    opened_case(window, picture_case())
    window.show()
    assert window.picture.comparison.isHidden()
    window.actions_by_name["compare"].trigger()
    qtbot.waitUntil(
        lambda: bench.inspection is not None and bench.inspection.second is not None, timeout=20_000
    )
    settle(qtbot, window)
    return window


def settle(qtbot, window):
    tools = window.tools
    qtbot.waitUntil(
        lambda: not tools.edits.busy and not tools.intake.busy and tools.tasks.running == 0, timeout=20_000
    )


def row_of_word(model: DifferencesModel) -> int:
    return min(row for row in range(model.rowCount()) if model.place_in(row).other == OTHER)


def cells(model: DifferencesModel, row: int) -> list[str]:
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_the_places_where_the_engines_differ_stand_under_the_picture(compared):
    panel = compared.picture.comparison
    assert panel.isVisible()
    assert panel.places.headerData(1, panel.table.horizontalHeader().orientation()) == "tesseract"
    assert cells(panel.places, row_of_word(panel.places)) == [WORD, OTHER, WORD]


def test_the_places_are_a_sound_model(compared):
    model = DifferencesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(compared.tools.bench.inspection)
    assert model.rowCount() > 0
    model.show(None)
    assert model.rowCount() == 0
    assert tester.model() is model


def test_a_finding_that_one_engine_supports_says_so(compared):
    (match,) = compared.tools.bench.inspection.matches
    model = compared.findings.findings
    assert match.only_by == compared.tools.bench.inspection.reading.engine
    assert "only" in model.index(0, 3).data()


def test_choosing_a_place_frames_it_and_selects_its_words(compared):
    panel, bench = compared.picture.comparison, compared.tools.bench
    row = row_of_word(panel.places)
    panel.table.selectRow(row)
    selected = bench.selected
    text = bench.inspection.transcript.turns[selected.turn].text
    assert text[selected.span.start : selected.span.end] == WORD
    (frame,) = compared.picture.view._selected
    box = panel.places.place_in(row).box
    assert frame.boundingRect().contains(box.x + box.width / 2, box.y + box.height / 2)


def test_the_other_engines_word_is_taken_over_and_undone(qtbot, compared):
    panel, bench = compared.picture.comparison, compared.tools.bench
    panel.table.selectRow(row_of_word(panel.places))
    assert panel.take.isEnabled()
    panel.take.click()
    settle(qtbot, compared)
    assert OTHER in bench.inspection.transcript.turns[0].text
    assert bench.inspection.second is not None
    assert cells(panel.places, row_of_word(panel.places)) == [WORD, OTHER, OTHER]
    assert not panel.take.isEnabled()
    compared.actions_by_name["undo"].trigger()
    assert WORD in bench.inspection.transcript.turns[0].text
    compared.actions_by_name["undo"].trigger()
    assert bench.inspection.second is None
    assert panel.isHidden()


def test_a_closed_comparison_opens_again_without_reading(qtbot, compared, reader):
    panel, asked = compared.picture.comparison, len(reader.asked)
    panel._close()
    assert panel.isHidden()
    compared.actions_by_name["compare"].trigger()
    assert panel.isVisible()
    assert len(reader.asked) == asked


def test_a_missing_engine_is_told_and_changes_nothing(qtbot, window, reader):
    reader.missing = True
    bench = window.tools.bench
    opened_case(window, picture_case())
    with qtbot.waitSignal(bench.trouble, timeout=20_000) as caught:
        window.actions_by_name["compare"].trigger()
    assert "Tesseract" in caught.args[0].message
    settle(qtbot, window)
    assert bench.inspection.second is None
