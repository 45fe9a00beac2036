"""The program on a machine without Tesseract, and on one without any engine, as a person starts it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from witnessmark_resources import ROOT

pytestmark = [pytest.mark.ocr, pytest.mark.slow]
SAMPLE = str(ROOT / "samples" / "grok-openai-policy.png")
LOG = "User: who made you?\nAssistant: As an AI language model, I was made by OpenAI.\n"


@pytest.fixture
def start(tmp_path):
    """Start the program with an empty PATH; without `engines` the networks of rapidocr are missing as well."""
    (tmp_path / "empty").mkdir()
    bare = tmp_path / "bare" / "rapidocr"
    bare.mkdir(parents=True)
    (bare / "__init__.py").touch()

    def run(*arguments, engines=True):
        places = sys.path if engines else [str(bare.parent), *sys.path]
        env = {**os.environ, "PATH": str(tmp_path / "empty"), "PYTHONPATH": os.pathsep.join(places)}
        env |= {"LANG": "C", "LC_ALL": "C", "COLUMNS": "200"}
        command = [sys.executable, "-m", "witnessmark.cli", "--data-dir", str(tmp_path / "data"), *arguments]
        return subprocess.run(command, env=env, capture_output=True, encoding="utf-8", timeout=120)

    return run


@pytest.fixture
def log(tmp_path):
    file = tmp_path / "log.txt"
    file.write_text(LOG)
    return str(file)


def test_without_tesseract_pictures_are_read_and_how_to_get_it_is_told(start):
    done = start("inspect", SAMPLE)
    assert done.returncode == 0
    assert "OpenAI's use case policy" in done.stdout
    (told,) = done.stderr.splitlines()
    assert "read with rapidocr alone" in told
    assert "Tesseract is not on this machine" in told
    assert "witnessmark engines" in told
    assert "tesseract: Tesseract is not on this machine" in start("engines").stdout


def test_what_was_asked_of_a_missing_engine_is_refused_once_and_in_words(start):
    done = start("inspect", "--engine", "tesseract", SAMPLE)
    assert done.returncode == 3
    (told,) = done.stderr.splitlines()
    assert "Tesseract is not on this machine; install it" in told


def test_without_an_engine_a_picture_is_refused_with_what_to_do_and_a_log_is_inspected(start, log):
    done = start("inspect", SAMPLE, engines=False)
    assert done.returncode == 3
    (told,) = done.stderr.splitlines()
    assert "No OCR engine on this machine can read this picture" in told
    assert "install rapidocr 3.10.0 again. tesseract could not be used: Tesseract is not on" in told
    done = start("inspect", log, engines=False)
    assert done.returncode == 0
    assert "As an AI language model" in done.stdout
    assert done.stderr == ""
