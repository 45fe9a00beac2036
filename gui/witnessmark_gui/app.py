"""The composition root of the window: makes everything once, hands it down, and starts Qt."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import sys
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QIcon, QImageReader
from PySide6.QtWidgets import QApplication

from witnessmark import __version__
from witnessmark.paths import Paths, paths
from witnessmark.settings import Settings
from witnessmark_gui.edit_desk import EditDesk
from witnessmark_gui.garbage import Garbage
from witnessmark_gui.intake_desk import IntakeDesk
from witnessmark_gui.jobs import Toolbox
from witnessmark_gui.keeper import StorePlace
from witnessmark_gui.language import told
from witnessmark_gui.session import Session
from witnessmark_gui.speaking import speak
from witnessmark_gui.tasks import Tasks
from witnessmark_gui.theme import Theme
from witnessmark_gui.tools import Tools
from witnessmark_gui.window import MainWindow
from witnessmark_gui.workbench import Workbench
from witnessmark_resources import ROOT

log = logging.getLogger("witnessmark_gui")

# MiB of a decoded picture. Qt refuses more than 256 by itself; ours come from a worker with a limit of its own.
_BITMAP = 4096
_LOG_SIZE = 1 << 20  # bytes from which on a new log file is begun

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def main(argv: list[str] | None = None) -> int:
    """Open the window; returns the exit code once it is closed."""
    given = _arguments(sys.argv[1:] if argv is None else argv)
    # Set before anything can import onnxruntime, which otherwise reports home.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    folders = paths(given.data_dir)
    _configure_logging(folders)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("Witnessmark")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("witnessmark")
    application.setWindowIcon(QIcon(str(ROOT / "icons" / "witnessmark.svg")))
    window = open_window(application, folders, given.store or folders.store)
    QTimer.singleShot(0, lambda: _begin(window, given.files, given.sample))
    try:
        return application.exec()
    finally:
        # Qt goes on speaking while the process ends, when there is no Python left to listen.
        qInstallMessageHandler(None)
        gc.collect()


def open_window(application: QApplication, folders: Paths, store: Path) -> MainWindow:
    """The window on a store, shown; where that cannot be used, the window says so and works in memory."""
    QImageReader.setAllocationLimit(_BITMAP)
    settings = Settings(folders.settings)
    speak(application, settings.text("interface_language"))
    bench = Workbench(StorePlace(store, settings.text("examiner")))
    tasks = Tasks()
    toolbox = Toolbox(folders.packs, settings.number("score"), folders.cache)
    intake = IntakeDesk(bench, tasks, toolbox, settings)
    edits = EditDesk(bench, tasks, toolbox, settings)
    theme = Theme(application, settings.text("theme"))
    tools = Tools(folders, settings, theme, bench, tasks, toolbox, intake, edits)
    window = MainWindow(tools)
    tools.garbage = Garbage(window)
    bench.open_store(bench.place)
    tools.session = Session(folders.config / "session.json", bench, tasks)
    window.show()
    if settings.complaints:
        window.notice.tell("\n".join(told(complaint) for complaint in settings.complaints))
    return window


def _begin(window: MainWindow, files: list[Path], sample: bool) -> None:
    """After the first paint: warm the reader; open what was asked for, the newest case, or the sample."""
    tools = window.tools
    tools.intake.warm()
    tools.intake.care(tools.paths)
    if files:
        window.deeds.bring_files(files)
    elif sample or (tools.bench.store is not None and tools.bench.store.count() == 0):
        tools.bench.item_shown.connect(window.show_tour, Qt.ConnectionType.SingleShotConnection)
        window.deeds.open_sample()
    else:
        window.stores.come_back()


def _arguments(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="witnessmark-gui", description="Open the window.")
    parser.add_argument("files", nargs="*", type=Path, help="pictures or text files to open at once")
    parser.add_argument("--data-dir", type=Path, help="keep everything in this folder")
    parser.add_argument("--store", type=Path, help="the evidence store to work in")
    parser.add_argument("--sample", action="store_true", help="open the sample case")
    parser.add_argument("--version", action="version", version=f"witnessmark {__version__}")
    return parser.parse_args(argv)


def _configure_logging(folders: Paths) -> None:
    """One log file for the program and for Qt; where it cannot be written, nothing is logged."""
    handler: logging.Handler = logging.NullHandler()
    file = folders.log / "window.log"
    try:
        folders.log.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _LOG_SIZE:  # logging.handlers takes long to load
            file.replace(file.with_suffix(".log.1"))
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    except OSError:
        pass
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)


if __name__ == "__main__":
    sys.exit(main())
