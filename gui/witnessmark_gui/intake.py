"""The one door by which pictures and text come in: opened, pasted, dropped. Nothing is ever fetched."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QMimeData
from PySide6.QtGui import QImage

from witnessmark.clock import now, zone
from witnessmark.errors import UnreadableInput
from witnessmark.intake.acquire import Acquired, from_bytes, from_text
from witnessmark.intake.ways import coded
from witnessmark.records import Acquisition
from witnessmark.transcript.title import cut
from witnessmark_gui.language import say

PICTURES = ("png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "avif", "heic", "heif", "pdf")
TEXTS = ("txt", "md", "log", "json", "html", "htm", "csv")
_BYTES_FIRST = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp", "image/tiff")
_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came through the door, in order, and how it came; files and folders are named, not yet read.

    `apart` asks for a case for each.
    """

    sources: tuple[Acquired | Path, ...] = ()
    how: str = ""
    source_url: str | None = None
    title: str = ""
    into: str | None = field(default=None)
    apart: bool = False

    @property
    def several(self) -> bool:
        """Whether it may be more than one original; what a folder holds is not looked at yet."""
        return len(self.sources) > 1 or any(isinstance(each, Path) and each.is_dir() for each in self.sources)

    def acquisition(self, by: str) -> Acquisition:
        """How these came, as far as the program can know; all else is unknown."""
        return Acquisition(
            how=self.how or None, at=now(), zone=zone(), by=by or None, source_url=self.source_url
        )


def from_mime(mime: QMimeData, how: str) -> Delivery:
    """Take in what a clipboard or a drop holds: files of this machine, else a picture, else text.

    `how` is one of `PASTED`, `DROPPED` and `CAPTURED`.
    """
    files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if files:
        return from_files(files, how)
    remote = next((url.toString() for url in mime.urls() if url.scheme() in ("http", "https")), None)
    picture = _picture_bytes(mime)
    if picture is not None:
        return _untitled(_one(from_bytes, picture, say("pasted picture"), how, remote))
    pixels = _coded_picture(mime)
    if pixels is not None:
        return _untitled(_one(from_bytes, pixels, say("pasted picture"), coded(how), remote))
    if mime.hasText() and mime.text().strip():
        return _of_text(mime.text(), how, remote)
    raise UnreadableInput(
        say("There is no picture and no text to take in. Copy a screenshot or a chat, then paste again.")
    )


def from_files(files: list[Path], how: str) -> Delivery:
    """Take in files and folders by name; reading them is not for the window's thread."""
    return Delivery(tuple(files), how, title=_title_of(files))


def _of_text(text: str, how: str, remote: str | None) -> Delivery:
    address = text.strip()
    if _URL.fullmatch(address):
        raise UnreadableInput(
            say(
                "That is the address {url}. Nothing is ever fetched: open or paste the picture itself, then "
                "give this address as its source.",
                url=address,
            )
        )
    return _untitled(
        _one(lambda data, name: from_text(str(data), name), text, say("pasted text"), how, remote)
    )


def _one(take: object, data: object, name: str, how: str, remote: str | None) -> Delivery:
    assert callable(take)
    return Delivery((take(data, name),), how, remote, title=name)


def _untitled(delivery: Delivery) -> Delivery:
    """A picture or text without a name of its own: what is read in it will name its case."""
    return replace(delivery, title="")


def _picture_bytes(mime: QMimeData) -> bytes | None:
    """The picture's own bytes, where the clipboard has them."""
    for kind in _BYTES_FIRST:
        if mime.hasFormat(kind):
            data = bytes(mime.data(kind).data())
            if data:
                return data
    return None


def _coded_picture(mime: QMimeData) -> bytes | None:
    """A picture of which there are only pixels, as PNG."""
    if not mime.hasImage():
        return None
    image = mime.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def spread(
    sources: Iterable[Acquired | Path], stop: threading.Event
) -> tuple[tuple[Acquired | Path, ...], tuple[Path, ...]]:
    """What is to be read, folders as the regular files they hold, sorted as a person would; and empty folders."""
    found: list[Acquired | Path] = []
    empty: list[Path] = []
    for source in sources:
        if not isinstance(source, Path) or not source.is_dir():
            found.append(source)
            continue
        inside = _inside(source, stop)
        found += inside
        if not inside:
            empty.append(source)
    return tuple(found), tuple(empty)


def _inside(folder: Path, stop: threading.Event) -> list[Path]:
    inside = []
    for path in folder.rglob("*"):
        if stop.is_set():
            return []
        if path.suffix.lower().lstrip(".") in PICTURES + TEXTS and path.is_file():
            inside.append(path)
    return sorted(inside, key=natural)


def natural(path: Path) -> list[tuple[int, int, str]]:
    """Sorts `shot 2` before `shot 10`."""
    parts = re.split(r"([0-9]+)", str(path).casefold())
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part]


def _title_of(files: list[Path]) -> str:
    if len(files) == 1:
        return title_of_file(files[0])
    return say("{name} and {count} more", name=cut(files[0].stem), count=len(files) - 1)


def title_of_file(file: Path) -> str:
    """What a case of one file is called."""
    return cut(file.stem.replace("_", " "))
