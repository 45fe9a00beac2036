import pytest

from witnessmark.matching.matcher import Matcher
from witnessmark.matching.reach import MOST
from witnessmark.records import Fingerprint, Quotation, Transcript, Turn, message

SORRY = Fingerprint("x.sorry", "refusal", "B", text="I'm sorry, but I cannot", reach="clause")
MODEL = Fingerprint("x.model", "disclaimer", "B", text="as an AI language model", reach="clause")
WORDS = Fingerprint("x.words", "refusal", "B", text="I'm sorry, but I cannot")
SPEECH = Fingerprint("x.german", "disclaimer", "U", text="als Sprachmodell", language="de", reach="clause")
CHINESE = Fingerprint("x.chinese", "refusal", "U", pattern="我无法", language="zh", reach="clause")


def shown(text: str, *fingerprints: Fingerprint, **more: object) -> list[str]:
    return [match.text for match in matches(text, *fingerprints, **more)]


def matches(text: str, *fingerprints: Fingerprint, **more: object):
    turn = Turn(**{"index": 0, "speaker": "Bot", "role": "assistant", "text": text} | more)
    return Matcher(fingerprints).find(Transcript("reading", message("test"), turns=(turn,)))


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("I'm sorry, but I cannot praise the meal. Ask again.", "I'm sorry, but I cannot praise the meal"),
        ("I'm sorry, but I cannot lend 1,500.50 euros, you see", "I'm sorry, but I cannot lend 1,500.50 euros"),
        ("I'm sorry, but I cannot\nGood night", "I'm sorry, but I cannot"),
        ("I'm sorry, but I cannot say “boat” aloud", "I'm sorry, but I cannot say"),
        ("I'm sorry, but I cannot", "I'm sorry, but I cannot"),
    ],
)  # fmt: skip
def test_a_passage_is_shown_to_the_end_of_the_clause_that_it_opens(text, passage):
    assert shown(text, SORRY) == [passage]
    assert shown(text, WORDS) == ["I'm sorry, but I cannot"]


def test_it_never_runs_into_the_next_passage():
    text = "I'm sorry, but I cannot say that as an AI language model with manners."
    assert shown(text, SORRY, MODEL) == [
        "I'm sorry, but I cannot say that",
        "as an AI language model with manners",
    ]


def test_it_ends_at_a_word_where_a_clause_has_no_end():
    (passage,) = shown("I'm sorry, but I cannot " + "row a boat " * 40, SORRY)
    assert len(passage) <= len("I'm sorry, but I cannot") + MOST
    assert passage.split()[-1] in ("row", "a", "boat")


def test_it_does_not_begin_inside_a_word():
    assert shown("Als Sprachmodelle kann man sie benutzen.", SPEECH) in ([], ["Als Sprachmodell"])


def test_chinese_needs_no_spaces():
    assert shown("抱歉，我无法回答这个问题。谢谢", CHINESE) == ["我无法回答这个问题"]


def test_whether_it_counts_is_a_matter_of_its_own_words():
    text = "I'm sorry, but I cannot row, wrote the bot and a great many people laughed about it loudly"
    quoted = Quotation(0, 23, message("in quotation marks"))
    (match,) = matches(text, SORRY, quotations=(quoted,))
    assert not match.counts
    assert match.text == "I'm sorry, but I cannot row"


def test_rates_and_bare_texts_know_only_its_own_words():
    (passage,) = Matcher((SORRY,)).find_text("I'm sorry, but I cannot write a reply.")
    assert passage.text == "I'm sorry, but I cannot"
