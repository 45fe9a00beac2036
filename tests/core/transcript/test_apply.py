import pytest

from witnessmark.errors import UsageError
from witnessmark.geometry import Box
from witnessmark.records import Claim, Region, Transcript, Turn, WordSpan, message
from witnessmark.speech.quotations import quotations_in
from witnessmark.transcript.apply import apply
from witnessmark.transcript.edits import (
    ConfirmClaim,
    CorrectWord,
    Draw,
    Merge,
    Move,
    SetAside,
    SetRole,
    SetSpeaker,
    Split,
)


def turn(index: int, text: str, first: int, y: int, **more) -> Turn:
    """A turn on one line, each word ten pixels a letter."""
    words, place = [], 0
    for number, word in enumerate(text.split()):
        place = text.index(word, place)
        box = Box(10 * place, y, 10 * len(word), 12)
        words.append(WordSpan(place, place + len(word), first + number, box, 0.8))
        place += len(word)
    return Turn(
        index, None, more.pop("role", "other"), text, Box(0, y, 10 * len(text), 12), tuple(words), **more
    )


QUOTING = 'she said "that is not what it says" twice'


def transcript() -> Transcript:
    turns = (
        turn(0, "it goes agalnst Openal policy", 0, 0, sure=False, confidence=0.4),
        turn(1, QUOTING, 5, 20, quotations=quotations_in(QUOTING)),
        turn(2, "fine", 14, 40),
    )  # fmt: skip
    like = Region(0, "Like Reply", Box(0, 60, 100, 12), turn(0, "Like Reply", 15, 60).words)
    claim = Claim("Grok", "xAI", "xai", "Grok 2", "window title", "Grok 2", confidence=0.9)
    return Transcript("reading", message("drawn"), turns, (like,), claim)


def test_a_correction_lies_above_the_reading_and_is_marked():
    changed = apply(transcript(), (CorrectWord(3, "OpenAI's"), CorrectWord(2, "against")))
    assert changed.turns[0].text == "it goes against OpenAI's policy"
    span = changed.turns[0].words[3]
    assert changed.turns[0].text[span.start : span.end] == "OpenAI's"
    assert (span.word, span.corrected, span.confidence) == (3, True, 0.8)
    assert not changed.turns[0].words[4].corrected
    assert apply(transcript(), ()) == transcript()


def test_a_correction_reaches_the_interface_and_moves_quotations():
    changed = apply(transcript(), (CorrectWord(16, "Answer"), CorrectWord(5, "Grandmother")))
    assert changed.interface[0].text == "Like Answer"
    quoted = changed.turns[1].quotations[0]
    assert changed.turns[1].text[quoted.start : quoted.end] == '"that is not what it says"'


@pytest.mark.parametrize(
    "edit",
    [
        CorrectWord(3, " "), CorrectWord(3, "a\nb"), CorrectWord(99, "a"), Merge(2), Split(2, 0), Split(2, 2),
        Move(0, 3), SetRole(9, "user"), SetAside(-1), Draw(Box(0, 900, 5, 5)),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_a_sentence(edit):
    with pytest.raises(UsageError) as error:
        apply(transcript(), (edit,))
    assert error.value.message.endswith(".")


def test_merge_keeps_the_first_speaker_and_every_word():
    changed = apply(transcript(), (SetSpeaker(0, " Ann "), Merge(0)))
    assert [one.text for one in changed.turns] == [
        'it goes agalnst Openal policy\nshe said "that is not what it says" twice', "fine"
    ]  # fmt: skip
    assert (changed.turns[0].speaker, changed.turns[0].sure) == ("Ann", False)
    quoted = changed.turns[0].quotations[0]
    assert changed.turns[0].text[quoted.start : quoted.end] == '"that is not what it says"'
    assert changed.turns[0].box == Box(0, 0, 410, 32)


def test_split_inside_a_word_goes_to_its_beginning():
    changed = apply(transcript(), (Split(0, 10),))
    assert [one.text for one in changed.turns][:2] == ["it goes", "agalnst Openal policy"]
    assert [one.index for one in changed.turns] == [0, 1, 2, 3]
    assert changed.turns[1].words[0].start == 0


def test_split_and_merge_are_each_others_undo_but_for_the_line_break():
    changed = apply(transcript(), (Split(0, 8), Merge(0)))
    assert changed.turns[0].text == "it goes\nagalnst Openal policy"
    assert [span.word for span in changed.turns[0].words] == [0, 1, 2, 3, 4]


def test_move_renumbers():
    changed = apply(transcript(), (Move(2, 0),))
    assert [(one.index, one.text[:4]) for one in changed.turns] == [(0, "fine"), (1, "it g"), (2, "she ")]


def test_a_role_that_the_analyst_sets_is_sure():
    changed = apply(transcript(), (SetRole(0, "assistant"),))
    assert (changed.turns[0].role, changed.turns[0].sure, changed.turns[0].confidence) == (
        "assistant",
        True,
        1.0,
    )


def test_a_drawn_turn_takes_its_words_from_turns_and_interface():
    changed = apply(transcript(), (Draw(Box(0, 35, 60, 40), "user", "Ann"),))
    assert [one.text for one in changed.turns][2:] == ["fine Like"]
    assert changed.interface[0].text == "Reply"
    assert (changed.turns[2].speaker, changed.turns[2].role) == ("Ann", "user")


def test_a_turn_set_aside_becomes_interface():
    changed = apply(transcript(), (SetAside(2),))
    assert len(changed.turns) == 2
    assert [region.text for region in changed.interface] == ["fine", "Like Reply"]
    assert [region.index for region in changed.interface] == [0, 1]


def test_the_claim_is_confirmed_replaced_or_removed():
    confirmed = apply(transcript(), (ConfirmClaim("Grok", "xAI", "xai"),)).claim
    assert confirmed is not None
    assert (confirmed.confirmed, confirmed.words, confirmed.model) == (True, "Grok 2", "Grok 2")
    other = apply(transcript(), (ConfirmClaim("Claude", "Anthropic", "anthropic"),)).claim
    assert other is not None
    assert (other.product, other.words, other.confirmed) == ("Claude", "", True)
    assert apply(transcript(), (ConfirmClaim(None),)).claim is None
