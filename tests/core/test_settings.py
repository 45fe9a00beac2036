"""Settings that a person or an accident has spoilt: defaults, a sentence, and nothing thrown away."""

from __future__ import annotations

import json

import pytest

from witnessmark.cli.session import Session
from witnessmark.paths import paths
from witnessmark.settings import Settings


@pytest.mark.parametrize("spoilt", ["{", "[1, 2]", "\x00\x01", "[" * 200_000])
def test_a_file_that_is_no_table_gives_defaults_and_is_set_aside_by_the_next_change(tmp_path, spoilt):
    file = tmp_path / "settings.json"
    file.write_text(spoilt)
    settings = Settings(file)
    assert settings.text("theme") == "system"
    assert "defaults are used" in settings.complaints[0].text
    assert "settings.broken" in settings.complaints[0].text
    assert file.read_text() == spoilt
    settings.change("theme", "dark")
    assert (tmp_path / "settings.broken").read_text() == spoilt
    again = Settings(file)
    assert again.text("theme") == "dark"
    assert again.complaints == []


def test_a_value_that_does_not_fit_falls_back_alone(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"theme": "purple", "score": 91}))
    settings = Settings(file)
    assert (settings.text("theme"), settings["score"]) == ("system", 91)
    assert "theme" in settings.complaints[0].text


def test_settings_of_another_version_are_written_back(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text(json.dumps({"of_a_later_version": [1]}))
    Settings(file).change("theme", "dark")
    assert json.loads(file.read_text()) == {"of_a_later_version": [1], "theme": "dark"}


def test_how_large_a_picture_may_be_reaches_the_reader_within_its_bounds(tmp_path):
    settings = Settings(tmp_path / "settings.json")
    session = Session(paths(tmp_path), settings)
    assert session.options().largest == 100
    settings.change("largest_picture", 250)
    assert session.options().largest == 250
    with pytest.raises(ValueError, match="no value"):
        settings.change("largest_picture", 501)
