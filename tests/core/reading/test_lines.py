from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from witnessmark.geometry import Box
from witnessmark.reading.icons import is_east_asian, left_out, without_icons
from witnessmark.reading.ink import Ink, ink_of
from witnessmark.reading.lookalikes import settled
from witnessmark.reading.ordering import ReadLine, in_reading_order
from witnessmark.reading.recognise import Glyph, Recognised, decoded
from witnessmark.reading.spacing import with_spaces
from witnessmark.reading.strip import Strip
from witnessmark.reading.strokes import without_strokes
from witnessmark.reading.textsize import letter_height
from witnessmark.reading.words import words_of
from witnessmark.records import Word

WIDE = 20  # pixels from one character's middle to the next


def glyphs(text: str, sure: float = 0.99, doubtful: str = "") -> tuple[Glyph, ...]:
    """Characters `WIDE` pixels apart; those in `doubtful` are unsure."""
    return tuple(
        Glyph(sign, 0.4 if sign in doubtful else sure, index * WIDE + WIDE / 2)
        for index, sign in enumerate(text)
    )


def inked(text: str, fill: float = 0.8, height: int = 20) -> Ink:
    """Ink that fills `fill` of each character's cell, and none of a space's."""
    columns = np.zeros(len(text) * WIDE, bool)
    rim = round(WIDE * (1 - fill) / 2)
    for index, sign in enumerate(text):
        if not sign.isspace():
            columns[index * WIDE + rim : (index + 1) * WIDE - rim] = True
    return Ink(columns, 5, 5 + height, 30)


def text_of(line: tuple[Glyph, ...]) -> str:
    return "".join(glyph.text for glyph in line)


def faint(text: str, likely: float) -> Recognised:
    """A line whose spaces the network lost, but held likely at their places."""
    spaces = np.array([likely if sign == " " else 0.0 for sign in text], np.float32)
    return Recognised(tuple(g for g in glyphs(text) if g.text != " "), spaces, WIDE)


@pytest.mark.parametrize(("likely", "wanted"), [(0.3, "2:05 PM"), (0.001, "2:05PM")])
def test_a_space_is_put_in_where_gap_and_network_agree(likely, wanted):
    assert text_of(with_spaces(faint("2:05 PM", likely), inked("2:05 PM"))) == wanted


def test_no_space_is_put_in_without_a_gap():
    assert text_of(with_spaces(faint("ab cd", 0.4), inked("abxcd", fill=0.95))) == "abcd"


@pytest.mark.parametrize("text", ["main (", "end )", "a ,b", "一 二"])
def test_no_space_is_put_in_where_none_belongs(text):
    line = with_spaces(faint(text, 0.4), inked(text))
    assert text_of(line) == ("main (" if text == "main (" else text.replace(" ", ""))


def test_icons_at_the_ends_are_left_out_and_the_count_stays():
    line = glyphs("O 12", doubtful="O")
    assert text_of(without_icons(line, inked("O 12"), east_asian=False)) == "12"
    assert text_of(without_icons(glyphs("6h o", doubtful="o"), inked("6h o"), east_asian=False)) == "6h"


def test_what_is_left_out_is_told_sign_by_sign():
    line = glyphs("O 12 x", doubtful="Ox")
    kept = without_icons(line, inked("O 12 x"), east_asian=False)
    assert [text_of(run) for run in left_out(line, kept)] == ["O", "x"]
    assert left_out(kept, kept) == []


def test_a_lone_sign_needs_certainty():
    assert text_of(without_icons(glyphs("8"), inked("8"), east_asian=False)) == "8"
    assert without_icons(glyphs("8", sure=0.9), inked("8"), east_asian=False) == ()


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("Q Search", "Search"),
        ("lt, 57K", "57K"),
        ("ilt, 85.7K", "85.7K"),
        ("till, then 5", "till, then 5"),
        ("l1 1.2M", "1.2M"),
        ("Q", ""),
        ("l1,", ""),
        ("It", "It"),
        ("It 5", "It 5"),
        ("11", "11"),
        ("11 57", "11 57"),
        ("Quite so", "Quite so"),
        ("It is 5", "It is 5"),
        ("Hi 2 all", "Hi 2 all"),
    ],
)
def test_a_lens_and_a_chart_of_bars_are_no_writing(read, wanted):
    assert text_of(without_icons(glyphs(read), inked(read), east_asian=False)) == wanted


def test_doubtful_words_inside_a_line_stay():
    line = glyphs("the mother of two", doubtful="m")
    assert text_of(without_icons(line, inked("the mother of two"), east_asian=False)) == "the mother of two"


def test_chinese_signs_are_icons_only_on_a_page_without_chinese():
    line = glyphs("山 576")
    assert text_of(without_icons(line, inked("山 576"), east_asian=False)) == "576"
    assert text_of(without_icons(line, inked("山 576"), east_asian=True)) == "山 576"
    assert is_east_asian([glyphs("帮我写一句")])
    assert not is_east_asian([glyphs("山"), glyphs("口"), glyphs("个"), glyphs("它"), glyphs("I am")])


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        ("by OpenAl.", "by OpenAI."),
        ("xAl's", "xAI's"),
        ("as an Al model", "as an AI model"),
        ("Al Pacino", "Al Pacino"),
        ("Also Albion", "Also Albion"),
        ("ALL", "ALL"),
        ("l am", "I am"),
        ("l'm", "I'm"),
        ("l'ami", "l'ami"),
    ],
)
def test_letters_that_look_alike_are_settled_by_the_word(read, wanted):
    assert text_of(settled(glyphs(read))) == wanted


def test_words_run_from_gap_to_gap():
    strip = Strip(
        np.zeros((30, 100, 3), np.uint8),
        np.array([1000, 500], np.float32),
        np.array([1, 0], np.float32),
        np.array([0, 1], np.float32),
    )
    words = words_of(strip, glyphs("ab cd"), inked("ab cd"))
    assert [word.text for word in words] == ["ab", "cd"]
    assert [word.box for word in words] == [Box(1002, 505, 36, 20), Box(1062, 505, 36, 20)]


def test_a_left_out_icon_is_no_part_of_the_first_words_box():
    line = without_icons(glyphs("O  12", doubtful="O"), inked("O  12"), east_asian=False)
    strip = Strip(np.zeros((30, 100, 3), np.uint8), np.zeros(2, np.float32), *np.eye(2, dtype=np.float32))
    (word,) = words_of(strip, line, inked("O  12"))
    assert word.box.x == 62


def test_ink_is_found_in_both_polarities():
    dark = np.full((30, 60, 3), 250, np.uint8)
    dark[8:22, 10:20] = 20
    dark[8:22, 40:50] = 20
    for pixels in (dark, 255 - dark):
        ink = ink_of(pixels)
        assert (ink.top, ink.bottom) == (8, 22)
        assert ink.gap(15, 45) == (20, 40)


def test_repeated_decisions_are_one_character():
    likely = np.zeros((6, 3), np.float32)
    likely[[0, 1, 3, 5], 1] = 0.9
    likely[[2, 4], 0] = 0.8
    assert text_of(decoded(likely, ("", "l", " "), 8.0).glyphs) == "lll"


def test_lines_beside_each_other_are_read_from_left_to_right():
    def line(text: str, x: int, y: int) -> ReadLine:
        return ReadLine((Word(text, Box(x, y, 50, 20), 1.0),))

    words, lines = in_reading_order([line("c", 0, 40), line("b", 200, 4), line("a", 0, 0)])
    assert [word.text for word in words] == ["a", "b", "c"]
    assert [one.words for one in lines] == [(0,), (1,), (2,)]


def page(ink: str = "black", ground: str = "white", size: int = 28) -> Image.Image:
    image = Image.new("RGB", (700, 260), ground)
    for row in range(5):
        ImageDraw.Draw(image).text(
            (20, 12 + row * 48), "several words that hold letters", ink, ImageFont.load_default(size)
        )
    return image


def test_a_coloured_circle_is_faded_out_and_nothing_else_changes():
    for ink, ground in (("black", "white"), ("white", "#15202b")):
        clean = page(ink, ground)
        marked = clean.copy()
        ImageDraw.Draw(marked).ellipse((100, 60, 500, 150), outline=(230, 30, 40), width=5)
        faded, count = without_strokes(np.asarray(marked)[:, :, ::-1].copy())
        assert count == 1
        before = np.abs(np.asarray(marked).astype(int) - np.asarray(clean)).sum()
        after = np.abs(faded[:, :, ::-1].astype(int) - np.asarray(clean)).sum()
        assert after < before / 4
        untouched, none = without_strokes(np.asarray(clean)[:, :, ::-1].copy())
        assert none == 0
        assert np.array_equal(untouched[:, :, ::-1], np.asarray(clean))


def test_coloured_bubbles_and_small_icons_are_no_strokes():
    image = page()
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle((300, 10, 680, 120), 20, fill=(10, 120, 255))
    pen.ellipse((20, 200, 60, 240), outline=(230, 30, 40), width=4)
    assert without_strokes(np.asarray(image)[:, :, ::-1].copy())[1] == 0


def test_letter_height_follows_the_size_of_the_text():
    small, large = (letter_height(np.asarray(page(size=size))[:, :, ::-1].copy()) for size in (18, 36))
    assert small is not None
    assert large is not None
    assert 1.5 < large / small < 2.6
    assert letter_height(np.zeros((100, 100, 3), np.uint8)) is None
