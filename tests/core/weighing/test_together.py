from __future__ import annotations

from dataclasses import replace

import pytest

from weighing_cases import LLAMA, Said, conversation, grok_post, library
from witnessmark.errors import UsageError
from witnessmark.weighing.together import weigh_together
from witnessmark.weighing.weigh import weigh

SORRY = ("assistant.refusal.sorry-but-i", "I'm sorry, but I")


def test_items_of_one_speaker_are_one_result_and_say_that_the_analyst_decided_it():
    refusal = conversation(Said("I'm sorry, but I can't.", known=(SORRY,)))
    assessment = weigh_together((refusal, grok_post()), library())
    assert assessment.outcome == "differs"
    assert "The analyst says that these items are of one speaker" in assessment.facts[0].text
    assert assessment.against_human.grade == "moderate support"
    assert assessment.checked.turns == 3


def test_the_same_wording_in_several_items_adds_nothing():
    refusal = conversation(Said("I'm sorry, but I can't.", known=(SORRY,)))
    alone = weigh(*refusal, library())[1].against_human.weight
    assert weigh_together((refusal, refusal, refusal), library()).against_human.weight == alone


def test_items_that_show_different_products_are_refused():
    transcript, matches = grok_post()
    with pytest.raises(UsageError, match="different products"):
        weigh_together(((transcript, matches), (replace(transcript, claim=LLAMA), matches)), library())


def test_one_item_is_not_several():
    with pytest.raises(UsageError):
        weigh_together((grok_post(),), library())
