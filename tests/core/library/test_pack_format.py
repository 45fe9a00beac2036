import re

import pytest

from witnessmark.errors import LibraryError
from witnessmark.library.load import load, read
from witnessmark.library.packtext import pack_text
from witnessmark.library.slots import CAP, SLOTS, expand

GOOD = """\
pack: trial
version: "2026.11.0"
about: "for tests"
fingerprints:
  - id: trial.refusal.one
    kind: refusal
    tier: U
    names: openai
    points_at: none
    text: "I must not tell you about the (red|blue) boat"
    variants: ["never a word about the red boat"]
    required: [boat]
    counts_in: [assistant]
    first_seen: 2023-04
    group: trial.boats
    sources: [{title: "a report", where: "here", date: "2023"}]
    samples: ["I must not tell you about the blue boat."]
    counter_samples: ["The boat is red."]
    note: "It shows <b>nothing</b>."
"""


def entry(**changes: str) -> str:
    fields = {
        "id": "a.b.c",
        "kind": "refusal",
        "tier": "U",
        "text": '"a phrase that is long enough"',
    } | changes
    body = "\n".join(f"    {name}: {value}" for name, value in list(fields.items())[1:] if value)
    return f"fingerprints:\n  - id: {fields['id']}\n{body}\n"


def faults(text: str) -> list[str]:
    return [str(fault) for fault in read(text.encode(), "t.yaml").faults]


def test_an_entry_becomes_a_fingerprint_with_all_its_fields():
    pack = read(GOOD.encode(), "t.yaml")
    (found,) = pack.fingerprints
    assert not pack.faults
    assert (found.id, found.names, found.family) == ("trial.refusal.one", "openai", "openai")
    assert found.first_seen == "2023-04"
    assert found.counts_in == ("assistant",)
    assert found.sources[0].where == "here"
    assert found.note == "It shows <b>nothing</b>."
    assert pack.stamp.name == "trial"
    assert pack.lines == {"trial.refusal.one": 5}


def test_no_scalar_is_taken_for_a_date_or_a_truth_value():
    (found,) = read(entry(models="no", first_seen="2023").encode(), "t.yaml").fingerprints
    assert (found.models, found.first_seen) == ("no", "2023")


def test_what_was_written_is_read_again():
    before = read(GOOD.encode(), "t.yaml").fingerprints
    written = pack_text("trial", "2026.11.1", "", before)
    again = read(written.encode(), "t.yaml")
    assert again.fingerprints == before
    assert not again.faults


@pytest.mark.parametrize(
    ("changes", "line", "said"),
    [
        ({"kind": "rumour"}, 3, "'rumour' is not one of"),
        ({"tier": "[A]"}, 4, "must be a text"),
        ({"colour": "red"}, 6, "no field 'colour'"),
        ({"text": ""}, 2, "either a text or a pattern"),
        ({"pattern": '"x+y"'}, 2, "either a text or a pattern"),
        ({"text": "", "pattern": "'(?=x)y'"}, 5, "RE2 does not take"),
        ({"text": "", "pattern": "'(a+)+'", "variants": "[x y z a]"}, 6, "no variants"),
        ({"text": "", "pattern": "'a*'"}, 5, "matches an empty text"),
        ({"text": '"by {nobody}"'}, 5, "no slot {nobody}"),
        ({"text": '"{maker} {maker} {maker}"'}, 5, "wordings"),
        ({"text": '"ab"'}, 5, "too short"),
        ({"required": "[OpenAI]"}, 5, "required 'OpenAI'"),
        ({"counts_in": "[assistant, everywhere]"}, 6, "'everywhere' is not one of"),
        ({"first_seen": "last year"}, 6, "is not a year"),
        ({"id": "Openai Policy"}, 2, "an id is two to four words"),
        ({"sources": "[{where: x}]"}, 6, "a source has a title"),
        ({"note": '"a \\u202e b"'}, 6, "hidden characters"),
        ({"note": "&x 'a'"}, 6, "anchors"),
        ({"note": "!!python/object:os.system x"}, 6, "tags"),
    ],
)
def test_a_bad_entry_is_named_with_file_and_line_and_the_rest_works(changes, line, said):
    text = entry(**changes) + entry(id="a.b.good").removeprefix("fingerprints:\n")
    pack = read(text.encode(), "t.yaml")
    assert [found.id for found in pack.fingerprints] == ["a.b.good"]
    (fault,) = pack.faults
    assert (fault.file, fault.line) == ("t.yaml", line)
    assert said in fault.message


def test_an_id_that_comes_twice_counts_once():
    pack = read((entry() + entry().removeprefix("fingerprints:\n")).encode(), "t.yaml")
    assert len(pack.fingerprints) == 1
    assert re.search(r"t\.yaml:6: a\.b\.c: this id is taken already by line 2", str(pack.faults[0]))


def test_a_field_given_twice_costs_its_entry():
    assert "given twice" in faults(entry() + "    tier: A\n")[0]


def test_broken_yaml_costs_the_broken_entry_alone():
    broken = '  - id: a.b.broken\n    text: "no end\n    kind: [refusal\n'
    good = entry(id="a.b.good").removeprefix("fingerprints:\n")
    pack = read((entry() + broken + good).encode(), "t.yaml")
    assert [found.id for found in pack.fingerprints] == ["a.b.c", "a.b.good"]
    assert any(fault.line >= 6 and "not YAML" in fault.message for fault in pack.faults)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("pack: [a]", "t.yaml:1: pack must be a text; it is ignored"),
        ("version: {a: b}", "t.yaml:1: version must be a text; it is ignored"),
        (f"pack: {'n' * 81}", "t.yaml:1: pack has more than 80 characters, or hidden ones; it is ignored"),
        (
            f"about: {'n' * 2001}",
            "t.yaml:1: about has more than 2000 characters, or hidden ones; it is ignored",
        ),
        (
            'version: "1\\u202e2"',
            "t.yaml:1: version has more than 40 characters, or hidden ones; it is ignored",
        ),
        ("fingerprints: none", "t.yaml:1: fingerprints is a list of entries; this is ignored"),
        ("colour: red", "t.yaml:1: a pack has no field 'colour'; it is ignored"),
    ],
)
def test_a_head_that_cannot_be_used_is_ignored_and_told(head, said):
    pack = read(f"{head}\n{entry()}".encode(), "t.yaml")
    assert [str(fault) for fault in pack.faults] == [said]
    assert (pack.stamp.name, pack.stamp.version, pack.about) == ("t", "undated", "")
    assert len(pack.fingerprints) == 1


def test_what_is_lost_between_sound_entries_is_told():
    pack = read(entry().replace(":\n", ":\n    - a lost line\n", 1).encode(), "t.yaml")
    assert len(pack.fingerprints) == 1
    assert [str(fault) for fault in pack.faults] == [
        "t.yaml:3: not YAML here; what is no entry with an id is left out"
    ]


def test_a_packs_name_is_one_line():
    assert read(b'pack: "my\\n pack "\nfingerprints: []', "t.yaml").stamp.name == "my pack"


def test_a_second_document_is_told():
    text = f"{entry()}---\n{entry(id='t.second.one')}"
    pack = read(text.encode(), "t.yaml")
    assert len(pack.fingerprints) == 1
    assert [fault.message for fault in pack.faults] == [
        "a pack ends where a second one begins; it is left out"
    ]


def test_a_users_pack_is_added_and_cannot_take_a_shipped_id(tmp_path):
    shipped = load().fingerprints[0].id
    (tmp_path / "mine.yaml").write_text(
        entry(id=shipped) + entry(id="mine.own.phrase").removeprefix("fingerprints:\n")
    )
    library = load(tmp_path)
    assert library.fingerprint("mine.own.phrase").text == "a phrase that is long enough"
    assert library.fingerprint(shipped).text != "a phrase that is long enough"
    assert any(f"{shipped}: this id is taken already" in complaint for complaint in library.complaints)
    assert {pack.name for pack in library.stamp.packs} >= {"mine", "openai"}


def test_the_stamp_changes_with_a_pack(tmp_path):
    (tmp_path / "mine.yaml").write_text(entry())
    before = load(tmp_path).stamp
    (tmp_path / "mine.yaml").write_text(entry(note="changed"))
    after = load(tmp_path).stamp
    assert before != after
    assert before.version == after.version == "2026.11.0"


def test_an_entry_that_is_switched_off_is_not_used_but_can_be_looked_up(tmp_path):
    off = "openai.policy.use-case"
    (tmp_path / "disabled.txt").write_text(f"# off\n{off}\n")
    library = load(tmp_path)
    assert off not in {found.id for found in library.fingerprints}
    assert library.fingerprint(off).names == "openai"


def test_an_unknown_id_is_told_with_what_to_do():
    with pytest.raises(LibraryError, match="library list"):
        load().fingerprint("no.such.thing")


def test_slots_and_choices_are_written_out():
    assert expand("a (red|blue) boat") == ("a red boat", "a blue boat")
    assert expand("a (big |)boat") == ("a big boat", "a boat")
    assert expand("a (big )?boat") == ("a big boat", "a boat")
    assert expand("Model: Default (GPT-3.5)") == ("Model: Default (GPT-3.5)",)
    assert expand("(a|b) c(d)?") == ("a cd", "a c", "b cd", "b c")
    assert expand("by (me|{made})") == ("by me", *(f"by {word}" for word in SLOTS["made"]))
    assert expand("by {maker}") == tuple(f"by {name}" for name in SLOTS["maker"])


def test_an_expansion_that_is_too_large_is_refused():
    with pytest.raises(LibraryError, match=str(CAP)):
        expand("{maker} {product} {month}")
    with pytest.raises(LibraryError, match="nobody"):
        expand("by (me|{nobody})")


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({}, ("assistant",)),
        ({"kind": "style", "tier": "C"}, ("assistant",)),
        ({"tier": "B"}, ("assistant", "other")),
        ({"names": "openai"}, ("assistant", "other")),
        ({"kind": "policy"}, ("assistant", "other")),
        ({"counts_in": "[other]"}, ("other",)),
    ],
)
def test_wording_that_people_use_too_counts_only_where_an_assistant_is_shown(changes, places):
    (found,) = read(entry(**changes).encode(), "t.yaml").fingerprints

    assert found.counts_in == places
