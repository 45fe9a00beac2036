import os
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from evidence import ANSWER, PASSAGE, log_case, picture_case, quoted
from witnessmark.errors import ExportError
from witnessmark.export.drawing import draw
from witnessmark.export.extract import extract, read_extract
from witnessmark.export.report import report_html
from witnessmark.export.segments import Numbered, segments, visible
from witnessmark.export.write import check_new, extract_of, facts_of, pictures_of, replace_file, write
from witnessmark.geometry import Box
from witnessmark.jsonform import canonical
from witnessmark.library.load import load
from witnessmark.matching.matcher import Matcher
from witnessmark.records import Anchor, Figure, Judged, Note, message
from witnessmark.store.store import Store
from witnessmark.weighing.weigh import weigh

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}'


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "s.witnessmark", examiner="Ada") as opened:
        yield opened


def whole_case(store, evidence=None, title="Grok cites OpenAI policy", words="Is this its wording?"):
    case = store.new_case(title)
    evidence = evidence or picture_case()
    item = store.add_item(case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture)
    at = "2026-11-23T10:12:00Z"
    store.put_note(case.id, Note("n1", words, Anchor(item.id, 1, 48, 85, PASSAGE), "Ada", at))
    store.put_note(case.id, Note("n2", "On the whole: " + words, Anchor(), "Ada", at))
    store.judge(case.id, Judged(item.id, "openai.policy.use-case", 1, None, 48, "accepted", words, "Ada", at))
    store.set_conclusion(case.id, words)
    return store.case(case.id)


def html(store, case):
    return report_html(extract_of(store, case), pictures_of(store, case))


class Elements(HTMLParser):
    """All start tags with their attributes, and the text between tags."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.depth = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "image", "rect", "path", "circle", "use"):
            self.depth.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.depth.pop() == tag
        self.words.append(" " if tag in ("dt", "dd", "td", "th", "p") else "")

    def handle_data(self, data):
        self.words.append(data)


def text_of(page):
    return " ".join("".join(Elements(page).words).split())


def test_the_extract_of_a_state_is_the_same_bytes_every_time_and_reads_back(store):
    case = whole_case(store)
    first, second = extract_of(store, case), extract_of(store, store.case(case.id))
    assert canonical(first) == canonical(second)
    found = read_extract(first)
    assert found.case == case
    assert found.store.head == store.head()
    assert canonical(extract(found.case, found.store)) == canonical(first)


@pytest.mark.parametrize(
    "plain", [None, [], {}, {"format": "x"}, {"format": "witnessmark-extract", "version": 2}]
)
def test_what_is_no_extract_is_refused_in_words(plain):
    with pytest.raises(ExportError):
        report_html(plain, {})


def test_an_extract_of_another_version_is_refused(store):
    plain = extract_of(store, whole_case(store))
    plain["version"] = 99
    with pytest.raises(ExportError, match="99"):
        read_extract(plain)


def test_the_report_says_what_a_reader_needs(store):
    case = whole_case(store)
    words = text_of(html(store, case))
    for expected in (
        "Grok cites OpenAI policy",
        "The answer cites OpenAI's policy. The picture shows Grok (xAI).",
        case.items[0].inspection.original.sha256,
        "Source address unknown",
        "2023-12-08 (not confirmed)",
        "Grok (xAI), read from “Grok”",
        "2 · assistant · shown as “Grok”",
        "openai.policy.use-case",
        "3 9,761",
        "No maker put forward",
        "Is this its wording?",
        "On the whole: Is this its wording?",
        "accepted",
        "What this does not show",
        "The words cannot tell these apart.",
        "rapidocr 3.10",
        store.head(),
        "How to check this again",
    ):
        assert expected in words


def test_the_report_is_well_formed_and_loads_nothing(store):
    page = html(store, whole_case(store))
    elements = Elements(page)
    assert elements.depth == []
    assert not any(
        tag in ("script", "link", "iframe", "object", "embed", "base", "form") for tag, _ in elements.tags
    )
    for _tag, attributes in elements.tags:
        assert not any(name.startswith("on") for name in attributes)
        for name in ("href", "src", "action", "data", "xlink:href"):
            value = attributes.get(name, "#")
            assert value.startswith(("data:image/png;base64,", "#"))
    assert "url(" not in page
    assert "@import" not in page
    policy = next(a["content"] for t, a in elements.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def test_everything_from_outside_is_text_and_never_markup(store):
    evidence = picture_case(question=HOSTILE, answer=f"{HOSTILE} {PASSAGE} \x1b[31m\u202egnp.exe\u202c")
    inspection = replace(evidence.inspection, original=replace(evidence.inspection.original, name=HOSTILE))
    acquisition = replace(evidence.acquisition, source_url="javascript:alert(1)", obtained_from=HOSTILE)
    evidence = replace(evidence, inspection=inspection, acquisition=acquisition)
    page = html(store, whole_case(store, evidence, title=HOSTILE, words=HOSTILE))
    tags = [tag for tag, _ in Elements(page).tags]
    assert "script" not in tags
    assert "img" not in tags
    assert "onerror=alert(1)>{{ 7*7 }}{% raw %}" in text_of(page)
    assert "⟨U+202E⟩gnp.exe" in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", page)


def test_the_report_says_each_thing_once_and_in_words(store):
    evidence = picture_case()
    weighed = replace(
        evidence.inspection.matches[0],
        names=None,
        weight=1.71,
        reason=message("counts, weighs 1.71: at least 51 times more often"),
    )
    human = evidence.inspection.assessment.against_human
    counted = replace(human, figures=(Figure("x", "glm", 1, 2, "corpora/dev, 2026-11-24"),))
    assessment = replace(evidence.inspection.assessment, against_human=counted)
    inspection = replace(evidence.inspection, matches=(weighed,), assessment=assessment)
    case = whole_case(store, replace(evidence, inspection=inspection))
    words = text_of(html(store, case))
    assert "counts, weight +1.71at least 51 times more often" in words
    assert "weighs 1.71" not in words
    assert "no maker" in words
    assert "nobody" not in words
    assert "Witnessmark's development corpora, 2026-11-24" in words
    assert "corpora/dev" not in words
    assert "corpora/dev, 2026-11-24" in canonical(extract_of(store, case)).decode()


def test_a_hostile_family_reaches_no_attribute(store):
    evidence = picture_case()
    match = replace(evidence.inspection.matches[0], family='x" onmouseover="alert(1)', names="<b>")
    evidence = replace(evidence, inspection=replace(evidence.inspection, matches=(match,)))
    page = html(store, whole_case(store, evidence))
    assert "onmouseover" not in page
    assert "f-other" in page


def test_a_chat_log_has_no_picture(store):
    page = html(store, whole_case(store, log_case()))
    assert "data:image" not in page
    assert "none: this item is text" in text_of(page)


def test_a_case_without_evidence_says_so(store):
    assert "This case holds no evidence yet." in text_of(html(store, store.new_case("Empty")))


def test_a_quotation_and_a_finding_that_does_not_count_are_drawn_dashed(store):
    evidence = picture_case()
    match = replace(evidence.inspection.matches[0], counts=False)
    turns = evidence.inspection.transcript.turns
    turn = replace(turns[1], quotations=(quoted(ANSWER),))
    inspection = replace(
        evidence.inspection,
        matches=(match,),
        transcript=replace(evidence.inspection.transcript, turns=(turns[0], turn)),
    )
    page = html(store, whole_case(store, replace(evidence, inspection=inspection)))
    assert 'class="f-openai uncounted"' in page
    assert "does not count" in text_of(page)


def test_writing_replaces_a_file_whole(store, tmp_path):
    case = whole_case(store)
    out = tmp_path / "folder" / "report.html"
    assert write(store, case, "html", out) == out
    assert out.read_text(encoding="utf-8") == html(store, case)
    assert write(store, case, "json", out).read_bytes() == canonical(extract_of(store, case))
    assert [file.name for file in out.parent.iterdir()] == ["report.html"]


def test_what_cannot_be_written_is_said_and_leaves_nothing(store, tmp_path):
    case = whole_case(store)
    (tmp_path / "file").write_text("x")
    for out in (tmp_path, tmp_path / "file" / "report.html"):
        with pytest.raises(ExportError):
            write(store, case, "html", out)
    with pytest.raises(ExportError, match="pdf"):
        write(store, case, "pdf", tmp_path / "r.pdf")
    assert {file.name for file in tmp_path.iterdir() if "new" in file.name} == set()


def test_the_facts_of_the_store_name_its_head(store):
    case = whole_case(store)
    facts = facts_of(store, case)
    assert (facts.head, facts.entries) == (store.head(), len(store.audit()))
    assert facts.log == store.audit(case.id)


def test_segments_put_together_are_the_text():
    evidence = picture_case()
    turn, match = evidence.inspection.transcript.turns[1], evidence.inspection.matches[0]
    found = segments(turn.text, (Numbered(7, match),), turn.words, 0.99)
    assert "".join(part.text for part in found) == turn.text
    assert "".join(part.text for part in found if part.match) == PASSAGE
    assert [part.number for part in found if part.number] == [7]
    assert all(part.uncertain for part in found if part.text.strip())


def test_segments_survive_marks_outside_the_text():
    match = replace(picture_case().inspection.matches[0], start=2, end=400)
    assert "".join(part.text for part in segments("abcdef", (Numbered(1, match),), (), 0.8)) == "abcdef"
    assert segments("", (Numbered(1, match),), (), 0.8) == ()


def test_hidden_characters_are_spelled_out():
    assert visible("a\u202eb\x00c\nd\te") == "a⟨U+202E⟩b⟨U+0000⟩c\nd\te"


def test_a_tall_picture_is_cut_into_strips_that_cover_it_and_cut_no_marked_line():
    match = replace(
        picture_case().inspection.matches[0], boxes=(Box(10, 1240, 100, 30), Box(10, 8000, 50, 30))
    )
    drawing = draw(1000, 9000, (Numbered(1, match),), ())
    assert drawing.strips[0].top == 0
    assert sum(strip.height for strip in drawing.strips) == 9000
    assert all(a.top + a.height == b.top for a, b in pairwise(drawing.strips))
    assert all(strip.height <= 1000 * 1.25 * 1.15 for strip in drawing.strips)
    drawn = [box for strip in drawing.strips for mark in strip.marks for box in mark.boxes]
    assert drawn == list(match.boxes)


def test_numbers_in_the_margin_do_not_overlap():
    one = picture_case().inspection.matches[0]
    marks = tuple(Numbered(n, replace(one, boxes=(Box(10 * n, 100, 8, 10),))) for n in range(1, 6))
    drawing = draw(400, 300, marks, ())
    heights = [mark.label_y for mark in drawing.strips[0].marks]
    assert all(b - a >= drawing.label * 1.5 for a, b in pairwise(heights))


def test_boxes_outside_the_picture_are_left_out():
    one = replace(picture_case().inspection.matches[0], boxes=(Box(-50, -50, 10, 10), Box(390, 10, 100, 10)))
    (strip,) = draw(400, 300, (Numbered(1, one),), ()).strips
    assert strip.marks[0].boxes == (Box(390, 10, 10, 10),)


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_an_evidence_store_is_never_replaced(store, tmp_path, end):
    case = whole_case(store)
    target = tmp_path / f"s.witnessmark{end}"
    before = target.read_bytes() if target.exists() else None
    with pytest.raises(ExportError, match="evidence store"):
        write(store, case, "json", target)
    assert (target.read_bytes() if target.exists() else None) == before
    assert store.verify().ok


def test_a_link_to_an_evidence_store_is_not_replaced_either(store, tmp_path):
    (tmp_path / "link.json").symlink_to(tmp_path / "s.witnessmark")
    with pytest.raises(ExportError, match="evidence store"):
        replace_file(tmp_path / "link.json", b"{}")
    assert (tmp_path / "link.json").is_symlink()


def test_only_the_last_folder_is_made(tmp_path):
    with pytest.raises(ExportError, match="There is no folder"):
        replace_file(tmp_path / "a" / "b" / "report.html", b"x")
    assert not (tmp_path / "a").exists()
    replace_file(tmp_path / "a" / "report.html", b"x")
    assert (tmp_path / "a" / "report.html").read_bytes() == b"x"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_no_target(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ExportError, match="pipe"):
        replace_file(tmp_path / "pipe", b"x")


def test_a_file_that_is_there_needs_force(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="--force"):
        check_new(tmp_path / "mine.txt", force=False)
    check_new(tmp_path / "mine.txt", force=True)
    check_new(tmp_path / "other.txt", force=False)


def test_the_report_shows_every_wording_that_was_counted_and_no_entity(store):
    evidence = log_case(
        "User: who\nAssistant: I'm Claude, an AI assistant created by Anthropic to be helpful."
    )
    library = load()
    transcript = evidence.inspection.transcript
    matches, assessment = weigh(transcript, Matcher(library.fingerprints).find(transcript), library)
    found = replace(evidence.inspection, matches=matches, assessment=assessment, library=library.stamp)
    case = store.new_case("Claude")
    store.add_item(case.id, evidence.data, found, evidence.acquisition, evidence.picture)
    text = report_html(extract_of(store, store.case(case.id), library), {})
    assert "created by Anthropic to be (helpful|harmless)" in text
    assert "tuned on Claude" in text
    assert "&amp;#39;" not in text
