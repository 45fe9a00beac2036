"""What is redacted is nowhere in what is handed over: not in a text, a quotation, a picture or a log."""

import base64
import io
import json
import re
from dataclasses import replace

import pytest
from PIL import Image

from evidence import ANSWER, PASSAGE, QUESTION, log_case, picture_case
from witnessmark.errors import ExportError
from witnessmark.export.blocks import BLOCK, Secrets, blocked
from witnessmark.export.extract import read_extract
from witnessmark.export.hidden import hidden_of, placed
from witnessmark.export.painting import painted
from witnessmark.export.report import report_html
from witnessmark.export.write import FORMATS, extract_of, pictures_of, write
from witnessmark.geometry import Box
from witnessmark.records import (
    Acquisition,
    Anchor,
    Claim,
    Disagreement,
    FileFact,
    Judged,
    Note,
    Redaction,
    SecondReading,
    message,
)
from witnessmark.store.store import Store

AT = "2026-11-23T10:12:00Z"
NAME = "Wilhelmina Featherstonehaugh"
TOLD = f"Uhhh. {NAME} told me that Grok is ripping code lol."


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "s.witnessmark", examiner="Ada") as opened:
        yield opened


def add(store, evidence, title="A case"):
    case = store.new_case(title)
    item = store.add_item(case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture)
    return case, item


def on_words(item, turn, words, key="r1", why=""):
    text = item.inspection.transcript.turns[turn].text
    start = text.index(words)
    anchor = Anchor(
        item.id, turn, start, start + len(words), words, text[:start][-32:], text[start + len(words) :][:32]
    )
    return Redaction(key, anchor, why, "Ada", AT)


def on_box(item, box, key="r2"):
    return Redaction(key, Anchor(item.id, box=box), "a face", "Ada", AT)


def hostile(words=TOLD):
    """A picture case that repeats the name of a person wherever a text can stand."""
    evidence = picture_case(question=words)
    inspection = evidence.inspection
    transcript = inspection.transcript
    turns = (replace(transcript.turns[0], speaker=NAME, time=f"by {NAME}"), transcript.turns[1])
    said = message("It was said by {who}.", who=NAME)
    assessment = replace(inspection.assessment, facts=(*inspection.assessment.facts, said), limits=(said,))
    original = replace(
        inspection.original,
        name=f"{NAME.replace(' ', '_')}.png",
        facts=(FileFact("author", NAME.upper(), said),),
    )
    second = SecondReading(
        "tesseract", "5", "eng", 1.0, 9, 8,
        (Disagreement((1,), "Wilhelmina", "Wilhemina", Box(70, 30, 36, 16)),),
    )  # fmt: skip
    inspection = replace(
        inspection,
        original=original,
        transcript=replace(transcript, turns=turns, layout=said),
        assessment=assessment,
        second=second,
    )
    acquisition = Acquisition(how=f"sent by {NAME}", obtained_from=NAME, source_url=f"https://x.org/{NAME}")
    return replace(evidence, inspection=inspection, acquisition=acquisition)


def whole(store):
    """The hostile case with notes, a judgement, tags and a conclusion that all name the person."""
    case, item = add(store, hostile(), f"What {NAME} sent")
    text = item.inspection.transcript.turns[0].text
    store.put_note(
        case.id, Note("n1", f"{NAME} again", Anchor(item.id, 0, 0, len(text), text, "", ""), "Ada", AT)
    )
    near = text.index("told")
    anchor = Anchor(item.id, 0, near, near + 4, "told", text[:near][-32:], text[near + 4 :][:32])
    store.put_note(case.id, Note("n2", "who is this", anchor, "Ada", AT))
    store.put_note(case.id, Note("n3", f"Ask {NAME.lower()}", Anchor(), "Ada", AT))
    store.set_conclusion(case.id, f"Sent by {NAME}'s account.")
    store.set_tags(case.id, (NAME,))
    start = item.inspection.matches[0].start
    judged = Judged(
        item.id, "openai.policy.use-case", 1, None, start, "rejected", f"{NAME} quotes", "Ada", AT
    )
    store.judge(case.id, judged)
    return case, item


def handed_over(store, case_id, folder, library=None):
    """Every export as the bytes that a reader could look into: the file, and each picture in it decoded."""
    found = []
    for form in FORMATS:
        data = write(store, store.case(case_id), form, folder / f"out.{form}", library).read_bytes()
        found.append(data)
        found += [base64.b64decode(each) for each in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data)]
    return found


def test_no_redacted_word_is_in_the_bytes_of_any_export(store, tmp_path):
    case, item = whole(store)
    before = b"".join(handed_over(store, case.id, tmp_path))
    assert before.count(b"Featherstonehaugh") > 20
    store.put_redaction(case.id, on_words(item, 0, NAME, why=f"the name of {NAME}"))
    for data in handed_over(store, case.id, tmp_path):
        for word in ("wilhelmina", "wilhemina", "featherstonehaugh", NAME.casefold()):
            for form in (word, json.dumps(word)[1:-1], word.replace(" ", "_")):
                assert form.encode() not in data.lower()


def test_what_is_left_reads_as_before(store):
    case, item = whole(store)
    store.put_redaction(case.id, on_words(item, 0, NAME))
    found = read_extract(extract_of(store, store.case(case.id)))
    shown = found.case.items[0].inspection
    text = shown.transcript.turns[0].text
    assert text == TOLD.replace(NAME, blocked(NAME))
    assert len(text) == len(TOLD)
    assert shown.transcript.turns[1].text == ANSWER
    assert [match.text for match in shown.matches] == [PASSAGE]
    assert found.case.judgements[0].judgement == "rejected"
    assert found.case.notes[1].anchor.quotation == "told"
    assert found.case.redactions[0].anchor.quotation == ""


def test_a_box_hides_the_words_below_it_and_their_pixels(store):
    case, item = add(store, hostile())
    store.put_redaction(case.id, on_box(item, Box(66, 28, 90, 20)))
    found = read_extract(extract_of(store, store.case(case.id)))
    shown = found.case.items[0].inspection
    assert NAME not in shown.transcript.turns[0].text
    assert [word.text for word in shown.reading.words[1:3]] == [BLOCK * 10, BLOCK * 17]
    page = report_html(extract_of(store, store.case(case.id)), pictures_of(store, store.case(case.id)))
    image = picture_in(page)
    assert image.getpixel((100, 38)) == (0, 0, 0)
    assert image.getpixel((300, 300)) == Image.open(io.BytesIO(hostile().picture.png)).getpixel((300, 300))


def picture_in(page):
    data = re.search(r"data:image/png;base64,([^\"]+)", page)[1]
    return Image.open(io.BytesIO(base64.b64decode(data)))


def test_words_hide_their_pixels_and_the_picture_has_no_layer_below(store):
    case, item = add(store, hostile())
    store.put_redaction(case.id, on_words(item, 0, NAME))
    stored = store.case(case.id)
    page = report_html(extract_of(store, stored), pictures_of(store, stored))
    image = picture_in(page)
    assert (image.mode, image.info) == ("RGB", {})
    for span in stored.items[0].inspection.transcript.turns[0].words[1:3]:
        area = image.crop((span.box.x, span.box.y, span.box.right, span.box.bottom))
        assert not any(area.tobytes())
    assert base64.b64encode(hostile().picture.png).decode() not in page


def test_a_finding_under_a_redaction_is_left_out_with_what_rests_on_it(store, tmp_path):
    case, item = add(store, picture_case())
    start = item.inspection.matches[0].start
    store.judge(case.id, Judged(item.id, "openai.policy.use-case", 1, None, start, "accepted", "", "Ada", AT))
    store.put_redaction(case.id, on_words(item, 1, "use case policy"))
    found = read_extract(extract_of(store, store.case(case.id)))
    shown = found.case.items[0].inspection
    assert shown.matches == ()
    assert shown.assessment.outcome == "withheld"
    assert found.case.judgements == ()
    assert found.fingerprints == {}
    for data in handed_over(store, case.id, tmp_path):
        assert b"openai.policy.use-case" not in data
        assert b"use case policy" not in data


def test_the_report_tells_how_many_places_are_redacted(store):
    case, item = add(store, hostile())
    store.put_redaction(case.id, on_words(item, 0, NAME))
    store.put_redaction(case.id, on_box(item, Box(300, 300, 40, 20)))
    stored = store.case(case.id)
    page = report_html(extract_of(store, stored), pictures_of(store, stored))
    assert "Redacted: 2 places were left out" in page
    assert "Redacted:" not in report_html(extract_of(store, replace(stored, redactions=())), {})


def test_a_hidden_claim_is_not_told(store):
    evidence = picture_case()
    transcript = evidence.inspection.transcript
    claim = Claim("Zyxgrok", "Zyxmaker", "xai", "Zyxgrok", "the name above", box=Box(30, 140, 40, 16))
    inspection = replace(evidence.inspection, transcript=replace(transcript, claim=claim))
    case, item = add(store, replace(evidence, inspection=inspection))
    store.put_redaction(case.id, on_box(item, Box(20, 130, 70, 40)))
    data = json.dumps(extract_of(store, store.case(case.id)))
    assert "Zyx" not in data
    assert "withheld" in data


def test_pasted_text_is_redacted_too(store, tmp_path):
    case, item = add(store, log_case(f"User: I am {NAME}\nAssistant: Hello {NAME}, as an AI I cannot."))
    store.put_redaction(case.id, on_words(item, 0, NAME, "r1"))
    store.put_redaction(case.id, on_words(item, 1, NAME, "r2"))
    for data in handed_over(store, case.id, tmp_path):
        assert b"Feather" not in data


def test_a_redaction_whose_words_stand_elsewhere_by_now_hides_every_such_place(store):
    item = add(store, log_case(f"User: {NAME} and {NAME}\nAssistant: so {NAME}"))[1]
    moved = replace(on_words(item, 0, NAME), anchor=Anchor(item.id, 0, 5, 5 + len(NAME), NAME))
    assert [each.anchor.turn for each in placed(moved, item.inspection.transcript)] == [0, 0, 1]


def test_nothing_is_exported_where_a_redaction_has_lost_its_place(store, tmp_path):
    case, item = add(store, log_case("User: hello\nAssistant: hi"))
    gone = Redaction("r1", Anchor(item.id, 0, 0, 4, "gone"), "", "Ada", AT)
    store.put_redaction(case.id, gone)
    for form in FORMATS:
        with pytest.raises(ExportError, match="lost its place"):
            write(store, store.case(case.id), form, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_word_is_hidden_whole_and_common_words_stay_elsewhere(store):
    case, item = add(store, picture_case())
    store.set_conclusion(case.id, "The policy is cited.")
    store.put_redaction(case.id, on_words(item, 0, "ell me tha"))
    found = read_extract(extract_of(store, store.case(case.id)))
    assert "████ ██ ████ Grok" in found.case.items[0].inspection.transcript.turns[0].text
    assert found.case.conclusion == "The policy is cited."


def test_short_words_are_only_found_by_themselves():
    secrets = Secrets(["Al Bo"], ["public words"])
    assert secrets.out_of("Al, al and Also Bo") == "██, ██ and Also ██"
    assert secrets.out_of("public words") == "public words"


def test_a_phrase_of_public_words_is_hidden_as_a_phrase():
    secrets = Secrets(["red team"], ["the team is red"])
    assert secrets.out_of("our Red  team and the red flag") == "our ███  ████ and the red flag"


def test_what_is_redacted_may_be_a_word_of_the_program_itself(store):
    case, item = add(store, picture_case(question="user author message openai exact"))
    store.put_redaction(case.id, on_words(item, 0, "user author message openai exact"))
    assert read_extract(extract_of(store, store.case(case.id))).case.items[0].inspection.transcript.turns


def test_painting_cuts_to_the_picture():
    picture = hostile().picture
    done = painted(picture, [Box(-10, -10, 30, 30), Box(590, 350, 100, 100)])
    image = Image.open(io.BytesIO(done.png))
    assert image.size == (600, 360)
    assert image.getpixel((5, 5)) == (0, 0, 0)
    assert painted(picture, []) is picture


def test_an_item_without_redactions_is_left_alone(store):
    case, item = add(store, picture_case())
    assert hidden_of(item, ()).boxes == ()
    assert read_extract(extract_of(store, store.case(case.id))).case.items[0] == item
    assert QUESTION in json.dumps(extract_of(store, store.case(case.id)), ensure_ascii=False)


@pytest.mark.parametrize(
    ("redacted", "elsewhere", "told"),
    [
        ("张三", "他叫张三的朋友", "他叫██的朋友"),
        ("철수", "철수가 그랬다", "██가 그랬다"),
        ("Ann", "chat_Ann_2024.png", "chat_███_2024.png"),
        ("Ann Lee", "ann_lee.png", "███_███.png"),
        ("Bob’s", "Bob wrote it", "███ wrote it"),
    ],
)
def test_a_redacted_name_is_found_in_names_of_files_beside_endings_and_where_words_have_no_spaces(
    redacted, elsewhere, told
):
    assert Secrets([redacted], ["public words"]).out_of(elsewhere) == told


def test_a_word_without_spaces_around_it_that_stands_in_plain_sight_stays():
    assert Secrets(["张三"], ["我是张三"]).out_of("他叫张三的朋友") == "他叫张三的朋友"
