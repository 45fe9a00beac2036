"""Small files are written whole or stay as they were."""

from pathlib import Path

import pytest

from witnessmark.files import write_whole


def test_a_file_is_made_with_its_folder_and_replaced(tmp_path):
    file = tmp_path / "new" / "a.json"
    write_whole(file, b"one")
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert [each.name for each in file.parent.iterdir()] == ["a.json"]


def test_a_write_that_fails_leaves_what_was_there_and_nothing_beside_it(tmp_path, monkeypatch):
    file = tmp_path / "a.json"
    write_whole(file, b"one")

    def cut_short(self, data):
        with self.open("wb") as fresh:
            fresh.write(data[:1])
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_bytes", cut_short)
    with pytest.raises(OSError, match="no space"):
        write_whole(file, b"two")
    assert file.read_bytes() == b"one"
    assert [each.name for each in tmp_path.iterdir()] == ["a.json"]
