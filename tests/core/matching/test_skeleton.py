import pytest

from witnessmark.matching.skeleton import skeleton


def origin(text: str, letters: str) -> str:
    """The part of `text` that the skeleton `letters` came from."""
    folded = skeleton(text)
    first = folded.text.index(letters)
    start, end = folded.span(first, first + len(letters))
    return text[start:end]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("OpenAI", "0penAl"),
        ("modern", "modem"),
        ("clear view", "dear vievv"),
        ("use-case", "use\r\ncase"),
        ("ﬁne ﬂow", "fine flow"),
        ("Straße", "STRASSE"),
        ("Ｃｈａｔ", "chat"),
        ("café", "cafe\u0301"),
        ("soft\u00adhyphen", "softhyphen"),
        ("mode\u200br\u200dn", "modern"),
        ("w!ll", "will"),
        ("ОpеnАI", "OpenAI"),
    ],
)
def test_what_a_reader_takes_for_the_same_is_the_same(left, right):
    assert skeleton(left).text == skeleton(right).text


@pytest.mark.parametrize(("left", "right"), [("Sure! Here", "Sure, here"), ("for now", "fomow")])
def test_an_exclamation_at_a_words_end_and_letters_of_two_words(left, right):
    assert (skeleton(left).text == skeleton(right).text) is (left != "for now")


def test_spans_lead_back_over_emoji_line_ends_and_marks():
    text = "😀😀 cafe\u0301\r\nﬁne  ＡＩ"
    assert origin(text, "cafe") == "cafe\u0301"
    assert origin(text, "fl") == "ﬁ"
    assert origin(text, "al") == "ＡＩ"


def test_borders_stand_where_something_visible_parts_two_letters():
    folded = skeleton("a\u00adb c")
    assert folded.text == "abc"
    assert folded.parted.tolist() == [True, False, True, True]


def test_a_run_of_v_pairs_from_the_left():
    assert skeleton("vvv").text == "wv"
    assert skeleton("vvvv").text == "ww"


@pytest.mark.parametrize("text", ["", "…", "\ud800", "👩‍👩‍👧"])
def test_a_text_without_letters_has_an_empty_skeleton(text):
    assert skeleton(text).text == ""
    assert skeleton(text).parted.tolist() == [True]
