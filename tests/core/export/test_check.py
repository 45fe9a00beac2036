from dataclasses import replace

import pytest

from evidence import picture_case
from keeping import add, note, redaction
from witnessmark.errors import ExportError
from witnessmark.export.check import check_extract
from witnessmark.export.content import Compared, compare_content
from witnessmark.export.extract import load_extract
from witnessmark.export.write import extract_of, write
from witnessmark.store.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "s.witnessmark") as opened:
        add(opened, opened.new_case("T"), picture_case())
        yield opened


def test_an_export_fits_its_store_also_after_later_changes(store, tmp_path):
    file = write(store, store.case_by_number(1), "json", tmp_path / "e.json")
    store.new_case("later")
    assert check_extract(load_extract(file), store) == ()
    assert check_extract(load_extract(file), None) == ()


def test_an_export_of_another_or_an_older_store_is_told(store, tmp_path):
    older = tmp_path / "older.witnessmark"
    store.backup(older)
    store.rename(store.cases()[0].id, "U")
    plain = extract_of(store, store.case_by_number(1))
    with Store.open(older) as back:
        assert any("older state" in found.text for found in check_extract(plain, back))
    with Store.open(tmp_path / "other.witnessmark") as other:
        assert "not made from this store" in check_extract(plain, other)[0].text


def test_a_changed_entry_in_an_export_is_found(store):
    plain = extract_of(store, store.case_by_number(1))
    plain["store"]["log"][0]["actor"] = "Eve"
    assert "was changed" in check_extract(plain, None)[0].text


@pytest.mark.parametrize("content", [None, b"", b"nonsense", b"\xff\xfe", b"[]"])
def test_what_is_no_export_is_told_in_a_sentence(store, tmp_path, content):
    file = tmp_path / "e.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ExportError):
        check_extract(load_extract(file), store)


def texts(found):
    return [each.text for each in found]


def test_an_export_says_what_its_store_says(store):
    case = store.case_by_number(1)
    store.put_note(case.id, note(case.items[0]))
    store.put_redaction(case.id, redaction(case.items[0]))
    assert compare_content(extract_of(store, store.case_by_number(1)), store) == Compared()


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("title",), "another"),
        (("items", 0, "inspection", "transcript", "turns", 1, "text"), "I never said that."),
        (("items", 0, "inspection", "matches"), []),
        (("items", 0, "inspection", "assessment", "outcome"), "agrees"),
        (("items", 0, "acquisition", "by"), "Eve"),
        (("notes",), []),
    ],
)
@pytest.mark.parametrize("later", [False, True])
def test_what_was_altered_in_an_export_is_found(store, where, value, later):
    case = store.case_by_number(1)
    store.put_note(case.id, note(case.items[0]))
    plain = extract_of(store, store.case_by_number(1))
    inner = plain["case"]
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    if later:
        store.add_inspection(case.items[0].id, replace(case.items[0].inspection, at="2027-01-01T00:00:00Z"))
    found = compare_content(plain, store)
    if later and "inspection" not in where:
        assert (found.differences, len(found.left_out)) == ((), 1)
        assert "not compared" in found.left_out[0].text
    else:
        assert found.differences[0].text.startswith("The export differs from the store: case.")
        assert bool(found.left_out) == later


def test_of_a_changed_case_with_redactions_and_of_a_removed_one_nothing_is_compared(store):
    case = store.case_by_number(1)
    store.put_redaction(case.id, redaction(case.items[0]))
    plain = extract_of(store, store.case_by_number(1))
    store.rename(case.id, "later")
    assert "leaves words out" in compare_content(plain, store).left_out[0].text
    store.discard(case.id, "a test")
    assert "not in the store" in compare_content(plain, store).left_out[0].text


def test_an_entry_or_a_timestamp_that_only_one_of_both_has_is_told(store):
    plain = extract_of(store, store.case_by_number(1))
    plain["store"]["log"] = plain["store"]["log"][:1] + plain["store"]["log"][2:]
    plain["store"]["timestamps"] = [
        {"entry": 2, "hash": "x", "at": "2020-01-01T00:00:00Z", "authority": "Eve", "response": ""}
    ]
    assert texts(check_extract(plain, store)) == [
        "Entry 2 of the case is missing from the export.",
        "The timestamp of entry 2 in the export is not in the store.",
    ]
