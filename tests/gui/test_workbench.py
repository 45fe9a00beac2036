from __future__ import annotations

from dataclasses import replace

import pytest

from evidence import log_case, picture_case
from witnessmark.errors import StoreError
from witnessmark.records import Anchor, Note
from witnessmark.store.store import Store
from witnessmark_gui.jobs import Unkept
from witnessmark_gui.keeper import StorePlace
from witnessmark_gui.scratch import Scratch
from witnessmark_gui.selection import match_at, selected_match
from witnessmark_gui.workbench import Workbench


@pytest.fixture
def bench(qapp, tmp_path):
    made = Workbench(StorePlace(tmp_path / "evidence.witnessmark", "Ada"))
    assert made.open_store(made.place)
    yield made
    made.shutdown()


def put(keeper, evidence, case_id=None):
    case_id = case_id or keeper.new_case("title").id
    item = keeper.add_item(
        case_id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture
    )
    return case_id, item


def note(text="hm", identity="n1", item=None):
    return Note(identity, text, Anchor(item=item), "Ada", "2026-11-23T10:12:00Z")


def test_one_selection_is_told_once(bench, qtbot):
    case_id, _ = put(bench.store, picture_case())
    bench.open_case(case_id)
    heard = []
    bench.selection_changed.connect(heard.append)
    chosen = selected_match(bench.inspection, 0)
    bench.select(chosen)
    bench.select(chosen)
    assert heard == [chosen]


def test_a_change_reaches_the_store_and_back(bench, tmp_path):
    case_id, _ = put(bench.store, picture_case())
    bench.open_case(case_id)
    bench.change("note", lambda k: k.put_note(case_id, note()), lambda k: k.remove_note("n1"))
    with Store.open(bench.place.path, read_only=True) as other:
        assert [n.text for n in other.case(case_id).notes] == ["hm"]
    bench.undo_stack.undo()
    assert bench.case.notes == ()
    bench.undo_stack.redo()
    assert [n.id for n in bench.case.notes] == ["n1"]
    with Store.open(bench.place.path, read_only=True) as other:
        assert [n.id for n in other.case(case_id).notes] == ["n1"]


def test_the_selection_outlives_a_new_inspection(bench):
    case_id, item = put(bench.store, picture_case())
    bench.open_case(case_id)
    bench.select(selected_match(bench.inspection, 0))
    inspection = bench.inspection
    extra = replace(inspection.matches[0], fingerprint="x.y", start=0, end=3)
    newer = replace(inspection, matches=(extra, *inspection.matches))
    bench.apply(case_id, lambda keeper: keeper.add_inspection(item.id, newer))
    assert bench.selected.match == 1


def test_each_case_has_its_own_steps_which_are_there_again_when_it_is_opened_again(bench):
    first, _ = put(bench.store, picture_case("a"))
    second, _ = put(bench.store, picture_case("b"))
    bench.open_case(first)
    bench.change("rename", lambda k: k.rename(first, "x"), lambda k: k.rename(first, "title"))
    bench.open_case(second)
    assert not bench.undo_stack.canUndo()
    bench.close_case()
    assert not bench.undo_stack.canUndo()
    bench.open_case(first)
    bench.undo_stack.undo()
    assert bench.store.case(first).title == "title"
    bench.undo_stack.redo()
    assert bench.store.case(first).title == "x"


def test_steps_of_cases_that_were_open_long_ago_are_forgotten(bench):
    cases = [put(bench.store, log_case(f"User: {number}"))[0] for number in range(30)]
    for case_id in cases:
        bench.open_case(case_id)
        bench.change("rename", lambda k, c=case_id: k.rename(c, "x"), lambda k, c=case_id: k.rename(c, "y"))
    bench.open_case(cases[-2])
    assert bench.undo_stack.canUndo()
    bench.open_case(cases[0])
    assert not bench.undo_stack.canUndo()


def test_keeping_a_draft_does_not_end_undo(bench):
    case_id, _ = put(bench.store, picture_case())
    bench.open_case(case_id)
    bench.change("rename", lambda k: k.rename(case_id, "x"), lambda k: k.rename(case_id, "title"))
    bench.change("save", lambda k: k.keep(case_id), None)
    bench.undo_stack.undo()
    assert bench.store.case(case_id).title == "title"


def test_items_are_stepped_through(bench):
    case_id, first = put(bench.store, picture_case())
    _, second = put(bench.store, log_case(), case_id)
    bench.open_case(case_id)
    assert bench.item.id == first.id
    bench.step_item(1)
    assert bench.item.id == second.id
    bench.step_item(1)
    assert bench.item.id == second.id


class Refusing(Store):
    """A store that has become unwritable."""

    full = False

    def put_note(self, case_id, note):
        if self.full:
            raise StoreError("The disk is full. Make room, then try again.")
        super().put_note(case_id, note)


def test_a_refused_change_stays_on_screen_and_is_written_later(bench):
    case_id, _ = put(bench.store, picture_case())
    bench.store.close()
    bench.store = Refusing.open(bench.place.path)
    bench.open_case(case_id)
    troubles = []
    bench.trouble.connect(troubles.append)
    bench.store.full = True
    bench.change("note", lambda k: k.put_note(case_id, note()), lambda k: k.remove_note("n1"))
    assert [n.text for n in bench.case.notes] == ["hm"]
    assert bench.unsaved
    assert "Make room" in troubles[0].message
    assert not bench.try_again()
    bench.store.full = False
    assert bench.try_again()
    assert not bench.unsaved
    assert [n.text for n in bench.store.case(case_id).notes] == ["hm"]
    assert [n.text for n in bench.case.notes] == ["hm"]


def test_a_second_refused_change_builds_on_the_first(bench):
    case_id, _ = put(bench.store, picture_case())
    bench.store.close()
    bench.store = Refusing.open(bench.place.path)
    bench.open_case(case_id)
    bench.store.full = True
    for number in (1, 2):
        made = note(f"note {number}", f"n{number}")
        bench.change("note", lambda k, made=made: k.put_note(case_id, made), lambda k: None)
    assert [n.text for n in bench.case.notes] == ["note 1", "note 2"]


def test_without_a_store_a_case_lives_in_memory_and_moves_later(qapp, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    bench = Workbench(StorePlace(folder))
    troubles = []
    bench.trouble.connect(troubles.append)
    assert not bench.open_store(bench.place)
    evidence = picture_case()
    unkept = Unkept(
        evidence.data, evidence.inspection, evidence.acquisition, evidence.picture, StoreError("no")
    )
    case_id = bench.hold_unkept(unkept, "a case", None)
    bench.open_case(case_id)
    item = bench.item.id
    bench.change("note", lambda k: k.put_note(case_id, note(item=item)), lambda k: k.remove_note("n1"))
    assert bench.unsaved
    assert bench.open_store(StorePlace(tmp_path / "good.witnessmark", "Ada"))
    assert bench.try_again()
    assert not bench.unsaved
    assert bench.case.title == "a case"
    assert [n.anchor.item for n in bench.case.notes] == [bench.item.id]
    assert bench.store.original(evidence.inspection.original.sha256) == evidence.data
    bench.shutdown()


def test_the_memory_keeps_what_the_store_would(qapp):
    scratch = Scratch()
    case_id, item = put(scratch, picture_case())
    scratch.rename(case_id, "other")
    scratch.set_tags(case_id, ("a", "b"))
    scratch.set_status(case_id, "reviewing")
    scratch.set_conclusion(case_id, "it is what it is")
    scratch.keep(case_id)
    summary = scratch.summary(case_id)
    assert (summary.title, summary.outcome, summary.names) == ("other", "differs", ("openai",))
    assert not scratch.case(case_id).draft
    scratch.remove_item(item.id, "")
    assert scratch.case(case_id).items == ()
    scratch.discard(case_id, "")
    assert case_id not in scratch
    with pytest.raises(StoreError):
        scratch.case(case_id)


def test_a_place_in_the_text_finds_its_match():
    inspection = picture_case().inspection
    match = inspection.matches[0]
    assert match_at(inspection, 1, None, match.start) == 0
    assert match_at(inspection, 1, None, match.end) is None
    assert match_at(inspection, 0, None, match.start) is None
