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
    assert result.disagreements == ()


def test_a_word_read_differently_is_shown_with_both_readings_and_its_place():
    result = compare(reading("by OpenAI today"), reading("by OpenAl today"))
    assert result.agreed == {0, 2}
    (place,) = result.disagreements
    assert (place.text, place.other) == ("OpenAI", "OpenAl")
    assert place.box == Box(30, 0, 60, 20)


def test_neighbouring_words_read_differently_are_two_places():
    one, two = compare(reading("a cat sat"), reading("a oat set")).disagreements
    assert (one.text, one.other) == ("cat", "oat")
    assert (two.text, two.other) == ("sat", "set")


def test_a_split_word_stands_against_its_parts():
    (place,) = compare(reading("at 2:05 PM"), reading("at 2:05PM")).disagreements
    assert (place.words, place.text, place.other) == ((1, 2), "2:05 PM", "2:05PM")


def test_the_form_of_quotation_marks_is_no_disagreement():
    result = compare(reading("“don’t” – now"), reading('"don\'t" - now'))
    assert result.disagreements == ()


def test_lines_and_words_that_one_engine_lost_are_shown():
    result = compare(reading("one", "two"), reading("one", "two", "three"))
    (place,) = result.disagreements
    assert (place.words, place.text, place.other) == ((), "", "three")
    (place,) = compare(reading("I see"), reading("see", dx=20)).disagreements
    assert (place.text, place.other) == ("I", "")


def test_every_word_of_both_is_either_agreed_or_in_one_disagreement():
    first, second = reading("a b c d", "e f", "g"), reading("a x c", "f e", "h i", "j")
    result = compare(first, second)
    seen = sorted([*result.agreed, *(i for one in result.disagreements for i in one.words)])
    assert seen == list(range(len(first.words)))
    others = sorted(word for one in result.disagreements for word in one.other.split())
    alike = sorted(first.words[index].text for index in result.agreed)
    assert sorted([*others, *alike]) == sorted(word.text for word in second.words)
