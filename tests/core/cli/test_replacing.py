"""Which files a command may put its own in the place of."""

import html
import json

import pytest

from evidence import PASSAGE


@pytest.fixture
def saved(run, invented, post, tmp_path):
    path = tmp_path / "s.db"
    run("inspect", "--save", "--store", str(path), post)
    return path


@pytest.fixture
def outputs(tmp_path):
    path = tmp_path / "outputs.jsonl"
    path.write_text(json.dumps({"text": f"I cannot do that, it {PASSAGE}."}) + "\n")
    return str(path)


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus.jsonl"
    path.write_text(json.dumps({"text": "Flour and eggs.", "family": "human", "source": "own"}) + "\n")
    return str(path)


@pytest.mark.parametrize("more", [[], ["--force"]])
@pytest.mark.parametrize("end", ["", "-wal"])
@pytest.mark.parametrize("command", ["export", "profile", "measure"])
def test_no_command_replaces_an_evidence_store(run, saved, outputs, corpus, command, end, more):
    before, target = saved.read_bytes(), f"{saved}{end}"
    commands = {
        "export": ("export", "1", "--store", str(saved), "--format", "json", "--out", target),
        "profile": ("profile", outputs, "--chart", target),
        "measure": ("library", "measure", corpus, "--out", target),
    }

    result = run(*commands[command], *more)

    assert result.code == 4
    assert "evidence store" in result.err
    assert saved.read_bytes() == before
    assert run("verify", "--store", str(saved)).code == 0


def test_another_file_is_replaced_with_force_alone(run, saved, tmp_path):
    mine = tmp_path / "mine.html"
    mine.write_text("mine")
    command = ("export", "1", "--store", str(saved), "--out", str(mine))

    refused = run(*command)
    kept = mine.read_text()
    forced = run(*command, "--force")

    assert (refused.code, kept) == (4, "mine")
    assert "--force" in refused.err
    assert forced.code == 0
    assert PASSAGE in html.unescape(mine.read_text(encoding="utf-8"))


def test_a_chart_replaces_no_file_without_force(run, outputs, tmp_path):
    mine = tmp_path / "mine.svg"
    mine.write_text("mine")

    result = run("profile", outputs, "--chart", str(mine))

    assert (result.code, mine.read_text()) == (4, "mine")
    assert "--force" in result.err


def test_folders_deep_in_the_file_system_are_not_made(run, saved, tmp_path):
    result = run("export", "1", "--store", str(saved), "--out", str(tmp_path / "a" / "b" / "case.html"))

    assert result.code == 4
    assert "Make it first" in result.err
    assert not (tmp_path / "a").exists()


def test_an_unknown_format_is_a_usage_error_in_words(run, saved, tmp_path):
    result = run("export", "1", "--store", str(saved), "--format", "pdf", "--out", str(tmp_path / "case.pdf"))

    assert result.code == 2
    assert "html, json" in result.err
    assert "Value error" not in result.err


def test_a_folder_of_packs_that_cannot_be_read_is_told(run, saved, tmp_path):
    result = run("recheck", "1", "--store", str(saved), "--packs", str(tmp_path / "mistyped"))
    assert result.code == 3
    assert "could not be read" in result.err
