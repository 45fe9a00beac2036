from dataclasses import replace

from evidence import picture_case
from witnessmark.geometry import Box
from witnessmark.matching.support import only_in_second, passages_of, support_words, with_support
from witnessmark.records import Passage, SecondReading

MATCH = picture_case().inspection.matches[0]


def second(*passages: Passage) -> SecondReading:
    return SecondReading("tesseract", "5", "eng", 1.0, 10, 9, passages=passages)


def moved(passage: Passage, down: int) -> Passage:
    return replace(passage, boxes=tuple(Box(b.x, b.y + down, b.width, b.height) for b in passage.boxes))


def test_a_match_at_the_same_place_in_both_readings_is_not_marked():
    (passage,) = passages_of((MATCH,))
    (marked,) = with_support((MATCH,), "rapidocr", second(moved(passage, 2)))
    assert marked.only_by is None
    assert only_in_second((MATCH,), second(passage)) == ()


def test_a_match_that_the_second_reading_does_not_bear_is_marked():
    (passage,) = passages_of((MATCH,))
    for others in ((), (moved(passage, 500),), (replace(passage, fingerprint="other", also=()),)):
        (marked,) = with_support((MATCH,), "rapidocr", second(*others))
        assert marked.only_by == "rapidocr"
        assert only_in_second((MATCH,), second(*others)) == others


def test_a_fingerprint_that_one_reading_counts_as_also_supports_the_other():
    (passage,) = passages_of((MATCH,))
    wider = replace(passage, fingerprint="wider", also=(MATCH.fingerprint,))
    assert with_support((MATCH,), "rapidocr", second(wider))[0].only_by is None


def test_a_shorter_fingerprint_that_both_bear_is_no_support():
    (passage,) = passages_of((replace(MATCH, also=("shorter",)),))
    shorter = replace(passage, fingerprint="shorter", also=())
    (marked,) = with_support((replace(MATCH, also=("shorter",)),), "rapidocr", second(shorter))
    assert marked.only_by == "rapidocr"


def test_without_a_second_reading_nothing_is_marked():
    assert with_support((MATCH,), "rapidocr", None) == (MATCH,)
    assert support_words(None) is None


def test_what_people_are_told_names_the_engine():
    told = support_words("rapidocr")
    assert told is not None
    assert told.text == "Only rapidocr's reading supports this passage."
