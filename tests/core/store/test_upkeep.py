import hashlib
import shutil
import sqlite3
from dataclasses import replace

import pytest

from evidence import picture_case
from keeping import add, note
from witnessmark.errors import StaleEdit, StoreError
from witnessmark.records import LibraryStamp, PackStamp
from witnessmark.store.heads import LastHeads
from witnessmark.store.store import Store
from witnessmark.store.upkeep import backups, restore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "s.witnessmark"


def test_a_backup_is_one_file_that_opens_and_is_whole(path, tmp_path):
    out = tmp_path / "copies" / "b.witnessmark"
    with Store.open(path) as store:
        add(store, store.new_case("T"), picture_case())
        assert store.backup(out) == out
        with pytest.raises(StoreError, match="already"):
            store.backup(out)
        store.new_case("later")
    assert [file.name for file in out.parent.iterdir()] == ["b.witnessmark"]
    with Store.open(out, read_only=True) as copy:
        assert [row.title for row in copy.cases()] == ["T"]
        assert copy.verify().ok


def test_rotation_makes_one_a_day_and_keeps_the_newest(path, tmp_path):
    folder = tmp_path / "backups"
    with Store.open(path) as store:
        assert store.rotate_backups(folder) is not None
        assert store.rotate_backups(folder) is None
        for _ in range(4):
            store.rotate_backups(folder, keep=3, every_hours=0)
        assert len(backups(folder)) == 3
        assert store.rotate_backups(folder, keep=0, every_hours=0) is None
        assert len(backups(folder)) == 3
    (folder / "stranger.txt").write_text("x")
    assert len(backups(folder)) == 3


def test_restoring_puts_the_backup_in_place_and_keeps_what_was_there(path, tmp_path):
    out = tmp_path / "b.witnessmark"
    with Store.open(path) as store:
        store.new_case("old")
        store.backup(out)
        store.new_case("new")
    aside = restore(out, path)
    with Store.open(path) as store:
        assert [row.title for row in store.cases()] == ["old"]
        assert store.verify().ok
    with Store.open(aside) as store:
        assert [row.title for row in store.cases()] == ["new", "old"]


def test_what_is_no_store_is_not_restored(path, tmp_path):
    Store.open(path).close()
    before = path.read_bytes()
    (tmp_path / "b").write_bytes(b"nonsense")
    with pytest.raises(StoreError):
        restore(tmp_path / "b", path)
    assert path.read_bytes() == before


def test_a_store_is_not_restored_from_itself(path):
    with Store.open(path) as store:
        store.new_case("mine")
    with pytest.raises(StoreError, match="itself"):
        restore(path.parent / "." / path.name, path)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with Store.open(path) as store:
        assert store.count() == 1


@pytest.mark.parametrize("harm", ["cut short", "overwritten", "newer"])
def test_a_backup_that_is_not_whole_takes_no_stores_place(path, tmp_path, harm):
    out = tmp_path / "copies" / "b.witnessmark"
    with Store.open(path) as store:
        add(store, store.new_case("mine"), picture_case())
        store.backup(out)
    data = bytearray(out.read_bytes())
    if harm == "cut short":
        data = data[: len(data) // 2]
    elif harm == "overwritten":
        data[4096 * 6 : 4096 * 7] = b"\xff" * 4096
    else:
        data[60:64] = (9000).to_bytes(4, "big")
    out.write_bytes(data)
    before = path.read_bytes()
    with pytest.raises(StoreError) as told:
        restore(out, path)
    assert str(out) in told.value.message
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == [path.name]


def test_a_backup_that_is_dated_in_the_future_does_not_keep_others_away(path, tmp_path):
    with Store.open(path) as store:
        folder = tmp_path / "backups"
        made = store.rotate_backups(folder)
        made.rename(folder / f"29990101T000000Z-{made.name.partition('-')[2]}")
        assert store.rotate_backups(folder) is not None
        assert store.rotate_backups(folder) is None


def test_a_damaged_store_can_be_replaced(path, tmp_path):
    out = tmp_path / "b.witnessmark"
    with Store.open(path) as store:
        store.new_case("old")
        store.backup(out)
    path.write_bytes(b"SQLite format 3\x00" + b"x" * 5000)
    restore(out, path)
    with Store.open(path) as store:
        assert store.count() == 1


def test_compact_gives_space_back_and_mends_the_search_index(path):
    with Store.open(path) as store:
        keep = store.new_case("kept word")
        case = store.new_case("T", draft=False)
        add(store, case, picture_case())
        store.discard(case.id, "x")
        store._connection.execute("INSERT INTO cases_search (cases_search) VALUES ('delete-all')")
        assert any("search index" in finding.text for finding in store.verify().findings)
        assert store.cases(search="kept") == ()
        before = path.stat().st_size
        store.compact()
        assert path.stat().st_size < before
        assert [row.id for row in store.cases(search="kept")] == [keep.id]
        assert store.verify().ok


def test_a_store_put_back_to_an_older_state_is_noticed(path, tmp_path):
    heads = LastHeads(tmp_path / "elsewhere" / "heads.json")
    with Store.open(path) as store:
        store.new_case("one")
        assert store.compare_head(heads) is None
        store.remember_head(heads)
    shutil.copyfile(path, tmp_path / "old")
    with Store.open(path) as store:
        store.new_case("two")
        assert store.compare_head(heads) is None
        store.remember_head(heads)
    shutil.copyfile(tmp_path / "old", path)
    with Store.open(path) as store:
        assert "older state" in store.compare_head(heads).text
        store.new_case("another two")
        assert "written anew" in store.compare_head(heads).text
        store.remember_head(heads)
        assert "written anew" in store.compare_head(heads).text
        store.remember_head(heads, accept=True)
        assert store.compare_head(heads) is None


def test_a_watched_store_remembers_its_head_when_it_is_closed(path, tmp_path):
    heads = LastHeads(tmp_path / "heads.json")
    with Store.open(path) as store:
        assert store.watch_head(heads) is None
        store.new_case("one")
        head = store.head()
    assert heads.of(next(iter(heads._heads()))).hash == head


def test_a_file_of_heads_that_cannot_be_read_counts_as_empty(path, tmp_path):
    file = tmp_path / "heads.json"
    file.write_text('{"x": 1}')
    with Store.open(path) as store:
        assert store.compare_head(LastHeads(file)) is None
        store.remember_head(LastHeads(file))
        assert LastHeads(file).of(store.identity()["store"]).hash == store.head()


def test_an_export_names_an_entry_that_the_log_still_holds(path):
    with Store.open(path) as store:
        start = store.head()
        store.new_case("T")
        assert store.holds_entry(0, start)
        assert store.holds_entry(1, store.head())
        assert not store.holds_entry(1, start)
        assert not store.holds_entry(7, store.head())


def test_packs_and_rates_that_an_inspection_names_are_kept_with_it(path):
    with Store.open(path) as store:
        store.offer_library({"c" * 64: b"another"})
        add(store, store.new_case("T"), named(b"pack", b"rates"))
        assert store.library_file("c" * 64) is None
        store.offer_library({sha256_of(data): data for data in (b"pack", b"rates", b"unused")})
        item = add(store, store.new_case("U"), named(b"pack", b"rates"))
        assert store.library_file(sha256_of(b"pack")) == b"pack"
        assert store.library_file(sha256_of(b"rates")) == b"rates"
        assert store.library_file(sha256_of(b"unused")) is None
        store.offer_library({sha256_of(b"newer"): b"newer"})
        store.add_inspection(item.id, named(b"newer", b"rates").inspection)
        assert store.library_file(sha256_of(b"newer")) == b"newer"
        assert store.verify().ok


def named(pack, rates):
    found = picture_case()
    stamp = LibraryStamp("1", 1, (PackStamp("p", "1", sha256_of(pack)),), sha256_of(rates))
    return replace(found, inspection=replace(found.inspection, library=stamp))


def sha256_of(data):
    return hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize("what", ["title", "note", "transcript", "discard", "acquisition"])
def test_an_edit_on_stale_data_is_told_and_overwrites_nothing(path, what):
    with Store.open(path, examiner="Ada") as first, Store.open(path, examiner="Bea") as second:
        case = first.new_case("T")
        evidence = picture_case()
        item = add(first, case, evidence)
        first.put_note(case.id, note(item))
        first.case(case.id)
        second.case(case.id)

        def edit(store, text):
            edits = {
                "title": lambda: store.rename(case.id, text),
                "note": lambda: store.put_note(case.id, note(item, text=text)),
                "transcript": lambda: store.add_inspection(item.id, evidence.inspection, True),
                "acquisition": lambda: store.set_acquisition(item.id, evidence.acquisition),
                "discard": lambda: (
                    store.rename(case.id, text) if text == "by Bea" else store.discard(case.id)
                ),
            }
            edits[what]()

        edit(second, "by Bea")
        state = second.case(case.id)
        with pytest.raises(StaleEdit, match="another window"):
            edit(first, "by Ada")
        assert first.case(case.id) == state
        edit(first, "by Ada, who has seen it")
        assert first.verify().ok


def test_edits_of_different_things_and_own_edits_are_not_stale(path):
    with Store.open(path) as first, Store.open(path) as second:
        case = first.new_case("T")
        item = add(first, case, picture_case())
        first.case(case.id)
        second.case(case.id)
        first.rename(case.id, "U")
        first.rename(case.id, "V")
        second.put_note(case.id, note(item))
        first.set_status(case.id, "closed")
        assert second.case(case.id).title == "V"


def test_the_views_open_in_any_program(path):
    with Store.open(path) as store:
        case = store.new_case("Grok cites OpenAI")
        add(store, case, picture_case())
    plain = sqlite3.connect(path)
    plain.row_factory = sqlite3.Row
    found = {
        view: [dict(row) for row in plain.execute(f"SELECT * FROM {view}")]
        for view in ("all_cases", "all_items", "all_turns", "all_findings", "all_words")
    }
    plain.close()
    assert found["all_cases"][0]["title"] == "Grok cites OpenAI"
    assert found["all_items"][0]["claim_product"] == "Grok"
    assert [row["turn"] for row in found["all_turns"]] == [1, 2]
    assert found["all_findings"][0]["fingerprint"] == "openai.policy.use-case"
    assert found["all_words"][0]["text"] == "Uhhh."
    assert len(found["all_words"]) > 20
