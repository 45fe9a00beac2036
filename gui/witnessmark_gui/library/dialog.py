"""The library: all fingerprints in use, and what was left out of the packs and why."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLineEdit, QTableView, QWidget

from witnessmark.library.load import Library
from witnessmark_gui.dialogs.card import CardDialog
from witnessmark_gui.dialogs.frame import Frame
from witnessmark_gui.language import say
from witnessmark_gui.library.model import LibraryModel
from witnessmark_gui.parts import label


class LibraryDialog(Frame):
    """Lists the fingerprints; a double click or Enter shows the card of one."""

    fits_words = False

    def __init__(self, parent: QWidget | None, library: Library) -> None:
        super().__init__(
            parent,
            say("Fingerprints"),
            say(
                "Library {version}: {count} fingerprints in {packs} packs. A match shows whose "
                "wording a text "
                "resembles, not which product wrote it.",
                version=library.stamp.version,
                count=len(library.fingerprints),
                packs=len(library.stamp.packs),
            ),
        )
        self.resize(920, 560)
        self.fingerprints = LibraryModel(library.fingerprints, self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("Search: words, a maker, a kind, tier:A"))
        self.search.setAccessibleName(say("Search the fingerprints"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.fingerprints.search)
        self.column.addWidget(self.search)
        self.table = QTableView()
        self.table.setModel(self.fingerprints)
        self.table.setAccessibleName(say("Fingerprints"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column, width in enumerate((270, 80, 90, 110, 45)):
            self.table.setColumnWidth(column, width)
        header.setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        self.table.activated.connect(self.show_card)
        self.column.addWidget(self.table, 1)
        if library.complaints:
            words = say("Left out: {what}", what=" ".join(library.complaints))
            self.column.addWidget(label(words, name="muted", wrap=True))
        self.add_buttons(say("Close")).setAutoDefault(False)

    def show_card(self, index: QModelIndex) -> None:
        """The card of the fingerprint in a row."""
        CardDialog(self, self.fingerprints.fingerprint(index.row())).exec()
