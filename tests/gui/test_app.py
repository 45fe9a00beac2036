from __future__ import annotations

import subprocess
import sys

from PySide6.QtGui import QImageReader

# numpy is not in this list: sqlite_utils imports it by itself wherever it is installed.
HEAVY = ("onnxruntime", "rapidocr", "cv2", "jinja2", "re2", "rapidfuzz", "pytesseract", "PIL", "yaml")


def test_nothing_heavy_is_loaded_before_the_window_is_shown(tmp_path):
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from witnessmark.paths import paths\n"
        "from witnessmark_gui import app\n"
        "qt = QApplication([])\n"
        f"folders = paths(Path({str(tmp_path)!r}))\n"
        "window = app.open_window(qt, folders, folders.store)\n"
        "qt.processEvents()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
        "window.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_version_needs_no_window(capsys):
    import pytest

    from witnessmark_gui.app import main

    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith("witnessmark ")


def test_a_picture_of_more_than_256_mebibytes_may_be_shown(window):
    assert QImageReader.allocationLimit() >= 4 * 2160 * 60_000 // 2**20
