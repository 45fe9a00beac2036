import pytest

from evidence import picture_case
from keeping import add
from witnessmark.errors import ExportError
from witnessmark.export.check import check_extract
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
