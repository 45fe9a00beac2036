from __future__ import annotations

from weighing_cases import Said, conversation, grok_post, library
from witnessmark.records import Inspection, Original, Seconds
from witnessmark.weighing.copy import finding_sentences
from witnessmark.weighing.weigh import weigh


def _inspection(transcript, matches) -> Inspection:
    shelf = library()
    weighed, assessment = weigh(transcript, matches, shelf)
    return Inspection(
        original=Original("ab" * 32, "grok.png", 10, "image/png"),
        reading=None,
        transcript=transcript,
        matches=weighed,
        assessment=assessment,
        library=shelf.stamp,
        seconds=Seconds(),
        at="2026-11-23T10:00:00Z",
    )


def test_a_finding_is_four_sentences_with_fact_grades_and_limits():
    sentences = [each.text for each in finding_sentences(_inspection(*grok_post()))]
    assert len(sentences) == 4
    assert sentences[0] == "The answer cites OpenAI's policy. The picture shows Grok (xAI)."
    assert sentences[1].startswith("Against human writing: No grade. People who write about AI")
    assert sentences[2].startswith("Between makers: No maker put forward. Too rare to grade: ")
    assert "GPT-4 in 3 of 9,761 texts" in sentences[2]
    assert "it cannot show" in sentences[3]
    assert "library 2026.11" in sentences[3]
    assert "ab" * 32 in sentences[3]


def test_nothing_found_is_handed_on_with_its_limit():
    said = conversation(Said("See you at six?", "other"))
    sentences = [each.text for each in finding_sentences(_inspection(*said))]
    assert sentences[0].startswith("Checked and not found")
    assert "says nothing about who wrote" in sentences[3]


def test_pasted_text_is_handed_on_with_its_limit():
    said = conversation(Said("See you at six?", "other"), origin="chat log")
    assert "anyone can type" in finding_sentences(_inspection(*said))[3].text
