import pytest

from witnessmark.errors import ExportError
from witnessmark.export.write import replace_file
from witnessmark.store.store import Store


def test_an_export_never_replaces_a_store(tmp_path):
    path = tmp_path / "evidence.witnessmark"
    with Store.open(path) as store:
        number = store.new_case("kept", draft=False).number
        for victim in (path, path.with_name(path.name + "-wal")):
            with pytest.raises(ExportError, match="not overwritten"):
                replace_file(victim, b"{}")
    with Store.open(path) as store:
        assert store.case_by_number(number).title == "kept"


def test_an_older_export_is_replaced(tmp_path):
    out = tmp_path / "case.json"
    replace_file(out, b"old")
    replace_file(out, b"new")
    assert out.read_bytes() == b"new"
