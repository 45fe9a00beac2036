from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

import reading_jobs
from witnessmark.errors import Cancelled, ReadingFailed
from witnessmark.intake.acquire import from_bytes
from witnessmark.reading import worker
from witnessmark.reading.engine import ReadOptions
from witnessmark.reading.reader import Reader, seconds_for

OPTIONS = ReadOptions(seconds=20.0, memory_mib=2048)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(job=reading_jobs.behave) as opened:
        yield opened


def read(reader: Reader, data: bytes, options: ReadOptions = OPTIONS) -> str:
    return reader.examine(from_bytes(data, "a.png"), options).reading.words[0].text


@pytest.mark.parametrize("trouble", [b"crash", b"exit"])
def test_a_crash_is_one_sentence_and_the_next_picture_is_read(reader, trouble):
    with pytest.raises(ReadingFailed, match=r"^a\.png: the process that read it crashed"):
        read(reader, trouble)
    assert read(reader, b"next") == "next"


@pytest.mark.parametrize("trouble", [b"hang", b"hang in C"])
def test_a_hang_ends_at_the_time_limit(reader, trouble):
    started = time.monotonic()
    with pytest.raises(ReadingFailed, match=r"^a\.png: reading took longer than 1 seconds"):
        read(reader, trouble, ReadOptions(seconds=1.0))
    assert time.monotonic() - started < 10
    assert read(reader, b"next") == "next"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of the address space there")
def test_a_memory_eater_ends_at_the_memory_limit(reader):
    with pytest.raises(ReadingFailed, match=r"^a\.png: Reading it needs more than 700 MiB"):
        read(reader, b"eat", ReadOptions(seconds=30.0, memory_mib=700))
    assert read(reader, b"next") == "next"


def test_a_bug_in_a_worker_is_logged_and_named(reader, caplog):
    with pytest.raises(ReadingFailed, match="RuntimeError: a bug"):
        read(reader, b"bug")
    assert "a worker failed on a.png" in caplog.text


def test_cancelling_takes_effect_at_once(reader):
    assert read(reader, b"warm") == "warm"
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    started = time.monotonic()
    with pytest.raises(Cancelled):
        reader.examine(from_bytes(b"hang", "a.png"), OPTIONS, stop)
    assert time.monotonic() - started < 1.0
    assert read(reader, b"next") == "next"


def test_the_worker_stays_the_same_from_picture_to_picture(reader):
    pids = {reader.examine(from_bytes(b"x", "a.png"), OPTIONS).reading.version for _ in range(3)}
    assert len(pids) == 1
    assert pids != {str(os.getpid())}


def test_a_closed_reader_leaves_no_process_and_refuses_work():
    with Reader(job=reading_jobs.behave) as reader:
        pid = int(reader.examine(from_bytes(b"x", "a.png"), OPTIONS).reading.version)
        assert alive(pid)
    assert not alive(pid)
    with pytest.raises(Cancelled):
        reader.examine(from_bytes(b"x", "a.png"), OPTIONS)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_killed_worker_takes_the_programs_that_it_started_with_it():
    with Reader(job=reading_jobs.behave) as reader:
        with pytest.raises(ReadingFailed, match="took longer"):
            read(reader, b"child", ReadOptions(seconds=2.0))
        wait_until(lambda: not sleepers())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a parent-death signal")
def test_workers_end_when_the_program_is_killed():
    program = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "import reading_jobs, os\n"
        "from witnessmark.reading.reader import Reader\n"
        "from witnessmark.reading.engine import ReadOptions\n"
        "from witnessmark.intake.acquire import from_bytes\n"
        "reader = Reader(job=reading_jobs.behave)\n"
        "print(reader.examine(from_bytes(b'x', 'a'), ReadOptions()).reading.version, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(Path(reading_jobs.__file__).parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    pid = int(done.stdout)
    wait_until(lambda: not alive(pid))


def test_reading_imports_no_engine_into_the_program():
    program = (
        "import sys\n"
        "from witnessmark.reading import reader, engines\n"
        "engines.available()\n"
        "print([m for m in ('rapidocr', 'onnxruntime', 'cv2') if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def alive(pid: int) -> bool:
    """Whether a process runs; a dead one that nobody has waited for does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def sleepers() -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_bytes()
        except OSError:
            continue
        if b"sleep\x0060.125" in command:
            found.append(entry.parent.name)
    return found


def wait_until(condition, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_a_large_picture_has_more_time_in_proportion():
    assert seconds_for(0, 120.0) == 120.0
    assert seconds_for(20_000_000, 120.0) == 120.0
    assert seconds_for(1080 * 40_000, 120.0) == pytest.approx(259.2)


def test_the_size_is_known_before_a_picture_is_unpacked():
    out = io.BytesIO()
    Image.new("1", (1080, 40_000)).save(out, "PNG")
    assert worker.pixels(out.getvalue(), OPTIONS) == 43_200_000
    assert worker.pixels(b"no picture", OPTIONS) == 0
