"""The troubles that a person can do something about.

Each class says in a title what happened and in a message what to do. The command line and the window show
the same words. Anything that is not of this family is a bug and goes to the log with its traceback.
"""

from __future__ import annotations

import errno

from witnessmark.messages import Message, message, term

# What the system says in English, or in its own language, in words of ours that are translated.
_REASONS = {
    errno.ENOENT: term("there is no such file or folder"),
    errno.EACCES: term("access is not allowed"),
    errno.EPERM: term("the system does not allow it"),
    errno.EROFS: term("the disk may only be read"),
    errno.ENOSPC: term("the disk is full"),
    errno.EISDIR: term("it is a folder"),
    errno.ENOTDIR: term("a part of the path is no folder"),
    errno.EEXIST: term("it is there already"),
    errno.EBUSY: term("it is in use by another program"),
    errno.EIO: term("the disk or the connection to it failed"),
}


def reason(error: BaseException) -> Message | str:
    """Why the system refused something, as a part of a sentence: our words, else the system's own."""
    if not isinstance(error, OSError):
        return str(error)
    known = _REASONS.get(error.errno or 0)
    return str(error.strerror or error) if known is None else message(known)


class WitnessmarkError(Exception):
    """Known trouble: a `title` in a few words, a `said` sentence that ends with what can be done.

    `message` is that sentence in English.
    """

    title = "Witnessmark could not do that"
    exit_code = 1

    def __init__(self, said: Message | str) -> None:
        super().__init__(said)
        self.said = said if isinstance(said, Message) else Message("{name}", {"name": said}, said)

    def __str__(self) -> str:
        return self.message

    @property
    def message(self) -> str:
        """What happened and what can be done, in English: for logs and for programs."""
        return self.said.text


class UsageError(WitnessmarkError):
    """What was asked for makes no sense: an unknown case, an unknown engine, a bad option."""

    title = "That cannot be done as asked"
    exit_code = 2


class UnreadableInput(WitnessmarkError):
    """An input is not a picture or text that the program can read. The other inputs go on."""

    title = "This input could not be read"
    exit_code = 3


class ReadingFailed(UnreadableInput):
    """The worker process that read a picture crashed, ran out of time or out of memory."""

    title = "Reading this picture failed"


class EngineMissing(UnreadableInput):
    """An OCR engine or one of its languages is not on this machine."""

    title = "This OCR engine is not available"


class Cancelled(WitnessmarkError):
    """The person stopped the work."""

    title = "Cancelled"


class LibraryError(WitnessmarkError):
    """A fingerprint pack cannot be used at all."""

    title = "The fingerprint library could not be loaded"
    exit_code = 3


class UnreadableCorpus(UnreadableInput, LibraryError):
    """A corpus to measure on is not there, or is not what a corpus is."""

    title = "This corpus could not be read"


class StoreError(WitnessmarkError):
    """The evidence store cannot be opened, read or written."""

    title = "The evidence store could not be used"
    exit_code = 4


class OnlyReadable(StoreError):
    """The evidence store may not be written; it may still be read."""

    title = "The evidence store may only be read"


class StaleEdit(StoreError):
    """Another window or program changed the same thing since it was read; nothing was overwritten."""

    title = "This was changed elsewhere"


class ExportError(WitnessmarkError):
    """An export could not be written."""

    title = "The export could not be written"
    exit_code = 4
