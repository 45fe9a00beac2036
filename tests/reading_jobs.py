"""What a worker can be given to do in tests; importable by name in a fresh process."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable

from witnessmark.geometry import Box
from witnessmark.reading.engine import ReadOptions
from witnessmark.reading.examined import Examined
from witnessmark.records import Line, Picture, Reading, Word


def hang() -> None:
    while True:
        time.sleep(0.01)


def eat() -> None:
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def fail() -> None:
    raise RuntimeError("a bug")


TROUBLES: dict[bytes, Callable[[], object]] = {
    b"crash": os.abort,
    b"exit": lambda: os._exit(3),
    b"hang": hang,
    b"hang in C": lambda: sum(range(10**12)),
    b"eat": eat,
    b"bug": fail,
    b"child": lambda: subprocess.run(["sleep", "60.125"], check=False),
}


def behave(data: bytes, options: ReadOptions) -> Examined:
    """Gets into the trouble that the bytes name; anything else is read as one word."""
    if data in TROUBLES:
        TROUBLES[data]()
    word = Word(data.decode(), Box(0, 0, 10, 10), 1.0)
    reading = Reading("fake", str(os.getpid()), options.language, 0.0, (word,), (Line((0,), word.box),))
    return Examined(Picture(b"", 10, 10), (), reading)
