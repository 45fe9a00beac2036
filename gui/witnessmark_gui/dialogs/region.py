"""What to do with a region of the picture: copy its words, make a turn of them, or read it again in another way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QWidget

from witnessmark_gui.dialogs.frame import Frame, copier, text_field
from witnessmark_gui.language import say
from witnessmark_gui.reading_languages import language_name
from witnessmark_gui.transcript.script import ROLES


class RegionDialog(Frame):
    """Shows the words of a region; its buttons make a turn of them or read the region again.

    `as_turn` says that the words are to be a turn, of the role and speaker chosen.
    `languages` are those that each engine reads on this machine; an engine that is not here has none.
    """

    note_asked = Signal()
    redaction_asked = Signal()

    def __init__(
        self, parent: QWidget | None, words: str, languages: Mapping[str, Sequence[str]], language: str
    ) -> None:
        super().__init__(
            parent,
            say("Region of the picture"),
            say(
                "Reading again replaces the words of this region and proposes the turns anew. Corrections of "
                "words outside it stay; roles and speakers stay where the turn holds the same words. "
                "Undo brings the rest back."
            ),
        )
        self.words = text_field(words, say("No words were read here."), say("Words of the region"))
        self.words.setReadOnly(True)
        self.column.addWidget(self.words)
        self.as_turn = False
        copy = QPushButton(say("Copy these words"))
        copy.setAutoDefault(False)
        copy.clicked.connect(copier(self.words.toPlainText))
        row = QHBoxLayout()
        row.addWidget(copy)
        for text, signal in ((say("Note …"), self.note_asked), (say("Redact …"), self.redaction_asked)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(self.reject)
            button.clicked.connect(signal)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self._offer_turn(bool(words))
        form = QFormLayout()
        self.engine = QComboBox()
        for name, text in (("tesseract", "Tesseract"), ("rapidocr", "RapidOCR"), ("auto", say("Automatic"))):
            if languages.get(name) or not languages:
                self.engine.addItem(text, name)
        self.language = QComboBox()
        self._languages, self._wanted = languages, language
        self.engine.currentIndexChanged.connect(self._offer_languages)
        self.language.activated.connect(self._want_language)
        self._offer_languages()
        for name, field in ((say("Engine"), self.engine), (say("Language"), self.language)):
            field.setAccessibleName(name)
            form.addRow(name, field)
        self.column.addLayout(form)
        self.add_buttons(say("Read the region again"), say("Cancel"))

    def _offer_languages(self) -> None:
        """Offer what the chosen engine reads; the language that was chosen before stays where it can."""
        self.language.clear()
        for code in self._languages.get(self.engine.currentData()) or [self._wanted]:
            self.language.addItem(language_name(code), code)
        self.language.setCurrentIndex(max(0, self.language.findData(self._wanted)))

    def _want_language(self, index: int) -> None:
        """Remember what the person chose, also while an engine does not have it."""
        self._wanted = str(self.language.itemData(index))

    def _offer_turn(self, has_words: bool) -> None:
        """Role, speaker and the button that makes a turn of the region's words."""
        form = QFormLayout()
        self.role = QComboBox()
        for role in ROLES:
            self.role.addItem(say(role), role)
        self.role.setCurrentIndex(self.role.findData("other"))
        self.speaker = QLineEdit()
        self.speaker.setPlaceholderText(say("The name as the picture shows it; empty for none"))
        for name, field in ((say("Role"), self.role), (say("Speaker"), self.speaker)):
            field.setAccessibleName(name)
            form.addRow(name, field)
        self.column.addLayout(form)
        self.make = QPushButton(say("Make a turn of these words"))
        self.make.setAutoDefault(False)
        self.make.setEnabled(has_words)
        self.make.clicked.connect(self._choose_turn)
        self.column.addWidget(self.make)

    @Slot()
    def _choose_turn(self) -> None:
        self.as_turn = True
        self.accept()
