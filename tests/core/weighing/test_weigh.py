from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from weighing_cases import LLAMA, MODELS, SOURCES, Said, conversation, grok_post, library
from witnessmark.geometry import Box
from witnessmark.library.card import has_sign
from witnessmark.records import Assessment, Claim, Region, ShownDate
from witnessmark.weighing import scale
from witnessmark.weighing.against import _proportion
from witnessmark.weighing.balance import Balance
from witnessmark.weighing.decisions import Decided, Decisions
from witnessmark.weighing.human import Worth
from witnessmark.weighing.intervals import Tally, ratio_interval
from witnessmark.weighing.looked import NO_TEXT, checked_in_words, outcome_of
from witnessmark.weighing.weigh import weigh

AS_AN_AI = ("assistant.disclaimer.as-an-ai", "as an AI language model")
SORRY = ("assistant.refusal.sorry-but-i", "I'm sorry, but I")
AFRAID = ("assistant.refusal.afraid", "I'm afraid I cannot fulfill that request")
JUST_AN_AI = ("meta.refusal.just-an-ai", "I'm just an AI")
META_IS_RELIABLE = Decisions(makers={"meta": Decided(200, 190)})


def _everything(assessment: Assessment) -> str:
    """All sentences of an assessment in one text."""
    comparisons = (assessment.against_human, assessment.between_makers)
    said = [assessment.headline, *assessment.facts, *assessment.limits, *assessment.discounted]
    said += [sentence for each in comparisons for sentence in (each.title, *each.sentences)]
    said += [sentence for each in assessment.explanations for sentence in (each.what, each.told_by)]
    return "\n".join(sentence.text for sentence in said)


def test_grok_that_cites_openai_differs_and_gets_no_grade_and_no_maker():
    matches, assessment = weigh(*grok_post(), library())
    assert assessment.outcome == "differs"
    assert assessment.headline.text == "The answer cites OpenAI's policy. The picture shows Grok (xAI)."
    assert assessment.against_human.grade == "no grade"
    assert "in 17 of 10,000 such texts" in assessment.against_human.sentences[0].text
    assert assessment.between_makers.maker is None
    assert assessment.between_makers.grade == "too rare to grade"
    assert "more often than GPT-4 does" in assessment.against_human.sentences[0].text
    assert "3 of 9,761" in assessment.against_human.sentences[0].text
    counts = assessment.between_makers.sentences[1].text
    for figure in (
        "GPT-4 in 3 of 9,761 texts",
        "Phi-4 in 35 of 1,000 answers to questions about",
        "DeepSeek in 3 of 2,000",
    ):
        assert figure in counts
    assert "Grok 2024-26 in 0 of 3,211" in counts
    assert [match.weight for match in matches] == [None, None]


def test_grok_lists_every_explanation_with_what_would_tell_it_apart():
    assessment = weigh(*grok_post(), library())[1]
    what = " ".join(each.what.text for each in assessment.explanations)
    for word in ("trained on output", "on the web", "asked to say", "quotation or a parody", "altered"):
        assert word in what
    assert all(each.told_by.text for each in assessment.explanations)


def test_grok_says_what_the_corpora_lack():
    assert "December 2023 Grok is not in the corpora" in _everything(weigh(*grok_post(), library())[1])


def test_the_headline_does_not_depend_on_rates():
    assert weigh(*grok_post(), library(rows={}, languages={}))[1].outcome == "differs"


def test_study_figures_are_cited_and_never_pooled():
    figures = weigh(*grok_post(), library())[1].between_makers.figures
    assert {figure.source for figure in figures} == {"Witnessmark fingerprint study, 2026-11"}


def test_same_maker_agrees_and_proves_nothing():
    said = Said("I was trained by OpenAI.", known=(("openai.self.made-by", "trained by OpenAI"),))
    transcript, matches = conversation(said, claim=_chatgpt())
    assessment = weigh(transcript, matches, library())[1]
    assert assessment.outcome == "agrees"
    assert "proves nothing" in _everything(assessment)
    assert "28 of 156" in _everything(assessment)


def test_pasted_text_says_that_anyone_can_type_it():
    said = Said("I was trained by OpenAI.", known=(("openai.self.made-by", "trained by OpenAI"),))
    transcript, matches = conversation(said, claim=_chatgpt(), origin="chat log")
    assessment = weigh(transcript, matches, library())[1]
    assert "anyone can type" in _everything(assessment)
    assert "picture" not in _everything(assessment)


def test_named_maker_without_claim():
    said = Said("I was trained by OpenAI.", known=(("openai.self.made-by", "trained by OpenAI"),))
    assert weigh(*conversation(said), library())[1].outcome == "names"


def test_a_maker_that_only_the_interface_names_makes_no_headline():
    said = Said("I was trained by OpenAI.", known=(("openai.self.made-by", "trained by OpenAI"),))
    transcript, matches = conversation(said, claim=LLAMA)
    around = Region(0, "I was trained by OpenAI.", Box(0, 0, 10, 10))
    beside = tuple(replace(match, turn=None, region=0) for match in matches)
    assessment = weigh(replace(transcript, interface=(around,)), beside, library())[1]
    assert assessment.outcome == "wording"
    assert "OpenAI" not in assessment.headline.text
    assert "The interface names OpenAI." in [fact.text for fact in assessment.facts]


def test_people_who_write_about_ai_take_the_grade_away():
    assessment = weigh(*conversation(Said("as an AI language model, no", known=(AS_AN_AI,))), library())[1]
    assert assessment.outcome == "wording"
    assert assessment.against_human.grade == scale.NO_SUPPORT
    assert assessment.between_makers.maker is None


def test_a_joke_that_does_not_count_gets_nothing():
    said = Said("lol as an AI language model", "author", (AS_AN_AI,), counts=False)
    matches, assessment = weigh(*conversation(said), library())
    assert assessment.outcome == "not-counted"
    assert assessment.against_human.grade == "no grade"
    assert matches[0].weight is None
    assert matches[0].reason.text == "it is quoted"
    assert "it is quoted" in assessment.discounted[0].text


def test_a_joke_of_somebody_not_shown_to_be_an_assistant_weighs_nothing():
    said = Said("as an AI language model I need coffee", "other", (AS_AN_AI,))
    matches, assessment = weigh(*conversation(said), library())
    assert matches[0].weight is None
    assert assessment.against_human.grade == "no grade"
    assert assessment.outcome == "not-counted"
    assert "nothing shows that an assistant speaks" in assessment.headline.text
    assert "joke with it" in assessment.discounted[0].text


def test_a_grade_names_both_sides_and_its_counts():
    assessment = weigh(*conversation(Said("I'm sorry, but I can't.", known=(SORRY,))), library())[1]
    assert assessment.against_human.grade == "moderate support"
    sentence = assessment.against_human.sentences[0].text
    assert "model output (300 of 12,000 texts)" in sentence
    assert "people write about AI (0 of 8,000)" in sentence


def test_llama_boilerplate_in_a_llama_picture_agrees():
    said = Said("I'm just an AI.", known=(JUST_AN_AI,))
    transcript, matches = conversation(said, claim=LLAMA)
    assessment = weigh(transcript, matches, library(), Balance(library(), META_IS_RELIABLE))[1]
    assert assessment.outcome == "agrees"
    assert "which proves nothing" in assessment.headline.text
    assert assessment.between_makers.maker == "meta"


@pytest.mark.parametrize("decisions", [Decisions(), Decisions(makers={"meta": Decided(29, 29)})])
def test_a_maker_without_enough_held_out_decisions_is_not_put_forward(decisions):
    said = Said("I'm just an AI.", known=(JUST_AN_AI,))
    comparison = weigh(*conversation(said), library(), Balance(library(), decisions))[1].between_makers
    assert comparison.maker is None
    assert "not put forward" in comparison.sentences[1].text


def test_a_sign_in_one_source_alone_does_not_hold():
    said = Said("I do not feel comfortable.", known=(("anthropic.refusal.comfortable", "feel comfortable"),))
    everyone = Decisions(makers={"anthropic": Decided(500, 500)})
    comparison = weigh(*conversation(said), library(), Balance(library(), everyone))[1].between_makers
    assert comparison.maker is None
    assert comparison.grade == "too rare to grade"


def test_signs_of_two_makers_put_none_forward():
    rows = library().rates.rows
    comfortable = rows["anthropic.refusal.comfortable"]
    twice = (*comfortable, *(_moved(row, "risky") for row in comfortable))
    said = Said(
        "I'm just an AI and do not feel comfortable.",
        known=(JUST_AN_AI, ("anthropic.refusal.comfortable", "feel comfortable")),
    )
    everyone = Decisions(makers={"anthropic": Decided(500, 500), "meta": Decided(500, 500)})
    changed = library(rows=rows | {"anthropic.refusal.comfortable": twice})
    comparison = weigh(*conversation(said), changed, Balance(changed, everyone))[1].between_makers
    assert comparison.maker is None
    assert "several makers" in comparison.sentences[0].text


def test_a_repeat_adds_nothing():
    said = Said("I'm sorry, but I can't.", known=(SORRY,))
    once = weigh(*conversation(said), library())[1].against_human.weight
    matches, assessment = weigh(*conversation(said, said), library())
    assert assessment.against_human.weight == once
    assert [match.weight for match in matches] == [once, 0.0]
    assert "same group" in assessment.discounted[0].text


def test_a_fuzzy_match_takes_the_fuzzy_rate_or_none():
    fuzzy = Said("as an AI language model, no", known=(AS_AN_AI,), layer="fuzzy")
    close = Said("as an AI language model, no", known=(AS_AN_AI,))
    assert weigh(*conversation(close), library())[0][0].weight == 0.0
    assert weigh(*conversation(fuzzy), library())[0][0].weight == pytest.approx(0.79, abs=0.2)
    assert weigh(*conversation(fuzzy), library(noise=0.0))[0][0].weight is None


def test_unmeasured_fingerprints_weigh_nothing():
    said = Said(
        "a line from a pack of one's own", known=(("user.unmeasured.pack", "from a pack of one's own"),)
    )
    matches, assessment = weigh(*conversation(said), library())
    assert matches[0].weight is None
    assert "was not measured" in assessment.against_human.sentences[0].text


def test_a_length_without_human_texts_gets_no_grade():
    said = Said("I'm sorry, but I can't. " + "word " * 300, known=(SORRY,))
    matches, assessment = weigh(*conversation(said), library())
    assert matches[0].weight is None
    assert assessment.against_human.grade == "no grade"
    assert "Too little human writing" in assessment.against_human.sentences[0].text


def test_style_is_never_more_than_weak():
    said = Said("Let us delve into it.", known=(("assistant.style.delve", "delve"),))
    assessment = weigh(*conversation(said), library())[1]
    assert assessment.against_human.grade == "weak support"


def test_a_match_on_an_uncertain_word_is_marked():
    said = Said("I'm sorry, but I can't.", known=(SORRY,), doubted="sorry")
    assessment = weigh(*conversation(said), library())[1]
    assert any("not sure of: sorry" in sentence.text for sentence in assessment.discounted)
    assert any("not sure of" in sentence.text for sentence in assessment.against_human.sentences)


def test_a_match_on_a_corrected_word_is_marked_as_such():
    said = Said("I'm sorry, but I can't.", known=(SORRY,), doubted="sorry", corrected=True)
    assessment = weigh(*conversation(said), library())[1]
    assert any("analyst has corrected: sorry" in sentence.text for sentence in assessment.discounted)
    assert not any("not sure of" in sentence.text for sentence in assessment.discounted)


def test_nothing_found_says_what_was_checked_and_that_it_says_nothing():
    assessment = weigh(*conversation(Said("See you at six?", "other")), library())[1]
    assert assessment.outcome == "nothing-found"
    assert assessment.headline.text.startswith("Checked and not found")
    text = _everything(assessment)
    assert "91 of 100" in text
    assert "says nothing about who wrote" in text
    looked = assessment.checked
    assert (looked.turns, looked.fingerprints, looked.packs, looked.languages) == (1, 9, 1, ("en",))
    assert "fingerprints 9 (packs: 1), in the languages en" in checked_in_words(looked).text


def test_where_no_speaker_has_text_nothing_was_checked_and_nothing_is_said_of_texts():
    empty = replace(conversation(Said("See you at six?", "other"))[0], turns=())
    assessment = weigh(empty, (), library())[1]
    assert assessment.outcome == "no-text"
    assert assessment.headline.text == NO_TEXT
    text = _everything(assessment)
    assert "91 of 100" not in text
    assert "A person wrote it" not in text
    assert (
        outcome_of(replace(assessment, outcome="nothing-found")) == "no-text"
    )  # as earlier versions kept it


def test_a_date_before_the_earliest_record_is_reported_and_not_called_impossible():
    transcript, matches = grok_post()
    early = replace(transcript, dates=(ShownDate("3 Jan 2022", "2022-01-03"),))
    text = _everything(weigh(early, matches, library())[1])
    assert "The earliest that the library knows" in text
    assert "impossible" not in text


def test_microsoft_products_are_built_on_others_models():
    transcript, matches = grok_post()
    copilot = replace(transcript, claim=Claim("Copilot", "Microsoft", "microsoft", "Copilot", "header"))
    first = weigh(copilot, matches, library())[1].explanations[0]
    assert "passes requests on to OpenAI's models" in first.what.text


def test_a_tier_that_no_rates_bear_is_no_sign():
    unmeasured = library(rows={}, languages={})
    said = Said("I'm just an AI.", known=(JUST_AN_AI,))
    everyone = Decisions(makers={"meta": Decided(500, 500)})
    assessment = weigh(*conversation(said), unmeasured, Balance(unmeasured, everyone))[1]
    assert "Meta" not in assessment.headline.text
    assert "The library holds no measured sign" in _everything(assessment)
    assert assessment.between_makers.maker is None
    assert "was not measured" in assessment.between_makers.sentences[0].text
    assert not has_sign(unmeasured, "meta")
    assert has_sign(library(), "meta")


def test_a_sign_of_a_layer_without_rates_is_none():
    said = Said("I'm just an AI.", known=(JUST_AN_AI,), layer="fuzzy")
    assert "Meta" not in weigh(*conversation(said), library(noise=0.0))[1].headline.text


def test_shared_wording_is_called_shared_only_where_it_was_measured():
    measured = weigh(*conversation(Said("I'm sorry, but I", known=(SORRY,))), library())[1]
    assert "many makers share" in measured.between_makers.sentences[0].text
    said = Said("I'm afraid I cannot fulfill that request", known=(AFRAID,))
    untold = weigh(*conversation(said), library())[1]
    assert "was not measured" in untold.between_makers.sentences[0].text


def test_a_sign_that_others_bear_as_well_is_not_called_rare():
    rows = library().rates.rows
    ours = rows["meta.refusal.just-an-ai"]
    both = (*ours, *(replace(row, family="openai-gpt4") for row in ours))
    changed = library(rows=rows | {"meta.refusal.just-an-ai": both})
    said = Said("I'm just an AI.", known=(JUST_AN_AI,))
    comparison = weigh(*conversation(said), changed)[1].between_makers
    assert "do not show it clearly more often" in comparison.sentences[0].text
    assert "too few sources" not in comparison.sentences[0].text


def test_a_sign_beside_a_named_maker_does_not_say_that_none_is_named():
    said = Said(
        "I'm just an AI trained by Meta, says OpenAI policy.",
        known=(JUST_AN_AI, ("openai.policy.use-case", "OpenAI policy")),
    )
    text = _everything(weigh(*conversation(said, claim=LLAMA), library())[1])
    assert "Apart from that" in text
    assert "names no maker" not in text


@pytest.mark.parametrize(
    ("role", "place"),
    [
        ("author", "in the turn of the person who asks or who posted"),
        ("assistant", "in a turn that does not count"),
    ],
)
def test_wording_that_does_not_count_is_placed_and_not_given_an_author(role, place):
    said = Said("as an AI language model", role, (AS_AN_AI,), counts=False)
    assessment = weigh(*conversation(said), library())[1]
    assert place in assessment.facts[0].text
    assert "wrote" not in assessment.headline.text + assessment.facts[0].text


def test_few_counts_are_not_called_equal_ones():
    rows = library().rates.rows
    few = (replace(rows["assistant.refusal.sorry-but-i"][0], hits=2),)
    said = Said("I'm sorry, but I can't.", known=(SORRY,))
    for hits, words in ((few, "too few to show a difference"), (_as_people(few[0]), "about as often")):
        changed = library(rows=rows | {"assistant.refusal.sorry-but-i": hits})
        match = weigh(*conversation(said), changed)[0][0]
        assert match.weight == 0.0
        assert words in match.reason.text


def _as_people(row):
    """The same share, a tenth, in all groups."""
    found = [replace(row, family=f, source=s, hits=100) for f in MODELS for s in SOURCES]
    found.append(replace(row, family="human-text", source="news", hits=2_000))
    found.append(replace(row, family="human-about-ai", source="tweets", hits=800))
    return tuple(found)


def _chatgpt():
    return Claim("ChatGPT", "OpenAI", "openai", "ChatGPT said:", "label")


def _moved(row, source):
    return replace(row, source=source)


def test_more_frequent_is_said_where_the_whole_interval_lies_above_one():
    passage = weigh(*conversation(Said("as an AI language model, no", known=(AS_AN_AI,))), library())[0][0]
    more = Worth(
        None, ratio_interval(Tally(14, 24_941), Tally(0, 60_000)), Tally(14, 24_941), Tally(0, 60_000)
    )
    alike = Worth(
        None, ratio_interval(Tally(14, 24_941), Tally(14, 24_941)), Tally(14, 24_941), Tally(14, 24_941)
    )
    strongest = SimpleNamespace(match=passage)
    assert "is more frequent" in _proportion(strongest, more, scale.NO_SUPPORT).text
    assert "not clearly more frequent" in _proportion(strongest, alike, scale.NO_SUPPORT).text


def test_that_no_sign_of_a_maker_is_known_is_told_of_each_that_the_case_is_about():
    transcript, matches = grok_post()
    shelf = library()
    _, assessment = weigh(transcript, matches, shelf)
    said = [each.text for each in assessment.limits if "no known maker sign" in each.text]
    assert [each.split(":")[0] for each in said] == ["OpenAI", "xAI"]
    transcript, matches = conversation(Said("I'm just an AI, and no more.", "assistant", (JUST_AN_AI,)))
    _, assessment = weigh(transcript, matches, shelf)
    assert has_sign(shelf, "meta")
    assert not any("no known maker sign" in each.text for each in assessment.limits)
