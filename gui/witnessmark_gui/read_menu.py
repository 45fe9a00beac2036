"""The menu that reads the picture on show again: with another engine, or in another language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu, QWidget

from witnessmark.messages import term
from witnessmark_gui.language import say
from witnessmark_gui.reading_languages import language_name

_ENGINES = (("auto", term("Automatic")), ("rapidocr", term("RapidOCR")), ("tesseract", term("Tesseract")))


class ReadMenu(QMenu):
    """Entries for engines, and a menu of the languages that are installed here.

    `read` takes an engine and a language; empty is what the settings say.
    """

    def __init__(
        self, parent: QWidget, read: Callable[[str, str], object], languages: Callable[[], tuple[str, ...]]
    ) -> None:
        super().__init__(parent)
        self._read, self._known = read, languages
        for name, text in _ENGINES:
            self.addAction(say(text)).triggered.connect(partial(self._with_engine, name))
        self.addSeparator()
        self.languages = self.addMenu(say("In another language"))
        self.languages.aboutToShow.connect(self._fill)

    def _with_engine(self, engine: str, *_: object) -> None:
        self._read(engine, "")

    def _in_language(self, code: str, *_: object) -> None:
        self._read("", code)

    @Slot()
    def _fill(self) -> None:
        """List the languages of today: data for Tesseract may have been added."""
        self.languages.clear()
        for code in self._known():
            self.languages.addAction(language_name(code)).triggered.connect(partial(self._in_language, code))
        if not self.languages.actions():
            self.languages.addAction(say("None yet")).setEnabled(False)
