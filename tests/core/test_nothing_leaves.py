"""The proof that nothing leaves the machine: the real program under strace, as a stranger's account."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from witnessmark_resources import samples

CALL = re.compile(r"\b(connect|sendto|sendmsg|sendmmsg)\(.*?sa_family=(AF_\w+)(.*)")


def can_trace():
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-f", "-o", os.devnull, "true"], capture_output=True).returncode == 0


pytestmark = [
    pytest.mark.ocr,
    pytest.mark.skipif(not can_trace(), reason="needs strace and the right to trace"),
]


def environment(home):
    """As on a person's machine: no CI variable that would keep telemetry silent, a home folder of its own."""
    left_out = ("CI", "ORT_", "XDG_", "WITNESSMARK", "GITHUB_", "BUILD_", "TF_BUILD")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {**kept, "HOME": str(home)}


def traced(arguments, home, log):
    command = [
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=network",
        "-o",
        str(log),
        sys.executable,
        "-m",
        "witnessmark.cli",
    ]
    return subprocess.run(
        [*command, *arguments], env=environment(home), capture_output=True, text=True, timeout=280
    )


def beyond_loopback(log):
    """Calls that reach another machine: an internet address that is not the loopback."""
    found = []
    for line in log.read_text(errors="replace").splitlines():
        call = CALL.search(line)
        if call is None or call[2] in ("AF_UNIX", "AF_LOCAL", "AF_NETLINK"):
            continue
        if not re.search(r'inet_addr\("127\.|"::1"', call[3]):
            found.append(line)
    return found


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("engine", ["rapidocr", "tesseract"])
def test_inspecting_and_saving_stays_on_the_machine(tmp_path, home, engine):
    if engine == "tesseract" and shutil.which("tesseract") is None:
        pytest.skip("needs Tesseract")
    (tmp_path / "sample.png").write_bytes(samples.catalogue()[0].data())
    log = tmp_path / "strace.log"

    ended = traced(["inspect", "--engine", engine, "--save", str(tmp_path / "sample.png")], home, log)

    assert ended.returncode == 0, ended.stderr
    assert beyond_loopback(log) == []
    touched = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}
    assert touched
    assert all(re.search(r"(^|/)witnessmark/", path) for path in touched), touched


def test_the_proof_itself_sees_a_connection(tmp_path, home):
    """Were the pattern wrong, the test above could not fail."""
    log = tmp_path / "strace.log"
    code = "import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.connect(('192.0.2.1', 9))"
    command = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(log), sys.executable, "-c", code]

    subprocess.run(command, env=environment(home), capture_output=True, timeout=60)

    assert len(beyond_loopback(log)) == 1
