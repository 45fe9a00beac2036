"""Puts the window into a language: the program's own words, Qt's words, and the direction of writing."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from witnessmark.language import use


def speak(application: QApplication, wish: str) -> None:
    """Speak the language of the setting; to be called before a window is made."""
    language = use(wish, tuple(QLocale.system().uiLanguages()))
    before = application.findChild(QTranslator, "words of Qt")
    if before is not None:
        application.removeTranslator(before)
        before.setParent(None)
    leftwards = language.direction == "rtl"
    application.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight
    )
    if language.code == "en":
        return
    translator = QTranslator(application)
    translator.setObjectName("words of Qt")
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language.code}", folder):
        application.installTranslator(translator)
