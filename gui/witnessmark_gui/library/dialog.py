"""The library: every fingerprint with its card, what was left out of the packs, and the tools to keep one's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from witnessmark.errors import WitnessmarkError
from witnessmark.export.write import replace_file
from witnessmark.library import keep
from witnessmark.library.card import card, families, sign_of
from witnessmark.library.choose import Choice
from witnessmark.library.entries import KINDS, TIERS
from witnessmark.library.load import Library
from witnessmark.records import Fingerprint
from witnessmark_gui.dialogs.frame import Frame, ask
from witnessmark_gui.dialogs.frame import tell as tell_box
from witnessmark_gui.language import family, say, told
from witnessmark_gui.library.card import CardPane
from witnessmark_gui.library.desk import LibraryDesk
from witnessmark_gui.library.editor import EntryDialog
from witnessmark_gui.library.importing import ImportDialog, pack_bytes
from witnessmark_gui.library.model import LibraryModel
from witnessmark_gui.parts import label

_MOST = 4  # faults of packs that are told below the list


class LibraryDialog(Frame):
    """Lists the fingerprints beside the card of the chosen one; adds, edits, switches, takes over and passes on."""

    fits_words = False

    def __init__(self, parent: QWidget | None, desk: LibraryDesk) -> None:
        super().__init__(parent, say("Fingerprints"))
        self.resize(1280, 720)
        self.desk = desk
        self.fingerprints = LibraryModel(desk.library, self)
        self.about = label(name="muted", wrap=True)
        self.column.addWidget(self.about)
        self.column.addLayout(self._filters())
        self.said = label(wrap=True)
        self.column.addWidget(self.said)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._list())
        self.card = CardPane()
        split.addWidget(self.card)
        split.setSizes([740, 520])
        split.setChildrenCollapsible(False)
        self.column.addWidget(split, 1)
        self.left_out = label(name="muted", wrap=True)
        self.column.addWidget(self.left_out)
        self.column.addLayout(self._buttons())
        desk.changed.connect(self._changed)
        desk.trouble.connect(self._trouble)
        self._describe()
        self._choose()
        self.search.setFocus()

    def _filters(self) -> QHBoxLayout:
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("Search: words, a maker, a kind, tier:A"))
        self.search.setAccessibleName(say("Search the fingerprints"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._choose)
        known = families(self.desk.library)
        self.family = _filter(say("Every family"), {each: family(each) for each in (*known, "assistant")})
        self.kind = _filter(say("Every kind"), {each: say(each) for each in KINDS})
        self.tier = _filter(say("Every tier"), {each: say("Tier {tier}", tier=each) for each in TIERS})
        self.origin = _filter(say("All packs"), {"shipped": say("Shipped packs"), "own": say("Your packs")})
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        for each, name in (
            (self.family, say("Family")),
            (self.kind, say("Kind")),
            (self.tier, say("Tier")),
            (self.origin, say("Packs")),
        ):
            each.setAccessibleName(name)
            each.currentIndexChanged.connect(self._choose)
            row.addWidget(each)
        return row

    def _list(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.table = QTableView()
        self.table.setModel(self.fingerprints)
        self.table.setAccessibleName(say("Fingerprints"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setShowGrid(False)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        for column_at, width in enumerate((240, 80, 100, 60)):
            self.table.setColumnWidth(column_at, width)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(40)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.activated.connect(self._edit_row)
        column.addWidget(self.table, 1)
        self.count = label(name="muted")
        column.addWidget(self.count)
        return side

    def _buttons(self) -> QHBoxLayout:
        self.add_button = _button(say("Add …"), self.add_entry)
        self.edit_button = _button(say("Edit …"), self.edit_entry)
        self.switch_button = _button(say("Switch off"), self.switch_entry)
        self.remove_button = _button(say("Remove …"), self.remove_entry)
        self.import_button = _button(say("Import …"), self.choose_import)
        self.export_button = _button(say("Export …"), self.choose_export)
        row = QHBoxLayout()
        for each in (self.add_button, self.edit_button, self.switch_button, self.remove_button):
            row.addWidget(each)
        row.addSpacing(14)
        row.addWidget(self.import_button)
        row.addWidget(self.export_button)
        row.addStretch(1)
        close = _button(say("Close"), self.accept)
        row.addWidget(close)
        return row

    @property
    def chosen(self) -> Fingerprint | None:
        """The fingerprint whose card is on show."""
        rows = self.table.selectionModel().selectedRows()
        return self.fingerprints.fingerprint(rows[0].row()) if rows else None

    def show_fingerprint(self, identity: str) -> None:
        """Choose a fingerprint, if it is on show."""
        row = self.fingerprints.row_of(identity)
        if row >= 0:
            self._select(row)
            self.table.scrollTo(self.fingerprints.index(row, 0))

    def _select(self, row: int) -> None:
        # `selectRow` would add to the choice or take away from it while Ctrl is held, as it is in the shortcut that
        # opens this dialog.
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.table.selectionModel().setCurrentIndex(self.fingerprints.index(row, 0), flags)

    @Slot()
    def add_entry(self) -> None:
        """Write a new entry."""
        empty = Fingerprint("own.style.new", "style", "U", text="")
        self._edit(empty, fresh=True)

    @Slot()
    def edit_entry(self) -> None:
        """Edit the chosen entry; of a pack that is not the own one, a copy is edited."""
        entry = self.chosen
        if entry is None:
            return
        if self._in_own_pack(entry):
            self._edit(entry, fresh=False)
        else:
            self._edit(replace(entry, id=f"own.{entry.kind}.{entry.id.split('.')[-1]}"), fresh=True)

    @Slot()
    def switch_entry(self) -> None:
        """Switch the chosen entry off, or on again."""
        entry = self.chosen
        if entry is not None:
            self.desk.switch(entry.id, self.fingerprints.is_off(entry))

    @Slot()
    def remove_entry(self) -> None:
        """Take the chosen entry out of the own pack, once that was asked."""
        entry = self.chosen
        if entry is None:
            return
        words = say("It is taken out of your own pack. Older inspections keep what they found.")
        if ask(self, say("Remove {name}?", name=entry.id), words, say("Remove")):
            self.desk.remove(entry.id)

    @Slot()
    def choose_import(self) -> None:
        """Choose a pack file and look at it."""
        chooser = self.desk.tools.chooser
        file = chooser.source(self, say("Import a pack"), say("Packs (*.yaml *.yml)"))
        if file is not None:
            self.import_file(file)

    def import_file(self, file: Path) -> None:
        """Show what a pack would bring; take it over if the person agrees."""
        try:
            seen = keep.preview(self.desk.library, pack_bytes(file), file.name, self.desk.folder)
        except WitnessmarkError as error:
            self._trouble(error)
            return
        if ImportDialog(self, seen).exec():
            self.desk.accept(seen)

    @Slot()
    def choose_export(self) -> None:
        """Choose a file for the chosen entries; its name becomes the pack's."""
        title, kinds = say("Export the chosen fingerprints"), say("Packs (*.yaml)")
        file = self.desk.tools.chooser.target(self, title, "my-pack.yaml", kinds)
        if file is not None:
            self.export_to(file)

    def export_to(self, file: Path) -> None:
        """Write the chosen entries as a pack."""
        ids = [
            self.fingerprints.fingerprint(row.row()).id for row in self.table.selectionModel().selectedRows()
        ]
        try:
            replace_file(file, keep.export(self.desk.library, ids, file.stem.casefold(), keep.today()))
        except WitnessmarkError as error:
            self._trouble(error)
            return
        self.said.show()
        self.said.setText(
            say(
                "{count} fingerprint is in {file}.|{count} fingerprints are in {file}.",
                count=len(ids),
                file=str(file),
            )
        )

    def _edit(self, entry: Fingerprint, *, fresh: bool) -> None:
        dialog = EntryDialog(self, self.desk, entry, fresh=fresh)
        while dialog.exec():
            if self.desk.add(dialog.entry()):
                return

    @Slot(QModelIndex)
    def _edit_row(self, _: QModelIndex) -> None:
        self.edit_entry()

    @Slot(object)
    def _changed(self, library: Library) -> None:
        entry = self.chosen
        self.fingerprints.use(library)
        self._describe()
        self._choose()
        if entry is not None:
            self.show_fingerprint(entry.id)

    @Slot(object)
    def _trouble(self, error: WitnessmarkError) -> None:
        tell_box(self, error.title, told(error.said))

    @Slot()
    def _choose(self) -> None:
        choice = Choice(
            self.search.text(), self.family.currentData(), self.kind.currentData(), self.tier.currentData()
        )
        own = {"own": True, "shipped": False, None: None}[self.origin.currentData()]
        entry = self.chosen
        self.fingerprints.choose(choice, own)
        shown = self.fingerprints.rowCount()
        self.count.setText(say("{count} fingerprint|{count} fingerprints", count=shown))
        maker = choice.family
        self.said.setText(told(sign_of(self.desk.library, maker)) if maker and maker != "assistant" else "")
        self.said.setVisible(bool(self.said.text()))
        if entry is not None:
            self.show_fingerprint(entry.id)
        if self.chosen is None and shown:
            self._select(0)
        self._selected()

    @Slot()
    def _selected(self) -> None:
        entry = self.chosen
        for button in (self.edit_button, self.switch_button, self.export_button):
            button.setEnabled(entry is not None)
        self.remove_button.setEnabled(entry is not None and self._in_own_pack(entry))
        if entry is None:
            self.card.clear()
            return
        self.card.show_card(card(self.desk.library, entry.id))
        self.edit_button.setText(say("Edit …") if self._in_own_pack(entry) else say("Copy and edit …"))
        off = self.fingerprints.is_off(entry)
        self.switch_button.setText(say("Switch on") if off else say("Switch off"))

    def _in_own_pack(self, entry: Fingerprint) -> bool:
        pack = next((pack for pack in self.desk.library.packs if entry in pack.fingerprints), None)
        return pack is not None and not pack.shipped and pack.file == keep.OWN_PACK

    def _describe(self) -> None:
        library = self.desk.library
        self.about.setText(
            say(
                "Library {version}: {count} fingerprints in {packs} packs. A match shows whose wording a text "
                "resembles, not which product wrote it.",
                version=library.stamp.version,
                count=len(library.fingerprints),
                packs=len(library.stamp.packs),
            )
        )
        self.left_out.setText(_left_out(library.complaints))
        self.left_out.setVisible(bool(library.complaints))


def _left_out(complaints: tuple[str, ...]) -> str:
    """What was left out of the packs: the first of it, so that the list keeps its room."""
    if not complaints:
        return ""
    told = say("Left out: {what}", what="\n".join(complaints[:_MOST]))
    if len(complaints) <= _MOST:
        return told
    count = len(complaints) - _MOST
    more = say(
        "{count} more fault. `witnessmark library check` names them all.|"
        "{count} more faults. `witnessmark library check` names them all.",
        count=count,
    )
    return f"{told}\n{more}"


def _filter(everything: str, words: dict[str, str]) -> QComboBox:
    made = QComboBox()
    made.addItem(everything, None)
    for value, shown in words.items():
        made.addItem(shown, value)
    return made


def _button(words: str, clicked: object) -> QPushButton:
    made = QPushButton(words)
    made.setAutoDefault(False)
    made.clicked.connect(clicked)
    return made
