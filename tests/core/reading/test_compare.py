from __future__ import annotations

from witnessmark.geometry import Box, hull
from witnessmark.reading.compare import compare
from witnessmark.records import Line, Reading, Word


def reading(*lines: str, dx: int = 0, dy: int = 0) -> Reading:
    """Words of 10 px a character, lines of 20 px."""
    words: list[Word] = []
    rows: list[Line] = []
    for number, line in enumerate(lines):
        first, x = len(words), dx
        for word in line.split():
            words.append(Word(word, Box(x, number * 30 + dy, len(word) * 10, 20), 0.9))
            x += len(word) * 10 + 10
        boxes = [word.box for word in words[first:]]
        rows.append(Line(tuple(range(first, len(words))), hull(boxes) or Box(0, 0, 0, 0)))
    return Reading("fake", "1", "eng", 0.0, tuple(words), tuple(rows))


def test_equal_readings_agree_everywhere():
    result = compare(reading("one two", "three"), reading("one two", "three", dx=2, dy=3))
    assert result.agreed == {0, 1, 2}
    assert result.differences == ()


def test_a_word_read_differently_is_shown_with_both_readings_and_its_place():
    result = compare(reading("by OpenAI today"), reading("by OpenAl today"))
    assert result.agreed == {0, 2}
    (difference,) = result.differences
    assert (difference.first_text, difference.second_text) == ("OpenAI", "OpenAl")
    assert difference.box == Box(30, 0, 60, 20)


def test_a_split_word_stands_against_its_parts():
    (difference,) = compare(reading("at 2:05 PM"), reading("at 2:05PM")).differences
    assert (difference.first, difference.second) == ((1, 2), (1,))


def test_lines_and_words_that_one_engine_lost_are_shown():
    result = compare(reading("one", "two"), reading("one", "two", "three"))
    (difference,) = result.differences
    assert (difference.first_text, difference.second_text) == ("", "three")
    (difference,) = compare(reading("I see"), reading("see", dx=20)).differences
    assert (difference.first_text, difference.second_text) == ("I", "")


def test_every_word_of_both_is_either_agreed_or_in_one_difference():
    first, second = reading("a b c d", "e f", "g"), reading("a x c", "f e", "h i", "j")
    result = compare(first, second)
    seen = sorted([*result.agreed, *(i for one in result.differences for i in one.first)])
    assert seen == list(range(len(first.words)))
    others = [i for one in result.differences for i in one.second]
    assert len(others) == len(set(others)) == len(second.words) - len(result.agreed)
