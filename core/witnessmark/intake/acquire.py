"""Bytes in: what came, by content and not by name, and its identity. Nothing is decoded here."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from witnessmark.errors import UnreadableInput, reason
from witnessmark.messages import message

LARGEST = 200 * 1024 * 1024  # bytes; a screenshot is a hundredth of it, a long chat export a quarter

Kind = Literal["picture", "text", "unknown"]

_MAGIC: tuple[tuple[bytes, int, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF87a", 0, "image/gif"),
    (b"GIF89a", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"BM", 0, "image/bmp"),
    (b"II*\x00", 0, "image/tiff"),
    (b"MM\x00*", 0, "image/tiff"),
    (b"%PDF-", 0, "application/pdf"),
    (b"ftypavif", 4, "image/avif"),
    (b"ftypavis", 4, "image/avif"),
    (b"ftypheic", 4, "image/heic"),
    (b"ftypheix", 4, "image/heic"),
    (b"ftypmif1", 4, "image/heic"),
)


@dataclass(frozen=True, slots=True)
class Acquired:
    """An original as it came: its bytes, the name it came under, what it is by content."""

    name: str
    data: bytes = field(repr=False)
    sha256: str
    media_type: str
    kind: Kind

    def text(self) -> str:
        """The text of a chat log; bytes that are no UTF-8 become U+FFFD, line ends become newlines."""
        text = self.data.decode("utf-8-sig", errors="replace")
        return text.replace("\r\n", "\n").replace("\r", "\n")


def from_bytes(data: bytes, name: str) -> Acquired:
    """Take bytes in; raises UnreadableInput where there are none or far too many."""
    if not data:
        raise UnreadableInput(
            message("{name} is empty (0 bytes). There is nothing to read; get the file again.", name=name)
        )
    if len(data) > LARGEST:
        raise UnreadableInput(
            message(
                "{name} has {count} bytes; the limit is {largest}. Cut it into parts and open these.",
                name=name,
                count=len(data),
                largest=LARGEST,
            )
        )
    media_type = _media_type(data)
    kind: Kind = "text" if media_type == "text/plain" else "picture" if _is_drawn(media_type) else "unknown"
    return Acquired(name, data, hashlib.sha256(data).hexdigest(), media_type, kind)


def from_text(text: str, name: str = "pasted text") -> Acquired:
    """Take pasted text in."""
    return from_bytes(text.encode("utf-8", errors="replace"), name)


def from_path(path: Path) -> Acquired:
    """Take a file in; raises UnreadableInput with what to do where it cannot be read."""
    try:
        if path.is_dir():
            raise UnreadableInput(message("{path} is a folder. Name the pictures in it instead.", path=path))
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableInput(
                message(
                    "{path} is a device or a pipe, not a file. Save what it gives to a file first.", path=path
                )
            )
        if status.st_size > LARGEST:
            raise UnreadableInput(
                message(
                    "{path} has {size} bytes; the limit is {largest}.",
                    path=path,
                    size=status.st_size,
                    largest=LARGEST,
                )
            )
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)  # a file may grow, or give more than it says
    except OSError as error:
        raise UnreadableInput(
            message("{path} could not be opened: {why}.", path=path, why=reason(error))
        ) from error
    return from_bytes(data, path.name)


def _is_drawn(media_type: str) -> bool:
    return media_type.startswith("image/") or media_type == "application/pdf"


def _media_type(data: bytes) -> str:
    for magic, offset, media_type in _MAGIC:
        if data[offset : offset + len(magic)] == magic:
            return media_type
    if b"\x00" not in data[:65536]:
        try:
            data[:65536].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            # A cut through the last character is no reason to doubt the rest.
            if error.start < min(len(data), 65536) - 4:
                return "application/octet-stream"
        return "text/plain"
    return "application/octet-stream"
