import sqlite3

import pytest

from evidence import log_case, picture_case
from keeping import add, judged, note
from witnessmark.errors import StoreError
from witnessmark.store.store import Store


@pytest.fixture
def stores(tmp_path):
    """A newsroom's store with three cases, and a part of it that a colleague got."""
    with Store.open(tmp_path / "ours.witnessmark", examiner="Ada") as ours:
        first = ours.new_case("Grok cites OpenAI", draft=False)
        item = add(ours, first, picture_case())
        ours.put_note(first.id, note(item))
        ours.judge(first.id, judged(item))
        ours.set_tags(first.id, ("grok",))
        ours.new_case("Private")
        third = ours.new_case("Log")
        add(ours, third, log_case())
        part = ours.extract_store([first.id, third.id], tmp_path / "part.witnessmark")
        with Store.open(part, examiner="Bea") as theirs:
            yield ours, theirs, first.id, third.id


def content(store, case_id):
    case = store.case(case_id)
    return (case.title, case.status, case.tags, case.items, case.notes, case.judgements)


def test_a_part_of_a_store_is_a_whole_store_without_the_rest(stores):
    ours, theirs, first, third = stores
    assert {row.id for row in theirs.cases()} == {first, third}
    assert content(theirs, first) == content(ours, first)
    assert theirs.case(first).number == ours.case(first).number
    assert theirs.verify().findings == ()
    sha256 = picture_case().inspection.original.sha256
    assert theirs.original(sha256) == ours.original(sha256)
    assert theirs.picture(sha256) == ours.picture(sha256)
    assert [row.id for row in theirs.cases("fulfill")] == [first]
    with sqlite3.connect(theirs.path) as plain:
        assert b"Private" not in b"".join(
            str(row).encode() for row in plain.execute("SELECT value FROM foreign_values")
        )
    plain.close()


def test_merging_an_unchanged_part_changes_nothing(stores):
    ours, theirs, first, third = stores
    before = (content(ours, first), content(ours, third))
    merge = ours.merge(theirs.path)
    assert (merge.added, merge.changed, merge.unchanged, merge.conflicts) == ([], [], [1, 3], [])
    assert (content(ours, first), content(ours, third)) == before
    assert ours.verify().findings == ()


def test_what_changed_there_alone_is_taken_over_and_what_changed_here_alone_stays(stores):
    ours, theirs, first, third = stores
    item = theirs.case(first).items[0]
    theirs.put_note(first, note(item, key="n2", text="by Bea"))
    theirs.put_note(first, note(item, text="changed by Bea"))
    theirs.set_status(first, "closed")
    theirs.add_inspection(item.id, picture_case().inspection, transcript_changed=True)
    add(theirs, theirs.case(first), log_case("User: new\nAssistant: evidence"))
    theirs.new_case("Bea's own")
    ours.rename(third, "renamed by Ada")
    merge = ours.merge(theirs.path)
    assert merge.conflicts == []
    assert (merge.changed, len(merge.added)) == ([1], 1)
    assert content(ours, first) == content(theirs, first)
    assert ours.case(first).items[0].inspections == 2
    assert ours.case(third).title == "renamed by Ada"
    assert ours.case_by_number(merge.added[0]).title == "Bea's own"
    assert ours.verify().findings == ()
    again = ours.merge(theirs.path)
    assert (again.added, again.changed, again.conflicts) == ([], [], [])


def test_what_changed_on_both_sides_is_told_and_left(stores):
    ours, theirs, first, _ = stores
    item = theirs.case(first).items[0]
    theirs.put_note(first, note(item, text="by Bea"))
    ours.put_note(first, note(item, text="by Ada"))
    theirs.rename(first, "Bea's title")
    ours.rename(first, "Ada's title")
    merge = ours.merge(theirs.path)
    assert sorted(told.values["subject"] for told in merge.conflicts) == ["case 1", "note n1"]
    assert ours.case(first).title == "Ada's title"
    assert ours.case(first).notes[0].text == "by Ada"
    assert ours.verify().findings == ()


def test_what_was_removed_here_does_not_come_back(stores):
    ours, theirs, first, third = stores
    ours.discard(first, "asked for")
    ours.remove_item(ours.case(third).items[0].id, "not ours")
    merge = ours.merge(theirs.path)
    assert any("removed here" in told.text for told in merge.conflicts)
    assert first not in {row.id for row in ours.cases()}
    assert ours.verify().findings == ()


def test_a_merge_into_another_store_gives_new_numbers_and_keeps_the_log_as_it_was(stores, tmp_path):
    _ours, theirs, first, _third = stores
    with Store.open(tmp_path / "other.witnessmark") as other:
        other.new_case("number one")
        merge = other.merge(theirs.path)
        assert len(merge.added) == 2
        assert content(other, first) == content(theirs, first)
        assert other.case(first).number in merge.added
        assert other.case_by_number(1).title == "number one"
        assert other.verify().findings == ()
        chains = other._connection.execute("SELECT count(*) FROM foreign_chains").fetchone()[0]
        assert chains == 2
        actions = [entry.action for entry in other.audit()]
        assert actions.count("log of another store taken over") == 2
        other.discard(first, "removed for good")
        assert other.verify().findings == ()


def test_a_damaged_store_is_not_merged(stores, tmp_path):
    ours, theirs, _first, _third = stores
    theirs.rename(theirs.cases()[0].id, "x")
    theirs.close()
    with sqlite3.connect(theirs.path) as plain:
        plain.execute("UPDATE notes SET text = 'forged'")
    plain.close()
    before = ours.head()
    with pytest.raises(StoreError, match="not whole"):
        ours.merge(theirs.path)
    assert ours.head() == before
    theirs._connection = sqlite3.connect(":memory:")


def test_a_changed_foreign_log_is_found(stores):
    _ours, theirs, _first, _third = stores
    theirs._connection.execute("UPDATE foreign_entries SET actor = 'Eve' WHERE number = 1")
    assert any("log of the store" in told.text for told in theirs.verify().findings)


def test_an_extract_never_overwrites(stores):
    ours, theirs, first, _ = stores
    with pytest.raises(StoreError, match="already"):
        ours.extract_store([first], theirs.path)


def test_what_was_removed_there_alone_stays_here_and_is_told(stores):
    ours, theirs, first, _third = stores
    theirs.remove_note("n1")
    merge = ours.merge(theirs.path)
    assert [told.text for told in merge.conflicts] == [
        "note n1 was removed in the other store and is still here."
    ]
    assert [note.id for note in ours.case(first).notes] == ["n1"]
    assert ours.verify().findings == ()
    ours.remove_note("n1")
    assert ours.merge(theirs.path).conflicts == []
