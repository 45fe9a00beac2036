"""The engine `tesseract`: the system's Tesseract through pytesseract."""

from __future__ import annotations

import os
import sys
import time
from functools import cache
from shutil import which
from typing import Any

from PIL import Image

from witnessmark.errors import EngineMissing
from witnessmark.geometry import Box
from witnessmark.reading.engine import EngineStatus
from witnessmark.reading.ordering import ReadLine, in_reading_order
from witnessmark.records import Message, Reading, Word, message

NAME = "tesseract"
_MODE = "--psm 3"


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
            raise EngineMissing(_how_to_install().text)
        return _languages()

    def read(self, image: Image.Image, language: str) -> Reading:
        """What Tesseract sees; raises EngineMissing where it or the language is missing."""
        missing = set(language.split("+")) - set(self.languages())
        if missing:
            raise EngineMissing(_no_language("+".join(sorted(missing))).text)
        started = time.perf_counter()
        words, lines = in_reading_order(_lines(_table(image, language)))
        return Reading(
            engine=self.name,
            version=self.version,
            language=language,
            seconds=round(time.perf_counter() - started, 3),
            words=words,
            lines=lines,
            steps=(f"tesseract {_MODE}",),
        )


def _table(image: Image.Image, language: str) -> dict[str, list[Any]]:
    """Tesseract's table of words, a list a column."""
    import pytesseract

    # More threads make Tesseract slower on pictures of this size.
    os.environ["OMP_THREAD_LIMIT"] = "1"
    table: dict[str, list[Any]] = pytesseract.image_to_data(
        image, lang=language, config=_MODE, output_type=pytesseract.Output.DICT
    )
    return table


def _lines(table: dict[str, list[Any]]) -> list[ReadLine]:
    lines: dict[tuple[int, int, int], list[Word]] = {}
    for index, text in enumerate(table["text"]):
        if not str(text).strip():
            continue
        key = (table["block_num"][index], table["par_num"][index], table["line_num"][index])
        box = Box(*(int(table[name][index]) for name in ("left", "top", "width", "height")))
        confidence = max(0.0, min(1.0, float(table["conf"][index]) / 100))
        lines.setdefault(key, []).append(Word(str(text).strip(), box, round(confidence, 4)))
    return [ReadLine(tuple(words)) for words in lines.values()]


@cache
def _version() -> str:
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


def _no_language(name: str) -> Message:
    if sys.platform.startswith("linux"):
        package = name.replace("_", "-")
        return message(
            "Tesseract has no data for the language {name}; install it with: "
            "sudo apt install tesseract-ocr-{package}",
            name=name,
            package=package,
        )
    return message(
        "Tesseract has no data for the language {name}; put {name}.traineddata into its tessdata folder.",
        name=name,
    )
