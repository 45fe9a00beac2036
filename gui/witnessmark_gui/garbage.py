"""Collects Python's garbage in the window's thread and in no other.

Python looks for garbage in whatever thread happens to make objects. Found by a worker, a closed dialog would be taken
apart there, while the window's thread holds Qt's locks and waits for Python: both would stand still for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_PAUSE = 1000  # milliseconds between two looks


class Garbage(QObject):
    """Takes the work over from Python while there are threads; `end` gives it back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that Python itself would."""
        full = [count > limit > 0 for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if any(full):
            gc.collect(max(generation for generation, is_full in enumerate(full) if is_full))

    def end(self) -> None:
        """There are no threads any more: Python may collect wherever it is."""
        self._timer.stop()
        if self._was:
            gc.enable()
