import json

import pytest

from witnessmark.cli import window


@pytest.fixture
def saved(run, invented, post):
    run("inspect", "--save", post)
    return str(json.loads(run("cases", "--json").out)[0]["number"])


def test_a_fresh_machine_has_no_cases(run, tmp_path):
    result = run("cases")

    assert result.code == 0
    assert result.out.startswith("No cases.")
    assert not list(tmp_path.rglob("*.witnessmark"))


def test_a_store_that_is_not_there_is_told(run, tmp_path):
    result = run("cases", "--store", str(tmp_path / "none"))

    assert result.code == 4
    assert len(result.err.splitlines()) == 1


def test_show_prints_findings_and_unknown_facts(run, saved):
    result = run("show", saved)

    assert result.code == 0
    assert "goes against OpenAI's use case policy" in result.out
    assert "claimed date: unknown" in result.out


def test_makers_are_called_by_their_names_in_tables_and_by_their_words_in_json(run, saved):
    for table in (
        run("cases").out,
        run("show", saved).out,
        run("library", "show", "openai.policy.use-case").out,
    ):
        assert " OpenAI " in table
        assert "│ openai " not in table
        assert "names: openai" not in table
    assert json.loads(run("cases", "--json").out)[0]["names"] == ["openai"]
    assert "OpenAI" in run("cases", "--search", "names:OpenAI").out


def test_how_an_item_came_is_told_in_the_language_of_the_reader(run, saved, tmp_path):
    in_german = "auf der Kommandozeile aus einer Datei gelesen"
    out = tmp_path / "case.html"
    run("--interface-language", "de", "export", saved, "--out", str(out))
    assert in_german in out.read_text(encoding="utf-8")
    assert in_german in run("--interface-language", "de", "show", saved).out
    assert "read from a file by the command line" in run("show", saved, "--json").out


@pytest.mark.parametrize("case", ["999", "abc", "٣", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_case_is_a_usage_error(run, saved, case):
    result = run("show", case)

    assert result.code == 2
    assert len(result.err.splitlines()) == 1


@pytest.mark.parametrize("filter_", ["status:bogus", "tag:urgnt"])
def test_a_filter_with_an_unknown_value_is_a_usage_error(run, saved, filter_):
    result = run("cases", "--search", filter_)

    assert result.code == 2
    assert len(result.err.splitlines()) == 1
    assert filter_ in result.err


def test_a_filter_with_no_sense_is_one_before_there_is_a_store_too(run):
    assert run("cases", "--search", "status:bogus").code == 2


def test_export_html_is_self_contained(run, saved, tmp_path):
    out = tmp_path / "deep" / "case.html"

    result = run("export", saved, "--out", str(out))

    assert result.out.strip() == str(out)
    page = out.read_text(encoding="utf-8")
    assert "goes against OpenAI" in page
    assert "<script" not in page


def test_an_export_says_how_to_sign_with_a_name(run, saved, tmp_path):
    said = run("export", saved, "--out", str(tmp_path / "a.html")).err
    file = tmp_path / "data" / "config" / "settings.json"
    assert len(said.splitlines()) == 1
    assert f"put “examiner” with it into {file}" in said
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('{"examiner": "Ada"}')
    assert run("export", saved, "--out", str(tmp_path / "b.html")).err == ""


def test_export_json_is_the_extract(run, saved, tmp_path):
    out = tmp_path / "case.json"

    run("export", saved, "--format", "json", "--out", str(out))

    assert json.loads(out.read_bytes()) == json.loads(run("show", saved, "--json").out)


def test_an_export_that_cannot_be_written_says_what_to_do(run, saved, tmp_path):
    (tmp_path / "file").write_text("")

    result = run("export", saved, "--out", str(tmp_path / "file" / "case.html"))

    assert result.code == 4
    assert "Name another file" in result.err


def test_verify_a_whole_store(run, saved):
    result = run("verify")

    assert result.code == 0
    assert "chain holds" in result.out
    assert " 1 original " in result.out


def test_verify_an_export_without_a_store_names_the_command_that_needs_none(run, tmp_path):
    (tmp_path / "case.json").write_text("{}")

    result = run("verify", str(tmp_path / "case.json"))

    assert result.code == 4
    assert "`witnessmark recheck EXPORT`" in result.err


def test_help_names_arguments_as_the_documents_do(run):
    assert "delete [OPTIONS] {CASE}..." in run("delete", "--help").out
    assert "inspect [OPTIONS] {FILES}..." in run("inspect", "--help").out


def test_the_sample_saves_once_and_exports_each_time(run, invented, tmp_path, monkeypatch):
    from witnessmark.cli import sampling
    from witnessmark_resources.samples import Sample

    monkeypatch.setattr(Sample, "data", lambda self: invented.evidence.data)
    assert sampling.samples.catalogue()[0].file == "grok-openai-policy.png"

    first = run("sample", "--out", str(tmp_path / "deep" / "out"))
    again = run("sample", "--out", str(tmp_path / "deep" / "out"))

    assert (first.code, again.code) == (0, 0)
    assert "goes against OpenAI's use case policy" in first.out
    assert {path.name for path in (tmp_path / "deep" / "out").iterdir()} == {"report.html", "extract.json"}
    assert len(json.loads(run("cases", "--json").out)) == 1


def test_gui_without_the_extra_says_how_to_get_it(run, monkeypatch):
    class Missing:
        def load(self):
            raise ModuleNotFoundError("No module named 'PySide6'", name="PySide6")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(window.metadata, "entry_points", lambda **_: [Missing()])

    result = run("gui")

    assert result.code == 2
    assert "witnessmark[gui]" in result.err


def test_gui_hands_its_arguments_to_the_window(run, monkeypatch, tmp_path):
    given = []

    class Window:
        def load(self):
            return lambda arguments: given.extend(arguments) or 0

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(window.metadata, "entry_points", lambda **_: [Window()])

    assert run("gui", "--sample", "a.png").code == 0
    assert given == ["a.png", "--data-dir", str(tmp_path / "data"), "--sample"]


def test_gui_without_a_display_says_what_to_do(run, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(window.sys, "platform", "linux")

    result = run("gui")

    assert result.code == 2
    assert "witnessmark inspect" in result.err


def test_delete_names_backups_and_deletes_them_when_asked(run, saved, tmp_path):
    run("backup")
    refused = run("delete", "1", "--why", "")
    assert "A backup holds it" in refused.out
    done = run("delete", "1", "--why", "asked for", "--yes")
    assert (done.code, "Still holds what was removed" in done.out) == (0, True)
    assert run("show", "1").code == 2
    backup = next((tmp_path / "data" / "backups").glob("*.witnessmark"))
    run("restore", str(backup))
    done = run("delete", "1", "--why", "asked for", "--yes", "--with-backups")
    assert done.code == 0
    assert "Still holds" not in done.out
    assert list((tmp_path / "data" / "backups").glob("*.witnessmark")) == []


def test_a_store_put_back_is_told_by_each_command_until_it_is_accepted(run, saved, tmp_path):
    store = tmp_path / "data" / "evidence.witnessmark"
    before = store.read_bytes()
    run("delete", "1", "--why", "later", "--yes")
    store.write_bytes(before)
    for _ in range(2):
        told = run("cases")
        assert (told.code, "put back to an older state" in told.err) == (0, True)
    assert run("verify").code == 4
    assert run("verify", "--accept").code == 4
    assert run("verify").code == 0
    assert "put back" not in run("cases").err


def test_a_search_prints_where_its_words_stand(run, saved):
    assert "«fulfill»" in run("cases", "--search", "fulfill").out
    (found,) = json.loads(run("cases", "--search", "fulfill", "--json").out)
    (snippet,) = found["snippets"]
    start, end = snippet["marks"][0]
    assert snippet["text"][start:end] == "fulfill"
    assert "snippets" not in json.loads(run("cases", "--search", "status:open", "--json").out)[0]
    assert run("cases", "--search", "zebra", "--json").out.strip() == "[]"
    assert run("cases", "--sort", "sideways").code == 2
    assert len(json.loads(run("cases", "--limit", "1", "--json").out)) == 1
