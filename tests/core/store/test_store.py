from dataclasses import replace
from itertools import pairwise

import pytest

from evidence import ANSWER, log_case, picture_case
from keeping import add, judged, note
from witnessmark.errors import StoreError, UsageError
from witnessmark.records import Acquisition
from witnessmark.store.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "s.witnessmark", examiner="Ada") as opened:
        yield opened


def test_what_is_added_comes_back_equal_after_reopening(tmp_path):
    path, evidence = tmp_path / "s.witnessmark", picture_case()
    with Store.open(path) as store:
        case = store.new_case("Grok cites OpenAI")
        item = add(store, case, evidence)
        store.put_note(case.id, note(item))
        store.judge(case.id, judged(item))
        store.set_tags(case.id, ("grok", " grok ", "", "policy"))
    with Store.open(path) as store:
        found = store.case(case.id)
        assert found == store.case_by_number(1)
        assert found.items[0].inspection == evidence.inspection
        assert found.items[0].acquisition == evidence.acquisition
        assert found.notes == (note(item),)
        assert found.judgements == (judged(item),)
        assert found.tags == ("grok", "policy")
        assert store.original(evidence.inspection.original.sha256) == evidence.data
        assert store.picture(evidence.inspection.original.sha256) == evidence.picture
        assert store.verify().ok


def test_a_chat_log_has_no_picture_and_no_reading(store):
    case, evidence = store.new_case("Log"), log_case()
    item = add(store, case, evidence)
    assert item.inspection == evidence.inspection
    assert store.picture(evidence.inspection.original.sha256) is None


def test_summaries_say_what_the_list_shows(store):
    first, second = store.new_case("First"), store.new_case("Second", draft=False)
    item = add(store, first, picture_case())
    add(store, first, log_case())
    rows = store.cases()
    assert [row.title for row in rows] == ["Second", "First"]
    assert (rows[1].items, rows[1].outcome, rows[1].names) == (2, "differs", ("openai",))
    assert (rows[1].claimed_date, rows[1].first_item) == ("2023-12-08", item.id)
    assert (rows[0].items, rows[0].outcome, rows[0].draft) == (0, "", False)
    assert store.case_ids(sort="oldest") == (first.id, second.id)
    assert store.cases(sort="title", limit=1, offset=1) == (store.summary(second.id),)
    assert store.count() == 2
    with pytest.raises(UsageError):
        store.cases(sort="loudest")


@pytest.mark.parametrize(
    "words",
    ["ripping", "USE CASE policy", '"cannot fulfill"', "ripp", "réquest", "grok-ish", "wording", "urgent"],
)
def test_search_finds_titles_turns_notes_and_tags(store, words):
    case = store.new_case("A Grok-ish thing")
    item = add(store, case, picture_case())
    store.put_note(case.id, note(item))
    store.set_tags(case.id, ("urgent",))
    store.new_case("Another")
    assert [row.id for row in store.cases(search=words)] == [case.id]


@pytest.mark.parametrize(
    "words", ["NEAR(", '"', "a AND", "*", "—", "col:x", "zebra", "'; DROP TABLE cases; --"]
)
def test_search_takes_any_words_for_words(store, words):
    add(store, store.new_case("T"), picture_case())
    assert store.cases(search=words) == ()


def test_a_newer_inspection_is_shown_and_searched_and_the_older_stays(store):
    case, evidence = store.new_case("T"), picture_case()
    item = add(store, case, evidence)
    turn = replace(evidence.inspection.transcript.turns[1], text="Something else entirely.", words=())
    transcript = replace(evidence.inspection.transcript, turns=(turn,))
    newer = replace(evidence.inspection, transcript=transcript, matches=())
    store.add_inspection(item.id, newer, transcript_changed=True)
    found = store.case(case.id).items[0]
    assert (found.inspection, found.inspections) == (newer, 2)
    assert store.inspections(item.id) == (evidence.inspection, newer)
    assert store.cases(search="fulfill") == ()
    assert len(store.cases(search="entirely")) == 1
    assert [entry.action for entry in store.audit(case.id)][-1] == "transcript changed"


def test_numbers_of_removed_cases_are_never_used_again(tmp_path):
    path = tmp_path / "s.witnessmark"
    with Store.open(path) as store:
        case = store.new_case("draft")
        store.discard(case.id)
    with Store.open(path) as store:
        assert store.new_case("next").number == 2


def test_a_kept_case_is_removed_only_with_a_reason_which_stays(store):
    case = store.new_case("secret title")
    add(store, case, picture_case())
    store.keep(case.id)
    with pytest.raises(UsageError):
        store.discard(case.id)
    store.discard(case.id, "asked by the person shown")
    assert store.count() == 0
    assert store.audit(case.id)[-1].why == "asked by the person shown"
    assert store.verify().ok
    with pytest.raises(UsageError):
        store.case(case.id)
    with pytest.raises(StoreError):
        store.original(picture_case().inspection.original.sha256)


def test_an_original_is_kept_once_and_stays_while_a_case_uses_it(store):
    first, second = store.new_case("1"), store.new_case("2")
    evidence = picture_case()
    add(store, first, evidence)
    add(store, second, evidence)
    sha256 = evidence.inspection.original.sha256
    assert [row.number for row in store.seen_before(sha256)] == [2, 1]
    assert store.verify().originals == 1
    store.discard(first.id)
    assert store.original(sha256) == evidence.data
    assert [row.number for row in store.seen_before(sha256)] == [2]


def test_an_original_of_several_rows_comes_back(store):
    evidence = log_case("User: " + "x" * (2 * 1024 * 1024 + 5))
    add(store, store.new_case("long"), evidence)
    assert store.original(evidence.inspection.original.sha256) == evidence.data


def test_bytes_that_were_not_the_inspected_ones_are_refused_whole(store):
    case = store.new_case("T")
    evidence = picture_case()
    with pytest.raises(StoreError):
        store.add_item(case.id, b"other", evidence.inspection, Acquisition(), None)
    assert store.case(case.id).items == ()
    assert store.verify().originals == 0


def test_removing_an_item_removes_what_hangs_on_it(store):
    case = store.new_case("T")
    item = add(store, case, picture_case())
    add(store, case, log_case())
    store.put_note(case.id, note(item))
    store.judge(case.id, judged(item))
    store.remove_item(item.id, "wrong picture")
    left = store.case(case.id)
    assert (len(left.items), left.notes, left.judgements) == (1, (), ())
    assert store.cases(search="fulfill") == ()
    assert store.verify().ok


def test_notes_and_judgements_are_replaced_and_removed(store):
    case = store.new_case("T")
    item = add(store, case, picture_case())
    store.put_note(case.id, note(item))
    store.put_note(case.id, note(item, text="changed"))
    store.judge(case.id, judged(item))
    store.judge(case.id, judged(item, "rejected"))
    found = store.case(case.id)
    assert [n.text for n in found.notes] == ["changed"]
    assert [j.judgement for j in found.judgements] == ["rejected"]
    store.remove_note("n1")
    store.unjudge(case.id, judged(item))
    store.unjudge(case.id, judged(item))
    found = store.case(case.id)
    assert (found.notes, found.judgements) == ((), ())
    assert store.cases(search="wording") == ()


def test_every_change_is_one_link_of_the_chain_with_who_and_when(store):
    before = store.head()
    case = store.new_case("T")
    item = add(store, case, picture_case())
    store.rename(case.id, "U")
    store.set_status(case.id, "closed")
    store.set_conclusion(case.id, "Nobody can tell.")
    store.set_acquisition(item.id, Acquisition(source_url="https://example.org/1"))
    entries = store.audit()
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[0].previous == before
    assert all(a.hash == b.previous for a, b in pairwise(entries))
    assert {entry.actor for entry in entries} == {"Ada"}
    assert store.head() == entries[-1].hash
    assert store.audit(limit=1) == entries[-1:]
    text = "".join(f"{entry}" for entry in entries)
    assert "Nobody" not in text
    assert "example.org" not in text


def test_a_batch_is_kept_whole_or_not_at_all(store):
    def half():
        with store.batch():
            case = store.new_case("T")
            add(store, case, picture_case())
            store.add_item(case.id, b"other", log_case().inspection, Acquisition(), None)

    with pytest.raises(StoreError):
        half()
    assert store.count() == 0
    assert store.verify().entries == 0
    with store.batch():
        add(store, store.new_case("T"), picture_case())
        store.new_case("U")
    assert store.count() == 2


def test_a_number_that_was_rolled_back_goes_to_the_next_case_with_its_own_id(store):
    def half():
        with store.batch():
            store.new_case("half")
            raise StoreError("a test")

    with pytest.raises(StoreError):
        half()
    case = store.new_case("whole")
    assert case.number == 1
    assert {entry.case for entry in store.audit()} == {case.id}
    with store.batch():
        with pytest.raises(StoreError):
            store.add_item(case.id, b"other", log_case().inspection, Acquisition(), None)
        store.rename(case.id, "renamed")
        store.discard(case.id)
        store.new_case("after")
    assert store.verify().findings == ()


def test_a_word_that_is_no_status_is_refused(store):
    case = store.new_case("T")
    with pytest.raises(UsageError):
        store.set_status(case.id, "fabulous")  # type: ignore[arg-type]


def test_the_text_that_was_read_holds_every_character(store):
    case = store.new_case("T")
    add(store, case, picture_case())
    assert store.case(case.id).items[0].inspection.transcript.turns[1].text == ANSWER
