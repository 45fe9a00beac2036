"""What is removed is gone from every byte of the store's files."""

import sqlite3

import pytest

from evidence import log_case, picture_case
from keeping import add, note
from witnessmark.store import connection, removal
from witnessmark.store.store import Store
from witnessmark.store.upkeep import holding, remove_backups, restore

SECRET = "zyxwvuquokka"


def every_byte(path):
    files = [path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def secret_case(store, draft):
    case = store.new_case(f"title {SECRET}", draft=draft)
    evidence = log_case(f"User: who is {SECRET}1?\nAssistant: {SECRET}2 is nobody.")
    item = add(store, case, evidence)
    store.put_note(case.id, note(item, text=f"note {SECRET}3"))
    store.rename(case.id, f"second title {SECRET}4")
    store.set_tags(case.id, (f"{SECRET}5",))
    store.set_conclusion(case.id, f"{SECRET}6")
    store.put_note(case.id, note(item, text=f"other note {SECRET}7"))
    return case, evidence.inspection.original.sha256


@pytest.mark.parametrize("draft", [True, False])
def test_a_removed_case_is_in_no_byte_of_the_store_or_its_log(tmp_path, draft):
    path = tmp_path / "s.witnessmark"
    with Store.open(path, examiner="Ada") as store:
        for seed in range(3):
            add(store, store.new_case(f"kept {seed}"), picture_case(str(seed)))
        case, sha256 = secret_case(store, draft)
        add(store, store.new_case("kept too"), log_case())
        assert SECRET.encode() in every_byte(path)
        store.discard(case.id, "asked for by the person shown")
        found = every_byte(path)
        assert SECRET.encode() not in found
        assert SECRET.encode("utf-16-le") not in found
        assert sha256.encode() not in found
        assert b"asked for by the person shown" in found
        assert store.verify().findings == ()


def test_a_removed_item_is_in_no_byte_and_the_rest_stays(tmp_path):
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as store:
        case = store.new_case("kept")
        add(store, case, picture_case())
        item = add(store, case, log_case(f"User: {SECRET}"))
        store.put_note(case.id, note(item, text=SECRET))
        store.remove_item(item.id, "not ours")
        assert SECRET.encode() not in every_byte(path)
        assert len(store.case(case.id).items) == 1
        assert store.verify().findings == ()


def test_words_of_drafts_of_a_large_store_wait_for_compact(tmp_path, monkeypatch):
    monkeypatch.setattr(removal, "QUICK", 1)
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as store:
        case, _ = secret_case(store, draft=True)
        store.discard(case.id)
        assert store.cases(search=SECRET) == ()
        store.compact()
        assert SECRET.encode() not in every_byte(path)
        assert store.verify().findings == ()


def test_backups_that_still_hold_a_removed_case_are_named(tmp_path):
    folder = tmp_path / "backups"
    with Store.open(tmp_path / "s.witnessmark") as store:
        empty = store.rotate_backups(folder, every_hours=0)
        case, _ = secret_case(store, draft=False)
        full = store.rotate_backups(folder, every_hours=0)
        store.discard(case.id, "asked for")
    assert empty is not None
    found = holding(folder, [case.id], tmp_path / "s.witnessmark")
    assert [each.path for each in found] == [full]
    assert remove_backups(found) == ()
    assert not full.exists()
    assert holding(folder, [case.id], tmp_path / "s.witnessmark") == ()


def test_a_copy_that_was_set_aside_and_one_that_cannot_be_read_are_named_too(tmp_path):
    folder = tmp_path / "backups"
    with Store.open(tmp_path / "s.witnessmark") as store:
        empty = store.rotate_backups(folder, every_hours=0)
        case, _ = secret_case(store, draft=False)
        path = store.path
    aside = restore(empty, path)
    empty.write_bytes(b"damaged")
    found = {each.path for each in holding(folder, [case.id], path)}
    assert found == {aside, empty}


def test_a_removed_item_takes_along_what_was_removed_before_it_here_and_elsewhere(tmp_path):
    with Store.open(tmp_path / "theirs.witnessmark") as theirs:
        case = theirs.new_case("theirs")
        add(theirs, case, picture_case())
        item = add(theirs, case, log_case(f"User: {SECRET}"))
        theirs.put_note(case.id, note(item, text=SECRET))
        theirs.put_note(case.id, note(item, "earlier", text=SECRET))
        theirs.remove_note("earlier")
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as store:
        store.merge(theirs.path)
        store.put_note(case.id, note(item, "later", text=f"{SECRET} again"))
        store.remove_note("later")
        store.remove_item(item.id, "not ours")
        assert SECRET.encode() not in every_byte(path)
        assert store.verify().findings == ()
        assert store.merge(theirs.path).conflicts != []
        assert SECRET.encode() not in every_byte(path)
        assert store.verify().findings == ()


def test_what_a_reader_keeps_in_the_write_ahead_log_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "BUSY_MILLISECONDS", 50)
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as store:
        first, second = secret_case(store, True)[0], store.new_case(SECRET)
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM cases").fetchone()
        store.discard(first.id, "a test")
        assert "write-ahead log" in store.left_over.text
        reader.close()
        store.discard(second.id, "a test")
        assert store.left_over is None
        assert SECRET.encode() not in every_byte(path)
