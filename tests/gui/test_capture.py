from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap

from witnessmark.errors import UnreadableInput
from witnessmark_gui.capture import Choice, capture


def test_a_desktop_that_hides_its_screen_is_named_with_the_way_around(qtbot, window):
    with pytest.raises(UnreadableInput, match=r"wayland.*Ctrl\+V"):
        capture(window, lambda mime: None, "wayland")
    assert window.isVisible()


def test_a_drawn_region_is_taken_in_at_the_screens_own_fineness(qtbot, window):
    shot = QPixmap(800, 600)
    shot.fill(Qt.GlobalColor.red)
    taken = []
    choice = Choice(shot, window, taken.append)
    choice.resize(400, 300)
    choice.show()
    qtbot.mousePress(choice, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    qtbot.mouseMove(choice, QPoint(110, 60))
    qtbot.mouseRelease(choice, Qt.MouseButton.LeftButton, pos=QPoint(110, 60))
    assert [(mime.imageData().width(), mime.imageData().height()) for mime in taken] == [(202, 102)]


def test_escape_gives_up_and_shows_the_window_again(qtbot, window):
    taken = []
    choice = Choice(QPixmap(100, 100), window, taken.append)
    choice.show()
    window.hide()
    qtbot.keyClick(choice, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert taken == []


def test_the_program_goes_on_while_its_window_is_hidden():
    code = (
        "import sys\n"
        "from PySide6.QtCore import Qt, QTimer\n"
        "from PySide6.QtTest import QTest\n"
        "from PySide6.QtWidgets import QApplication, QWidget\n"
        "from witnessmark_gui.capture import Choice, capture\n"
        "qt, window = QApplication([]), QWidget()\n"
        "window.show()\n"
        "def give_up():\n"
        "    choice = next((each for each in qt.topLevelWidgets() if isinstance(each, Choice)), None)\n"
        "    if choice is None:\n"
        "        QTimer.singleShot(20, give_up)\n"
        "        return\n"
        "    choice.close()\n"
        "    print(window.isVisible(), flush=True)\n"
        "    QTimer.singleShot(0, window.close)\n"
        "QTimer.singleShot(0, lambda: capture(window, print, 'xcb'))\n"
        "QTimer.singleShot(0, give_up)\n"
        "sys.exit(qt.exec())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr
