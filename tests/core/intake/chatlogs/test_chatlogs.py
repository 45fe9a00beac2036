import json

import pytest

from witnessmark.intake.chatlogs import parse

PAGE = """Skip to content
You said:
Is my cat judging me?
ChatGPT said:
As an AI language model, I cannot see your cat.

It probably is.
Copy
You said:
Thanks
ChatGPT said:
You're welcome!
ChatGPT can make mistakes. Check important info.
"""


def turns(text):
    return [(turn.speaker, turn.role, turn.text) for turn in parse(text).turns]


def test_a_page_copied_from_chatgpt():
    log = parse(PAGE)
    assert turns(PAGE) == [
        ("You", "user", "Is my cat judging me?"),
        ("ChatGPT", "assistant", "As an AI language model, I cannot see your cat.\n\nIt probably is."),
        ("You", "user", "Thanks"),
        ("ChatGPT", "assistant", "You're welcome!"),
    ]
    assert log.origin == "chat log"
    assert log.claim is not None
    assert (log.claim.product, log.claim.family, log.claim.words) == ("ChatGPT", "openai", "ChatGPT said:")
    assert "Anyone can type" in log.layout.text


def test_other_languages_of_the_copied_page():
    text = "Du hast gesagt:\nHallo\nChatGPT hat gesagt:\nGuten Tag!"
    assert [role for _, role, _ in turns(text)] == ["user", "assistant"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("User: hi\nAssistant: Hello.\nWell?", [("User", "user", "hi"), ("Assistant", "assistant", "Hello.\nWell?")]),
        ("Human: 1\n\nAI: 2", [("Human", "user", "1"), ("AI", "assistant", "2")]),
        ("**User:** q\n\n**Grok:** a", [("User", "user", "q"), ("Grok", "assistant", "a")]),
        ("Bob: what are you\nChatGPT: a model", [("Bob", "user", "what are you"), ("ChatGPT", "assistant", "a model")]),
        ("Ann: hey\nBo: ho\nAnn: ok\nBo: bye",
         [("Ann", "other", "hey"), ("Bo", "other", "ho"), ("Ann", "other", "ok"), ("Bo", "other", "bye")]),
        ("[12/08/2023, 10:12] Ann: hey\nyou\n[12/08/2023, 10:13] Bo: ho",
         [("Ann", "other", "hey\nyou"), ("Bo", "other", "ho")]),
        ("10:12 <joe> hi\n10:13 <ann> ho", [("joe", "other", "hi"), ("ann", "other", "ho")]),
        ("You\nhi\nChatGPT\nI am here.", [("You", "user", "hi"), ("ChatGPT", "assistant", "I am here.")]),
    ],
)  # fmt: skip
def test_labels(text, expected):
    assert turns(text) == expected


def test_what_stands_before_the_first_label_is_kept():
    assert turns("Look at this:\nUser: hi\nAssistant: no")[0] == (None, "other", "Look at this:")


@pytest.mark.parametrize(
    "text",
    [
        "Note: the shop is closed.\nSee you soon.",
        "Ingredients: flour\nMethod: stir",
        "a plain sentence",
        "https://a.example: b",
    ],
)
def test_text_without_speakers_becomes_paragraphs_and_says_so(text):
    log = parse(text)
    assert [(turn.speaker, turn.role) for turn in log.turns] == [(None, "other")]
    assert "without speakers' labels" in log.layout.text
    assert log.claim is None


def test_each_paragraph_stands_for_itself():
    assert [text for _, _, text in turns("one\ntwo\n\n\n three")] == ["one\ntwo", " three"]


def test_line_ends_of_all_systems_are_one():
    assert turns("User: a\r\nAssistant: b\r\nc") == [
        ("User", "user", "a"),
        ("Assistant", "assistant", "b\nc"),
    ]


@pytest.mark.parametrize(
    "value",
    [
        [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}],
        {"messages": [{"role": "user", "content": [{"type": "text", "text": "a"}]},
                      {"role": "assistant", "content": "b"}]},
        [{"conversations": [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}]}],
        {"mapping": {"y": {"message": {"author": {"role": "assistant"}, "create_time": 2, "content": {"parts": ["b"]}}},
                     "x": {"message": {"author": {"role": "user"}, "create_time": 1, "content": {"parts": ["a"]}}},
                     "z": {"message": None}}},
    ],
)  # fmt: skip
def test_json_conversations(value):
    assert [(role, text) for _, role, text in turns(json.dumps(value))] == [("user", "a"), ("assistant", "b")]


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a": 1}', "[1, 2]", '[{"role": 3, "content": {}}]', "{broken"]
)
def test_odd_json_is_plain_text(text):
    assert all(turn.role == "other" for turn in parse(text).turns)


def test_quotations_in_a_log_are_marked():
    log = parse('User: it told me "as an AI language model I cannot"\nAssistant: ok')
    quoted = log.turns[0].quotations[0]
    assert log.turns[0].text[quoted.start : quoted.end] == '"as an AI language model I cannot"'


def test_dates_of_a_log_are_proposed():
    dates = parse("[2023-12-08, 10:12] Ann: hey\n[2023-12-08, 10:13] Bo: ho").dates
    assert [(date.text, date.iso) for date in dates] == [("2023-12-08", "2023-12-08")]


def test_an_empty_log_has_no_turns():
    assert parse(" \n\n").turns == ()
