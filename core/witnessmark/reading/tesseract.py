"""The engine `tesseract`: the library of tesserocr where it is installed, else the system's program."""

from __future__ import annotations

import os
import sys
import time
from functools import cache
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from witnessmark.errors import EngineMissing
from witnessmark.geometry import Box
from witnessmark.reading import networks, tesslibrary
from witnessmark.reading.engine import EngineStatus
from witnessmark.reading.ink import ink_of
from witnessmark.reading.lineimages import MARGIN, listing, scale_of, strips_of, write_lines
from witnessmark.reading.ordering import ReadLine, in_reading_order
from witnessmark.reading.pixels import pixels_of
from witnessmark.reading.strip import Strip
from witnessmark.reading.strokes import without_strokes
from witnessmark.reading.tessrows import Row, rows_of, writing_in
from witnessmark.records import Message, Reading, Word, message

NAME = "tesseract"
_ONE_LINE = "--psm 7"
_PAGE = "--psm 3"


def status() -> EngineStatus:
    """Whether Tesseract is on this machine, and which languages it has."""
    if which(NAME) is None:
        return EngineStatus(NAME, "", False, advice=_how_to_install())
    return EngineStatus(NAME, _version(), True, _languages())


class Tesseract:
    """Reads one language (or several, joined with `+`) with the models that the system has."""

    name = NAME

    @property
    def version(self) -> str:
        """The version of the program; "" where it is missing."""
        return _version() if which(NAME) else ""

    def languages(self) -> tuple[str, ...]:
        """The installed languages; raises EngineMissing where the program is missing."""
        if which(NAME) is None:
            raise EngineMissing(_how_to_install())
        return _languages()

    def read(self, image: Image.Image, language: str) -> Reading:
        """What Tesseract sees; raises EngineMissing where it or the language is missing."""
        missing = set(language.split("+")) - set(self.languages())
        if missing:
            raise EngineMissing(_no_language(sorted(missing)))
        started = time.perf_counter()
        # More threads make Tesseract slower on pictures of this size.
        os.environ["OMP_THREAD_LIMIT"] = "1"
        found, steps = _by_line(image, language) if networks.missing() is None else _whole(image, language)
        words, lines = in_reading_order(found)
        return Reading(
            engine=self.name,
            version=self.version,
            language=language,
            seconds=round(time.perf_counter() - started, 3),
            words=words,
            lines=lines,
            steps=steps,
            models=(networks.DETECTION,) if networks.missing() is None else (),
        )


def _by_line(image: Image.Image, language: str) -> tuple[list[ReadLine], tuple[str, ...]]:
    """Let the detection network find the lines, and Tesseract read each."""
    pixels, strokes = without_strokes(pixels_of(image))
    strips = strips_of(pixels)
    with TemporaryDirectory() as folder:
        rows = _lines(write_lines(strips, Path(folder)), language) if strips else []
    read: dict[int, list[Row]] = {}
    for row in rows:
        read.setdefault(row.page - 1, []).append(row)
    lines = [line for index, found in read.items() if (line := _placed(strips[index], writing_in(found)))]
    steps = (
        *((f"{strokes} coloured strokes faded out",) if strokes else ()),
        "lines found by the detection network, each made dark on white at 44 px",
        f"tesseract {_ONE_LINE}",
    )
    return lines, steps


def _lines(names: list[str], language: str) -> list[Row]:
    """The words in pictures of one line each, by the library or by one run of the program."""
    folder = tesslibrary.data()
    if folder is not None:
        return tesslibrary.lines(names, language, folder)
    return _table(listing(names), language, _ONE_LINE)


def _placed(strip: Strip, rows: list[Row]) -> ReadLine | None:
    """A line's words with boxes in the picture; None where nothing is left of it."""
    ink, scale = ink_of(strip.pixels), scale_of(strip)
    words = tuple(
        Word(
            row.text,
            strip.box((row.left - MARGIN) * scale, (row.right - MARGIN) * scale, ink.top, ink.bottom),
            row.confidence,
        )
        for row in rows
    )
    return ReadLine(words) if words else None


def _whole(image: Image.Image, language: str) -> tuple[list[ReadLine], tuple[str, ...]]:
    """Leave everything to Tesseract, where the detection network is missing."""
    lines: dict[tuple[int, ...], list[Word]] = {}
    for row in _table(image, language, _PAGE):
        box = Box(row.left, row.top, row.right - row.left, row.height)
        lines.setdefault(row.line, []).append(Word(row.text, box, row.confidence))
    return [ReadLine(tuple(words)) for words in lines.values()], (f"tesseract {_PAGE}",)


def _table(source: Image.Image | str, language: str, mode: str) -> list[Row]:
    """The words that Tesseract sees in a picture, or in the pictures that a file lists."""
    import pytesseract

    table: dict[str, list[Any]] = pytesseract.image_to_data(
        source, lang=language, config=mode, output_type=pytesseract.Output.DICT
    )
    return rows_of(table)


@cache
def _version() -> str:
    if tesslibrary.data() is not None:
        return tesslibrary.library_version()
    import pytesseract

    return str(pytesseract.get_tesseract_version()).splitlines()[0]


@cache
def _languages() -> tuple[str, ...]:
    import pytesseract

    return tuple(word for word in pytesseract.get_languages() if word != "osd")


def _how_to_install() -> Message:
    if sys.platform == "win32":
        return message(
            "Tesseract is not on this machine; install it from the UB Mannheim build and put it on the PATH."
        )
    if sys.platform == "darwin":
        return message("Tesseract is not on this machine; install it with: brew install tesseract")
    return message("Tesseract is not on this machine; install it with: sudo apt install tesseract-ocr")


def more_languages() -> Message:
    """How to get languages that no engine on this machine reads."""
    if sys.platform.startswith("linux"):
        return message(
            "Other languages: install Tesseract's data for them, on Debian and Ubuntu with: "
            "sudo apt install tesseract-ocr-LANGUAGE (rus, ara, hin, ...)"
        )
    return message(
        "Other languages: put Tesseract's data for them (LANGUAGE.traineddata) into its tessdata folder."
    )


def _no_language(names: list[str]) -> Message:
    name = ", ".join(names)
    if sys.platform.startswith("linux"):
        packages = " ".join(f"tesseract-ocr-{one.replace('_', '-')}" for one in names)
        return message(
            "Tesseract has no data for the language {name}; install it with: sudo apt install {packages}",
            name=name,
            packages=packages,
        )
    return message(
        "Tesseract has no data for the language {name}; put {name}.traineddata into its tessdata folder.",
        name=name,
    )
