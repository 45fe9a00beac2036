"""A window on a store of its own, with a fake reader and the real library."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from fakes import FakeReader
from witnessmark.library.load import load
from witnessmark.matching.matcher import Matcher
from witnessmark.paths import paths
from witnessmark_gui import app

_OFFSCREEN = "plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"


def pytest_collection_modifyitems(items):
    """The offscreen platform complains of windows and menus; that says nothing about the program."""
    for item in items:
        if "gui" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_ignore(_OFFSCREEN, extend=True))


def pytest_sessionfinish():
    """What Qt has made is taken apart while Qt and Python are both there, and Qt tells Python nothing any more."""
    gc.collect()
    qInstallMessageHandler(None)


@pytest.fixture(scope="session")
def library():
    return load()


@pytest.fixture(scope="session")
def matcher(library):
    return Matcher(library.fingerprints)


@pytest.fixture
def reader():
    return FakeReader()


@pytest.fixture
def make_window(qtbot, tmp_path, library, matcher, reader, monkeypatch):
    """Makes windows and closes them at the end."""
    from witnessmark.pipeline import Instruments

    made = []

    def make(store=None):
        folders = paths(tmp_path / "data")
        application = QApplication.instance()
        window = app.open_window(application, folders, store or folders.store)
        monkeypatch.setattr(
            window.tools.toolbox, "_made", Instruments(reader, library, matcher), raising=True
        )
        window.tools.intake.library = library
        qtbot.addWidget(window, before_close_func=_unasked)
        made.append(window)
        return window

    yield make
    for window in made:
        window.tools.shutdown()


def _unasked(window):
    """The end of a test asks nobody whether what it left undone may be lost."""
    window.stores.may_close = lambda: True


@pytest.fixture
def window(make_window):
    return make_window()
