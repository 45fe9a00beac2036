"""Inputs from strangers, through the real program: one sentence each, and the others are still inspected."""

import io
import json
import os
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image

from witnessmark_resources import samples

pytestmark = pytest.mark.ocr


def program(folder, *arguments, stdin=b"", **environment):
    command = [sys.executable, "-m", "witnessmark.cli", "--data-dir", str(folder / "data"), *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, timeout=280, env={**os.environ, **environment}
    )


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def huge_png(side=20000):
    """A valid PNG of `side` x `side` pixels in a few kilobytes."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    pixels = zlib.compress(b"\x00" * (side * (side // 8 + 1)), 9)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def animated_gif():
    frames = [Image.new("RGB", (80, 40), colour) for colour in ("white", "black", "red")]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    sample = samples.catalogue()[0].data()
    files = {
        "truncated.png": sample[: len(sample) // 2],
        "empty.png": b"",
        "noise.png": bytes(range(256)) * 40,
        "renamed.png": b"\x7fELF" + bytes(200),
        "huge.png": huge_png(),
        "moving.gif": animated_gif(),
        "good.png": sample,
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    ended = program(folder, "inspect", "--json", *(str(folder / name) for name in files))
    documents = [json.loads(line) for line in ended.stdout.decode().splitlines()]
    return ended, dict(zip(files, documents, strict=True))


@pytest.mark.parametrize("name", ["truncated.png", "empty.png", "noise.png", "renamed.png", "huge.png"])
def test_what_cannot_be_read_gets_one_sentence(results, name):
    ended, documents = results

    assert documents[name]["error"]["message"]
    assert sum(name in line for line in ended.stderr.decode().splitlines()) == 1


def test_the_exit_code_says_that_some_could_not_be_read(results):
    ended, _ = results

    assert ended.returncode == 3
    assert b"Traceback" not in ended.stderr


def test_an_animated_picture_is_read_as_its_first_frame(results):
    _, documents = results

    source = documents["moving.gif"]["source"]
    assert (source["width"], source["height"]) == (80, 40)
    assert any("frame" in str(fact).lower() for fact in source["facts"])


def test_the_good_picture_is_inspected_all_the_same(results):
    _, documents = results

    texts = [match["text"] for match in documents["good.png"]["matches"] if match["counts"]]
    assert any("goes against OpenAI's use case policy" in text for text in texts)


def test_without_tesseract_the_other_engine_works_and_it_is_said(tmp_path):
    (tmp_path / "good.png").write_bytes(samples.catalogue()[1].data())

    ended = program(tmp_path, "inspect", str(tmp_path / "good.png"), PATH=str(tmp_path))

    assert ended.returncode == 0
    assert b"As an AI language model" in ended.stdout
    assert b"esseract" in ended.stderr


def test_a_pasted_log_says_that_anyone_can_type_it(tmp_path):
    log = b"You said:\nWho are you?\nChatGPT said:\nAs an AI language model, I have no name.\n"

    ended = program(tmp_path, "inspect", "-", stdin=log)

    assert ended.returncode == 0
    assert b"type" in ended.stdout
