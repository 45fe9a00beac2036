"""Which program and libraries made an inspection."""

from __future__ import annotations

import platform
from functools import cache
from importlib import metadata

from witnessmark import __version__

_LIBRARIES = (
    "Pillow",
    "numpy",
    "onnxruntime",
    "pytesseract",
    "rapidfuzz",
    "rapidocr",
    "google-re2",
    "sqlite-utils",
)


@cache
def versions() -> dict[str, str]:
    """Names and versions of the program, Python, the platform and the libraries that decide a result."""
    found = {"witnessmark": __version__, "python": platform.python_version(), "platform": platform.platform()}
    for name in _LIBRARIES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "not installed"
    return found
