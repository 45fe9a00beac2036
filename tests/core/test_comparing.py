from __future__ import annotations

import pytest

from evidence import picture_case
from fakes import TwoEngines
from witnessmark.geometry import Box, hull
from witnessmark.intake.acquire import from_bytes, from_text
from witnessmark.library.load import load
from witnessmark.matching.matcher import Matcher
from witnessmark.pipeline import Inspected, Instruments, Progress, inspect, reconsider
from witnessmark.reading.engine import ReadOptions
from witnessmark.records import Line, Reading, Word


def read(*lines: str) -> Reading:
    """Words of 9 px a character, lines of 20 px."""
    words: list[Word] = []
    rows: list[Line] = []
    for number, line in enumerate(lines):
        first, x = len(words), 40
        for word in line.split():
            words.append(Word(word, Box(x, 40 + number * 30, len(word) * 9, 20), 0.95))
            x += len(word) * 9 + 9
        boxes = [word.box for word in words[first:]]
        rows.append(Line(tuple(range(first, len(words))), hull(boxes) or Box(0, 0, 0, 0)))
    return Reading("rapidocr", "1", "eng", 0.1, tuple(words), tuple(rows))


READING = read("Fun as that is, I cannot help you, as it", "goes against OpenAI's use case policy.")


@pytest.fixture(scope="module")
def library():
    return load(None)


def instruments(library, reader) -> Instruments:
    return Instruments(reader, library, Matcher(library.fingerprints))


def picture():
    return from_bytes(picture_case().data, "post.png")


def outcomes(library, reader, compare=True):
    return list(inspect([picture()], instruments(library, reader), ReadOptions(compare=compare)))


def test_without_the_wish_one_engine_reads(library):
    reader = TwoEngines("OpenAI's", "bakery's", READING)
    found = outcomes(library, reader, compare=False)[-1]
    assert reader.asked == ["post.png auto"]
    assert found.inspection.second is None


def test_a_match_that_the_other_engine_does_not_read_is_marked(library):
    found = outcomes(library, TwoEngines("OpenAI's", "bakery's", READING))
    assert [one.stage for one in found if isinstance(one, Progress)] == ["reading", "comparing"]
    inspection = found[-1].inspection
    assert [place.other for place in inspection.second.disagreements] == ["bakery's"]
    named = [match for match in inspection.matches if "OpenAI" in match.text]
    assert named
    assert {match.only_by for match in named} == {"rapidocr"}


def test_a_match_that_both_read_is_not_marked(library):
    inspection = outcomes(library, TwoEngines("Fun", "Run", READING))[-1].inspection
    assert inspection.matches
    assert {match.only_by for match in inspection.matches} == {None}


def test_the_marks_stay_true_when_the_transcript_is_considered_again(library):
    made = instruments(library, TwoEngines("OpenAI's", "bakery's", READING))
    (found,) = (one for one in outcomes(library, made.reader) if isinstance(one, Inspected))
    again = reconsider(found.inspection.transcript, made, found.inspection)
    assert again.second == found.inspection.second
    assert again.matches == found.inspection.matches


def test_where_the_other_engine_is_missing_the_findings_stay_and_why_is_told(library):
    found = outcomes(library, TwoEngines("a", "b", READING, missing=True))[-1]
    assert found.inspection.matches
    assert found.inspection.second is None
    assert "Tesseract is not on this machine." in found.uncompared.message


def test_text_has_nothing_to_compare(library):
    made = instruments(library, TwoEngines("a", "b"))
    (found,) = (
        one
        for one in inspect([from_text("A: hello")], made, ReadOptions(compare=True))
        if isinstance(one, Inspected)
    )
    assert found.inspection.second is None
