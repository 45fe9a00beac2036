import pytest

from witnessmark.matching.matcher import Matcher
from witnessmark.records import Fingerprint


def taken(phrase: str, text: str, **more) -> bool:
    return bool(Matcher((Fingerprint("x", "style", "C", text=phrase, **more),)).find_text(text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("I'm Claude, an AI assistant made by Anthropic", "I'm Claude, an AI assistant made by Microsoft"),
        ("I'm sorry, but I cannot fulfill that request", "I'm sorry, but I can fulfill that request"),
        (
            "My knowledge cutoff is September 2021, I believe",
            "My knowledge cutoff is September 2023, I believe",
        ),
        (
            "I'm ChatGPT, a large language model trained by OpenAI",
            "I'm ChatGPT, a large climate model trained by OpenAI",
        ),
        ("I'm sorry, but I", "I'm sorry, but it is late"),
        ("As an AI, I don't", "As an aid, I don't"),
        ("come IA", "e come la notte"),
        ("en tant qu'IA", "en tant que la présidente"),
        ("como IA, no", "como la no violencia"),
        ("as an artificial intelligence", "cameras, and artificial intelligence"),
        ("It would be unethical for me to", "It would be ethical for me to"),
        ("It is appropriate to discuss that", "It is inappropriate to discuss that"),
        ("as an AI language model", "was an AI language model"),
        ("I do not have feelings", "I do not have feelingsed"),
        ("I'm just an AI", "I'm just an airhead"),
        ("I strive to help you", "we shall strive to help you"),
        ("I was created by Anthropic", "I was not created by Anthropic"),
        (
            "I am a large language model trained by OpenAI",
            "I am not a large language model trained by OpenAI",
        ),
        ("Ich bin ein Sprachmodell von OpenAI", "Ich bin kein Sprachmodell von OpenAI"),
        ("I can't provide", "I can provide"),
        ("I can provide", "I can't provide"),
        ("I don't have access to your files", "I do have access to your files"),
        ("I won’t pretend to be anyone else", "I will pretend to be anyone else"),
        ("as an AI language model, I am", "I am not an AI language model, I am a person"),
        ("as an AI language model", "I am not an AI language model"),
        ("I'm an AI language model", "He is not an AI language model"),
        ("I am an AI language model", "I am not an AI language model"),
        ("I am an AI language model", "This is an AI language model"),
        ("as a language model", "I am not an AI language model"),
        ("as a language model", "the AI language model"),
    ],
)
def test_an_exchanged_word_or_a_part_of_one_is_no_match(phrase, text):
    assert taken(phrase, phrase)
    assert not taken(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("I'm Claude, an AI assistant made by Anthropic", "l’m Clavde, an Al assistart made by Anfhropic"),
        ("I'm sorry, but I cannot fulfill that request", "lm sonry, butI cannct fulfil| thot request"),
        (
            "My knowledge cutoff is September 2021, I believe",
            "Mv knowledqe cutoff is Septenber 202l, I believe",
        ),
        ("as an AI language model", "as a AI language model"),
        ("as an AI language model, I am", "os an AI language model, lam"),
        ("I'm an AI language model", "l’n an Al language model"),
        ("as an AI language model", "saidAs an AI language modelWell"),
        ("Is there anything else?", "whatis there anything else"),
        ("I'm just an AI", "I'm just an AIand so on"),
        ("I can't provide", "I can t provlde"),
        ("I can't provide", "I canl provide"),
        ("I don't have access to your files", "I dont have acess to your files"),
    ],
)
def test_a_misread_one_is(phrase, text):
    assert taken(phrase, text)


def test_required_words_bear_misreadings_by_their_length():
    phrase = "goes against the policy of xAI and of OpenAI in every way"
    assert taken(phrase, phrase.replace("OpenAI", "OpenAJ"), required=("OpenAI",))
    assert not taken(phrase, phrase.replace("OpenAI", "OpelAJ"), required=("OpenAI",))
    assert not taken(phrase, phrase.replace("xAI", "AI"), required=("xAI",))
    assert taken(phrase, phrase.replace("xAI", "AI"))


def test_a_reason_names_the_word():
    matcher = Matcher((Fingerprint("x", "style", "C", text="I'm sorry, but I cannot fulfill that request"),))
    (reason,) = matcher.discarded("I'm sorry, but I can fulfill that request")
    assert "“not”" in reason.reason.text
    assert reason.score > 85


def test_a_reason_names_the_words_that_are_not_there():
    matcher = Matcher((Fingerprint("x", "style", "C", text="as an AI language model, I am"),))
    (reason,) = matcher.discarded("I am not an AI language model, I am a person")
    assert reason.reason.text == "“as” of the fingerprint is not there."


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("9 ou can ask me anything you like", "ou can ask me anything you like"),
        ("You can ask me anything you lik. A dog", "You can ask me anything you lik"),
        ("[You can ask me anything you like}", "[You can ask me anything you like}"),
    ],
)
def test_a_passage_begins_and_ends_with_letters_and_signs_of_its_own(text, passage):
    matcher = Matcher((Fingerprint("x", "style", "C", text="[You can ask me anything you like]"),))
    assert [each.text for each in matcher.find_text(text)] == [passage]


@pytest.mark.parametrize("sign", ["?", " ?", ".?", "7", "\u00a0?"])
def test_a_question_mark_belongs_to_the_passage_even_a_misread_one(sign):
    matcher = Matcher((Fingerprint("x", "style", "C", text="Is there anything else?"),))
    (passage,) = matcher.find_text(f"Is there anything else{sign} Yes")
    assert passage.text == f"Is there anything else{sign}"


def test_words_that_name_a_maker_do_not_disappear_under_a_longer_passage():
    clause = Fingerprint("clause", "refusal", "B", pattern="i can't do this because[^.]*")
    policy = Fingerprint(
        "policy", "policy", "U", names="openai", text="goes against OpenAI's use case policy"
    )
    found = Matcher((clause, policy)).find_text(
        "I can't do this because it goes against OpenAI's use case policy and more besides."
    )
    assert [(passage.fingerprint, passage.also) for passage in found] == [("policy", ("clause",))]
