"""Patterns are exact; words that an engine misread are put right for them, other words never."""

import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from witnessmark.matching.matcher import Matcher
from witnessmark.matching.mended import Words
from witnessmark.matching.plain import _by_clusters, _evenly, _without_gaps, level, levelled
from witnessmark.matching.spelling import Source
from witnessmark.matching.vocabulary import is_word
from witnessmark.records import Fingerprint

NOTE = r"\bhere(?:'s| is) (?:a|my) [^.!?\n:]{0,40}\b(?:knowledge|training|certainly)\b"
AI = r"\bas an ai\b,?"
IA = r"\bcomo ia,? no\b"
YEAR = r"\btrained in (?:october )?20\d\d\b"
CODE = r"\bturn\d{1,2}(?:search|view)\d{1,2}\b"
CUTOFF = r"\b(?:october|april) 20\d\d\b"
SHOUT = r"\bis not\b"
NAME = r"\b(?:i am|my name is) open assistant\b"
WORDS = r"\b(?:bustling|hand|clear|some)\b"


def found(pattern, text, **more):
    matcher = Matcher((Fingerprint("x", "style", "U", pattern=pattern, **more),))
    return [(each.text, each.layer, each.score) for each in matcher.find_text(text)]


@pytest.mark.parametrize(
    ("pattern", "text", "passage", "layer"),
    [
        (AI, "Well, as an Al, I see", "as an Al,", "normalised"),
        (AI, "Well, as an A|, I see", "as an A|,", "normalised"),
        (AI, "Well, asan AI, I see", "asan AI,", "normalised"),
        (NOTE, "Oh, here is a bit of know1edge now", "here is a bit of know1edge", "normalised"),
        (NOTE, "Oh, here is a bit of knowlcdge now", "here is a bit of knowlcdge", "fuzzy"),
        (NOTE, "Oh, here is a bit of knowlcdgc now", "here is a bit of knowlcdgc", "fuzzy"),
        (NOTE, "Oh, here is a bit of trainirg now", "here is a bit of trainirg", "fuzzy"),
        (NOTE, "Oh, here is a bit of knowedge now", "here is a bit of knowedge", "fuzzy"),
        (NOTE, "Oh, herc is a bit of training now", "herc is a bit of training", "fuzzy"),
        (NOTE, "Oh, here iq a bit of taining now", "here iq a bit of taining", "fuzzy"),
        (NOTE, "Oh, hereis a bit of training now", "hereis a bit of training", "normalised"),
        (CODE, "so turn0seagch1", "turn0seagch1", "fuzzy"),
        (CUTOFF, "up to Octobe 2023", "Octobe 2023", "fuzzy"),
        (YEAR, "I was trained in 2O23.", "trained in 2O23", "normalised"),
        (YEAR, "I was trained in October2023.", "trained in October2023", "normalised"),
    ],
)
def test_a_misread_word_of_a_pattern_is_found_where_it_stands(pattern, text, passage, layer):
    ((words, how, score),) = found(pattern, text)
    assert (words, how) == (passage, layer)
    assert (score < 100) == (layer == "fuzzy")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (NOTE, "There is a lot of knowledge"),
        (NOTE, "hero is a lot of knowledge"),
        (NOTE, "where is a lot of knowledge"),
        (NOTE, "here was a lot of knowledge"),
        (NOTE, "here is a lot of draining"),
        (WORDS, "sonne"),
        (WORDS, "rustling"),
        (SHOUT, "isNot"),
        (CODE, "turn0sea1"),
        (NOTE, "here is a lot of drawing"),
        (IA, "Como la no violencia"),
        (WORDS, "hustling"),
        (WORDS, "busting"),
        (WORDS, "hard and clean and the same"),
        (AI, "as an aid, I see"),
        (YEAR, "I was trained in B2B3."),
    ],
)
def test_another_word_stays_another_word(pattern, text):
    assert found(pattern, text) == []


def test_a_word_is_put_right_far_inside_a_long_text_and_what_stands_before_counts():
    long = "Words and words. " * 200
    ((words, _, _),) = found(NOTE, long + "so here is a bit of know1edge" + " and more" * 200)
    assert words == "here is a bit of know1edge"
    assert found(r"^and\b[^\n]{0,400}knowledge", "x " * 300 + "and so on " * 20 + "know1edge") == []


def test_the_end_of_what_is_looked_at_is_not_the_end_of_the_text():
    beside = " and more" * 60
    assert found(r"knowledge[^.]*$", f"my know1edge{beside}. No.") == []
    assert found(r"^[^.]*knowledge", f"No. So{beside} know1edge") == []
    ((words, _, _),) = found(r"knowledge[^.]*$", "No. So my know1edge and more")
    assert words == "know1edge and more"


def test_a_long_text_takes_no_more_time_for_each_misread_word():
    text = (
        "".join(f"herc is a bit of know1edge, and {letters}rnodel. " for letters in ("a", "e", "xo")) * 2500
    )
    begun = time.perf_counter()
    assert len(found(NOTE, text)) == 7500
    assert time.perf_counter() - begun < 8  # half a second; the square of it takes twenty


def test_endless_words_of_a_pattern_take_no_memory():
    tracemalloc.start()
    Words(Source(f"{first}{second}" * 700) for first in "abcdef" for second in "ghijk")
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


@given(st.lists(st.text(alphabet="x😀\r\né\u0301ﬁ 我\u200b'rn", max_size=12)))
def test_what_was_put_right_is_shown_where_it_stands(between):
    text = ". ".join(f"{each} as an Al, {each}" for each in between)
    assert [words for words, _, _ in found(AI, text)] == ["as an Al,"] * len(between)


def test_what_is_there_is_not_found_again_because_a_word_beside_it_was_misread():
    text = "here is a bit of training, and know1edge"
    assert found(NOTE, text) == [("here is a bit of training", "exact", 100.0)]
    assert found(AI, "as an ai and certair1y") == [("as an ai", "exact", 100.0)]


def test_short_words_bear_nothing_and_a_required_word_is_still_required():
    assert found(WORDS, "cleor") == []
    assert found(NOTE, "here is a bit of trainirg", required=("knowledge",)) == []


def test_a_word_that_may_be_two_is_tried_as_each():
    pattern = r"\bthe cat sat\b|\bthe cot stood\b"
    assert found(pattern, "the cet sat") == [("the cet sat", "fuzzy", 88.9)]
    assert found(pattern, "the cet stood") == [("the cet stood", "fuzzy", 90.9)]


def test_of_many_words_those_that_look_most_like_it_are_tried():
    others = r"\b(?:bow|cow|how|low|row) deck\b|"
    assert found(others + r"\band now then\b", "and uow then") == [("and uow then", "fuzzy", 90.0)]
    assert found(others + r"\band row then\b", "and uow then") == []


def test_what_has_a_capital_may_be_a_name_and_is_not_made_the_name_of_a_maker():
    assert found(NAME, "I am Oren Assistant", names="laion") == []
    assert found(NAME, "My nane is Open Assistant", names="laion") == [
        ("My nane is Open Assistant", "fuzzy", 95.2)
    ]
    assert found(NAME, "I am Opcn Assistant") == [("I am Opcn Assistant", "fuzzy", 93.8)]


def test_a_strange_letter_is_borne_out_by_words_beside_it_never_by_itself():
    alone = r"\b(?:holistic|fostering)\b"
    assert found(alone, "Holistics and rostering") == []
    assert found(alone + r" and so", "we hold fosteling and so on") == [("fosteling and so", "fuzzy", 92.9)]


def test_only_a_patterns_own_words_are_put_right_in_it():
    pattern = r"\*\*[a-z .]{2,20}\*\*"
    library = (
        Fingerprint("x", "markup", "U", pattern=pattern),
        Fingerprint("y", "style", "U", pattern=r"\bthe end of it\b"),
    )
    assert Matcher(library).find_text("**eend of**") == Matcher(library[:1]).find_text("**eend of**")
    assert Matcher(library).find_text("**thee ennd of the line**") == ()


@pytest.mark.parametrize(("language", "left_alone"), [("en", False), ("de", False), ("eo", True)])
def test_of_a_language_without_a_word_list_every_word_stays(language, left_alone):
    text = "Well, als kk bin ich"
    assert (found(r"\bals ki bin ich\b", text, language=language) == []) is left_alone


def test_words_of_english_and_of_the_patterns_language_are_words():
    assert is_word("drained", "en")
    assert is_word("nichts", "de")
    assert is_word("drained", "de")
    assert not is_word("trairned", "en")
    assert not is_word("nichst", "de")
    assert is_word("aren", "en")
    assert is_word("ve", "en")
    assert is_word("anything", "zh")


def test_many_patterns_are_all_found_in_one_text():
    words = [f"word{chr(97 + index)}{chr(97 + index)}" for index in range(26)]
    library = tuple(
        Fingerprint(f"x.{word}", "style", "U", pattern=rf"\b{word} (?:[a-z]+ ){{0,5}}end\b") for word in words
    )
    text = ". ".join(f"{word} of the end" for word in words)
    assert {each.fingerprint for each in Matcher(library).find_text(text)} == {each.id for each in library}


def test_spaces_between_chinese_or_japanese_characters_are_the_engines_own():
    assert found("我是通义千问", "你好 我 是 通义\n千问 。") == [("我 是 通义\n千问", "normalised", 100.0)]
    assert level("我 是 ChatGPT 吗") == "我是 ChatGPT 吗"


@given(st.text(alphabet="ab -–’`“\u00a0\u200b\u00ad\n…fﬁe\u0301我 是,。\ufe0f", max_size=40))
def test_the_quick_map_is_the_slow_one(text):
    quick = _evenly(text)
    if quick is not None:
        assert _without_gaps(quick).text == levelled(text).text == level(text)
        assert quick == _by_clusters(text)


@given(st.text(alphabet="trainig kowledc10l|.", max_size=60))
def test_windows_are_the_text_with_words_put_right(text):
    for window in Words((Source(NOTE), Source(YEAR))).windows(text):
        end = len(window.text)
        start, stop = window.span(1 if window.start else 0, end)
        assert 0 <= start <= stop <= len(text)
        assert all(text[mend.start : mend.end] != mend.by for mend in window.mends)
