from __future__ import annotations

import pytest

from weighing_cases import Said, conversation, library
from witnessmark.records import Fingerprint, Turn
from witnessmark.weighing.likeness import slight
from witnessmark.weighing.weigh import weigh

POLICY = Fingerprint("openai.policy.use-case", "policy", "U", names="openai", text="x")
SELF = Fingerprint("openai.self.made-by", "self-identification", "U", names="openai", text="x")


def _slight(text: str, words: str, fingerprint: Fingerprint = SELF, layer: str = "fuzzy") -> bool:
    said = Said(text, known=(("openai.self.made-by", words),), layer=layer)
    match = conversation(said)[1][0]
    return slight(match, fingerprint, Turn(0, None, "assistant", text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Use tools such as ChatGPT.", "as ChatGPT"),
        ("The system was developed by Microsoft.", "was developed by Microsoft"),
        (
            "It is a conversational language model developed by OpenAI.",
            "l language model developed by OpenAI",
        ),
    ],
)
def test_other_words_are_too_slight_a_likeness(text, words):
    assert _slight(text, words)


def test_a_misread_self_identification_tells():
    assert not _slight("lam a languoge model trained by OpenAI.", "lam a languoge model trained by OpenAI")


def test_a_misread_policy_tells_and_a_part_of_a_word_does_not():
    text = "goes ogainst OpenAI's use case policy"
    assert not _slight(f"It {text}.", text, POLICY)
    assert _slight("The environmental guidelines of the state.", "mental guidelines of", POLICY)


def test_a_close_match_is_never_slight():
    assert not _slight("I am ChatGPT.", "I am ChatGPT", layer="exact")


def test_a_slight_likeness_still_names_a_maker_that_is_spelled_out():
    words = "was trained by OpenAI"
    said = Said(f"The system {words}.", known=(("openai.self.made-by", words),), layer="fuzzy")
    matches, assessment = weigh(*conversation(said), library())
    assert assessment.headline.text.startswith("The answer names OpenAI.")
    assert matches[0].weight is None


def test_a_slight_likeness_states_nothing_and_weighs_nothing():
    said = Said(
        "The system was trained by 0penAI.",
        known=(("openai.self.made-by", "trained by 0penAI"),),
        layer="fuzzy",
    )
    matches, assessment = weigh(*conversation(said), library())
    assert assessment.outcome == "not-counted"
    assert assessment.against_human.grade == "no grade"
    assert matches[0].weight is None
    assert "may as well be other words" in matches[0].reason.text
