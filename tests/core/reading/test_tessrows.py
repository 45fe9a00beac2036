from __future__ import annotations

from witnessmark.reading.tessrows import Row, rows_of, writing_in


def row(text: str, confidence: float = 0.95) -> Row:
    return Row(text, 1, (1,), 0, 10, 0, 10, confidence)


def texts(*rows: Row) -> list[str]:
    return [one.text for one in writing_in(list(rows))]


def test_a_lone_bar_is_the_letter_i():
    assert texts(row("|"), row("cannot"), row("|"), row("will")) == ["I", "cannot", "I", "will"]


def test_icons_at_the_ends_are_left_out():
    assert texts(row("il,", 0.6), row("12.4K")) == ["12.4K"]
    assert texts(row("6h"), row("©", 0.9)) == ["6h"]
    assert texts(row("OC", 0.8)) == []


def test_short_words_that_are_sure_and_doubtful_words_inside_stay():
    assert texts(row("I"), row("am", 0.5), row("so")) == ["I", "am", "so"]
    assert texts(row("ok", 0.9)) == ["ok"]


def test_only_rows_with_words_are_taken():
    table = {
        "text": ["", " ", "word"],
        "page_num": [1, 1, 2],
        "block_num": [0, 1, 1],
        "par_num": [0, 0, 1],
        "line_num": [0, 0, 1],
        "left": [0, 0, 5],
        "width": [9, 9, 40],
        "top": [0, 0, 7],
        "height": [9, 9, 12],
        "conf": [-1, -1, 93.5],
    }
    assert rows_of(table) == [Row("word", 2, (2, 1, 1, 1), 5, 45, 7, 12, 0.935)]
