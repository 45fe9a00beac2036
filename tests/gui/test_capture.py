from __future__ import annotations

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
