import random
import re
import unicodedata

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq, Levenshtein

from witnessmark.bench.lost import against_everything, against_malice
from witnessmark.matching.align import edits_by_end
from witnessmark.matching.alignment import Strings, Windows, Written, align
from witnessmark.matching.index import build
from witnessmark.matching.lanes import FAR, Pairs, distances
from witnessmark.matching.matcher import Matcher
from witnessmark.matching.narrow import narrowed
from witnessmark.matching.packed import packed_distances
from witnessmark.matching.search import Search
from witnessmark.matching.skeleton import skeleton
from witnessmark.records import Fingerprint

PHRASES = (
    "I cannot fulfill that request as it goes against OpenAI's use case policy",
    "As an AI language model, I don't have personal opinions",
    "as an AI language model",
    "My knowledge cutoff is September 2021",
    "Es tut mir leid, aber ich kann diese Anfrage nicht erfüllen",
    "作为一个人工智能语言模型我没有个人观点和情感",
    "申し訳ありませんが、そのリクエストにはお応えできません",
    "Я не могу помочь с этим запросом",
    "Let me know if you have any other questions!",
    "Grok",
)
FINGERPRINTS = tuple(Fingerprint(str(n), "style", "C", text=each) for n, each in enumerate(PHRASES))
MATCHER = Matcher(FINGERPRINTS)
SEARCH = Search(build([skeleton(each).text for each in PHRASES], 85))

# What a phone, a platform or a layout puts between and around the letters of a clean text.
WITHIN = ("\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff")
BETWEEN = (" ", "\r\n", "\u00a0", " \u200b ", "  ", "\n\n", " 😀 ", "👩\u200d👩\u200d👧", "\u3000")


def alike(letter: str, rng: random.Random) -> str:
    """The letter, or what is the same letter to a reader: full-width, its accent apart, an accent too many."""
    wide = chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" and letter.isalnum() else letter
    accented = letter + "\u0301" if letter.isascii() and letter.isalpha() else letter
    return rng.choice((letter, letter, letter, wide, unicodedata.normalize("NFD", letter), accented))


around = st.text(max_size=60)
few = settings(max_examples=150, deadline=None)


def names(passages) -> set[str]:
    return {name for each in passages for name in (each.fingerprint, *each.also)}


@few
@given(st.sampled_from(range(len(PHRASES))), around, around)
def test_a_clean_occurrence_is_found_in_any_surrounding(number, before, after):
    text = f"{before} {PHRASES[number]} {after}"
    assert str(number) in names(MATCHER.find_text(text))


@few
@given(st.sampled_from(range(len(PHRASES) - 1)), around, around, st.randoms(use_true_random=False))
def test_offsets_survive_what_cannot_be_seen(number, before, after, rng):
    phrase = PHRASES[number].replace("'", rng.choice("'’"))
    disguised = "".join(
        rng.choice(BETWEEN) if letter == " " else alike(letter, rng) + rng.choice((*WITHIN, "", "", "", ""))
        for letter in phrase
    )
    text = f"{before} {disguised} {after}"
    start = len(before) + 1
    (match,) = (each for each in MATCHER.find_text(text) if each.start <= start + 2 and each.end > start + 2)
    assert match.fingerprint == str(number)
    assert match.layer != "fuzzy"
    assert match.text == text[match.start : match.end]
    assert skeleton(match.text).text == skeleton(phrase).text


@few
@given(st.text(max_size=300))
def test_the_skeleton_of_a_span_is_what_the_span_came_from(text):
    folded = skeleton(text)
    count = len(folded.codes)
    assert len(folded.start) == len(folded.end) == count == len(folded.parted) - 1
    assert (folded.start < folded.end).all()
    assert (np.diff(folded.start) >= 0).all()
    assert (folded.end <= len(text)).all()
    if count:
        start, end = folded.span(0, count)
        assert skeleton(text[start:end]).text == folded.text


@few
@given(st.sampled_from(range(len(PHRASES) - 1)), st.randoms(use_true_random=False), around)
def test_a_score_is_the_share_of_letters_without_an_edit(number, rng, before):
    letters = list(PHRASES[number])
    for _ in range(3):
        letters[rng.randrange(len(letters))] = rng.choice("xkvw")
    for each in Matcher(FINGERPRINTS, key_words=False).find_text(f"{before} {''.join(letters)}"):
        phrase = skeleton(PHRASES[int(each.fingerprint)]).text
        edits = Levenshtein.distance(phrase, skeleton(each.text).text)
        assert each.score == round(100 * (1 - edits / len(phrase)), 1)
        assert each.score >= 85


@few
@given(
    st.lists(st.sampled_from(range(len(PHRASES))), max_size=4),
    st.sets(st.sampled_from(range(len(PHRASES)))),
    around,
)
def test_more_fingerprints_never_take_a_match_away(planted, chosen, between):
    text = f" {between} ".join(PHRASES[number] for number in planted)
    some = Matcher([FINGERPRINTS[number] for number in chosen])
    assert names(some.find_text(text)) <= names(MATCHER.find_text(text))


WORDS = (
    "I",
    "am",
    "a",
    "an",
    "AI",
    "language",
    "model",
    "not",
    "can't",
    "cannot",
    "clear",
    "dear",
    "2021",
    "use-case",
)
made_up = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9).map(" ".join)
signs = st.sampled_from(("{}", "[{}]", "{}?", "“{}”"))


@few
@given(
    st.lists(st.tuples(signs, made_up), min_size=2, max_size=8),
    st.lists(made_up, max_size=3),
    st.integers(0, 8),
)
def test_a_made_up_library_loses_nothing_to_more_fingerprints(library, between, cut):
    known = [
        Fingerprint(str(number), "style", "C", text=sign.format(words)) if number % 3
        else Fingerprint(str(number), "style", "C", pattern=re.escape(words))
        for number, (sign, words) in enumerate(library)
    ]  # fmt: skip
    text = " … ".join([*between, *(words.replace("language", "lanquaqe") for _, words in library)])
    everything = names(Matcher(known).find_text(text))
    for some in (known[:cut], known[cut:], known[::2]):
        assert names(Matcher(some).find_text(text)) <= everything


def test_words_of_one_fingerprint_do_not_decide_for_another_of_the_same_letters():
    text = "it is in 2021 that I was last taught anythinq"
    number = Fingerprint("number", "style", "C", text="it is in 2021 that I was last taught anything")
    letters = Fingerprint("letters", "style", "C", text="it is in zozl that I was last taught anything")
    alone = [names(Matcher((each,)).find_text(text.replace("2021", "2023"))) for each in (number, letters)]
    together = names(Matcher((number, letters)).find_text(text.replace("2021", "2023")))
    assert (
        together
        == names(Matcher((letters, number)).find_text(text.replace("2021", "2023")))
        == set.union(*alone)
    )
    assert alone == [set(), {"letters"}]


@few
@given(st.lists(st.tuples(around, st.sampled_from(("", *PHRASES)), around), max_size=6))
def test_texts_together_give_what_each_gives_alone(parts):
    texts = [" ".join(part) for part in parts]
    assert list(MATCHER.find_many(texts)) == [MATCHER.find_text(text) for text in texts]


@few
@given(
    st.lists(st.tuples(st.text("abc", min_size=1, max_size=150), st.text("abcd", max_size=40)), min_size=1),
    st.booleans(),
)
def test_both_kinds_of_lanes_agree_with_the_definition(pairs, anchored):
    strings, texts = ([each[side] for each in pairs] for side in (0, 1))
    both = Pairs(rows(strings), sizes(strings), rows(texts), sizes(texts))
    found, few = distances(both, anchored), packed_distances(both, anchored)
    for row, (string, text) in enumerate(pairs):
        starts = (lambda end: (0,)) if anchored else (lambda end: range(end + 1))
        right = [
            min(Levenshtein.distance(string, text[s:end]) for s in starts(end))
            for end in range(len(text) + 1)
        ]
        assert found[row, : len(text) + 1].tolist() == right
        assert few[row, : len(text) + 1].tolist() == right
        assert (found[row, len(text) + 1 :] == FAR).all()
        assert (few[row, len(text) + 1 :] == FAR).all()
        assert edits_by_end(string, text, anchored) == right


@few
@given(
    st.text("abc", min_size=4, max_size=60),
    st.text("abcd", min_size=1, max_size=160),
    st.integers(0, 9),
    st.data(),
)
def test_windows_made_narrower_hold_what_they_held(string, text, budget, data):
    low = data.draw(st.integers(0, len(text)))
    at = data.draw(st.integers(low, len(text)))
    text = text[:at] + string + text[at:] if data.draw(st.booleans()) else text
    cut = data.draw(st.integers(low, len(text)))
    text = text[: max(low, cut - 2)] + text[cut:]
    letters = rows([string])[0]
    strings = Strings(
        [string],
        letters,
        np.zeros(1, np.int64),
        sizes([string]),
        np.array([min(budget, len(string) - 1)], np.int32),
    )
    parted = np.array([data.draw(st.booleans()) for _ in range(len(text) + 1)])
    place = np.array([low], np.int64)
    shared = LCSseq.similarity(string, text[low:])
    whole = Windows(np.zeros(1, np.int32), place, sizes([text]), place, np.array([shared], np.int64))
    written = Written(rows([text + " "])[0][:-1], text, parted)
    expected = align(strings, whole, written)
    if shared >= len(string) - strings.budget[0]:
        found = align(strings, narrowed([string], strings.budget, whole, text), written)
        for column in ("string", "first", "last", "edits"):
            assert getattr(found, column).tolist() == getattr(expected, column).tolist()
    else:
        assert not len(expected.string)
    if len(expected.string):
        first, last = expected.first.item(), expected.last.item()
        assert Levenshtein.distance(string, text[first:last]) == expected.edits.item()
        assert expected.edits.item() == min(edits_by_end(string, text[low:]))


def rows(texts: list[str]) -> np.ndarray:
    wide = np.zeros((len(texts), max(map(len, texts))), np.uint16)
    for row, text in enumerate(texts):
        wide[row, : len(text)] = [ord(letter) for letter in text]
    return wide


def sizes(texts: list[str]) -> np.ndarray:
    return np.array([len(text) for text in texts])


@pytest.mark.parametrize("score", [80, 85, 90])
def test_nothing_is_lost_to_edits_placed_on_the_seeds(score):
    search = Search(build([skeleton(each).text for each in PHRASES], score))
    counts = against_malice(search, 400, seed=score)
    assert (counts.occurrences, counts.missed) == (400, 0)


def test_nothing_that_looking_everywhere_finds_is_lost():
    rng = random.Random(3)
    texts = []
    for _ in range(60):
        letters = list(" und ".join(rng.sample(PHRASES, 4)))
        for _ in range(len(letters) // 12):
            place = rng.randrange(len(letters))
            letters[place] = rng.choice(("", "x", letters[place] + "e", "l", "n"))
        texts.append("".join(letters))
    counts = against_everything(SEARCH, texts)
    assert counts.occurrences > 100
    assert (counts.missed, counts.worse) == (0, 0)


def test_the_test_for_losses_sees_a_loss():
    class Forgetful(Search):
        def hits(self, codes, parted, bounds):
            found = super().hits(codes, parted, bounds)
            return found.chosen(found.edits == 0)

    forgetful = Forgetful(SEARCH.index)
    assert against_malice(forgetful, 50, seed=1).missed > 0
    assert against_everything(forgetful, [PHRASES[0].replace("policy", "polxcy")]).missed == 1
