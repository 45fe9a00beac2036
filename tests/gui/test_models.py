from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from evidence import log_case, picture_case
from witnessmark.records import OUTCOMES, Judged
from witnessmark_gui.cases.model import SUMMARY, CasesModel
from witnessmark_gui.cases.words import chips_of
from witnessmark_gui.findings.model import FindingsModel
from witnessmark_gui.keeper import StorePlace
from witnessmark_gui.workbench import Workbench

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def bench(qapp, tmp_path):
    made = Workbench(StorePlace(tmp_path / "evidence.witnessmark", "Ada"))
    assert made.open_store(made.place)
    yield made
    made.shutdown()


def fill(bench, count):
    for number in range(count):
        evidence = picture_case(str(number)) if number % 2 else log_case(f"User: {number}\nAssistant: no")
        case = bench.store.new_case(f"case about {number}", draft=bool(number % 3))
        bench.store.add_item(
            case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture
        )


def test_the_list_of_cases_is_a_sound_model(bench):
    model = CasesModel(bench)
    tester = QAbstractItemModelTester(model, FATAL)
    fill(bench, 7)
    model.refresh()
    assert model.rowCount() == 7
    model.search = "about 3"
    model.refresh()
    assert [model.index(row).data() for row in range(model.rowCount())] == ["case about 3"]
    model.search, model.sorting = "", "oldest"
    model.refresh()
    assert model.index(0).data() == "case about 0"
    assert tester.model() is model


def test_a_picture_with_no_text_is_not_called_checked(bench):
    """Every outcome has a chip of its own; one that names a maker has that of the maker."""
    summary = bench.store.summary(bench.store.new_case("blank").id)
    chips = {outcome: chips_of(replace(summary, outcome=outcome, draft=False)) for outcome in OUTCOMES}
    assert [chip.text for chip in chips["no-text"]] == ["no text to check"]
    assert [chip.text for chip in chips["nothing-found"]] == ["checked: nothing found"]
    assert [outcome for outcome, shown in chips.items() if not shown] == ["names"]


def test_rows_come_when_they_are_seen(bench):
    fill(bench, 5)
    asked = []
    ask = bench.keeper
    bench.keeper = lambda case_id: asked.append(case_id) or ask(case_id)
    model = CasesModel(bench)
    model.refresh()
    assert asked == []
    assert model.index(2).data(SUMMARY).title == "case about 2"
    assert model.index(2).data() == "case about 2"
    assert len(asked) == 1


def test_a_row_can_be_read_by_a_screen_reader(bench):
    fill(bench, 2)
    model = CasesModel(bench)
    model.refresh()
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "case about 1" in spoken
    assert "names OpenAI" in spoken
    assert "differs from claim" in spoken


def many_matches():
    inspection = picture_case().inspection
    match = inspection.matches[0]
    others = (
        replace(match, fingerprint="b.b", start=1, end=4, text="zz", score=91.0, layer="fuzzy", weight=1.25),
        replace(match, fingerprint="a.a", start=5, end=9, text="aa", counts=False),
    )
    return replace(inspection, matches=(match, *others))


def test_the_findings_are_a_sound_model(qapp):
    model = FindingsModel()
    tester = QAbstractItemModelTester(model, FATAL)
    model.show(many_matches(), "item", ())
    assert (model.rowCount(), model.columnCount()) == (3, 6)
    model.sort(1)
    assert [model.index(row, 1).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)] == [
        "Fingerprint: a.a",
        "Fingerprint: b.b",
        "Fingerprint: openai.policy.use-case",
    ]
    assert model.match_in(0) == 2
    assert model.row_of(2) == 0
    model.sort(-1)
    assert model.match_in(0) == 0
    model.show(None, "", ())
    assert model.rowCount() == 0
    assert tester.model() is model


def test_the_cells_say_what_was_measured_and_no_more(qapp):
    model = FindingsModel()
    model.show(many_matches(), "item", ())
    cells = [[model.index(row, column).data() for column in (2, 3, 4, 5)] for row in range(3)]
    assert cells == [
        ["OpenAI", "exact", "yes, weighs nothing", "–"],
        ["OpenAI", "91 fuzzy", "yes, weighs 1.2", "–"],
        ["OpenAI", "exact", "no", "–"],
    ]


def test_a_judgement_stands_beside_the_result(qapp):
    inspection = many_matches()
    match = inspection.matches[0]
    judged = Judged("item", match.fingerprint, 1, None, match.start, "rejected", "a joke", "Ada", "now")
    model = FindingsModel()
    model.show(inspection, "item", (judged,))
    assert model.index(0, 5).data() == "rejected"
    assert model.index(0, 4).data() == "yes, weighs nothing"
    assert "a joke" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(1, 5).data() == "–"


def test_a_tip_never_becomes_markup(qapp):
    inspection = picture_case().inspection
    match = replace(inspection.matches[0], text="<img src='file:///etc/passwd'>")
    model = FindingsModel()
    model.show(replace(inspection, matches=(match,)), "item", ())
    assert "<img" not in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_findings_are_filtered(qapp):
    inspection = many_matches()
    match = inspection.matches[1]
    judged = Judged("item", match.fingerprint, 1, None, match.start, "unsure", "", "Ada", "now")
    model = FindingsModel()
    model.show(inspection, "item", (judged,))
    model.filter("counting")
    assert [model.match_in(row) for row in range(model.rowCount())] == [0, 1]
    assert model.row_of(2) == -1
    model.filter("open")
    assert [model.match_in(row) for row in range(model.rowCount())] == [0, 2]
    model.show_judgements(())
    assert model.rowCount() == 3
    model.filter("all")
    assert model.rowCount() == 3
