from __future__ import annotations

from witnessmark.geometry import Box
from witnessmark.records import Disagreement, Region, Transcript, Turn, WordSpan, message
from witnessmark.transcript.edits import CorrectWord
from witnessmark.transcript.takeover import takeover, words_of

BOX = Box(0, 0, 10, 10)
TRANSCRIPT = Transcript(
    "reading",
    message("By bubbles."),
    (Turn(0, None, "other", "by OpenAl to day", words=(
        WordSpan(0, 2, 0, BOX, 0.9), WordSpan(3, 9, 1, BOX, 0.9), WordSpan(10, 12, 2, BOX, 0.9),
        WordSpan(13, 16, 3, BOX, 0.9),
    )),),
    (Region(0, "12:O4", BOX, (WordSpan(0, 5, 4, BOX, 0.9),)),),
)  # fmt: skip


def place(words: tuple[int, ...], other: str) -> Disagreement:
    return Disagreement(words, "", other, BOX)


def test_what_each_word_says_is_read_from_turns_and_interface():
    assert words_of(TRANSCRIPT) == {0: "by", 1: "OpenAl", 2: "to", 3: "day", 4: "12:O4"}


def test_words_are_taken_over_one_by_one():
    assert takeover(place((1,), "OpenAI"), TRANSCRIPT) == (CorrectWord(1, "OpenAI"),)
    assert takeover(place((4,), "12:04"), TRANSCRIPT) == (CorrectWord(4, "12:04"),)
    assert takeover(place((1, 2), "OpenAI too"), TRANSCRIPT) == (
        CorrectWord(1, "OpenAI"), CorrectWord(2, "too"),
    )  # fmt: skip


def test_the_last_word_takes_what_the_other_engine_has_more():
    assert takeover(place((1,), "Open AI"), TRANSCRIPT) == (CorrectWord(1, "Open AI"),)


def test_what_the_text_says_already_is_no_correction():
    assert takeover(place((0, 1), "by OpenAI"), TRANSCRIPT) == (CorrectWord(1, "OpenAI"),)


def test_fewer_words_nothing_and_words_out_of_the_text_cannot_be_taken_over():
    for words, other in (((2, 3), "today"), ((), "new"), ((1,), ""), ((9,), "word")):
        assert takeover(place(words, other), TRANSCRIPT) == ()
