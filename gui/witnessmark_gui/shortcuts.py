"""The keys of the actions, as the person changed them; one small file beside the settings."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtGui import QKeySequence

from witnessmark_gui.actions import ACTIONS, Actions
from witnessmark_gui.jottings import jot, jotted

log = logging.getLogger(__name__)


class Shortcuts:
    """The usual keys, and over them what the file says. A key belongs to one action only."""

    def __init__(self, file: Path, actions: Actions) -> None:
        self._file = file
        self._actions = actions
        self._changed: dict[str, str] = {}
        self._take(_read(file))

    def _take(self, found: dict[str, str]) -> None:
        """Apply what the file says; a key that it gives to two actions stays with the first."""
        known = {name: keys for name, keys in found.items() if name in self._actions}
        for name in known:
            self._actions[name].setShortcuts([])
        for name, keys in known.items():
            other = self.taken_by(QKeySequence(keys), name) if keys else None
            if other is None:
                self._apply(name, keys)
            else:
                log.warning("the keys %s of %s belong to %s", keys, name, other)

    def __contains__(self, name: object) -> bool:
        return name in self._actions

    def keys(self, name: str) -> str:
        """The keys of an action, as text."""
        sequences = self._actions[name].shortcuts()
        return "   ".join(keys.toString(QKeySequence.SequenceFormat.NativeText) for keys in sequences)

    def taken_by(self, keys: QKeySequence, but: str) -> str | None:
        """The action that has these keys already, other than `but`."""
        for spec in ACTIONS:
            if (
                spec.name != but
                and spec.name in self._actions
                and keys in self._actions[spec.name].shortcuts()
            ):
                return spec.name
        return None

    def set(self, name: str, keys: QKeySequence) -> None:
        """Give an action these keys in place of its own; an empty sequence leaves it without."""
        self._apply(name, keys.toString(QKeySequence.SequenceFormat.PortableText))
        self._write()

    def reset(self, name: str) -> None:
        """Give an action its usual keys again."""
        spec = next(spec for spec in ACTIONS if spec.name == name)
        self._actions[name].setShortcuts([QKeySequence(keys) for keys in spec.keys])
        self._changed.pop(name, None)
        self._write()

    def _apply(self, name: str, keys: str) -> None:
        self._actions[name].setShortcuts([QKeySequence(keys)] if keys else [])
        self._changed[name] = keys

    def _write(self) -> None:
        jot(self._file, self._changed)


def _read(file: Path) -> dict[str, str]:
    found = jotted(file)
    if not isinstance(found, dict):
        return {}
    return {name: keys for name, keys in found.items() if isinstance(name, str) and isinstance(keys, str)}
