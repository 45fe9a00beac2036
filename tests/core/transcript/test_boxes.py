from witnessmark.geometry import Box
from witnessmark.records import WordSpan
from witnessmark.transcript.boxes import boxes_of

WORDS = (
    WordSpan(0, 4, 0, Box(10, 10, 40, 12), 1.0),
    WordSpan(5, 10, 1, Box(60, 11, 50, 12), 1.0),
    WordSpan(11, 15, 2, Box(10, 30, 40, 12), 1.0),
)


def test_one_box_a_line():
    assert boxes_of(WORDS, 0, 15) == (Box(10, 10, 100, 13), Box(10, 30, 40, 12))


def test_a_cut_word_counts_in_proportion():
    assert boxes_of(WORDS, 7, 10) == (Box(80, 11, 30, 12),)


def test_a_word_above_and_to_the_right_begins_a_new_line():
    column = (WORDS[2], WordSpan(16, 20, 3, Box(200, 10, 40, 12), 1.0))
    assert len(boxes_of(column, 11, 20)) == 2


def test_spaces_alone_have_no_box():
    assert boxes_of(WORDS, 4, 5) == ()
