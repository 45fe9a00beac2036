from witnessmark.intake.chatlogs import parse
from witnessmark.records import Anchor, Span
from witnessmark.transcript.anchors import anchor_at, reanchored
from witnessmark.transcript.apply import apply
from witnessmark.transcript.edits import Merge, Move, Split

LOG = parse("User: tell me about rice\nAssistant: Rice is a grass. Rice is food.\nUser: thanks")


def test_a_note_on_pasted_text_follows_its_words():
    anchor = anchor_at(LOG, 1, Span(0, 15))
    moved = apply(LOG, (Move(1, 0), Merge(0)))
    after = reanchored(anchor, LOG, moved)
    assert after is not None
    assert (after.turn, moved.turns[0].text[after.start : after.end]) == (0, "Rice is a grass")


def test_words_that_stand_twice_are_told_apart_by_what_surrounds_them():
    anchor = anchor_at(LOG, 1, Span(17, 21))
    split = apply(LOG, (Split(0, 8),))
    after = reanchored(anchor, LOG, split)
    assert after is not None
    assert (after.turn, after.start) == (2, 17)


def test_a_note_whose_words_are_torn_apart_has_lost_its_place():
    anchor = anchor_at(LOG, 1, Span(0, 15))
    assert reanchored(anchor, LOG, apply(LOG, (Split(1, 8),))) is None


def test_a_note_on_a_turn_goes_with_it_until_it_is_split():
    anchor = anchor_at(LOG, 0)
    after = reanchored(anchor, LOG, apply(LOG, (Move(0, 2),)))
    assert after is not None
    assert after.turn == 2
    assert reanchored(anchor, LOG, apply(LOG, (Split(0, 8),))) is None


def test_a_note_on_an_item_stays():
    anchor = Anchor(item="one")
    assert reanchored(anchor, LOG, apply(LOG, (Merge(0),))) == anchor


def test_a_turn_that_never_was_has_no_place():
    assert reanchored(Anchor(turn=9, start=0, end=2), LOG, LOG) is None
