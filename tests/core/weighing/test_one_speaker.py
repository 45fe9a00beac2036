"""Several items weighed together, from the analyst's word in the store to the export."""

import json
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from fakes import FakeReader
from witnessmark.cli.app import app
from witnessmark.export.report import report_html
from witnessmark.export.write import extract_of, pictures_of
from witnessmark.intake.acquire import from_bytes
from witnessmark.library.load import load
from witnessmark.matching.matcher import Matcher
from witnessmark.pipeline import Inspected, Instruments, inspect
from witnessmark.reading.engine import ReadOptions
from witnessmark.records import Acquisition
from witnessmark.store.store import Store
from witnessmark.weighing.together import together

GREETING = "ChatGPT said:\nHello, what can I do for you today?"
REFUSAL = "ChatGPT said:\nI'm sorry, but I can't help with that."
OTHER = "Grok said:\nI'm sorry, but I can't help with that."


@pytest.fixture(scope="module")
def instruments():
    library = load()
    return Instruments(FakeReader(), library, Matcher(library.fingerprints))


@pytest.fixture
def kept(tmp_path, instruments):
    """A store, and a function that makes a case of texts in it."""
    with Store.open(tmp_path / "s.witnessmark", examiner="Ada") as store:

        def case_of(*texts):
            case = store.new_case("Two answers")
            for text in texts:
                acquired = from_bytes(text.encode(), "pasted text")
                outcomes = inspect([acquired], instruments, ReadOptions())
                found = next(each for each in outcomes if isinstance(each, Inspected))
                store.add_item(case.id, acquired.data, found.inspection, Acquisition(), None)
            return store.case(case.id)

        yield store, case_of


def _of_one_speaker(store, case):
    store.set_one_speaker(case.id, tuple(item.id for item in case.items))
    return store.case(case.id)


def test_nothing_is_weighed_together_unless_the_analyst_says_so(kept, instruments):
    store, case_of = kept
    case = case_of(GREETING, REFUSAL)
    assert together(case, instruments.library) is None
    assert extract_of(store, case, instruments.library)["together"] is None


def test_items_of_one_speaker_share_their_findings(kept, instruments):
    store, case_of = kept
    case = _of_one_speaker(store, case_of(GREETING, REFUSAL))
    assert case.items[0].inspection.assessment.outcome == "nothing-found"
    found = together(case, instruments.library)
    assert found.items == tuple(item.id for item in case.items)
    assert found.assessment.against_human.grade == case.items[1].inspection.assessment.against_human.grade
    assert found.assessment.against_human.weight is not None


def test_what_cannot_be_weighed_together_says_why(kept, instruments):
    store, case_of = kept
    case = _of_one_speaker(store, case_of(REFUSAL, OTHER))
    found = together(case, instruments.library)
    assert found.assessment is None
    assert "different products (ChatGPT, Grok)" in found.why_not.text
    newer = replace(instruments.library, stamp=replace(instruments.library.stamp, rates_sha256="f" * 64))
    same = _of_one_speaker(store, case_of(GREETING, REFUSAL))
    assert "Inspect them again" in together(same, newer).why_not.text


def test_the_export_holds_what_the_items_are_worth_together(kept, instruments):
    store, case_of = kept
    case = _of_one_speaker(store, case_of(GREETING, REFUSAL))
    plain = extract_of(store, case, instruments.library)
    assert plain["case"]["one_speaker"]["author"] == "Ada"
    report = report_html(plain, pictures_of(store, case))
    assert "The items of one speaker, weighed together" in report
    assert "item 1, item 2" in report
    assert "errors repeat" in report


def test_the_command_line_does_the_same(tmp_path):
    for name, text in (("a.txt", GREETING), ("b.txt", REFUSAL)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    where = ["--data-dir", str(tmp_path / "data")]

    def run(*arguments, code=0):
        result = CliRunner().invoke(app, [*where, *arguments])
        assert result.exit_code == code or result.exception is not None, result.output
        return result.stdout

    said = run("inspect", *files, "--one-speaker", "--one-case", "--save")
    assert "The items of one speaker, weighed together" in said
    assert "weighed together" in run("show", "1")
    run("one-speaker", "1", "--take-back")
    assert "weighed together" not in run("show", "1")
    assert "weighed together" in run("one-speaker", "1")
    *_, last = run("inspect", *files, "--one-speaker", "--json").splitlines()
    found = json.loads(last)["together"]
    assert found["why_not"] is None
    assert found["items"] == ["1", "2"]
    assert found["assessment"]["against_human"]["grade"] != "no grade"
