"""Tesseract as a library inside the worker, through tesserocr: no program is started for a picture.

The library travels in tesserocr's wheel; the languages' data are those of the system's Tesseract.
"""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from witnessmark.reading.tessrows import Row

if TYPE_CHECKING:
    from tesserocr import PyTessBaseAPI

_PROGRAM = "tesseract"
_WAIT = 20  # seconds for the program to say where its data are


@cache
def data() -> Path | None:
    """The folder of the system's language data; None where it is not known or the library is not here."""
    try:
        version("tesserocr")
        said = subprocess.run([_PROGRAM, "--list-langs"], capture_output=True, text=True, timeout=_WAIT)
    except (PackageNotFoundError, OSError, subprocess.SubprocessError):
        return None
    named = re.search(r'"([^"\n]+)"', said.stdout + said.stderr)
    folder = Path(named[1]) if named else None
    return folder if folder is not None and folder.is_dir() else None


def library_version() -> str:
    """The version of the Tesseract inside, and of the wheel that it travels in."""
    import tesserocr

    return f"{tesserocr.tesseract_version().split()[1]} (tesserocr {version('tesserocr')})"


def lines(names: list[str], language: str, folder: Path) -> list[Row]:
    """The words in pictures of one line each; the n-th picture is page n, from 1."""
    from PIL import Image

    api = _loaded(language, folder)
    rows: list[Row] = []
    for page, name in enumerate(names, 1):
        with Image.open(name) as picture:
            api.SetImage(picture)
        api.Recognize()
        rows += _rows(api, page)
        api.Clear()
    return rows


@cache
def _loaded(language: str, folder: Path) -> PyTessBaseAPI:
    from tesserocr import PSM, PyTessBaseAPI

    api = PyTessBaseAPI(path=str(folder), lang=language, psm=PSM.SINGLE_LINE)
    api.SetVariable("debug_file", os.devnull)
    return api


def _rows(api: PyTessBaseAPI, page: int) -> list[Row]:
    from tesserocr import RIL, iterate_level

    found = api.GetIterator()
    if found is None:
        return []
    rows = []
    for word in iterate_level(found, RIL.WORD):
        box = word.BoundingBox(RIL.WORD)
        if box is None or word.Empty(RIL.WORD):
            continue
        left, top, right, bottom = box
        text = word.GetUTF8Text(RIL.WORD).strip()
        if text:
            sure = round(max(0.0, min(1.0, word.Confidence(RIL.WORD) / 100)), 4)
            rows.append(Row(text, page, (page,), left, right, top, bottom - top, sure))
    return rows
