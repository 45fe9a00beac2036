"""The commands on the library, with the shipped packs and a user's own."""

import io
import json
import sys

import pytest

from witnessmark.library.packtext import pack_text
from witnessmark.records import Fingerprint, Source

BOAT = Fingerprint(
    "mine.refusal.boat",
    "refusal",
    "U",
    text="not a word about the red boat",
    sources=(Source("own"),),
    samples=("He said not a word about the red boat.",),
    counter_samples=("The bus was late.",),
    note="For the test.",
)


def pack(folder, *entries, name="stranger", text=""):
    file = folder / f"{name}.yaml"
    file.write_text(pack_text(name, "2026.10.1", "a stranger's", entries) + text, encoding="utf-8")
    return str(file)


def test_list_is_narrowed_by_family_kind_tier_and_words(run):
    listed = json.loads(run("library", "list", "--tier", "A", "--family", "meta", "--json").out)
    assert {each["id"] for each in listed} == {"meta.self.just-an-ai", "meta.refusal.not-within-programming"}
    words = json.loads(
        run("library", "list", "--search", "CASE use policy", "--kind", "policy", "--json").out
    )
    assert "openai.policy.use-case" in {each["id"] for each in words}
    assert {each["kind"] for each in words} == {"policy"}


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--family", "acme", "knows"),
        ("--kind", "rumour", "self-identification"),
        ("--tier", "Z", "A, B, C, U"),
    ],
)
def test_a_slip_is_not_taken_for_an_empty_library(run, option, value, said):
    result = run("library", "list", option, value)
    assert result.code == 2
    assert said in result.err


def test_families_kinds_and_tiers_are_taken_in_any_letters(run):
    result = run("library", "list", "--family", "Meta", "--kind", "Refusal", "--tier", "a", "--json")
    assert [each["id"] for each in json.loads(result.out)] == ["meta.refusal.not-within-programming"]
    assert "no known maker sign" in run("library", "show", "--family", "xAI").out


def test_show_prints_the_card_with_bars_and_intervals(run):
    result = run("library", "show", "anthropic.self.made-by")
    assert result.code == 0
    assert "█" in result.out
    assert "95 % interval" in result.out
    assert "development corpora" in result.out
    card = json.loads(run("library", "show", "anthropic.self.made-by", "--json").out)
    best = card["rates"][0]
    assert best["low"] < best["rate"] < best["high"]
    assert card["pack"] == "anthropic"


def test_show_says_of_most_makers_that_no_sign_is_known(run):
    assert "no known maker sign" in run("library", "show", "--family", "xai").out
    known = json.loads(run("library", "show", "--family", "anthropic", "--json").out)
    assert known["known_sign"] is True
    assert run("library", "show", "--family", "acme").code == 2
    assert run("library", "show").code == 2
    assert run("library", "show", "no.such.thing").code == 2


def test_check_names_file_line_and_fault(run, tmp_path):
    good = pack(tmp_path, BOAT)
    assert run("library", "check", good).code == 0
    bad = pack(tmp_path, BOAT, name="bad", text="\n  - id: mine.bad.one\n    kind: rumour\n    tier: U\n")
    result = run("library", "check", good, bad)
    assert result.code == 3
    assert "bad.yaml:22: mine.bad.one: 'rumour'" in result.out
    found = json.loads(run("library", "check", bad, "--json").out)
    assert [(fault["entry"], fault["line"]) for fault in found] == [("mine.bad.one", 22)]
    assert run("library", "check", str(tmp_path / "none.yaml")).code == 3


def test_check_goes_on_behind_a_file_that_cannot_be_read(run, tmp_path):
    missing, bad = str(tmp_path / "missing.yaml"), pack(tmp_path, text="  - id: BAD\n")
    result = run("library", "check", missing, bad, "--json")
    assert result.code == 3
    first, *others = json.loads(result.out)
    assert (first["file"], "could not be read" in first["message"]) == (missing, True)
    assert {each["file"] for each in others} == {bad}


def test_of_many_faults_the_first_are_told(run, tmp_path):
    packs = tmp_path / "data" / "fingerprints"
    packs.mkdir(parents=True)
    pack(packs, BOAT, text="  - id: BAD\n" * 300)
    result = run("library", "list", "--tier", "A")
    assert len(result.err.splitlines()) == 21
    assert "280 more faults" in result.err
    assert "280 more faults" in run("library", "import", pack(tmp_path, BOAT, text="  - id: BAD\n" * 300)).out


def test_test_says_what_matches_and_why_others_do_not(run):
    text = "I'm afraid I cannot fulfill that request, as it goes against OpenAI's use case policy."
    assert "openai.policy.use-case" in run("library", "test", text).out
    found = json.loads(run("library", "test", "It goes against XpenYY use case policy", "--json").out)
    assert "openai.policy.use-case" in {near["fingerprint"] for near in found["near"]}
    why = run("library", "test", "nothing at all", "--fingerprint", "openai.policy.use-case")
    assert "No fingerprint matches." in why.out
    assert "openai.policy.use-case" in why.out
    assert run("library", "test", "x", "--fingerprint", "no.such").code == 2


def test_a_text_may_come_from_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("As an AI language model, I row."))
    assert "assistant.self.ai-language-model" in run("library", "test", "-").out


def test_entries_are_added_switched_and_removed(run, tmp_path):
    assert run("library", "add", pack(tmp_path, BOAT)).code == 0
    assert "mine.refusal.boat" in run("library", "test", "not a word about the red boat").out
    assert run("library", "disable", BOAT.id).code == 0
    assert "mine.refusal.boat" not in run("library", "test", "not a word about the red boat").out
    assert json.loads(run("library", "show", BOAT.id, "--json").out)["enabled"] is False
    assert run("library", "enable", BOAT.id).code == 0
    assert run("library", "remove", BOAT.id).code == 0
    assert run("library", "show", BOAT.id).code == 2
    assert run("library", "disable", "no.such.thing").code != 0


def test_list_names_what_is_switched_off(run):
    run("library", "disable", "meta.self.just-an-ai")
    result = run("library", "list", "--tier", "A")
    assert "Switched off: meta.self.just-an-ai" in result.out
    assert "Switched off" not in run("library", "list", "--tier", "B").out


def test_an_entry_that_misses_its_sample_is_not_added(run, tmp_path):
    wrong = Fingerprint("mine.bad.two", "style", "U", text="a green umbrella", samples=("a red boat",))
    result = run("library", "add", pack(tmp_path, BOAT, wrong))
    assert result.code == 3
    assert "mine.bad.two" in result.err
    assert run("library", "show", BOAT.id).code == 2


def test_a_strangers_pack_takes_effect_only_with_consent(run, tmp_path, monkeypatch):
    file = pack(tmp_path, BOAT, text="  - id: x\n    kind: rumour\n")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    asked = run("library", "import", file)
    assert "brings 1 new fingerprint" in asked.out
    assert "Nothing was taken over" in asked.err
    assert run("library", "show", BOAT.id).code == 2
    summary = json.loads(run("library", "import", file, "--json").out)
    assert (summary["fresh"], len(summary["faults"]), summary["taken_over"]) == ([BOAT.id], 1, False)
    assert run("library", "import", file, "--yes").code == 0
    assert run("library", "show", BOAT.id).code == 0


def test_a_pack_that_cannot_be_kept_is_not_said_to_be_taken_over(run, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "fingerprints").write_text("a file where the folder should be")
    result = run("library", "import", pack(tmp_path, BOAT), "--yes", "--json")
    assert (result.code != 0, result.out) == (True, "")


def test_an_exported_pack_comes_back_the_same(run, tmp_path):
    target = tmp_path / "out.yaml"
    call = (
        "library",
        "export",
        "meta",
        "openai.policy.use-case",
        "--name",
        "mine-2026",
        "--out",
        str(target),
    )
    assert run(*call).code == 0
    assert run(*call).code == 4
    assert run("library", "check", str(target)).code == 0
    assert run("library", "diff", str(target), str(target)).out.strip() == "The entries are the same."


def test_diff_names_entries_and_fields(run, tmp_path):
    changed = Fingerprint("mine.refusal.boat", "refusal", "C", text="not a word about the red boat")
    before, after = pack(tmp_path, BOAT, name="a"), pack(tmp_path, changed, name="b")
    found = json.loads(run("library", "diff", before, after, "--json").out)
    tier = next(change for change in found["changed"] if change["field"] == "tier")
    assert (tier["before"], tier["after"]) == ("U", "C")
    assert run("library", "diff", before).code == 2


def test_mining_writes_a_pack_to_edit(run, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    own = {"family": "acme", "maker": "acme", "lang": "en"}
    other = {"family": "other", "maker": "other", "lang": "en"}
    with corpus.open("w", encoding="utf-8") as stream:
        for number in range(60):
            for source in ("s", "t"):
                text = f"Number {number}: the purple harbour sings at dawn again."
                stream.write(json.dumps(own | {"source": source, "text": text}) + "\n")
                stream.write(json.dumps(other | {"source": source, "text": f"Plain {number} words."}) + "\n")
    target = tmp_path / "mined.yaml"
    result = run("library", "mine", str(corpus), "--family", "acme", "--out", str(target))
    assert result.code == 0
    assert "harbour" in target.read_text(encoding="utf-8")
    assert "none with any weight" in result.out


@pytest.mark.parametrize(
    "command", ["list", "show", "check", "test", "add", "import", "export", "diff", "mine"]
)
def test_every_command_has_help(run, command):
    assert run("library", command, "--help").code == 0
