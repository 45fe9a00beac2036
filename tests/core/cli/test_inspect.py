import io
import json
from contextlib import contextmanager
from dataclasses import replace

import pytest

from evidence import PASSAGE, log_case
from witnessmark.cli import app as program
from witnessmark.cli import inspection
from witnessmark.errors import EngineMissing
from witnessmark.geometry import Box
from witnessmark.matching.support import with_support
from witnessmark.messages import message
from witnessmark.records import Disagreement, Figure, FileFact, Inspection, Passage, SecondReading


def test_people_get_passage_and_headline(run, invented, post):
    result = run("inspect", post)

    assert result.code == 0
    assert "goes against OpenAI's use case policy[" in result.out
    assert invented.inspection.assessment.headline.text in result.out
    assert "openai.policy" in result.out


def test_facts_of_the_file_are_told_with_what_they_mean(run, invented, post):
    fact = FileFact("software", "Snipping \x1b[31mTool", message("Anyone can change it."))
    original = replace(invented.inspection.original, facts=(fact,))
    invented.inspection = replace(invented.inspection, original=original)

    assert "software: Snipping \\x1b[31mTool. Anyone can change it." in run("inspect", post).out


def test_figures_are_printed_once(run, invented, post):
    figure = Figure("openai.policy.use-case", "people", 17, 10_000, "corpora/dev, 2026-11-24")
    assessment = invented.inspection.assessment
    both = replace(
        assessment,
        against_human=replace(assessment.against_human, figures=(figure,)),
        between_makers=replace(assessment.between_makers, figures=(figure,)),
    )
    invented.inspection = replace(invented.inspection, assessment=both)

    printed, raw = run("inspect", post).out, json.loads(run("inspect", "--json", post).out)

    assert printed.count("people 17 of 10,000 texts") == 1
    assert "Witnessmark's development corpora, 2026-11-24" in printed
    assert raw["assessment"]["between_makers"]["figures"][0]["source"] == "corpora/dev, 2026-11-24"


def test_a_missing_engine_is_named_with_what_to_do(run, invented, post):
    assert "Install tesseract-ocr" in run("inspect", post).err


def test_a_text_needs_no_engine_and_none_is_named(run, invented, tmp_path):
    (tmp_path / "log.txt").write_text("User: hello")
    assert run("inspect", str(tmp_path / "log.txt")).err == ""


def test_json_is_one_document_per_file_and_nothing_else(run, invented, post, damaged):
    result = run("inspect", "--json", post, damaged, post)

    documents = [json.loads(line) for line in result.out.splitlines()]
    assert [("error" in document) for document in documents] == [False, True, False]
    assert result.code == 3
    assert "damaged.png is damaged." in result.err


def test_json_has_the_agreed_form(run, invented, post):
    document = json.loads(run("inspect", "--json", post).out)

    assert document["source"].keys() >= {"name", "sha256", "bytes", "media_type", "width", "height"}
    assert document["reading"].keys() >= {"engine", "version", "language", "seconds", "words", "lines"}
    assert document["reading"]["words"][0].keys() == {"text", "bbox", "confidence"}
    assert document["turns"][1].keys() >= {"index", "speaker", "role", "text", "bbox"}
    assert document["claim"]["product"] == "Grok"
    assert document["assessment"]["headline"] == invented.inspection.assessment.headline.text
    assert document["seconds"].keys() == {"total", "reading", "turns", "matching"}
    match = next(match for match in document["matches"] if match["text"] == PASSAGE)
    wanted = "fingerprint names points_at family kind tier turn start end text score layer counts weight"
    assert match.keys() >= {*wanted.split(), "reason", "boxes"}
    turn = document["turns"][match["turn"]]
    assert turn["text"][match["start"] : match["end"]] == PASSAGE
    assert all(len(box) == 4 for box in match["boxes"])


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_text_from_a_picture_cannot_steer_the_terminal(run, invented, post, form):
    inspection = invented.inspection
    first = inspection.transcript.turns[0]
    evil = "\x1b]0;owned\x07 \x9b31m \u202egnp.exe [bold red]markup[/] \x7f"
    turns = (replace(first, speaker=f"A\n{evil}", text=evil), *inspection.transcript.turns[1:])
    invented.inspection = replace(
        inspection,
        original=replace(inspection.original, name=f"a\nb{evil}.png"),
        transcript=replace(inspection.transcript, turns=turns),
    )

    result = run("inspect", *form, post)

    assert not set("\x1b\x07\x9b\u202e\x7f") & set(result.out)
    assert "[bold red]markup[/]" in result.out
    assert result.code == 0


def compared(inspection: Inspection) -> Inspection:
    """The inspection beside a second reading that supports none of its matches."""
    place = Disagreement((1,), "OpenAI's", "OpenAl's", Box(30, 0, 60, 20))
    lone = Passage("anthropic.self", (), "I am Claude", (Box(0, 300, 90, 20),))
    second = SecondReading("tesseract", "5.3", "eng", 1.0, 12, 11, (place,), (lone,))
    marked = with_support(inspection.matches, "rapidocr", second)
    return replace(inspection, second=second, matches=marked)


def test_a_comparison_lists_places_and_what_one_engine_alone_supports(run, invented, post):
    invented.inspection = compared(invented.inspection)

    result = run("inspect", "--compare", post)

    assert "OpenAl's" in result.out
    assert "Only rapidocr's" in result.out  # in a narrow column
    assert 'Only tesseract\'s reading supports "I am Claude" (anthropic.self).' in result.out


def test_the_json_of_a_comparison_has_the_agreed_form(run, invented, post):
    assert json.loads(run("inspect", "--json", post).out)["second"] is None
    invented.inspection = compared(invented.inspection)

    document = json.loads(run("inspect", "--json", "--compare", post).out)

    assert document["second"]["disagreements"] == [
        {"words": [1], "text": "OpenAI's", "other": "OpenAl's", "bbox": [30, 0, 60, 20]}
    ]
    assert document["second"]["passages"][0]["only_by"] == "tesseract"
    assert document["matches"][0]["only_by"] == "rapidocr"


def test_a_comparison_that_failed_is_told_and_costs_no_finding(run, invented, post):
    invented.uncompared = EngineMissing("Tesseract is not on this machine.")

    result = run("inspect", "--compare", post)

    assert result.code == 3
    assert "goes against" in result.out
    assert "Tesseract is not on this machine." in result.err


def test_how_far_it_is_in_all_is_told_with_each_file(run, invented, post, monkeypatch):
    told = []

    @contextmanager
    def status():
        yield told.append

    monkeypatch.setattr(inspection, "status", status)
    run("inspect", post, post)
    assert told == ["reading: post.png (1 of 2)", "reading: post.png (2 of 2)"]


def test_one_unreadable_input_does_not_stop_the_others(run, invented, post, damaged, tmp_path):
    result = run("inspect", damaged, str(tmp_path / "none.png"), str(tmp_path), post)

    assert result.code == 3
    assert len(result.err.splitlines()) == 4
    assert PASSAGE in result.out


def test_an_unknown_engine_is_a_usage_error(run, invented, post):
    result = run("inspect", "--engine", "crystal", post)

    assert result.code == 2
    assert "crystal" in result.err
    assert result.out == ""


def test_no_file_is_a_usage_error(run):
    assert run("inspect").code == 2


def test_save_makes_a_kept_case_of_each_file(run, invented, post, damaged):
    result = run("inspect", "--save", post, damaged, post)

    assert result.code == 3
    listed = json.loads(run("cases", "--json").out)
    assert [(case["title"], case["items"], case["draft"]) for case in listed] == [("post.png", 1, False)] * 2
    first, second = sorted(case["number"] for case in listed)
    assert f"Saved as cases {first}, {second}." in result.err


@pytest.fixture
def pasted(monkeypatch):
    class Pipe:
        buffer = io.BytesIO(log_case().data)

    monkeypatch.setattr(inspection.sys, "stdin", Pipe)


def _saved(run):
    (listed,) = json.loads(run("cases", "--json").out)
    return json.loads(run("show", str(listed["number"]), "--json").out)["case"]


def test_what_came_from_standard_input_is_recorded_as_that(run, invented, pasted):
    invented.inspection = log_case().inspection

    run("inspect", "--save", "-")

    case = _saved(run)
    assert "read from standard input" in case["items"][0]["acquisition"]["how"]
    assert case["title"] == "hello"


def test_a_file_that_is_called_standard_input_is_a_file(run, invented, post, tmp_path):
    path = tmp_path / "standard input"
    path.write_bytes(invented.evidence.data)

    run("inspect", "--save", str(path))

    case = _saved(run)
    assert "from a file" in case["items"][0]["acquisition"]["how"]
    assert case["title"] == "standard input"


def test_all_files_go_into_one_kept_case_on_demand(run, invented, post, damaged):
    result = run("inspect", "--save", "--one-case", "--title", "Two posts", post, damaged, post)

    assert result.code == 3
    listed = json.loads(run("cases", "--json").out)
    assert [(case["title"], case["items"], case["draft"]) for case in listed] == [("Two posts", 2, False)]
    assert f"case {listed[0]['number']}" in result.err


def test_what_captures_of_one_case_share_is_marked(run, invented, post):
    alone, together = run("inspect", post, post), run("inspect", "--one-case", post, post)
    assert "also in the capture before" not in alone.out
    assert together.out.count("also in the capture before, as turn 2") == 1
    first, second = (
        json.loads(line) for line in run("inspect", "--one-case", "--json", post, post).out.splitlines()
    )
    assert [turn["repeats"] for turn in first["turns"]] == [None, None]
    assert [turn["repeats"]["turn"] for turn in second["turns"]] == [0, 1]
    assert [turn["text"] for turn in second["turns"]] == [turn["text"] for turn in first["turns"]]


def test_nothing_readable_makes_no_case(run, invented, post, damaged):
    run("inspect", "--save", post)
    run("inspect", "--save", damaged)

    assert len(json.loads(run("cases", "--json").out)) == 1


def test_an_unwritable_store_costs_nothing_on_screen(run, invented, post, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    result = run("inspect", "--save", "--store", str(blocked / "evidence"), post)

    assert result.code == 4
    assert PASSAGE in result.out
    assert str(blocked) in result.err


def test_a_bug_is_one_sentence_and_a_traceback_in_the_log(run, invented, post, monkeypatch, tmp_path):
    def broken(*_):
        raise RuntimeError("the secret detail")

    monkeypatch.setattr("witnessmark.cli.inspection.show", broken)

    result = run("inspect", post)

    assert result.code == 1
    assert "the secret detail" not in result.err + result.out
    assert len(result.err.splitlines()) == 2  # the missing engine, the bug
    log = (tmp_path / "data" / "log" / "witnessmark.log").read_text()
    assert "RuntimeError: the secret detail" in log
    assert program.__name__ in log


def test_explaining_an_unknown_fingerprint_is_a_usage_error(run, invented, post):
    assert run("inspect", "--explain", "no.such.print", post).code == 2


def test_what_was_seen_before_is_said_on_standard_error(run, invented, post):
    assert "Seen before" not in run("inspect", "--save", post).err
    told = run("inspect", "--save", post).err
    assert "Seen before: case 1" in told
    assert "byte for byte" in told
