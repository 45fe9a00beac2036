from dataclasses import replace
from types import SimpleNamespace

import pytest

from evidence import picture_case
from witnessmark.bench import screens
from witnessmark.bench.marks import summary
from witnessmark.bench.own import pictures
from witnessmark.errors import UnreadableInput, UsageError
from witnessmark.geometry import Box
from witnessmark.pipeline import Failed, Inspected
from witnessmark.reading.engine import ReadOptions
from witnessmark.records import Transcript, Turn, Word, message

DRAWN = {drawn.name: drawn for drawn in pictures()}


def perfect(name):
    """An inspection that saw exactly what was drawn."""
    truth = DRAWN[name].truth
    inspection = picture_case().inspection
    words = tuple(Word(word["text"], _box(word["bbox"]), 1.0) for word in truth["words"])
    turns = tuple(Turn(turn["index"], None, turn["role"], turn["text"]) for turn in truth["turns"])
    found = tuple(
        replace(inspection.matches[0], boxes=tuple(_box(quad) for quad in phrase["quads"]), counts=True)
        for phrase in truth["planted"]
    )
    transcript = Transcript("reading", message("as drawn"), turns)
    reading = replace(inspection.reading, words=words)
    return truth, replace(inspection, reading=reading, transcript=transcript, matches=found)


def _box(values):
    return Box(*(round(value) for value in values))


def marked(rows):
    return {row.strip().rsplit("  ", 1)[0].strip(): row.rsplit("  ", 1)[-1].strip() for row in rows}


def test_a_perfect_inspection_gets_full_marks():
    rows = marked(summary([perfect(name) for name in DRAWN]))

    for mark in ("words read exactly", "turns found", "with the right role"):
        assert "(1.000)" in next(value for key, value in rows.items() if key.startswith(mark)), mark
    assert all("(1.000)" in value for key, value in rows.items() if key.startswith("planted"))


def test_an_inspection_that_saw_nothing_gets_none():
    truth, inspection = perfect("bank-chatbot")
    blind = replace(
        inspection,
        reading=replace(inspection.reading, words=()),
        transcript=Transcript("reading", message("nothing")),
        matches=(),
    )

    text = "\n".join(summary([(truth, blind)]))

    assert text.count("(0.000)") == 4
    assert "none to find" in text


@pytest.fixture
def task(tmp_path):
    return screens.Task(None, tmp_path, None, ReadOptions())


@pytest.fixture
def seeing(monkeypatch):
    """Inspecting sees what was drawn, but for one picture that cannot be read."""

    def inspect(sources, instruments, options):
        for source in sources:
            name = source.name.removesuffix(".png")
            if name == "long-chat":
                yield Failed(0, source.name, UnreadableInput("long-chat.png is damaged."))
            else:
                yield Inspected(0, source, perfect(name)[1])

    monkeypatch.setattr(screens, "inspect", inspect)


def test_screens_writes_both_sets_and_goes_on_after_a_failure(task, seeing, tmp_path):
    said = []

    code = screens.run(task, SimpleNamespace(), said.append)

    assert code == 3
    assert "long-chat: long-chat.png is damaged." in said
    assert len(list((tmp_path / "shown").iterdir())) == len(DRAWN) - 1
    assert len(list((tmp_path / "counting").iterdir())) == len(DRAWN) - 1


def test_the_scorer_is_run_on_both_sets(task, seeing, tmp_path):
    scorer = tmp_path / "score.py"
    scorer.write_text("import sys; print('scored', sys.argv[2])")
    said = []

    screens.run(replace(task, scorer=scorer), SimpleNamespace(), said.append)

    text = "\n".join(said)
    assert f"scored {tmp_path / 'shown'}" in text
    assert f"scored {tmp_path / 'counting'}" in text


def test_counting_leaves_out_what_does_not_count():
    _, inspection = perfect("bank-chatbot")
    discounted = replace(inspection, matches=tuple(replace(m, counts=False) for m in inspection.matches))

    assert screens.prediction(discounted, counting=False)["matches"]
    assert screens.prediction(discounted, counting=True)["matches"] == []


def test_a_folder_without_truth_is_a_usage_error(tmp_path):
    task = screens.Task(tmp_path, tmp_path, None, ReadOptions())

    with pytest.raises(UsageError, match="ground truth"):
        screens.run(task, SimpleNamespace(), print)
