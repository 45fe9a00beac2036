"""What a person prefers while working: it holds at once, also where it cannot be written down."""

from __future__ import annotations

import logging

from witnessmark.settings import Settings, Value

log = logging.getLogger(__name__)


def prefer(settings: Settings, name: str, value: Value) -> None:
    """Change a setting; where the file cannot be written, it holds until the program is closed."""
    try:
        settings.change(name, value)
    except OSError as error:
        log.warning("the setting %s could not be written: %s", name, error)
