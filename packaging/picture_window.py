"""Takes the README's picture of the window: `picture_window.py OUT.png [THEME]`.

Without a screen: `xvfb-run -s '-screen 0 1440x900x24' .venv/bin/python packaging/picture_window.py OUT.png`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from witnessmark.paths import paths
from witnessmark.settings import Settings
from witnessmark_gui.app import open_window

SIZE = (1440, 900)
PATIENCE = 180.0  # seconds until the sample must be read


def main() -> int:
    """Open the window on the sample in a folder of its own, wait for the findings, and save what it shows."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    with tempfile.TemporaryDirectory(prefix="witnessmark-picture-") as folder:
        where = paths(Path(folder))
        settings = Settings(where.settings)
        settings.change("theme", sys.argv[2] if len(sys.argv) > 2 else "light")
        settings.change("examiner", "A. Analyst")
        application = QApplication(sys.argv[:1])
        window = open_window(application, where, where.store)
        window.resize(*SIZE)
        window.deeds.open_sample()
        store = window.tools.bench.store
        _turn(application, lambda: store is not None and bool(store.cases()) and store.cases()[0].items > 0)
        _turn(application, lambda: False, 3.0)
        saved = window.grab().save(sys.argv[1])
        window.close()
    return 0 if saved else 1


def _turn(application: QApplication, done: object, seconds: float = PATIENCE) -> None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends and not done():  # type: ignore[operator]
        application.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
