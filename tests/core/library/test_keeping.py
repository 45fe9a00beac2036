import dataclasses
import errno
from pathlib import Path

import pytest

from witnessmark.errors import LibraryError
from witnessmark.library.card import bars, card, families, sign_of
from witnessmark.library.compare import difference, moved_on
from witnessmark.library.keep import accept, add, export, fault_of, preview, remove, switch
from witnessmark.library.load import load, read
from witnessmark.library.packtext import pack_text
from witnessmark.library.proof import check
from witnessmark.matching.matcher import Matcher
from witnessmark.records import Fingerprint

MINE = Fingerprint(id="mine.refusal.boat", kind="refusal", tier="U", text="not a word about the red boat")


def stranger(*fingerprints: Fingerprint, name: str = "../../evil") -> bytes:
    return pack_text(name, "2026.10.1", "a stranger's", fingerprints).encode()


def test_an_entry_is_added_changed_and_removed(tmp_path):
    add(tmp_path, MINE, load(tmp_path), "2026.11.1")
    assert load(tmp_path).fingerprint(MINE.id) == MINE
    changed = dataclasses.replace(MINE, note="seen twice")
    add(tmp_path, changed, load(tmp_path), "2026.11.2")
    assert load(tmp_path).fingerprint(MINE.id).note == "seen twice"
    remove(tmp_path, MINE.id, "2026.11.3")
    assert MINE.id not in load(tmp_path).by_id


@pytest.mark.parametrize("head", [None, "fingerprints:\n", "fingerprints: []\n"])
def test_an_empty_own_pack_is_sound_and_takes_entries(tmp_path, head):
    if head is None:
        add(tmp_path, MINE, load(tmp_path), "2026.11.1")
        remove(tmp_path, MINE.id, "2026.11.3")
    else:
        (tmp_path / "own.yaml").write_text(f"pack: own\n{head}")
    assert load(tmp_path).complaints == ()
    add(tmp_path, MINE, load(tmp_path), "2026.11.4")
    assert load(tmp_path).fingerprint(MINE.id) == MINE


def test_a_pack_that_cannot_be_read_costs_itself_alone(tmp_path, monkeypatch):
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_bytes(stranger(dataclasses.replace(MINE, id=f"{name}.style.boat")))
    real = Path.open

    def refuse(self, *arguments, **more):
        if self.name == "one.yaml":
            raise PermissionError(errno.EACCES, "no")
        return real(self, *arguments, **more)

    monkeypatch.setattr(Path, "open", refuse)
    library = load(tmp_path)
    assert library.complaints == ("one.yaml:1: the pack could not be read (access is not allowed)",)
    assert "two.style.boat" in library.by_id


def test_an_entry_cannot_take_a_shipped_id(tmp_path):
    with pytest.raises(LibraryError, match="taken by another pack"):
        add(tmp_path, dataclasses.replace(MINE, id="openai.policy.use-case"), load(tmp_path), "2026.11.1")
    assert not (tmp_path / "own.yaml").exists()


def test_an_unsound_entry_is_not_added(tmp_path):
    with pytest.raises(LibraryError, match="RE2"):
        add(tmp_path, dataclasses.replace(MINE, text=None, pattern="(?=x)"), load(tmp_path), "2026.11.1")
    assert not (tmp_path / "own.yaml").exists()


@pytest.mark.parametrize(
    "changes", [{"id": "mine.refusal.boat # x"}, {"language": "en # x"}, {"text": "a lone \ud800 surrogate"}]
)
def test_what_a_file_could_not_hold_as_it_is_is_a_fault(changes):
    assert fault_of(dataclasses.replace(MINE, **changes))
    assert not fault_of(dataclasses.replace(MINE, text="a boat \U0001f600 of Müller's"))


def test_a_broken_entry_of_the_own_pack_is_not_lost_by_adding_another(tmp_path):
    (tmp_path / "own.yaml").write_text("fingerprints:\n  - id: mine.broken.one\n    kind: rumour\n")
    with pytest.raises(LibraryError, match=r"own\.yaml:3"):
        add(tmp_path, MINE, load(tmp_path), "2026.11.1")
    assert "rumour" in (tmp_path / "own.yaml").read_text()


def test_a_strangers_pack_is_seen_before_it_takes_effect(tmp_path):
    shipped = dataclasses.replace(MINE, id="openai.policy.use-case")
    data = stranger(MINE, shipped) + b"  - id: x\n    kind: rumour\n"
    seen = preview(load(tmp_path), data, "stranger.yaml", tmp_path)
    assert [fingerprint.id for fingerprint in seen.fresh] == [MINE.id]
    assert seen.taken == ("openai.policy.use-case",)
    assert len(seen.faults) == 1
    said = " ".join(message.text for message in seen.summary)
    assert "brings 1 new fingerprint" in said
    assert "weigh nothing until you measure them" in said
    assert list(tmp_path.iterdir()) == []


def test_an_accepted_pack_is_kept_as_it_came_and_chooses_no_path(tmp_path):
    folder = tmp_path / "packs"
    data = stranger(MINE)
    kept = accept(preview(load(folder), data, "stranger.yaml", folder), folder)
    assert kept.parent == folder
    assert kept.name == "evil.yaml"
    assert kept.read_bytes() == data
    assert load(folder).fingerprint(MINE.id) == MINE


def test_a_newer_pack_of_the_same_name_takes_the_place_of_the_older(tmp_path):
    accept(preview(load(tmp_path), stranger(MINE), "s.yaml", tmp_path), tmp_path)
    newer = stranger(dataclasses.replace(MINE, note="newer"))
    seen = preview(load(tmp_path), newer, "s.yaml", tmp_path)
    assert seen.replaces
    assert [fingerprint.note for fingerprint in seen.fresh] == ["newer"]


def test_a_pack_named_own_does_not_overwrite_the_users_entries(tmp_path):
    add(tmp_path, MINE, load(tmp_path), "2026.11.1")
    other = dataclasses.replace(MINE, id="other.refusal.boat")
    accept(preview(load(tmp_path), stranger(other, name="own"), "s.yaml", tmp_path), tmp_path)
    assert {MINE.id, other.id} <= load(tmp_path).by_id.keys()


def test_a_pack_with_nothing_in_it_is_refused(tmp_path):
    with pytest.raises(LibraryError, match="Nothing in this pack can be used"):
        preview(load(), b"hello", "s.yaml", tmp_path)


def test_entries_are_exported_as_a_pack_that_can_be_read():
    library = load()
    data = export(library, ["openai.policy.use-case", "assistant.self.ai-language-model"], "two", "2026.11.1")
    pack = read(data, "two.yaml")
    assert pack.faults == ()
    assert pack.fingerprints[0] == library.fingerprint("openai.policy.use-case")


def test_every_shipped_entry_survives_writing():
    for pack in load().packs:
        again = read(pack_text(pack.stamp.name, "v", "", pack.fingerprints).encode(), "again.yaml")
        assert again.fingerprints == pack.fingerprints


def test_switching_off_and_on(tmp_path):
    switch(tmp_path, "openai.policy.use-case", on=False)
    off = load(tmp_path)
    assert not card(off, "openai.policy.use-case").enabled
    switch(tmp_path, "openai.policy.use-case", on=True)
    assert load(tmp_path).disabled == frozenset()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "packs").write_text("a file where the folder should be")
    with pytest.raises(LibraryError, match="could not be written"):
        switch(tmp_path / "packs", "a.b", on=False)


def test_check_names_file_line_and_fault():
    text = pack_text(
        "p",
        "v",
        "",
        [dataclasses.replace(MINE, samples=("a green boat",), counter_samples=(MINE.text or "",))],
    )
    said = [str(fault) for fault in check(text.encode(), "p.yaml", Matcher)]
    assert "p.yaml:6: mine.refusal.boat: it does not match its sample 'a green boat'" in said
    assert any("it matches its counter-sample" in line for line in said)
    assert any("there is no source" in line for line in said)


def test_differences_are_told_field_by_field():
    changed = dataclasses.replace(MINE, note="x")
    other = dataclasses.replace(MINE, id="mine.other.one")
    found = difference([MINE], [changed, other])
    assert found.added == ("mine.other.one",)
    assert [(change.field, change.before, change.after) for change in found.changed] == [("note", "", "x")]
    assert not difference([MINE], [MINE])


def test_a_library_that_moved_on_is_told(tmp_path):
    before = load(tmp_path).stamp
    add(tmp_path, MINE, load(tmp_path), "2026.11.1")
    said = [message.text for message in moved_on(before, load(tmp_path).stamp)]
    assert said == ["The pack own has come into use."]
    assert moved_on(before, before) == ()


def test_what_was_switched_off_or_on_is_a_change_of_the_library(tmp_path):
    before = load(tmp_path).stamp
    switch(tmp_path, "openai.policy.use-case", on=False)
    after = load(tmp_path).stamp
    assert [each.text for each in moved_on(before, after)] == ["Switched off since: openai.policy.use-case."]
    assert [each.text for each in moved_on(after, before)] == [
        "Switched on again since: openai.policy.use-case."
    ]


def test_a_strangers_pack_of_a_shipped_name_hides_no_change(tmp_path):
    before = load(tmp_path).stamp
    file = accept(preview(load(tmp_path), stranger(MINE, name="openai"), "s.yaml", tmp_path), tmp_path)
    between = load(tmp_path).stamp
    assert [each.text for each in moved_on(before, between)] == ["The pack openai has come into use."]
    file.write_bytes(stranger(dataclasses.replace(MINE, note="x"), name="openai"))
    (said,) = moved_on(between, load(tmp_path).stamp)
    assert said.text.startswith("The pack openai has changed")


def test_a_card_shows_families_and_people_with_intervals():
    library = load()
    shown = card(library, "assistant.self.ai-language-model")
    people = [bar for bar in shown.bars if bar.human]
    assert {bar.family for bar in people} == {"human-text", "human-prompt", "human-about-ai"}
    assert all(0 <= bar.low <= bar.rate <= bar.high <= 1 for bar in shown.bars)
    models = [bar.rate for bar in shown.bars if not bar.human]
    assert models == sorted(models, reverse=True)
    assert shown.pack == "assistant"
    assert "Tier B" in shown.tier.text


def test_censored_texts_are_in_no_bar():
    library = load()
    chatgpt = next(
        bar
        for bar in bars(library, library.fingerprint("openai.self.made-by"))
        if bar.family == "openai-chatgpt"
    )
    assert chatgpt.texts == library.rates.texts("openai-chatgpt") - library.rates.texts(
        "openai-chatgpt", "sharegpt"
    )


def test_makers_without_a_sign_are_named_as_such():
    library = load()
    assert "no known maker sign" in sign_of(library, "xai").text
    assert "no known maker sign" not in sign_of(library, "anthropic").text
    assert {"openai", "xai", "google", "deepseek"} <= set(families(library))


def test_a_claimed_tier_a_without_rates_is_no_sign(tmp_path):
    claimed = dataclasses.replace(MINE, tier="A", points_at="xai")
    add(tmp_path, claimed, load(tmp_path), "2026.11.1")
    library = load(tmp_path)
    assert "claimed by the pack" in card(library, MINE.id).tier.text
    assert "no known maker sign" in sign_of(library, "xai").text
