"""What the shipped packs and rates can and cannot say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from weighing_cases import GROK_ANSWER, LLAMA, Said, conversation, grok_post
from witnessmark.library.families import label
from witnessmark.library.load import Library, load
from witnessmark.matching.matcher import Matcher
from witnessmark.records import Assessment, Transcript
from witnessmark.speech.quotations import quotations_in
from witnessmark.weighing import scale
from witnessmark.weighing.balance import Balance
from witnessmark.weighing.decisions import shipped, signs_digest
from witnessmark.weighing.study import study
from witnessmark.weighing.weigh import weigh

TOP = {step.grade for step in scale.STEPS[-2:]}


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


@pytest.fixture(scope="module")
def matcher(library) -> Matcher:
    return Matcher(library.fingerprints)


def _weighed(transcript: Transcript, library: Library, matcher: Matcher) -> Assessment:
    turns = tuple(replace(turn, quotations=quotations_in(turn.text)) for turn in transcript.turns)
    transcript = replace(transcript, turns=turns)
    return weigh(transcript, matcher.find(transcript), library)[1]


def test_the_top_grades_cannot_be_reached_against_human_writing(library):
    balance = Balance(library)
    for fingerprint in library.fingerprints:
        for layer in ("exact", "normalised", "fuzzy"):
            for band in library.rates.bands:
                worth = balance.worth(fingerprint, layer, band.upto)
                assert worth.refused or scale.grade(worth.cautious) not in TOP, fingerprint.id


def test_the_human_corpora_could_not_bear_them_either(library):
    rates = library.rates
    assert rates.sizes
    for band in rates.bands:
        plain = sum(rates.texts(family, band=band.name) for family in ("human-text", "human-prompt"))
        assert scale.grade(scale.ceiling(min(plain, rates.texts("human-about-ai")))) not in TOP


def test_only_makers_right_often_enough_are_put_forward():
    for maker, decided in shipped().makers.items():
        assert decided.right <= decided.decisions, maker
        assert not decided.reliable or decided.decisions >= 30


def test_the_grok_post_gets_its_headline_and_nothing_more(library, matcher):
    assessment = _weighed(grok_post()[0], library, matcher)
    assert assessment.headline.text == "The answer cites OpenAI's policy. The picture shows Grok (xAI)."
    assert assessment.against_human.grade == "no grade"
    assert assessment.between_makers.grade == "too rare to grade"
    assert assessment.between_makers.maker is None


def test_the_same_words_in_quotation_marks_state_nothing(library, matcher):
    said = Said(f"My friend got this: “{GROK_ANSWER}” Can you believe it?")
    assert _weighed(conversation(said)[0], library, matcher).outcome == "not-counted"


def test_a_joke_gets_nothing(library, matcher):
    said = Said("As an AI language model I cannot do the dishes lol", "author")
    assessment = _weighed(conversation(said)[0], library, matcher)
    assert assessment.outcome == "not-counted"
    assert assessment.against_human.grade == "no grade"


def test_a_joke_between_friends_gets_no_grade(library, matcher):
    said = Said("As an AI language model I cannot do the dishes lol", "other")
    assert _weighed(conversation(said)[0], library, matcher).against_human.grade == "no grade"


def test_llama_boilerplate_that_claims_llama_agrees_and_proves_nothing(library, matcher):
    said = Said("I cannot fulfill your request. I'm just an AI, it's not within my programming to do that.")
    assessment = _weighed(replace(conversation(said)[0], claim=LLAMA), library, matcher)
    assert assessment.outcome == "agrees"
    assert "proves nothing" in assessment.headline.text


def test_tools_such_as_chatgpt_are_no_self_identification(library, matcher):
    said = Said(
        "You can draft the letter with tools such as ChatGPT, or the system was developed by Microsoft."
    )
    assessment = _weighed(conversation(said)[0], library, matcher)
    assert assessment.headline.text.startswith("The answer names Microsoft.")
    assert assessment.between_makers.maker is None
    assert assessment.against_human.weight is None


def test_every_study_count_is_a_count():
    for statement in study().statements:
        for count in (*statement.models, *((statement.human,) if statement.human else ())):
            assert 0 <= count.hits <= count.texts


def test_no_maker_is_put_forward_that_held_out_decisions_do_not_bear(library, matcher):
    said = Said(
        "I do not feel comfortable with that. I was created by Anthropic to be helpful. I'm just an AI."
    )
    transcript = conversation(said)[0]
    matches, assessment = weigh(transcript, matcher.find(transcript), library)
    assert matches
    maker = assessment.between_makers.maker
    assert maker is None or shipped().of(maker).reliable


def test_the_decisions_that_ship_rest_on_the_signs_and_rates_that_ship(library):
    """If this fails, signs or their rates have changed: run `witnessmark bench weighing CORPUS --signs` again."""
    assert shipped().signs_sha256 == signs_digest(library)
    assert Balance(library).decisions == shipped()


def test_the_documentation_shows_the_decisions_that_ship():
    figures = (Path(__file__).parents[3] / "docs" / "weighing.md").read_text(encoding="utf-8")
    assert shipped().makers
    for maker, decided in shipped().makers.items():
        allowed = "yes" if decided.reliable else "no"
        row = next(line for line in figures.splitlines() if line.startswith(f"| {label(maker)} | "))
        assert row.startswith(f"| {label(maker)} | {decided.decisions:,} | {decided.right:,} | ")
        assert row.endswith(f"| {allowed} |")


def test_a_reliable_makers_sign_is_put_forward_with_both_sides_and_its_record(library, matcher):
    said = Said("I apologize, but I do not feel comfortable writing that. I aim to be helpful.")
    transcript = conversation(said)[0]
    matches = matcher.find(transcript)
    comparison = weigh(transcript, matches, library, Balance(library, shipped()))[1].between_makers
    assert comparison.maker == "anthropic"
    assert comparison.grade == "maker put forward"
    assert "On the same prompts" in comparison.sentences[0].text
    record = shipped().of("anthropic")
    assert f"{record.right:,} of {record.decisions:,}" in comparison.sentences[1].text
    assert "output writes the same" in comparison.sentences[1].text


def test_an_unreliable_makers_sign_is_not_put_forward_and_says_why(library, matcher):
    said = Said("I'm just an AI, it's not within my programming to do that.")
    comparison = _weighed(conversation(said)[0], library, matcher).between_makers
    assert not shipped().of("meta").reliable
    assert comparison.maker is None
    assert "Meta is not put forward" in comparison.sentences[1].text
