"""What the window writes down beside the settings: small JSON files that may be missing or spoilt."""

from __future__ import annotations

import json
import logging
from pathlib import Path

from witnessmark.files import write_whole

log = logging.getLogger(__name__)


def jot(file: Path, value: object) -> None:
    """Write a value down; where that cannot be done, the log says so and the work goes on."""
    try:
        write_whole(file, (json.dumps(value, indent=2) + "\n").encode())
    except OSError as error:
        log.warning("%s could not be written: %s", file.name, error)


def jotted(file: Path) -> object:
    """What was written down; None where there is nothing or nonsense."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
