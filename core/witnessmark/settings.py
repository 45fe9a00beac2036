"""One table of settings, read by the command line, the settings dialog and the documentation."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from witnessmark.errors import reason
from witnessmark.files import write_whole
from witnessmark.language import LANGUAGES, SYSTEM
from witnessmark.messages import Message, message, term

log = logging.getLogger(__name__)

Value = str | int | float | bool

USUAL_PICTURE = 100  # million pixels; 300 MB once decoded
LARGEST_PICTURE = 500  # million pixels; the window holds each as 4 bytes, twice while it is cut into strips

# What becomes of files that the window takes in together.
ASK, TOGETHER, APART = term("ask"), term("one case"), term("a case for each")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name, what it is by default, the values it may take, and what it does."""

    name: str
    default: Value
    help: str
    choices: tuple[Value, ...] = ()
    low: float | None = None
    high: float | None = None

    def accepts(self, value: object) -> bool:
        """Whether `value` has the type and range of this setting."""
        if type(value) is not type(self.default):
            return False
        if self.choices:
            return value in self.choices
        if isinstance(value, int | float) and not isinstance(value, bool):
            return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
        return True


SETTINGS: tuple[Setting, ...] = (
    Setting("examiner", "", "Your name, as it stands in the audit log and in exports."),
    Setting("engine", "auto", "The OCR engine.", choices=("auto", "rapidocr", "tesseract")),
    Setting("language", "eng", "The language of the text, as Tesseract names it."),
    Setting(
        "seconds_per_picture",
        120,
        "How many seconds one picture may take to read; one of more than 20 million pixels has longer.",
        low=5,
        high=3600,
    ),
    Setting(
        "memory_per_picture", 3072, "How much memory, in MiB, one reading may take.", low=512, high=65536
    ),
    Setting(
        "largest_picture",
        USUAL_PICTURE,
        "How many million pixels a picture may have, and for each of them 500 pixels a side; a larger one is refused.",
        low=1,
        high=LARGEST_PICTURE,
    ),
    Setting(
        "several_files",
        ASK,
        "What becomes of files that are opened or dropped on the window together.",
        choices=(ASK, TOGETHER, APART),
    ),
    Setting(
        "score",
        85,
        "The lowest score, of 100, at which a passage is taken for a fingerprint.",
        low=70,
        high=100,
    ),
    Setting(
        "backups",
        7,
        "How many backups of the store are kept, one of each day; 0 makes none.",
        low=0,
        high=365,
    ),
    Setting("uncertain_below", 0.8, "Words under this confidence are shown as uncertain.", low=0.0, high=1.0),
    Setting(
        "interface_language",
        SYSTEM,
        "The language of the window, the command line and reports; an open window changes when it is "
        "opened again.",
        choices=(SYSTEM, *LANGUAGES),
    ),
    Setting("theme", "system", "The colours of the window.", choices=("system", "light", "dark")),
    Setting(
        "text_zoom", 0, "Steps by which the transcript is larger than the window's text.", low=-6, high=20
    ),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


class Settings:
    """The settings of this machine: defaults, over them what the file says."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._values: dict[str, Value] = {}
        self._foreign: dict[str, object] = {}  # of another version of the program: written back as it was
        self._broken = False
        self.complaints: list[Message] = []
        if file is not None and file.exists():
            self._load(file)

    def __getitem__(self, name: str) -> Value:
        return self._values.get(name, _BY_NAME[name].default)

    def text(self, name: str) -> str:
        """A setting that is text."""
        return str(self[name])

    def number(self, name: str) -> float:
        """A setting that is a number."""
        return float(self[name])

    def change(self, name: str, value: Value) -> None:
        """Set one setting and write the file; raises ValueError where the value does not fit."""
        if not _BY_NAME[name].accepts(value):
            raise ValueError(f"{value!r} is no value for the setting {name}")
        self._values[name] = value
        if self._file is not None:
            self._write(self._file)

    def _write(self, file: Path) -> None:
        """Write the file whole or not at all; one that could not be read is set aside first."""
        if self._broken and file.exists():
            file.replace(_set_aside(file))
            self._broken = False
        write_whole(file, (json.dumps({**self._foreign, **self._values}, indent=2) + "\n").encode())

    def _load(self, file: Path) -> None:
        """Take what fits; what does not is named in `complaints` and falls back to its default."""
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
            if not isinstance(found, dict):
                raise ValueError("it holds no table of names and values")
        except (OSError, ValueError, RecursionError) as error:
            self._broken = True
            self.complaints.append(
                message(
                    "The settings in {file} could not be read ({why}); defaults are used. The next change sets that "
                    "file aside as {aside}.",
                    file=file,
                    why=reason(error),
                    aside=_set_aside(file).name,
                )
            )
            return
        for name, value in found.items():
            setting = _BY_NAME.get(name)
            if setting is None:
                self._foreign[name] = value
                log.info("unknown setting %s is left as it is", name)
            elif setting.accepts(value):
                self._values[name] = value
            else:
                self.complaints.append(
                    message(
                        "The setting {name} in {file} has no usable value; its default is used.",
                        name=name,
                        file=file,
                    )
                )


def _set_aside(file: Path) -> Path:
    return file.with_suffix(".broken")


def readable(name: str) -> str:
    """The name of a setting as people write it, in English."""
    return name.replace("_", " ").capitalize()
