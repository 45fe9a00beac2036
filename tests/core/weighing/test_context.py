import pytest

from witnessmark.library.load import load
from witnessmark.matching.matcher import Matcher
from witnessmark.records import Transcript, Turn, message
from witnessmark.weighing.weigh import weigh

LIBRARY = load()
MATCHER = Matcher(LIBRARY.fingerprints)


def assessed(text: str):
    transcript = Transcript("chat log", message("one turn"), (Turn(0, "Bot", "assistant", text),))
    return weigh(transcript, MATCHER.find(transcript), LIBRARY)[1]


@pytest.mark.parametrize(
    "text",
    [
        "I never claimed that I was trained by OpenAI.",
        "Nobody says I am ChatGPT.",
        "I cannot say that I am ChatGPT.",
        "Are you saying I am a language model trained by OpenAI?",
        "I was trained by OpenAI's competitors.",
        "I was not created by Anthropic.",
        "No soy un modelo de lenguaje entrenado por OpenAI.",
    ],
)
def test_words_that_are_turned_round_state_nothing(text):
    found = assessed(text)
    assert "calls itself" not in " ".join(said.text for said in (found.headline, *found.facts))
    assert found.between_makers.maker is None
    assert found.against_human.weight is None or found.against_human.weight <= 0


@pytest.mark.parametrize(
    "text",
    [
        "I am a large language model trained by OpenAI.",
        "I'm sorry, but I am an AI language model developed by OpenAI.",
        "I cannot do that because I was trained by OpenAI.",
        "I was trained by OpenAI's team.",
    ],
)
def test_a_plain_self_identification_is_a_fact(text):
    assert "OpenAI" in assessed(text).headline.text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("I never claimed that I was trained by OpenAI.", "OpenAI"),
        ("Nobody says I am ChatGPT.", "a product of OpenAI"),
        ("Am I a language model trained by OpenAI?", "OpenAI"),
        ("I am a large language model trained by OpenAI, right?", "OpenAI"),
        ("I am ChatGPT's biggest fan.", "a product of OpenAI"),
    ],
)
def test_words_that_are_turned_round_still_name_the_maker_or_its_product(text, named):
    found = assessed(text)
    assert found.headline.text.startswith(f"The answer names {named}.")
    assert "self-identification" not in " ".join(said.text for said in found.facts)
    assert found.between_makers.figures == ()
    assert any("deny it, report it or ask it" in said.text for said in found.discounted)


def test_what_is_stated_comes_before_what_is_only_mentioned():
    found = assessed("Are you saying I am a language model trained by OpenAI? No, I'm Grok.")
    assert found.headline.text.startswith("The answer calls itself a model of xAI.")
    assert "The answer names OpenAI." in [said.text for said in found.facts]


def test_a_greeting_after_a_self_identification_does_not_ask_it():
    found = assessed("I am a large language model trained by OpenAI, how can I help you today?")
    assert found.headline.text.startswith("The answer calls itself a model of OpenAI.")


def test_interface_words_alone_say_nothing_of_who_wrote():
    from witnessmark.geometry import Box
    from witnessmark.records import Region

    box = Box(0, 0, 90, 20)
    regions = (Region(0, "Copy code", box), Region(1, "New chat", box), Region(2, "Ask anything", box))
    transcript = Transcript(
        "reading", message("x"), (Turn(0, None, "assistant", "Two plus two is four."),), regions
    )
    headline = weigh(transcript, MATCHER.find(transcript), LIBRARY)[1].headline.text
    assert "person wrote" not in headline
    assert "interface" in headline
