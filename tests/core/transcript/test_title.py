import pytest

from witnessmark.intake.chatlogs import parse
from witnessmark.records import Transcript, message
from witnessmark.transcript.title import LONGEST, title_of


def test_a_pasted_log_is_called_by_its_first_words_and_not_by_a_label():
    log = parse("You said:\nhow do I make\na cake?\nChatGPT said:\nFirst, flour.")

    assert title_of(log, "standard input") == "how do I make a cake?"


@pytest.mark.parametrize("text", ["cake " * 40, "x" * 400])
def test_a_long_beginning_is_cut_at_a_word(text):
    title = title_of(parse(f"You said:\n{text}\nChatGPT said:\nNo."), "name")

    assert len(title) <= LONGEST
    assert title.endswith("…")
    assert " …" not in title
    assert text.startswith(title[:-1])


@pytest.mark.parametrize("origin", ["reading", "chat log"])
def test_without_a_turn_the_name_stays(origin):
    assert title_of(Transcript(origin, message("Nothing.")), "post.png") == "post.png"
