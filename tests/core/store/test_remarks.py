"""Redactions, notes on a place of the picture and the judgement of one speaker: kept, logged, taken back."""

from dataclasses import replace

import pytest

from evidence import log_case, picture_case
from keeping import add, boxed_note, note, redacted_words, redaction
from witnessmark.errors import StaleEdit, StoreError, UsageError
from witnessmark.geometry import Box
from witnessmark.records import Anchor
from witnessmark.store.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "s.witnessmark", examiner="Ada") as opened:
        yield opened


@pytest.fixture
def item(store):
    return add(store, store.new_case("T"), picture_case())


def case_of(store):
    return store.case_by_number(1)


def test_a_note_keeps_its_place_of_the_picture_and_may_lose_it_again(store, item):
    case, note = case_of(store), boxed_note(item)
    store.put_note(case.id, note)
    assert case_of(store).notes == (note,)
    moved = replace(note, anchor=Anchor(item.id, box=Box(1, 2, 3, 4)))
    store.put_note(case.id, moved)
    assert case_of(store).notes == (moved,)
    bare = replace(note, anchor=Anchor(item.id))
    store.put_note(case.id, bare)
    assert case_of(store).notes == (bare,)
    assert store.verify().findings == ()


def test_redactions_are_kept_in_order_changed_and_taken_back_with_an_entry_each(store, item):
    case, first, second = case_of(store), redaction(item), redacted_words(item)
    store.put_redaction(case.id, first)
    store.put_redaction(case.id, second)
    wider = replace(first, anchor=Anchor(item.id, box=Box(0, 0, 600, 90)))
    store.put_redaction(case.id, wider)
    assert case_of(store).redactions == (wider, second)
    store.remove_redaction(first.id)
    assert case_of(store).redactions == (second,)
    actions = [entry.action for entry in store.audit(case.id)][-4:]
    assert actions == ["redaction added", "redaction added", "redaction changed", "redaction removed"]
    store.put_redaction(case.id, wider)
    assert set(case_of(store).redactions) == {wider, second}
    assert store.verify().findings == ()
    assert store.original(item.inspection.original.sha256)


@pytest.mark.parametrize(
    "anchor",
    [
        Anchor("?"),
        Anchor(),
        Anchor("?", box=Box(0, 0, 0, 5)),
        Anchor("?", box=Box(-1, 0, 5, 5)),
        Anchor("?", 1, 5, 5),
        Anchor("?", 1, None, 5),
        Anchor("?", 1, 4, 9, box=Box(0, 0, 5, 5)),
        Anchor(None, box=Box(0, 0, 5, 5)),
    ],
)
def test_a_redaction_of_no_place_is_refused(store, item, anchor):
    anchor = replace(anchor, item=item.id) if anchor.item else anchor
    with pytest.raises(UsageError):
        store.put_redaction(case_of(store).id, replace(redaction(item), anchor=anchor))
    assert case_of(store).redactions == ()


def test_a_redaction_of_another_cases_item_or_under_its_id_is_refused(store, item):
    other = store.new_case("U")
    with pytest.raises(UsageError, match="another case"):
        store.put_redaction(other.id, redaction(item))
    store.put_redaction(case_of(store).id, redaction(item))
    theirs = add(store, other, log_case())
    with pytest.raises(StoreError, match="same id"):
        store.put_redaction(other.id, redacted_words(theirs, "r1"))


def test_one_speaker_is_said_changed_and_taken_back(store, item):
    case = case_of(store)
    second, third = add(store, case, log_case()), add(store, case, log_case("User: a\nBot: b"))
    store.set_one_speaker(case.id, (third.id, item.id))
    found = case_of(store).one_speaker
    assert (found.items, found.author) == ((item.id, third.id), "Ada")
    store.set_one_speaker(case.id, (item.id, second.id))
    assert case_of(store).one_speaker.items == (item.id, second.id)
    store.set_one_speaker(case.id, ())
    assert case_of(store).one_speaker is None
    assert store.verify().findings == ()


def test_one_speaker_needs_two_items_of_the_case(store, item):
    with pytest.raises(UsageError, match="at least two"):
        store.set_one_speaker(case_of(store).id, (item.id,))
    other = store.new_case("U")
    theirs = add(store, other, log_case())
    with pytest.raises(UsageError, match="another case"):
        store.set_one_speaker(other.id, (item.id, theirs.id))
    assert store.case(other.id).one_speaker is None


def test_what_hangs_on_an_item_goes_with_it(store, item):
    case = case_of(store)
    second = add(store, case, log_case())
    store.put_redaction(case.id, redaction(item))
    store.put_note(case.id, boxed_note(item))
    store.set_one_speaker(case.id, (item.id, second.id))
    store.remove_item(item.id, "not needed")
    left = case_of(store)
    assert (left.redactions, left.notes, left.one_speaker) == ((), (), None)
    assert store.verify().findings == ()


def test_a_redaction_on_stale_data_is_refused(store, item, tmp_path):
    case = case_of(store)
    store.put_redaction(case.id, redaction(item))
    with Store.open(tmp_path / "s.witnessmark", examiner="Bob") as other:
        other.case(case.id)
        other.put_redaction(case.id, replace(redaction(item), why="his reason"))
    with pytest.raises(StaleEdit):
        store.remove_redaction("r1")
    assert store.case(case.id).redactions[0].why == "his reason"


def test_all_of_it_travels_with_a_part_of_the_store_and_back(store, item, tmp_path):
    case = case_of(store)
    second = add(store, case, log_case())
    store.put_redaction(case.id, redaction(item))
    store.put_note(case.id, boxed_note(item))
    store.set_one_speaker(case.id, (item.id, second.id))
    part = store.extract_store([case.id], tmp_path / "part.witnessmark")
    with Store.open(part, examiner="Bob") as colleague:
        theirs = colleague.case(case.id)
        assert theirs == replace(case_of(store), changed=theirs.changed)
        colleague.put_redaction(case.id, redacted_words(item))
        colleague.set_one_speaker(case.id, ())
        assert colleague.verify().findings == ()
    merge = store.merge(part)
    assert merge.changed == [1]
    assert len(case_of(store).redactions) == 2
    assert store.verify().findings == ()


def test_a_note_on_an_item_of_another_case_is_refused(tmp_path):
    with Store.open(tmp_path / "s.witnessmark") as store:
        one, other = store.new_case("one"), store.new_case("other")
        item = add(store, one, picture_case())
        with pytest.raises(UsageError, match="another case"):
            store.put_note(other.id, note(item))
        assert store.case(other.id).notes == ()
