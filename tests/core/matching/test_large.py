import os
import subprocess
import sys
import threading
import time

import pytest

from witnessmark.errors import Cancelled
from witnessmark.matching import finder, judge
from witnessmark.matching.matcher import Matcher
from witnessmark.matching.phrases import budget
from witnessmark.matching.prepared import KEPT, prepared
from witnessmark.matching.search import AT_A_PLACE
from witnessmark.records import Fingerprint, Transcript, Turn, message

PHRASE = "goes against OpenAI's use case policy"
POLICY = Fingerprint("policy", "policy", "U", text=PHRASE)
LINK = Fingerprint("link", "markup", "B", pattern=r"utm_source=chatgpt\.com")
FILLER = "Nothing of interest stands in this sentence, and none in the next.\n"


def places(passages) -> list[tuple[str, int, int]]:
    return [(each.fingerprint, each.start, each.end) for each in passages]


def test_a_stream_finds_what_lies_across_its_pieces(monkeypatch):
    text = (
        "".join(FILLER[: 7 * n % 60] + " " + PHRASE + "\n" + FILLER for n in range(200))
        + "utm_source=chatgpt.com"
    )
    whole = Matcher((POLICY, LINK)).find_text(text)
    assert len(whole) == 201
    monkeypatch.setattr(finder, "BLOCK", 500)
    parts = list(Matcher((POLICY, LINK)).stream(text))
    assert len(parts) > 20
    assert [each for part in parts for each in part.passages] == list(whole)
    assert [part.done for part in parts] == sorted(part.done for part in parts)
    assert parts[-1].done == parts[-1].total == len(text)
    assert Matcher((POLICY, LINK)).find_text(text) == whole


def test_spaces_without_end_do_not_hide_what_follows_them(monkeypatch):
    monkeypatch.setattr(finder, "BLOCK", 500)
    text = "x" * 480 + " goes against" + " " * 9000 + "OpenAI's use case policy"
    assert places(Matcher((POLICY,)).find_text(text)) == [("policy", 481, len(text))]


def test_a_stream_ends_when_it_is_told_to(monkeypatch):
    monkeypatch.setattr(finder, "BLOCK", 500)
    stop = threading.Event()
    seen = 0
    for _ in Matcher((POLICY,)).stream(FILLER * 100, stop):
        seen += 1
        stop.set()
    assert seen == 1


def test_a_long_turn_can_be_cancelled_in_the_middle(monkeypatch):
    monkeypatch.setattr(finder, "BLOCK", 500)
    stop = threading.Event()
    matcher = Matcher((POLICY,))
    searched = matcher._finder._search.hits
    pieces = []

    def hits(*given):
        pieces.append(given)
        if len(pieces) == 3:
            stop.set()
        return searched(*given)

    monkeypatch.setattr(matcher._finder._search, "hits", hits)
    turn = Turn(0, "x", "assistant", FILLER * 100)
    with pytest.raises(Cancelled):
        matcher.find(Transcript("chat log", message("test"), turns=(turn,)), stop)
    assert len(pieces) == 3


NEAR = tuple(
    Fingerprint(str(n), "style", "C", text=f"as language model number {n:04d} I was trained by nobody at all")
    for n in range(5000)
)


def windows_of(matcher, text, monkeypatch):
    """How many windows are aligned together, at most, and how many in all, while a text is matched."""
    search, counts = matcher._finder._search, []
    windows = search._windows

    def counted(*given):
        verbatim, found = windows(*given)
        counts.append(len(found.string))
        return verbatim, found

    monkeypatch.setattr(search, "_windows", counted)
    matcher.find_text(text)
    return max(counts), sum(counts)


def test_near_identical_phrases_are_not_all_looked_at(monkeypatch):
    text = "as language model number 0042 I was tramed by nobody at all"
    most, _ = windows_of(Matcher(NEAR), text, monkeypatch)
    assert 0 < most <= 2 * AT_A_PLACE
    assert "42" in {passage.fingerprint for passage in Matcher(NEAR).find_text(text.replace("tram", "train"))}


def test_a_crowded_text_is_searched_in_smaller_pieces_and_gives_the_same(monkeypatch):
    some = NEAR[:40]
    text = "as language model number 0007 I was tramed by nobody at all. " * 300
    whole = Matcher(some).find_text(text)
    assert len(whole) == 300
    monkeypatch.setattr(finder, "MOST", 8000)
    monkeypatch.setattr(finder, "_SMALLEST", 100)
    matcher = Matcher(some)
    most, in_all = windows_of(matcher, text, monkeypatch)
    assert most <= 8000
    assert 8000 < in_all < 300 * 40 * 20
    assert Matcher(some).find_text(text) == whole


def test_what_a_text_repeats_is_judged_once(monkeypatch):
    looked = []
    monkeypatch.setattr(judge, "objection", lambda *given: looked.append(given))
    matcher = Matcher((POLICY,))
    assert len(matcher.find_text("It gaes against OpenAI's use case policy. " * 500)) == 500
    assert len(looked) == 1


@pytest.mark.parametrize(
    "text", ["a" * 300_000, "ab" * 150_000, "goes against " * 20_000, "!" * 300_000, "é" * 100_000]
)
def test_a_hostile_text_takes_time_in_proportion(text):
    pattern = Fingerprint("p", "markup", "B", pattern="(a+)+$|(a|aa)*b$")
    started = time.process_time()
    Matcher((POLICY, pattern, Fingerprint("rep", "style", "C", text="abababababababababababab"))).find_text(
        text
    )
    assert time.process_time() - started < 20


def test_a_phrase_that_is_too_long_is_named():
    matcher = Matcher((Fingerprint("long", "style", "C", text="word " * 1000), POLICY))
    assert [each.fingerprint for each in matcher.complaints] == ["long"]
    assert matcher.find_text(PHRASE)


def large(count: int = 2500, first: int = 0) -> tuple[Fingerprint, ...]:
    return tuple(
        Fingerprint(str(n), "style", "C", text=f"sentence number {n:05d} of the large library")
        for n in range(first, first + count)
    )


def test_a_large_library_is_kept_and_read_back(tmp_path):
    first = Matcher(large(), cache=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    text = "It is sentence number 01234 of the large library."
    assert Matcher(large(), cache=tmp_path).find_text(text) == first.find_text(text)
    assert first.find_text(text)[0].fingerprint == "1234"
    made, read = prepared(large(), 85), prepared(large(), 85, tmp_path)
    assert read.forms == made.forms
    assert Matcher(large(2400), 90, cache=tmp_path).find_text(text)
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("damage", ["cut", "bit", "empty", "other", "folder"])
def test_a_damaged_index_is_made_anew_and_logged(tmp_path, caplog, damage):
    made = prepared(large(), 85, tmp_path)
    (file,) = tmp_path.iterdir()
    content = bytearray(file.read_bytes())
    if damage == "folder":
        file.unlink()
        file.mkdir()
    else:
        content[len(content) // 2] ^= 1
        file.write_bytes({"cut": content[:5000], "bit": content, "empty": b"", "other": b"x" * 99}[damage])
    with caplog.at_level("WARNING"):
        assert prepared(large(), 85, tmp_path).forms == made.forms
    assert "made anew" in caplog.text
    caplog.clear()
    assert prepared(large(), 85, tmp_path).forms == made.forms
    assert ("made anew" in caplog.text) is (damage == "folder")


def test_only_the_newest_indexes_are_kept(tmp_path):
    (tmp_path / "index-crashed.new").write_bytes(b"half")
    os.utime(tmp_path / "index-crashed.new", (1, 1))
    (tmp_path / "somebody-else").write_text("is not touched")
    for first in range(KEPT + 2):
        prepared(large(2000, first), 85, tmp_path)
    assert len(list(tmp_path.glob("index-*.npz"))) == KEPT
    assert sorted(each.suffix for each in tmp_path.iterdir()) == ["", *[".npz"] * KEPT]


def test_two_processes_may_keep_the_same_library_at_once(tmp_path):
    command = (
        "import sys; from pathlib import Path; from witnessmark.matching.prepared import prepared\n"
        "from witnessmark.records import Fingerprint\n"
        "known = [Fingerprint(str(n), 'style', 'C', text=f'sentence number {n:05d} of the large library')"
        " for n in range(2500)]\n"
        "for _ in range(3):\n"
        "    prepared(known, 85, Path(sys.argv[1]))\n"
        "    [each.unlink(missing_ok=True) for each in Path(sys.argv[1]).glob('*.npz')]\n"
        "prepared(known, 85, Path(sys.argv[1]))\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", command, str(tmp_path)]) for _ in range(2)]
    assert [each.wait(60) for each in both] == [0, 0]
    assert prepared(large(), 85, tmp_path).forms == prepared(large(), 85).forms
    assert not list(tmp_path.glob("*.new"))


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path):
    folder = tmp_path / "file"
    folder.write_text("in the way")
    assert Matcher(large(), cache=folder).find_text("sentence number 00007 of the large library")


@pytest.mark.parametrize(
    ("length", "score", "edits"), [(6, 85, 0), (7, 85, 0), (8, 85, 1), (40, 85, 6), (40, 100, 0), (40, 70, 9)]
)
def test_edits_that_a_length_bears(length, score, edits):
    assert budget(length, score) == edits
