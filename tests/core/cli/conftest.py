"""The command line with an invented pipeline: no engine, no library."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest

from evidence import picture_case
from witnessmark.cli import inspection as inspection_command
from witnessmark.cli import sampling
from witnessmark.cli.app import main
from witnessmark.cli.session import Session
from witnessmark.errors import UnreadableInput
from witnessmark.pipeline import Failed, Inspected, Progress
from witnessmark.reading import engines
from witnessmark.reading.engine import EngineStatus
from witnessmark.records import message
from witnessmark.transcript.repeats import with_repeats


class Result:
    """What one call of the program left behind."""

    def __init__(self, code, out, err):
        self.code = code
        self.out = out
        self.err = err


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Call the program as a shell would, with its data in a folder of the test."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("WITNESSMARK_DATA_DIR", raising=False)

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["witnessmark", "--data-dir", str(tmp_path / "data"), *arguments])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code or 0
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return call


@pytest.fixture
def invented(monkeypatch):
    """Inspecting yields the invented post; a file whose bytes begin with `bad` cannot be read."""
    evidence = picture_case()
    made = SimpleNamespace(evidence=evidence, inspection=evidence.inspection, uncompared=None)

    def inspect(sources, instruments, options):
        for position, acquired in enumerate(sources):
            yield Progress(position, acquired.name, "reading")
            if acquired.data.startswith(b"bad"):
                yield Failed(position, acquired.name, UnreadableInput(f"{acquired.name} is damaged."))
            else:
                yield Inspected(position, acquired, made.inspection, evidence.picture, made.uncompared)

    @contextmanager
    def instruments(self) -> Iterator[SimpleNamespace]:
        yield SimpleNamespace(library=SimpleNamespace(fingerprints=(), files=dict))

    advice = message("Tesseract is not installed. Install tesseract-ocr.")
    statuses = (
        EngineStatus("rapidocr", "3.10", True, ("eng",)),
        EngineStatus("tesseract", "", False, (), advice),
    )

    def follow(before, after, instruments):
        return replace(after, transcript=with_repeats(before.transcript, after.transcript))

    monkeypatch.setattr(inspection_command, "inspect", inspect)
    monkeypatch.setattr(inspection_command, "follow", follow)
    monkeypatch.setattr(sampling, "inspect", inspect)
    monkeypatch.setattr(Session, "instruments", instruments)
    monkeypatch.setattr(engines, "available", lambda: statuses)
    return made


@pytest.fixture
def post(tmp_path):
    """The file of the invented post."""
    path = tmp_path / "post.png"
    path.write_bytes(picture_case().data)
    return str(path)


@pytest.fixture
def damaged(tmp_path):
    """A file that the invented pipeline cannot read."""
    path = tmp_path / "damaged.png"
    path.write_bytes(b"bad bytes")
    return str(path)
