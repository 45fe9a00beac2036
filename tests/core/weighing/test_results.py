"""What a reader is told, as a whole: the results that the program must get right, by the shipped packs and rates."""

import json
from dataclasses import replace

import pytest
from rich.console import Console

from weighing_cases import GROK_ANSWER, LLAMA, Said, conversation, grok_post
from witnessmark.cli.findings import show_assessment
from witnessmark.intake.acquire import from_bytes
from witnessmark.intake.chatlogs import parse
from witnessmark.library.load import load
from witnessmark.matching.matcher import Matcher
from witnessmark.pipeline import Inspected, Instruments, inspect
from witnessmark.reading.engine import ReadOptions
from witnessmark.records import Assessment, Claim
from witnessmark.speech.quotations import quotations_in
from witnessmark.weighing.weigh import weigh
from witnessmark_resources import samples

LIBRARY = load()
MATCHER = Matcher(LIBRARY.fingerprints)
STUDY = "Witnessmark fingerprint study, 2026-11"


def weighed(transcript):
    turns = tuple(replace(turn, quotations=quotations_in(turn.text)) for turn in transcript.turns)
    transcript = replace(transcript, turns=turns)
    matches, assessment = weigh(transcript, MATCHER.find(transcript), LIBRARY)
    return matches, assessment


def told(assessment: Assessment) -> str:
    """The result as the terminal prints it, on one line."""
    console = Console(width=10_000, markup=False, highlight=False, emoji=False, record=True, quiet=True)
    with console.capture() as captured:
        console.quiet = False
        show_assessment(assessment, (), console)
    return " ".join(captured.get().split())


def test_grok_that_cites_openai():
    matches, assessment = weighed(grok_post()[0])
    text = told(assessment)
    assert "The answer cites OpenAI's policy. The picture shows Grok (xAI)." in text
    assert "Against human writing: No grade" in text
    assert "Between makers: No maker put forward" in text
    assert "People who write about AI cite that policy more often than GPT-4 does" in text
    assert "in 17 of 10,000 such texts, most of them prompts made to get round a model's rules" in text
    assert f"against 3 of 9,761 texts by GPT-4 ({STUDY})" in text
    for count in ("Phi-4 in 35 of 1,000", "DeepSeek in 3 of 2,000", "Grok 2024-26 in 0 of 3,211"):
        assert count in text
    assert "The December 2023 Grok is not in the corpora" in text
    for each in assessment.explanations:
        assert f"{each.what.text} What would tell: {each.told_by.text}" in text
    assert "support" not in text
    assert all(match.weight is None for match in matches if match.names)


def test_each_count_of_the_grok_post_is_said_once():
    text = told(weighed(grok_post()[0])[1])
    for count in ("17 of 10,000", "35 of 1,000", "3 of 2,000", "0 of 3,211"):
        assert text.count(count) == 1, count


@pytest.mark.parametrize("role", ["author", "user", "other"])
def test_a_joke_gets_nothing(role):
    said = Said("as an AI language model I cannot do the dishes lol", role)
    matches, assessment = weighed(conversation(said)[0])
    text = told(assessment)
    assert matches
    assert all(match.weight is None for match in matches)
    assert assessment.outcome == "not-counted"
    assert "Against human writing: No grade" in text
    assert assessment.between_makers.maker is None
    assert "stock wording of AI assistants" not in text


@pytest.mark.parametrize(
    "text",
    [
        "As a human, not as an AI language model, I like pizza.",
        "Unlike as an AI language model, I can taste it.",
        "I write this as a nurse rather than as an AI language model.",
    ],
)
def test_a_disclaimer_that_is_denied_states_nothing(text):
    matches, assessment = weighed(conversation(Said(text))[0])
    assert matches
    assert assessment.against_human.weight is None
    assert "deny it" in told(assessment)


def test_a_disclaimer_after_a_refusal_is_not_denied():
    said = Said("No. As an AI language model, I cannot do that.")
    assert weighed(conversation(said)[0])[1].against_human.weight is not None


def test_llama_boilerplate_in_a_picture_that_claims_llama():
    said = Said("I cannot fulfill your request. I'm just an AI, it's not within my programming to do that.")
    assessment = weighed(replace(conversation(said)[0], claim=LLAMA))[1]
    text = told(assessment)
    assert assessment.outcome == "agrees"
    assert "The picture shows Llama (Meta): the two agree, which proves nothing." in text
    assert "whoever draws a picture can make claim and wording agree" in text
    assert "Between makers: No maker put forward" in text
    assert text.count("proves nothing") == 1


def test_a_messenger_picture_without_a_match():
    people = (Said("Did the council answer yet?", "other"), Said("Yes! The swings come back in May.", "user"))
    assessment = weighed(conversation(*people)[0])[1]
    text = told(assessment)
    assert "Checked and not found: wording that is known from AI assistants." in text
    assert "Between makers: No known maker sign" in text
    assert "Looked through: turns 2, of these by an assistant or another speaker 1" in text
    assert f"fingerprints {len(LIBRARY.fingerprints)} (packs: 11), in the languages de, en" in text
    assert text.count("91 of 100") == 1
    assert "so this says nothing about who wrote the text" in text
    assert "were not checked" in text
    assert "A person wrote it." in text


def test_a_pasted_chatgpt_log():
    log = "You said:\nWho made you?\nChatGPT said:\nI am a large language model trained by OpenAI."
    assessment = weighed(parse(log))[1]
    text = told(assessment)
    assert (
        "The answer calls itself a model of OpenAI. The pasted text claims to be from ChatGPT (OpenAI)"
        in text
    )
    assert "the two agree, which proves nothing" in text
    assert "Anyone can type such wording and such a claim." in text
    assert "anyone can type it, labels of speakers and products included" in text
    assert "28 of 156 models of other makers" in text
    assert "only 4.4 times more often (95 % interval 2.3 to 8.2" in text
    assert assessment.between_makers.maker is None
    assert "picture" not in text


def test_signs_of_several_makers_are_each_listed():
    said = Said(
        "I do not feel comfortable with that. I'm just an AI, it's not within my programming to do it."
    )
    comparison = weighed(conversation(said)[0])[1].between_makers
    sentences = [sentence.text for sentence in comparison.sentences]
    assert "several makers" in sentences[0]
    assert any("Anthropic's models" in sentence for sentence in sentences[1:])
    assert any("Meta's models" in sentence for sentence in sentences[1:])
    assert comparison.maker is None
    assert comparison.figures


def test_a_makers_sign_has_its_own_explanations():
    said = Said("I apologize, but I do not feel comfortable writing that.")
    assessment = weighed(conversation(said)[0])[1]
    what = [each.what.text for each in assessment.explanations]
    assert what[0] == "A model of Anthropic wrote it."
    assert "learned such wording from output of Anthropic's models" in what[1]
    assert "A person wrote it." in what
    assert assessment.between_makers.maker == "anthropic"
    assert "texts with such signs were Anthropic's; that flatters" in told(assessment)


def test_what_lies_under_another_fingerprint_is_listed():
    said = Said("I am a large language model trained by OpenAI.")
    matches, assessment = weighed(conversation(said)[0])
    assert matches[0].also
    assert any("one place of a text counts once" in each.text for each in assessment.discounted)


def test_no_sentence_glues_a_fragment():
    """Whatever stands in a slot is a name, a number, a quotation, or a sentence of its own."""
    claim = Claim("ChatGPT", "OpenAI", "openai", "ChatGPT said:", "label")
    said = Said(f"{GROK_ANSWER} I'm sorry, but I can't. I'm just an AI. As an AI language model, no.")
    for transcript in (grok_post()[0], replace(conversation(said)[0], claim=claim), conversation(said)[0]):
        plain = json.loads(json.dumps(_plain(weighed(transcript)[1])))
        for template, values in _messages(plain):
            for value in values.values():
                if isinstance(value, str) and " " in value and "“{" not in template:
                    assert value[:1] in "“\"'" or value in NAMES or _is_source(value), (template, value)


NAMES = {"Mistral AI", "community fine-tunes", "ChatGPT (OpenAI)", "Grok (xAI)", "models of others"}


def _is_source(value):
    from witnessmark.weighing.study import study

    labels = [count.label for statement in study().statements for count in statement.models]
    return value == study().source or value in labels


def _plain(record):
    from witnessmark.jsonform import to_plain

    return to_plain(record)


def _messages(value):
    if isinstance(value, dict):
        if value.keys() == {"template", "values", "text"}:
            yield value["template"], value["values"]
        for inner in value.values():
            yield from _messages(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _messages(inner)


@pytest.mark.ocr
def test_the_sample_pictures_read_rightly():
    from witnessmark.reading.reader import Reader

    with Reader() as reader:
        instruments = Instruments(reader, LIBRARY, MATCHER)
        found = {}
        for sample in samples.catalogue():
            acquired = from_bytes(sample.data(), sample.file)
            outcomes = inspect([acquired], instruments, ReadOptions())
            found[sample.file] = next(each for each in outcomes if isinstance(each, Inspected)).inspection
    grok = found["grok-openai-policy.png"].assessment
    assert grok.headline.text == "The answer cites OpenAI's policy. The picture shows Grok (xAI)."
    assert (grok.against_human.grade, grok.between_makers.maker) == ("no grade", None)
    assert found["two-people.png"].assessment.outcome == "nothing-found"
    assert found["bank-chatbot.png"].assessment.outcome == "wording"


@pytest.mark.parametrize("words", ["hello there", "I cannot help with the stain on the sofa."])
def test_everyday_words_are_not_called_wording_of_assistants(words):
    matches, assessment = weighed(conversation(Said(words, "other"))[0])
    text = told(assessment)

    assert matches
    assert not any(match.counts for match in matches)
    assert "assistants use often and people use too. Nothing follows from them." in text
    assert "Known wording of AI assistants" not in text
    assert "A person wrote it." in text
