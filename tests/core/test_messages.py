"""Sentences for people: whole ones, translated piece by piece, kept as they were said."""

import msgspec
import pytest

from witnessmark.jsonform import from_json, from_plain, to_json, to_plain
from witnessmark.records import Message, message

SPANISH = {
    "{fact} {claim}": "{claim} {fact}",
    "It names {maker}.": "Nombra a {maker}.",
    "It is late.": "Es tarde.",
}


def _both() -> Message:
    return message(
        "{fact} {claim}", fact=message("It names {maker}.", maker="OpenAI"), claim=message("It is late.")
    )


def test_a_sentence_inside_a_sentence_is_translated_by_itself():
    assert _both().text == "It names OpenAI. It is late."
    assert _both().say(lambda template: SPANISH[template]) == "Es tarde. Nombra a OpenAI."


def test_a_sentence_inside_a_sentence_survives_being_kept():
    assert from_json(to_json(_both()), Message) == _both()
    assert from_plain(to_plain(_both()), Message) == _both()


def test_a_sentence_nested_without_end_is_refused_and_ends_nothing():
    deep = '{"template":"","values":{"a":' * 5_000 + "1" + "}}" * 5_000
    with pytest.raises(msgspec.ValidationError):
        from_json(deep, Message)
