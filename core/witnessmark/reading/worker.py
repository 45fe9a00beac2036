"""What runs inside a worker process: limits, decoding, reading."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from types import FrameType
from typing import TypeVar

from witnessmark.errors import ReadingFailed, UnreadableInput
from witnessmark.intake.picture import decode, size_of
from witnessmark.messages import message
from witnessmark.reading.engine import Engine, ReadOptions
from witnessmark.reading.engines import make
from witnessmark.reading.examined import Examined
from witnessmark.records import FileFact, Picture

T = TypeVar("T")


def set_up(temporary: str) -> None:
    """Make this process a killable worker that keeps silent and leaves nothing behind.

    `temporary` is a folder that the parent removes, so that a killed worker leaves no picture in /tmp.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    os.environ["OMP_THREAD_LIMIT"] = "1"
    tempfile.tempdir = temporary
    if sys.platform != "win32":
        # In a group of its own, so that the programs it starts (tesseract) can be ended with it.
        os.setpgrp()
        signal.signal(signal.SIGTERM, _end_group)
        _end_with_parent()


def run(job: Callable[[bytes, ReadOptions], T], data: bytes, options: ReadOptions) -> T:
    """Do `job` under the memory limit; raises ReadingFailed where that is not enough."""
    _limit_memory(options.memory_mib)
    try:
        return job(data, options)
    except MemoryError as error:
        raise ReadingFailed(
            message(
                "Reading it needs more than {mebibytes} MiB of memory. Raise the memory limit in the "
                "settings, or cut the picture into parts.",
                mebibytes=options.memory_mib,
            )
        ) from error


def examine(data: bytes, options: ReadOptions) -> Examined:
    """Decode a picture and read it."""
    decoded = decode(data, options.largest)
    reading = _engine(options.engine).read(decoded.image, options.language)
    return Examined(decoded.picture, decoded.facts, reading)


def pixels(data: bytes, options: ReadOptions) -> int:
    """How many pixels a picture says it has; 0 where it cannot be opened, which reading it will tell."""
    try:
        width, height = size_of(data)
    except UnreadableInput:
        return 0
    return width * height


def decode_only(data: bytes, options: ReadOptions) -> tuple[Picture, tuple[FileFact, ...]]:
    """Decode a picture without reading it."""
    decoded = decode(data, options.largest)
    return decoded.picture, decoded.facts


def load(data: bytes, options: ReadOptions) -> str:
    """Load the engine by letting it read a blank picture, so that the first real one finds it warm."""
    from PIL import Image

    engine = _engine(options.engine)
    engine.read(Image.new("RGB", (64, 64), "white"), options.language)
    return engine.version


@cache
def _engine(name: str) -> Engine:
    return make(name)


def _end_group(_signal: int, _frame: FrameType | None) -> None:
    os.killpg(0, signal.SIGKILL)


def _end_with_parent() -> None:
    """On Linux, have the kernel send SIGTERM should the parent die without a word."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    set_parent_death_signal = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(set_parent_death_signal, int(signal.SIGTERM))


def _limit_memory(mebibytes: int) -> None:
    """Cap the address space, where the platform can; the time limit holds everywhere."""
    if sys.platform == "win32":
        return
    import resource

    size = mebibytes * 1024 * 1024
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = size if hard == resource.RLIM_INFINITY else min(size, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
