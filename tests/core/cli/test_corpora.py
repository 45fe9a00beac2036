"""Corpora and outputs that are none: an input that could not be read, never a bug."""

import gzip
import json

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
