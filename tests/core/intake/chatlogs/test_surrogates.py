from witnessmark.intake.chatlogs import parse
from witnessmark.matching.matcher import Matcher
from witnessmark.records import Fingerprint

LINK = Fingerprint("openai.link", "markup", "B", pattern=r"utm_source=chatgpt\.com")
PHRASE = Fingerprint("assistant.disclaimer", "disclaimer", "B", text="as an AI language model")


def test_half_a_character_in_json_becomes_the_replacement_character():
    log = r'[{"role": "user", "content": "a \ud800 b"}, {"role": "assistant", "content": "\ud83d\ude00"}]'
    assert [turn.text for turn in parse(log).turns] == ["a \ufffd b", "\U0001f600"]


def test_the_matcher_reads_on_past_half_a_character():
    text = "\ud800 see ?utm_source=chatgpt.com, as an AI language model \udfff"
    found = Matcher((LINK, PHRASE)).find_text(text)
    assert {one.fingerprint for one in found} == {"openai.link", "assistant.disclaimer"}
    assert all(text[one.start : one.end] == one.text for one in found)
