import io
from dataclasses import replace

import pytest
from PIL import Image

from evidence import ANSWER, log_case, picture_case
from keeping import add, note
from witnessmark.errors import UsageError
from witnessmark.records import Acquisition, Picture, message
from witnessmark.store import filters, search, words
from witnessmark.store.likeness import NEAR, SAME, distances, look
from witnessmark.store.store import Store


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "s.witnessmark") as opened:
        yield opened


@pytest.fixture
def two(store):
    """A case about Grok with a finding, and a plain log."""
    first = store.new_case("Grok cites OpenAI", draft=False)
    item = add(store, first, picture_case())
    store.set_acquisition(
        item.id,
        Acquisition(source_url="https://X.com/1", claimed_date="2023-12-08", obtained_from="a reader"),
    )
    store.set_tags(first.id, ("urgent", "two words"))
    store.set_conclusion(first.id, "Open.")
    second = store.new_case("Log")
    add(store, second, log_case("User: 東京の天気はどうですか\nAssistant: 今日は晴れです。 zebra"))
    return first, second


@pytest.mark.parametrize(
    ("words_", "found"),
    [
        ("family:openai", [1]),
        ("names:openai fulfill", [1]),
        ("names:openai zebra", []),
        ("names:OpenAI", [1]),
        ("family:OpenAI", [1]),
        ("kind:policy", [1]),
        ("kind:refusal", []),
        ("fingerprint:openai.policy.use-case", [1]),
        ("outcome:differs", [1]),
        ("outcome:nothing-found", [2]),
        ("claim:xAI", [1]),
        ("platform:x.com", [1]),
        ("platform:reader", [1]),
        ("platform:reddit", []),
        ("status:open", [2, 1]),
        ("status:closed", []),
        ("draft:yes", [2]),
        ("draft:no", [1]),
        ("conclusion:yes", [1]),
        ("tag:urgent", [1]),
        ('tag:"two words"', [1]),
        ("since:2023", [1]),
        ("since:2023-12-09", []),
        ("until:2023-12", [1]),
        ("until:2022", []),
        ("since:2023 until:2023 tag:urgent", [1]),
        ("grok policy", [1]),
        ("zebra", [2]),
        ("天気", [2]),
        ("晴れ zebra", [2]),
        ("天気 grok", []),
        ("unknown:zebra", []),
        ("", [2, 1]),
    ],
)
@pytest.mark.parametrize("limit", [None, 5])
def test_words_and_filters_find_cases(store, two, words_, found, limit):
    assert [row.number for row in store.cases(search=words_, limit=limit)] == found
    assert [row.number for row in store.cases(search=words_, sort="relevance", limit=limit)] == found
    assert [row.number for row in store.cases(search=words_, sort="oldest", limit=limit)] == found[::-1]
    assert len(store.case_ids(search=words_)) == len(found)


@pytest.mark.parametrize("kept_as", ["no-text", "nothing-found"])
def test_what_had_no_text_to_check_is_not_listed_as_checked(store, two, kept_as):
    """Earlier versions kept such a result as "nothing-found", under the same headline."""
    blank = store.new_case("A blank picture")
    evidence = log_case("nobody speaks here")
    found, headline = evidence.inspection, message("There is no text of any speaker that could be checked.")
    assessment = replace(found.assessment, outcome=kept_as, headline=headline)
    found = replace(found, assessment=assessment, transcript=replace(found.transcript, turns=()))
    add(store, blank, replace(evidence, inspection=found))
    assert store.summary(blank.id).outcome == "no-text"
    for some in (None, 5):
        assert [row.number for row in store.cases("outcome:no-text", limit=some)] == [3]
        assert [row.number for row in store.cases("outcome:nothing-found", limit=some)] == [2]
        assert [row.number for row in store.cases("outcome:no-text blank", limit=some)] == [3]
        assert store.cases("outcome:nothing-found blank", limit=some) == ()


@pytest.mark.parametrize("few", [0, 5_000])
@pytest.mark.parametrize("leading", [0, 50])
@pytest.mark.parametrize(
    "filter_",
    [
        "family:openai", "names:openai", "kind:policy", "fingerprint:openai.policy.use-case", "outcome:differs",
        "claim:xAI", "platform:reader", "draft:no", "conclusion:yes", "tag:urgent", "since:2023", "until:2023-12",
    ],
)  # fmt: skip
def test_a_filter_finds_the_same_however_it_is_asked_for(store, two, monkeypatch, few, leading, filter_):
    monkeypatch.setattr(filters, "_FEW", few)
    monkeypatch.setattr(search, "_LEADING", leading)
    monkeypatch.setattr(words, "RARE", 0)
    for text, found in ((filter_, [1]), (f"{filter_} grok", [1]), (f"{filter_} zebra", [])):
        assert [row.number for row in store.cases(search=text, limit=5)] == found


@pytest.mark.parametrize(
    "words_",
    [
        "since:yesterday", "draft:maybe", "conclusion:long", "status:bogus", "kind:poem", "outcome:good",
        "tag:none", "fingerprint:no.such.one", "family:nobody", "names:nobody", "claim:nobody",
    ],
)  # fmt: skip
def test_a_filter_with_no_sense_is_told(store, words_):
    with pytest.raises(UsageError) as caught:
        store.cases(search=words_)
    assert caught.value.message.startswith(words_)


@pytest.mark.parametrize(
    ("filter_", "told"),
    [
        ("status:bogus", "Use one of: open, reviewing, closed."),
        ("kind:poem", "self-identification, policy, refusal"),
        ("outcome:good", "differs, agrees, names, wording"),
        ("tag:urgnt", "Use one of: two words, urgent."),
        ("family:opnai", "Use one of: openai."),
        ("fingerprint:openai", "openai.policy.use-case"),
        ("claim:grok", "Use one of: xai."),
    ],
)
def test_the_values_that_there_are_are_told(store, two, filter_, told):
    with pytest.raises(UsageError) as caught:
        store.cases(search=f"grok {filter_}")
    assert told in caught.value.message


def test_of_many_values_a_few_are_told(store, two):
    store.set_tags(two[1].id, tuple(f"tag {number:02}" for number in range(40)))
    with pytest.raises(UsageError, match=r"tag 00, .*, tag 11, …\.$"):
        store.cases(search="tag:none")


def test_a_family_that_the_program_knows_may_be_asked_for_without_a_finding(store):
    for name in ("family", "names", "claim"):
        assert store.cases(search=f"{name}:anthropic") == ()


@pytest.mark.parametrize("singly", [0, 8])
def test_common_words_are_found_newest_first_however_they_are_looked_for(store, monkeypatch, singly):
    monkeypatch.setattr(words, "RARE", 2)
    monkeypatch.setattr(search, "_CHUNK", 4)
    monkeypatch.setattr(words, "_SINGLY", singly)
    for number in range(1, 31):
        extra = " both" if number % 5 == 0 else ""
        add(
            store,
            store.new_case(f"c{number}"),
            log_case(f"User: common word{extra}\nAssistant: common {number}."),
        )
    everything = list(range(30, 0, -1))
    assert [row.number for row in store.cases("common", limit=7, offset=2)] == everything[2:9]
    assert [row.number for row in store.cases("common both", limit=50)] == [30, 25, 20, 15, 10, 5]
    assert [row.number for row in store.cases("common word both", limit=3, offset=1)] == [25, 20, 15]
    store.set_tags(store.new_case("another").id, ("other",))
    assert [row.number for row in store.cases("common both tag:other", limit=50)] == []
    assert [row.number for row in store.cases("common both")] == [30, 25, 20, 15, 10, 5]


def test_relevance_puts_the_better_turn_first(store):
    first, second = store.new_case("a"), store.new_case("b")
    add(store, first, log_case("User: zebra zebra zebra\nAssistant: zebra"))
    add(store, second, log_case("User: one zebra among many other words that are here\nAssistant: no"))
    assert [row.number for row in store.cases("zebra", sort="relevance")] == [1, 2]


def test_snippets_show_where_the_words_stand(store, two):
    item = store.case(two[0].id).items[0]
    store.put_note(two[0].id, note(item, text="a note on fulfill"))
    found = store.snippets(two[0].id, "fulfill grok", limit=9)
    turn = next(each for each in found if each.where == "turn" and each.turn == 1)
    assert [turn.text[mark.start : mark.end] for mark in turn.marks] == ["fulfill"]
    assert turn.item == item.id
    assert {each.where for each in found} == {"turn", "note", "case"}
    cut = store.snippets(two[1].id, "天気")[0]
    assert cut.text[cut.marks[0].start : cut.marks[0].end] == "天気"
    assert store.snippets(two[0].id, "tag:urgent") == ()


def edited(picture, change):
    image = change(Image.open(io.BytesIO(picture.png)).convert("RGB"))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return Picture(buffer.getvalue(), image.width, image.height)


def recompressed(image):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=35)
    return Image.open(io.BytesIO(buffer.getvalue()))


EDITS = {
    "recompressed": (recompressed, SAME),
    "half the size": (lambda image: image.resize((image.width // 2, image.height // 2)), SAME),
    "larger": (lambda image: image.resize((image.width * 3 // 2, image.height * 3 // 2)), SAME),
    "top cut off": (lambda image: image.crop((0, image.height // 20, image.width, image.height)), NEAR),
    "frame cut off": (lambda image: image.crop((12, 8, image.width - 12, image.height - 8)), NEAR),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_copy_of_a_picture_is_recognised(store, name):
    change, bits = EDITS[name]
    evidence = picture_case()
    case = store.new_case("first")
    add(store, case, evidence)
    copy = edited(evidence.picture, change)
    assert distances(look(copy), [look(evidence.picture)])[0] <= bits
    original = replace(evidence.inspection.original, sha256="0" * 64)
    found = store.alike(replace(evidence.inspection, original=original), copy)
    assert [(each.case.id, each.same_bytes) for each in found] == [(case.id, False)]
    assert "looks the same" in found[0].why.text
    assert store.alike(evidence.inspection, evidence.picture, besides=case.id) == ()
    assert store.alike(evidence.inspection, evidence.picture)[0].same_bytes


def test_another_picture_of_the_same_layout_is_not_the_same(store):
    add(store, store.new_case("first"), picture_case())
    other = picture_case(
        question="Nothing " * 20, answer="Quite different words stand here, many of them. " * 3
    )
    inspection = replace(other.inspection, original=replace(other.inspection.original, sha256="0" * 64))
    assert store.alike(inspection, edited(other.picture, lambda image: image.rotate(180))) == ()
    assert len(store.alike(inspection, other.picture)) == 1


def test_the_same_text_pasted_is_recognised(store):
    case = store.new_case("first")
    add(store, case, picture_case())
    words_ = ANSWER.replace("afraid", "sorry")
    log = log_case(f"User: And?\nAssistant: {words_}")
    (found,) = store.alike(log.inspection, None)
    assert found.case.id == case.id
    assert "same text" in found.why.text
    assert store.alike(log_case("User: I cannot fulfill that\nAssistant: no").inspection, None) == ()


def test_latin_letters_beside_a_script_without_spaces_are_found_in_any_case(store):
    case = store.new_case("模型GPT回答")
    assert [row.id for row in store.cases("gpt回")] == [case.id]
    (found,) = store.snippets(case.id, "gpt回")
    assert found.text[slice(*found.marks[0])] == "GPT回"


def test_a_filter_that_is_typed_a_thousand_times_is_one(store, two):
    assert len(store.cases("status:open " * 3000)) == 2
