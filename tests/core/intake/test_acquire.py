import os
from pathlib import Path

import pytest

from witnessmark.errors import UnreadableInput
from witnessmark.intake import acquire


def test_a_device_is_refused_in_a_sentence():
    with pytest.raises(UnreadableInput, match="a device or a pipe"):
        acquire.from_path(Path("/dev/zero"))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableInput, match="a device or a pipe"):
        acquire.from_path(tmp_path / "pipe")


def test_no_more_than_the_limit_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(acquire, "LARGEST", 10)
    (tmp_path / "ten").write_bytes(b"a" * 10)
    (tmp_path / "more").write_bytes(b"a" * 11)
    assert len(acquire.from_path(tmp_path / "ten").data) == 10
    with pytest.raises(UnreadableInput, match="limit"):
        acquire.from_path(tmp_path / "more")
