"""An inspection is repeated with what it recorded, and each difference is told where it arises."""

import hashlib
from dataclasses import replace

import pytest

from evidence import picture_case
from fakes import FakeReader
from witnessmark.errors import Cancelled, EngineMissing, LibraryError
from witnessmark.export.differences import differing
from witnessmark.geometry import Box
from witnessmark.intake.acquire import from_text
from witnessmark.library.load import load
from witnessmark.library.recorded import recorded_library
from witnessmark.matching.matcher import Matcher
from witnessmark.pipeline import Inspected, Instruments, inspect
from witnessmark.reading.engine import ReadOptions
from witnessmark.recheck.readings import words
from witnessmark.recheck.recheck import Rechecker, Record
from witnessmark.recheck.records import records_of_case, records_of_export
from witnessmark.records import Acquisition, LibraryStamp, PackStamp, Word
from witnessmark.store.store import Store

PACK = b"""pack: mine
version: '1'
fingerprints:
  - id: mine.phrase
    kind: refusal
    tier: U
    text: I am sorry but I cannot help with that today
    language: en
    sources: [{title: a test}]
    samples: [I am sorry but I cannot help with that today]
"""
LOG = "User: Hello there, can you do it?\nAssistant: I am sorry but I cannot help with that today."


@pytest.fixture(scope="module")
def library():
    stamp = LibraryStamp("1", 1, (PackStamp("mine", "1", sha256_of(PACK)),), "", (), 85.0)
    return recorded_library(stamp, {sha256_of(PACK): PACK}.get)


def sha256_of(data):
    return hashlib.sha256(data).hexdigest()


def inspected(library, reader=None, source=None):
    instruments = Instruments(reader or FakeReader(), library, Matcher(library.fingerprints, 85.0))
    outcomes = inspect([source or from_text(LOG)], instruments, ReadOptions())
    return next(each for each in outcomes if isinstance(each, Inspected))


def record_of(found, **changes):
    plain = Record("item", found.inspection, found.inspection, lambda: found.acquired.data)
    return replace(plain, **changes)


def recheck(record, reader=None, files=None):
    files = {sha256_of(PACK): PACK} if files is None else files
    return Rechecker(reader or FakeReader(), ReadOptions(), files.get).recheck(record)


def texts(messages):
    return " ".join(each.text for each in messages)


def test_a_chat_log_comes_out_the_same(library):
    found = inspected(library)
    assert [match.fingerprint for match in found.inspection.matches] == ["mine.phrase"]
    done = recheck(record_of(found))
    assert (done.differences, done.left_out, done.tools) == ([], [], [])
    assert len(done.repeated) == 3


def test_a_pack_that_was_changed_since_does_not_matter_and_one_that_is_missing_is_told(library):
    done = recheck(record_of(inspected(library)), files={})
    assert "The pack mine, version 1, was not kept" in texts(done.left_out)
    assert done.differences == []
    assert "turns were made again" in texts(done.repeated)


def test_a_passage_that_was_put_in_or_taken_out_is_told(library):
    found = inspected(library)
    none = replace(found.inspection, matches=())
    assert "is found now and was not" in texts(recheck(record_of(found, shown=none)).differences)
    twice = (*found.inspection.matches, replace(found.inspection.matches[0], start=2))
    more = replace(found.inspection, matches=twice)
    assert "is not found now" in texts(recheck(record_of(found, shown=more)).differences)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"score": 99.0}, "score was 99.0 and is 100.0 now"),
        ({"counts": False}, "counts was false and is true now"),
        ({"tier": "A"}, 'tier was "A" and is "U" now'),
    ],
)
def test_a_changed_value_of_a_passage_is_told(library, change, told):
    found = inspected(library)
    matches = (replace(found.inspection.matches[0], **change),)
    done = recheck(record_of(found, shown=replace(found.inspection, matches=matches)))
    assert told in texts(done.differences)


def test_changed_turns_and_a_changed_assessment_are_told(library):
    found = inspected(library)
    turns = found.inspection.transcript.turns
    transcript = replace(found.inspection.transcript, turns=(replace(turns[0], role="author"), *turns[1:]))
    done = recheck(record_of(found, machine=replace(found.inspection, transcript=transcript)))
    assert 'transcript.turns[0].role was "author" and is "user" now.' in texts(done.differences)
    assessment = replace(found.inspection.assessment, outcome="differs")
    done = recheck(record_of(found, shown=replace(found.inspection, assessment=assessment)))
    assert "assessment.outcome was" in texts(done.differences)


def test_a_picture_is_read_with_the_recorded_engine_and_each_word_that_differs_is_told(library):
    evidence = picture_case()
    first = evidence.inspection.reading
    read = FakeReader(evidence)
    from witnessmark.intake.acquire import from_bytes

    found = inspected(library, read, from_bytes(evidence.data, "grok.png"))
    assert recheck(record_of(found), read).differences == []
    assert read.asked[-1].endswith(first.engine)
    other = replace(first.words[0], text="Uhh.", box=Box(0, 0, 9, 9))
    changed = replace(first, version="9.9", words=(other, *first.words[1:]))
    now = FakeReader(replace(evidence, inspection=replace(evidence.inspection, reading=changed)))
    done = recheck(record_of(found), now)
    assert "From word 1 on, “Uhhh.” is read as “Uhh.” now." in texts(done.differences)
    assert "rapidocr 3.10; on this machine it was read by rapidocr 9.9" in texts(done.tools)


class NoEngine(FakeReader):
    def examine(self, acquired, options, stop=None):
        raise EngineMissing("rapidocr is not installed.")

    def decode(self, acquired, options):
        return self.evidence.picture, ()


def test_an_engine_that_is_not_here_is_told_and_the_rest_is_repeated(library):
    evidence = picture_case()
    from witnessmark.intake.acquire import from_bytes

    found = inspected(library, FakeReader(evidence), from_bytes(evidence.data, "grok.png"))
    done = recheck(record_of(found), NoEngine(evidence))
    assert "not read again: rapidocr is not installed." in texts(done.left_out)
    assert "turns were made again" in texts(done.repeated)
    assert done.differences == []


def test_other_bytes_than_the_ones_that_were_inspected_are_refused(library):
    done = recheck(record_of(inspected(library), original=lambda: b"something else"))
    assert "not the original that was inspected" in texts(done.left_out)


def test_turns_of_an_export_that_a_person_changed_are_not_compared(library):
    done = recheck(record_of(inspected(library), machine=None))
    assert "the analyst changed them" in texts(done.left_out)


def test_cancelling_ends_it(library):
    class Stopped(FakeReader):
        def examine(self, acquired, options, stop=None):
            raise Cancelled("stopped")

    evidence = picture_case()
    from witnessmark.intake.acquire import from_bytes

    found = inspected(library, FakeReader(evidence), from_bytes(evidence.data, "grok.png"))
    with pytest.raises(Cancelled):
        recheck(record_of(found), Stopped(evidence))


def test_words_that_came_went_moved_or_are_less_certain_are_told():
    reading = picture_case().inspection.reading
    moved = replace(reading.words[1], box=Box(400, 400, 9, 9), confidence=0.2)
    told = texts(words(reading, replace(reading, words=(reading.words[0], moved, *reading.words[2:-1]))))
    assert "“回答” is not read now" in told
    assert "pixels elsewhere: 1" in told
    assert "confidence differs by more than 0.02: 1" in told
    more = replace(reading, words=(Word("New", Box(0, 0, 5, 5), 1.0), *reading.words))
    assert "Before word 1, “New” is read now and was not." in texts(words(reading, more))


def test_lists_of_other_lengths_tell_what_came_and_went():
    found = [each.text for each in differing((1, 2, 3), (1, 3, 4), "a")]
    assert found == ["a[1] was 2 and is 3 now.", "a[2] was 3 and is 4 now."]
    found = [each.text for each in differing((1, 2, 3), (1, 3), "a")]
    assert found == ["a[1] is gone: 2."]


def test_a_library_without_its_rates_is_told():
    stamp = LibraryStamp("1", 1, (), "f" * 64)
    with pytest.raises(LibraryError, match="rates"):
        recorded_library(stamp, {}.get)


def test_the_shipped_library_is_made_again_from_its_files():
    library = load()
    again = recorded_library(library.stamp, library.files().get)
    assert again.fingerprints == library.fingerprints
    assert again.rates == library.rates
    assert again.stamp == library.stamp
    assert again.disabled == library.disabled


def test_a_case_and_its_extract_give_the_same_records(library, tmp_path):
    from witnessmark.export.extract import read_extract
    from witnessmark.export.write import extract_of

    found = inspected(library)
    with Store.open(tmp_path / "s") as store:
        store.offer_library(library.files())
        case = store.new_case("T")
        item = store.add_item(case.id, found.acquired.data, found.inspection, Acquisition(), None)
        turns = found.inspection.transcript.turns
        transcript = replace(found.inspection.transcript, turns=(replace(turns[0], text="Hi"), turns[1]))
        edited = replace(found.inspection, transcript=transcript)
        store.add_inspection(item.id, edited, transcript_changed=True)
        case = store.case(case.id)
        assert case.items[0].transcript_changed
        (record,) = records_of_case(store, case)
        assert record.machine == found.inspection
        assert record.shown == edited
        assert recheck(record, files={sha256_of(PACK): store.library_file(sha256_of(PACK))}).left_out == []
        (record,) = records_of_export(read_extract(extract_of(store, case)), store.original)
        assert record.machine is None
        assert record.original() == LOG.encode()


def test_an_export_that_leaves_words_out_is_not_held_against_them(library):
    done = recheck(record_of(inspected(library), redacted=True))
    assert "leaves words out" in texts(done.left_out)
    assert (done.repeated, done.differences) == ([], [])
