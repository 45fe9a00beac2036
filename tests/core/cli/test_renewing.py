"""An old case tells that the library has changed since, and is matched again beside the old result."""

import json

from witnessmark.library.packtext import pack_text
from witnessmark.records import Fingerprint

BOAT = Fingerprint(
    "mine.refusal.boat",
    "refusal",
    "U",
    text="not a word about the red boat",
    samples=("He said not a word about the red boat.",),
)
LOG = "Bot: Today I say not a word about the red boat, dear friend.\nMe: Why?\n"


def test_a_changed_library_is_told_and_the_case_matched_again(run, tmp_path):
    log, pack = tmp_path / "chat.txt", tmp_path / "pack.yaml"
    log.write_text(LOG, encoding="utf-8")
    pack.write_text(pack_text("boats", "2026.11.1", "", (BOAT,)), encoding="utf-8")
    assert run("inspect", str(log), "--save").code == 0
    assert "has come into use" not in run("show", "1").out
    assert run("library", "add", str(pack)).code == 0
    shown = run("show", "1").out
    assert "The pack own has come into use." in shown
    assert "witnessmark rematch 1" in shown
    assert BOAT.id not in shown
    again = json.loads(run("rematch", "1", "--json").out)
    assert [each["fingerprint"] for each in again["new"]] == [BOAT.id]
    assert again["gone"] == []
    after = run("show", "1").out
    assert BOAT.id in after
    assert "has come into use" not in after
    assert "is the one that it was inspected with" in run("rematch", "1").out


def test_a_case_is_matched_again_once_a_fingerprint_is_switched_off(run, tmp_path):
    log = tmp_path / "chat.txt"
    log.write_text("Bot: It goes against OpenAI's use case policy.\nMe: Why?\n", encoding="utf-8")
    run("inspect", str(log), "--save")
    run("library", "disable", "openai.policy.use-case")
    assert "Switched off since: openai.policy.use-case." in run("show", "1").out
    again = json.loads(run("rematch", "1", "--json").out)
    assert [each["fingerprint"] for each in again["gone"]] == ["openai.policy.use-case"]
    assert json.loads(run("rematch", "1", "--json").out)["changed"] == []


def test_what_is_not_found_any_more_is_told(run, tmp_path):
    log, pack = tmp_path / "chat.txt", tmp_path / "pack.yaml"
    log.write_text(LOG, encoding="utf-8")
    pack.write_text(pack_text("boats", "2026.11.1", "", (BOAT,)), encoding="utf-8")
    run("library", "add", str(pack))
    run("inspect", str(log), "--save")
    run("library", "remove", BOAT.id)
    again = run("rematch", "1").out
    assert f"- {BOAT.id}" in again
    assert "1 passage is not found any more." in again
