"""The command line speaks the language that is asked for, set, or the system's; JSON speaks English."""

import json

import pytest


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "No cases."),
        ("de", "Keine Fälle."),
        ("es", "No hay casos."),
        ("fr", "Aucun dossier."),
    ],
)
def test_the_option_chooses_the_language(run, code, words):
    assert words in run("--interface-language", code, "cases").out


def test_the_setting_chooses_where_no_option_does(run, tmp_path):
    config = tmp_path / "data" / "config"
    config.mkdir(parents=True)
    (config / "settings.json").write_text('{"interface_language": "de"}')
    assert "Keine Fälle." in run("cases").out
    assert "No cases." in run("--interface-language", "en", "cases").out


def test_the_system_chooses_where_nothing_else_does(run, monkeypatch):
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "Aucun dossier." in run("cases").out


def test_help_is_told_in_the_language_and_in_english_again_afterwards(run):
    german = run("--interface-language", "de", "show", "--help").out
    assert "Den Auszug des Falls als ein JSON-Dokument ausgeben." in " ".join(german.split())
    assert "Print a case with its findings and notes." in run("show", "--help").out


def test_errors_are_told_in_the_language_and_json_says_them_in_english(run, invented, tmp_path):
    missing = str(tmp_path / "missing.png")
    result = run("--interface-language", "de", "inspect", "--json", missing)
    assert result.code == 3
    assert "konnte nicht geöffnet werden" in result.err
    error = json.loads(result.out)["error"]
    assert error["title"] == "This input could not be read"
    assert "could not be opened" in error["message"]


def test_findings_are_told_in_the_language_and_json_is_the_same_in_all(run, invented, tmp_path):
    post = tmp_path / "post.png"
    post.write_bytes(b"\x89PNG post")
    assert "Zwischen Herstellern" in run("--interface-language", "de", "inspect", str(post)).out
    assert "Entre éditeurs" in run("--interface-language", "fr", "inspect", str(post)).out
    said = {
        run("--interface-language", code, "inspect", "--json", str(post)).out for code in ("en", "de", "es")
    }
    assert len(said) == 1


def test_a_language_that_there_is_not_is_refused_with_those_there_are(run):
    result = run("--interface-language", "xx", "cases")
    assert result.code == 2
    assert "xx" in result.err
    assert "system, en, de, es, fr" in result.err
