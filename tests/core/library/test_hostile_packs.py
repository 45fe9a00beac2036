import resource
import time
from types import SimpleNamespace

import pytest

from witnessmark.library.entries import compiled
from witnessmark.library.load import load, read
from witnessmark.library.packfile import MAX_BYTES, MAX_ENTRIES, MAX_FAULTS
from witnessmark.library.proof import MAX_PASSAGES, check, failures
from witnessmark.matching.matcher import Matcher
from witnessmark.records import Fingerprint

ENTRY = '  - id: a.b.n{}\n    kind: refusal\n    tier: U\n    text: "a phrase of number {}"\n'


def many(count: int) -> bytes:
    return ("fingerprints:\n" + "".join(ENTRY.format(number, number) for number in range(count))).encode()


def bomb() -> bytes:
    lines = ["fingerprints:", "  - id: a.b.bomb", "    note: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"    n{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return ("\n".join(lines) + "\n" + ENTRY.format(1, 1)).encode()


HOSTILE = {
    "an entry of 10 MB": b'fingerprints:\n  - id: a.b.c\n    note: "' + b"x" * 10_000_000 + b'"\n',
    "100,000 entries": many(100_000),
    "as many as fit": many(MAX_BYTES // 80),
    "an anchors bomb": bomb(),
    "deep nesting": b"fingerprints:\n  - " + b"[" * 100_000,
    "deep mappings": b"fingerprints:\n  - " + b"{a: " * 100_000,
    "a text of 5,000 characters": b'fingerprints:\n  - id: a.b.c\n    text: "' + b"y" * 5000 + b'"\n',
    "no text at all": bytes(range(256)) * 100,
    "an endless scalar": b"fingerprints: |\n" + b"  x\n" * 200_000,
    "a list of a million items": b"fingerprints:\n  - id: a.b.c\n    samples: [" + b"x," * 900_000 + b"]\n",
    "a million entries that are none": b"fingerprints:\n" + b"- x\n" * 500_000,
    "fields without end": b"".join(b"k%d: v\n" % number for number in range(150_000)),
    "merge keys": b"fingerprints:\n  - <<: {id: a.b.c}\n    kind: refusal\n",
    "nothing": b"",
    "a list": b"- a\n- b\n",
    "a word": b"hello",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pack_is_limited_quickly_and_in_little_memory(name):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    pack = read(HOSTILE[name], "hostile.yaml")
    assert time.process_time() - started < 5
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 500
    assert len(pack.fingerprints) <= MAX_ENTRIES
    assert all(fault.file == "hostile.yaml" and fault.line >= 1 for fault in pack.faults)
    assert pack.faults


def test_entries_before_the_limit_are_used():
    pack = read(many(MAX_ENTRIES + 10), "many.yaml")
    assert len(pack.fingerprints) == MAX_ENTRIES
    assert f"only the first {MAX_ENTRIES} entries" in pack.faults[0].message


def test_an_anchors_bomb_costs_its_entry_alone():
    pack = read(bomb(), "bomb.yaml")
    assert [found.id for found in pack.fingerprints] == ["a.b.n1"]
    assert pack.faults[0].line == 3


def test_a_pattern_that_hangs_other_engines_runs_in_linear_time():
    program = compiled("(a+)+$")
    started = time.process_time()
    assert program.search("a" * 50_000 + "b") is None
    assert time.process_time() - started < 1


def test_a_pack_too_large_is_refused_as_it_is_read(tmp_path):
    (tmp_path / "large.yaml").write_bytes(b"#" * (MAX_BYTES + 100))
    library = load(tmp_path)
    assert any(complaint.startswith("large.yaml:1: the pack is refused") for complaint in library.complaints)
    assert library.fingerprints


def test_mark_up_in_a_note_stays_the_characters_that_it_is():
    text = 'fingerprints:\n  - id: a.b.c\n    kind: refusal\n    tier: U\n    text: "a phrase long enough"\n'
    text += '    note: "<script>alert(1)</script>"\n'
    (found,) = read(text.encode(), "t.yaml").fingerprints
    assert found.note == "<script>alert(1)</script>"


def test_entries_that_stand_for_too_many_wordings_together_are_limited():
    entries = "".join(
        f"  - id: evil.style.s{number}\n    kind: style\n    tier: U\n"
        f'    text: "{{maker}} {{made}} {number} (a|b) boat"\n'
        for number in range(2000)
    )
    pack = read(f"pack: evil\nfingerprints:\n{entries}".encode(), "evil.yaml")
    assert 100 < len(pack.fingerprints) < 500
    assert pack.faults[0].message.endswith("the rest is left out")
    assert pack.faults[0].line > 100


def test_patterns_that_are_too_large_together_are_limited():
    entries = "".join(
        f"  - id: evil.style.s{number}\n    kind: style\n    tier: U\n"
        f"    pattern: '[^.]{{0,900}}number{number}[^.]{{0,900}}'\n"
        for number in range(1000)
    )
    started = time.process_time()
    pack = read(f"fingerprints:\n{entries}".encode(), "gaps.yaml")
    Matcher(pack.fingerprints).find_text("a text with number5 in it. " * 100)
    assert time.process_time() - started < 5
    assert 10 < len(pack.fingerprints) < 100
    assert pack.faults[-1].line == 2 + 4 * len(pack.fingerprints)
    assert "too large together" in pack.faults[-1].message


def test_faults_are_told_up_to_a_limit():
    pack = read(b"fingerprints:\n" + b"  - x\n" * 4000 + ENTRY.format(1, 1).encode(), "many.yaml")
    assert len(pack.faults) == MAX_FAULTS + 1
    assert pack.faults[-1].message == f"a pack of {MAX_FAULTS} faults or more; the rest is left out"
    assert pack.faults[-1].line == MAX_FAULTS + 2
    fields = read(b"".join(b"k%d: v\n" % number for number in range(5000)), "fields.yaml")
    assert len(fields.faults) == MAX_FAULTS + 1


ALIKE = (
    '  - id: e.style.w{}\n    kind: style\n    tier: U\n    text: "word{} common words here and there"\n'
    '    samples: ["word{} common words here and there"]\n    counter_samples: ["nothing"]\n'
)
REPEATING = (
    '  - id: e.style.w{}\n    kind: style\n    tier: U\n    text: "the of and to in is"\n'
    f'    samples: ["{"the of and to in is " * 45}"]\n'
)


def test_what_was_seen_before_that_limit_is_told_too():
    class Everywhere:
        def find_many(self, texts, overlapping):
            return [[SimpleNamespace(fingerprint="e.style.other")] * (MAX_PASSAGES + 1) for _ in texts]

    entries = [Fingerprint(f"e.style.{name}", "style", "U", text="x", samples=("y",)) for name in "ab"]
    told = failures(entries, lambda _: Everywhere())
    assert [len(told[each.id]) for each in entries] == [2, 1]
    assert told["e.style.a"][0] == "it does not match its sample 'y'"


def test_a_fault_is_told_in_one_line():
    (fault,) = read(b"a\x00", "nul.yaml").faults
    assert "\n" not in str(fault)


@pytest.mark.parametrize(("entry", "count"), [(ALIKE, 5000), (REPEATING, 2000)])
def test_samples_that_all_entries_find_are_tried_up_to_a_limit(entry, count):
    text = "fingerprints:\n" + "".join(entry.format(*[number] * 3) for number in range(count))
    started = time.process_time()
    faults = check(text.encode(), "alike.yaml", Matcher)
    assert time.process_time() - started < 5
    (last,) = [each for each in faults if each.entry == f"e.style.w{count - 1}" and "tried" in each.message]
    assert last.line > count


def test_what_is_no_pack_is_told_as_such():
    assert "this is not a pack" in read(b"- a\n- b\n", "l.yaml").faults[0].message
    assert "this is not a pack" in read(b"", "e.yaml").faults[0].message
    assert "more than 2048 KiB" in read(b"#" * (MAX_BYTES + 1), "b.yaml").faults[0].message


def test_faults_come_in_the_order_of_the_file_and_end_in_one_sign():
    text = "fingerprints:\n" + ENTRY.format(1, 1) + "    tier: B\n  - 7\n"
    text = text.replace("a phrase", "(a|b|c|d)" * 5) + ENTRY.format(2, 2).replace("a phrase", "(a|b|c|d)" * 5)
    lines = [fault.line for fault in read(text.encode(), "t.yaml").faults]
    assert lines == sorted(lines)
    assert len(lines) == 3
    assert ".;" not in "".join(fault.message for fault in read(text.encode(), "t.yaml").faults)
