"""What the system says in its own words is told in ours."""

from __future__ import annotations

import errno
import os
import zlib
from pathlib import Path

import pytest

from witnessmark import language
from witnessmark.errors import UnreadableInput, reason
from witnessmark.intake.acquire import from_path
from witnessmark.language import LANGUAGES
from witnessmark.messages import Message, message

ROOT = Path(__file__).parents[2]
KNOWN = ("ENOENT", "EACCES", "ENOSPC", "EROFS", "EISDIR", "ENOTDIR", "EEXIST", "EBUSY", "EPERM", "EIO")


@pytest.mark.parametrize("name", KNOWN)
def test_what_systems_commonly_say_is_said_in_every_language(name):
    number = getattr(errno, name)
    told = reason(OSError(number, os.strerror(number)))
    assert isinstance(told, Message)
    said = {language.language(code).tell(told) for code in LANGUAGES}
    assert len(said) == len(LANGUAGES)
    assert os.strerror(number) not in said


def test_what_they_seldom_say_and_what_is_no_word_of_theirs_stays_as_it_is():
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"
    assert reason(OSError("no number")) == "no number"
    assert reason(zlib.error("Error -3 while decompressing")) == "Error -3 while decompressing"


def test_a_file_that_is_not_there_is_told_in_one_language(tmp_path):
    with pytest.raises(UnreadableInput) as caught:
        from_path(tmp_path / "none.png")
    assert caught.value.message.endswith("could not be opened: there is no such file or folder.")
    told = language.language("de").tell(caught.value.said)
    assert "No such file" not in told
    assert language.language("de").tell(message("there is no such file or folder")) in told


def test_no_sentence_takes_over_the_words_of_the_system_by_itself():
    """One place does; see `reason`."""
    folders = (ROOT / "core", ROOT / "gui")
    files = [file for folder in folders for file in folder.rglob("*.py") if file.name != "errors.py"]
    assert [file.name for file in files if "strerror" in file.read_text(encoding="utf-8")] == []
