"""What people write in the turns of a conversation in which nothing shows that an assistant speaks."""

from __future__ import annotations

import pytest

from witnessmark.intake.chatlogs import parse
from witnessmark.language import language
from witnessmark.library.load import load
from witnessmark.matching.matcher import Matcher
from witnessmark.records import Assessment, Match
from witnessmark.weighing.weigh import weigh

LIBRARY = load()
MATCHER = Matcher(LIBRARY.fingerprints)


def pasted(text: str) -> tuple[tuple[Match, ...], Assessment]:
    transcript = parse(text)
    return weigh(transcript, MATCHER.find(transcript), LIBRARY)


def said(assessment: Assessment) -> str:
    return "\n".join(each.text for each in (assessment.headline, *assessment.facts))


@pytest.mark.parametrize(
    "text",
    [
        "Dear Mr Smith,\n\nI do not feel comfortable signing the paper.\n\nYours, J. Doe",
        "Anna: hi\nBen: hi\nAnna: come\nBen: I do not feel comfortable around him\n",
        "Anna: hi\nBen: hi\nAnna: I'm sorry to hear that about your dog\nBen: I'm not able to come\n",
        "Anna: hi\nBen: hi\nAnna: tea?\nBen: I am an AI language model and need coffee\n",
        "I'm just an AI, it's not within my programming to do the dishes.",
        "This page was last updated in September 2021.",
        "Hi everyone, I'm Claude and this is my wife. My name is Gemma.",
        "I am Gemini and he is Leo.",
    ],
)
def test_what_people_write_too_weighs_nothing_and_names_nobody(text):
    matches, assessment = pasted(text)
    assert any(match.counts for match in matches)
    assert all(match.weight is None for match in matches)
    assert assessment.outcome == "not-counted"
    assert assessment.against_human.grade == "no grade"
    assert assessment.between_makers.maker is None
    assert "nothing shows that an assistant speaks" in assessment.headline.text
    assert "give it that role" in said(assessment)
    assert "An assistant speaks, and nothing shows" in assessment.explanations[-1].what.text


def test_a_claim_of_nobody_known_is_a_fact_and_puts_no_maker_forward():
    assessment = pasted("I was created by Anthropic to be helpful lol")[1]
    assert assessment.headline.text.startswith("The text calls itself a model of Anthropic.")
    assert assessment.against_human.weight is None
    assert assessment.between_makers.maker is None
    assert "Nothing shows that an assistant speaks there" in assessment.between_makers.sentences[0].text


def test_the_same_words_are_weighed_in_an_assistants_turn():
    assessment = pasted("User: hi\nAssistant: I do not feel comfortable writing such a letter.\n")[1]
    assert assessment.between_makers.maker == "anthropic"
    assert assessment.against_human.weight


def test_a_sign_beside_another_makers_name_puts_no_maker_forward():
    text = "User: hi\nAssistant: I was trained by OpenAI. I do not feel comfortable writing such a letter.\n"
    makers = pasted(text)[1].between_makers
    assert makers.maker is None
    assert (
        makers.sentences[0].text
        == "The text calls itself a model of OpenAI, so no other maker is put forward."
    )
    assert makers.figures


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("User: hi\nGemini: GPT-4 is a large language model trained by OpenAI.\n", "Gemini (Google)"),
        ("User: hi\nClaude: Claude is an AI assistant created by Anthropic.\n", "Claude (Anthropic)"),
    ],
)
def test_a_maker_that_is_only_spoken_of_neither_differs_nor_agrees(text, claimed):
    assessment = pasted(text)[1]
    assert assessment.outcome == "names"
    assert assessment.headline.text.endswith(f"The pasted text claims to be from {claimed}.")
    what = [each.what.text for each in assessment.explanations]
    assert "to explain, to compare or to deny" in what[0]
    assert not any("trained on output" in each for each in what)


def test_pasted_text_shows_no_screen():
    assessment = pasted(
        "[2019-03-04 10:11] User: hi\n[2019-03-04 10:12] Grok: It goes against OpenAI's use case policy.\n"
    )[1]
    assert "screen" not in said(assessment).casefold()
    assert "The pasted text shows the date 2019-03-04." in said(assessment)


def test_a_product_that_passes_requests_on_may_have_done_so():
    assessment = pasted("User: hi\nPoe Assistant: I am ChatGPT, a model of OpenAI.\n")[1]
    assert "passes requests on to OpenAI's models" in assessment.explanations[0].what.text


def test_a_product_is_not_said_to_be_in_the_corpora_where_its_makers_models_are():
    makers = pasted("User: hi\nLe Chat: I was trained by OpenAI.\n")[1].between_makers
    assert (
        makers.sentences[-1].text
        == "The corpora hold models of Mistral through their API, not Le Chat itself."
    )


def test_code_and_drafts_between_fences_are_no_words_of_the_assistant():
    fenced = "```python\n# I was trained by OpenAI\nx = I do not feel comfortable\n```"
    code = f"User: code\nAssistant: Sure:\n{fenced}\nDone.\n"
    assert pasted(code)[1].outcome == "not-counted"
    whole = "User: who\nAssistant: ```\nI was trained by OpenAI.\n```\n"
    assert pasted(whole)[1].outcome == "names"


def test_labels_of_other_languages_part_the_speakers():
    for text in (
        "Usuário: Quem é você?\nAssistente: Sou um modelo treinado pela OpenAI.\n",
        "Utente: Chi sei?\nAssistente: Sono un modello addestrato da OpenAI.\n",
        "用户：你是谁？\nAI：我是由OpenAI开发的语言模型。\n",
        "ユーザー：あなたは誰ですか？\nアシスタント：私はOpenAIによって開発されたモデルです。\n",
    ):
        assert [turn.role for turn in parse(text).turns] == ["user", "assistant"]
        assert "The answer calls itself a model of OpenAI." in said(pasted(text)[1])


def test_whose_counts_they_are_is_told_in_the_readers_language():
    makers = pasted("User: who\nClaude: I'm Claude, an AI assistant created by Anthropic to be helpful.\n")[1]
    told = " ".join(language("de").tell(each) for each in makers.between_makers.sentences)
    assert "claude2-alpaca-13b" in told
    assert "tuned on" not in told


def test_an_approximate_sign_is_told_to_be_one():
    text = "User: hi\nAssistant: I do nat feel comfartable writing such a letter for you.\n"
    matches, assessment = pasted(text)
    assert [match.layer for match in matches] == ["fuzzy"]
    assert any(
        "copies of the texts with misread letters" in s.text for s in assessment.against_human.sentences
    )
    assert any("matches only approximately" in s.text for s in assessment.between_makers.sentences)
