import threading

import pytest

from witnessmark.geometry import Box
from witnessmark.matching.explain import worth_telling
from witnessmark.matching.matcher import Matcher
from witnessmark.records import Fingerprint, Quotation, Region, Transcript, Turn, WordSpan, message

POLICY = Fingerprint(
    "openai.policy.use-case", "policy", "U", names="openai", text="goes against OpenAI's use case policy",
    required=("OpenAI",),
)  # fmt: skip
DISCLAIMER = Fingerprint("assistant.disclaimer", "disclaimer", "B", text="as an AI language model")
MADE = Fingerprint(
    "assistant.made", "self-identification", "B", text="as an AI language model (created|trained) by {maker}"
)
LINK = Fingerprint("openai.link", "markup", "B", pattern=r"utm_source=chatgpt\.com")
NAME = Fingerprint("xai.name", "interface", "C", text="Grok", counts_in=("interface",))
ALL = (POLICY, DISCLAIMER, MADE, LINK, NAME)


def found(text: str, *fingerprints: Fingerprint) -> list[tuple[str, str, str]]:
    passages = Matcher(fingerprints or ALL).find_text(text)
    return [(each.fingerprint, each.text, each.layer) for each in passages]


def spoken(text: str, **more: object) -> Transcript:
    turn = {"index": 0, "speaker": "Grok", "role": "assistant", "text": text} | more
    return Transcript("reading", message("test"), turns=(Turn(**turn),))


@pytest.mark.parametrize(
    ("text", "passage", "layer"),
    [
        ("It goes against OpenAI's use case policy.", "goes against OpenAI's use case policy", "exact"),
        (
            "It goes against 0penAl’s use-\r\ncase policy",
            "goes against 0penAl’s use-\r\ncase policy",
            "normalised",
        ),
        ("It goes agajnst OpenAI's usecase poIicy!", "goes agajnst OpenAI's usecase poIicy", "fuzzy"),
    ],
)
def test_the_three_layers(text, passage, layer):
    assert found(text) == [("openai.policy.use-case", passage, layer)]


def test_another_makers_name_is_no_match_however_alike_the_rest():
    text = "it goes against Anthropic's use case policy"
    assert found(text) == []
    near = "it goes against Open's use case policy"
    assert found(near) == []
    assert "OpenAI" in Matcher(ALL).discarded("goes against Opera's use case policy")[0].reason.text


def test_slots_are_written_out_and_the_longer_fingerprint_goes_first():
    passage = Matcher(ALL).find_text("Hello, as an AI langunge model created 6y DeepSeek I")[0]
    assert passage.fingerprint == "assistant.made"
    assert passage.text == "as an AI langunge model created 6y DeepSeek"
    assert passage.also == ("assistant.disclaimer",)


def test_a_part_of_another_word_is_no_match():
    assert found("He was an AI language model") == []
    assert found("Grokking groks") == []
    assert found("“Grok!” said Grok's maker") == [("xai.name", "Grok", "exact")] * 2


def test_a_pattern_matches_the_original_in_any_case_and_hyphens_as_spaces():
    hyphen = Fingerprint("x", "policy", "B", pattern=r"\bopen ?ai'?s? use-case\b")
    assert found("see UTM_source=chatgpt.com") == [("openai.link", "UTM_source=chatgpt.com", "exact")]
    assert found("😀 OpenAI’s  use\r\ncase", hyphen) == [("x", "OpenAI’s  use\r\ncase", "normalised")]


def test_what_cannot_be_matched_with_is_named_and_the_rest_works():
    bad = Fingerprint("bad", "policy", "B", pattern="(?=x)y")
    slot = Fingerprint("slot", "policy", "B", text="by {nobody} known")
    short = Fingerprint("short", "policy", "B", text="AI")
    matcher = Matcher((bad, slot, short, DISCLAIMER))
    assert {each.fingerprint for each in matcher.complaints} == {"bad", "slot", "short"}
    assert matcher.find_text("as an AI language model")


@pytest.mark.parametrize(
    ("more", "counts", "why"),
    [
        ({}, True, "assistant's turn"),
        ({"role": "user"}, False, "person who asks"),
        ({"role": "author"}, False, "posted this"),
        ({"role": "other"}, True, "another speaker"),
        ({"sure": False}, False, "not sure who says this"),
        ({"quotations": (Quotation(0, 30, message("It is in quotation marks.")),)}, False, "quotation marks"),
    ],
)
def test_what_counts_and_why(more, counts, why):
    (match,) = Matcher(ALL).find(spoken("As an AI language model, no", **more))
    assert match.counts is counts
    assert why in match.reason.text
    assert match.weight is None
    assert (match.turn, match.region) == (0, None)


def test_a_sign_of_the_interface_counts_there_and_nowhere_else():
    region = Region(0, "Ask Grok", Box(0, 0, 90, 20))
    transcript = Transcript("reading", message("test"), turns=spoken("Grok says").turns, interface=(region,))
    in_turn, in_interface = Matcher(ALL).find(transcript)
    assert (in_turn.counts, in_interface.counts) == (False, True)
    assert (in_interface.turn, in_interface.region, in_interface.start) == (None, 0, 4)


def test_boxes_lie_where_the_words_lie():
    words = tuple(WordSpan(5 * i, 5 * i + 4, i, Box(50 * i, 0, 40, 10), 0.9) for i in range(2))
    (match,) = Matcher(ALL).find(spoken("said Grok", words=words))
    assert match.boxes == (Box(50, 0, 40, 10),)


def test_why_says_what_is_lacking():
    matcher = Matcher(ALL)
    assert matcher.why("as an AI language model", DISCLAIMER.id) == ()
    assert "nearest passage" in matcher.why("as a language model", DISCLAIMER.id)[0].reason.text
    assert "Nothing" in matcher.why("whatever", LINK.id)[0].reason.text


def test_near_misses_are_told_once_and_not_where_the_fingerprint_was_found():
    text = "As an AI language model trained by OpenAI, I help. As an AI language model trained by nobody, I do not."
    transcript = spoken(text)
    matcher = Matcher(ALL)
    near = tuple(matcher.near_misses(transcript))
    assert len(near) > 10
    told = worth_telling(near, matcher.find(transcript))
    assert [(turn, each.fingerprint) for turn, each in told] == [(0, MADE.id)]
    assert told[0][1].start > text.index("help")
    assert told[0][1].score == max(each.score for _, each in near if each.start > text.index("help"))
    stop = threading.Event()
    stop.set()
    assert list(matcher.near_misses(transcript, stop)) == []
