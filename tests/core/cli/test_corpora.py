"""Corpora and outputs that are none: an input that could not be read, never a bug."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time

import pytest

GOOD = (
    json.dumps({"text": "Flour and eggs.", "family": "human", "source": "own", "prompt": "p"}).encode()
    + b"\n"
)


def _torn():
    packed = bytearray(gzip.compress(GOOD * 2000, mtime=0))
    packed[40:60] = bytes(20)
    return bytes(packed)


BAD = {
    "no-json.jsonl": b"nonsense\n",
    "no-text.jsonl": b'{"a": 1}\n',
    "no-utf8.jsonl": b'{"text": "\xff\xff", "family": "x"}\n',
    "no-gzip.jsonl.gz": b"nonsense",
    "torn.jsonl.gz": _torn(),
}


@pytest.mark.parametrize("name", [*BAD, "missing.jsonl"])
@pytest.mark.parametrize("command", ["profile", "against", "measure"])
def test_it_is_an_unreadable_input_in_one_line(run, tmp_path, name, command):
    bad, good = tmp_path / name, tmp_path / "good.jsonl"
    good.write_bytes(GOOD)
    if name in BAD:
        bad.write_bytes(BAD[name])
    commands = {
        "profile": ("profile", str(bad)),
        "against": ("profile", str(good), "--against", str(bad)),
        "measure": ("library", "measure", str(bad), "--workers", "1", "--out", str(tmp_path / "rates.json")),
    }

    result = run(*commands[command])

    assert result.code == 3
    assert name in result.err
    assert len([line for line in result.err.splitlines() if line.startswith("witnessmark:")]) == 1
    assert not (tmp_path / "rates.json").exists()


@pytest.mark.parametrize("held", [b"", b"\n\n"])
def test_a_corpus_without_a_text_is_not_measured(run, tmp_path, held):
    corpus, rates = tmp_path / "empty.jsonl", tmp_path / "rates.json"
    corpus.write_bytes(held)

    result = run("library", "measure", str(corpus), "--workers", "1", "--out", str(rates))

    assert result.code == 3
    assert "no text in this corpus" in result.err
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["empty.jsonl"]


@pytest.mark.parametrize("noise", ["-0.1", "nan", "inf", "2"])
def test_noise_that_is_no_share_is_refused(run, tmp_path, noise):
    (tmp_path / "c.jsonl").write_bytes(GOOD)

    result = run("library", "measure", str(tmp_path), "--noise", noise, "--out", str(tmp_path / "rates.json"))

    assert result.code == 2
    assert "from 0 to 0.5" in result.err
    assert not (tmp_path / "rates.json").exists()


def test_the_folder_of_the_rates_is_made(run, tmp_path):
    (tmp_path / "c.jsonl").write_bytes(GOOD)
    rates = tmp_path / "new" / "rates.json"

    assert run("library", "measure", str(tmp_path), "--workers", "1", "--out", str(rates)).code == 0

    assert [each.name for each in rates.parent.iterdir()] == ["rates.json"]


def test_mining_that_finds_nothing_writes_nothing(run, tmp_path):
    lines = [{"text": "the very same words of everybody", "family": f"fam-{name}"} for name in "ab"] * 50
    (tmp_path / "c.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    mined = tmp_path / "mined.yaml"
    mined.write_text("an earlier one")

    result = run(
        "library", "mine", str(tmp_path / "c.jsonl"), "--family", "fam-a", "--out", str(mined), "--force"
    )

    assert result.code == 0
    assert "Nothing was written" in result.out
    assert mined.read_text() == "an earlier one"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="a terminal's Ctrl-C reaches a group of processes")
@pytest.mark.parametrize("seconds", [0.3, 1.5])
def test_ctrl_c_ends_a_measurement_without_a_word_of_its_processes(tmp_path, seconds):
    corpus, rates = tmp_path / "c.jsonl", tmp_path / "rates.json"
    corpus.write_text(
        "".join(json.dumps({"text": "Flour. " * 300, "family": "x"}) + "\n" for _ in range(8000))
    )
    command = [sys.executable, "-m", "witnessmark.cli", "--data-dir", str(tmp_path / "data"), "library"]
    command += ["measure", str(corpus), "--workers", "2", "--out", str(rates)]
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # also where the tests ignore it
    ) as running:
        while not rates.with_name("rates.json.partial").exists():
            time.sleep(0.01)
        time.sleep(seconds)
        os.killpg(running.pid, signal.SIGINT)
        said = running.stderr.read().decode()
    assert running.returncode == 130
    assert "Traceback" not in said
    assert not rates.exists()
