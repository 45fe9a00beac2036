"""A store of each released schema is opened by the present program, and nothing in it is lost."""

import shutil
from pathlib import Path

import pytest

from evidence import log_case, picture_case
from keeping import add
from witnessmark.store.connection import expected_schema, schema_of
from witnessmark.store.store import Store

GOLDEN = sorted((Path(__file__).parents[2] / "golden" / "stores").glob("*.witnessmark"))


def test_there_is_a_golden_store_of_the_present_schema():
    assert [path.stem for path in GOLDEN] == ["1.0"]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_an_old_store_opens_with_all_that_was_in_it(golden, tmp_path):
    path = tmp_path / golden.name
    shutil.copyfile(golden, path)
    with Store.open(path) as store:
        assert store.verify().findings == ()
        assert schema_of(store._connection) == expected_schema()
        case = store.case_by_number(1)
        assert (case.title, case.tags, case.conclusion) == (
            "Grok cites OpenAI policy",
            ("grok", "policy"),
            "Nobody can tell.",
        )
        assert case.notes[0].text == "Is this the policy's wording?"
        assert case.judgements[0].judgement == "accepted"
        assert case.items[0].inspection.transcript == picture_case().inspection.transcript
        original = case.items[0].inspection.original.sha256
        assert store.original(original)
        assert store.picture(original) is not None
        assert [row.number for row in store.cases()] == [2, 1]


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_rows_can_be_put_into_an_old_store_and_found_and_removed(golden, tmp_path):
    path = tmp_path / golden.name
    shutil.copyfile(golden, path)
    with Store.open(path) as store:
        before = store.case_ids("hello")
        case = store.new_case("Hello there")
        assert case.number == 4
        add(store, case, log_case())
        assert set(store.case_ids("hello")) == {*before, case.id}
        store.discard(case.id)
        assert store.case_ids("hello") == before
        assert store.verify().findings == ()


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.stem)
def test_reading_an_old_store_does_not_change_it(golden, tmp_path):
    path = tmp_path / golden.name
    shutil.copyfile(golden, path)
    with Store.open(path, read_only=True) as store:
        assert store.verify().ok
    assert path.read_bytes() == golden.read_bytes()
