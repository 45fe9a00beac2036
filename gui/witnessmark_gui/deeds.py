"""What the actions do: each looks at the window and calls the desk or the pane whose work it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl, Slot
from PySide6.QtGui import QAction, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from witnessmark.errors import WitnessmarkError
from witnessmark.geometry import Box
from witnessmark.records import Comparison
from witnessmark_gui.cases.filters import with_filter
from witnessmark_gui.dialogs import about, card, facts
from witnessmark_gui.dialogs.frame import ask
from witnessmark_gui.dialogs.guide import GuideDialog
from witnessmark_gui.dialogs.marks import MarksDialog
from witnessmark_gui.dialogs.region import RegionDialog
from witnessmark_gui.dialogs.settings import SettingsDialog
from witnessmark_gui.dialogs.shortcuts import ShortcutsDialog
from witnessmark_gui.intake import PICTURES, TEXTS, Delivery, from_files, from_mime
from witnessmark_gui.language import say, told
from witnessmark_gui.library.dialog import LibraryDialog
from witnessmark_gui.reading_again import read_again_order
from witnessmark_gui.region_reading import RegionOrder, words_inside
from witnessmark_gui.sample import sample_order
from witnessmark_gui.selection import selected_match
from witnessmark_gui.session import Place

if TYPE_CHECKING:
    from witnessmark_gui.window import MainWindow

_ENGINES = (("auto", "Automatic"), ("rapidocr", "RapidOCR"), ("tesseract", "Tesseract"))


class Deeds(QObject):
    """The doers behind the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._tools = window.tools
        self._read_menu: QMenu | None = None

    def table(self) -> Mapping[str, Callable[[], object]]:
        """One doer for each action."""
        window, tools = self._window, self._tools
        evidence, exports, bench = tools.evidence(window), tools.exports(window), tools.bench
        view, text = window.picture.view, window.transcript
        return {
            "about": lambda: about.AboutDialog(window, tools.paths).exec(),
            "quit": window.close,
            "open": self.open_files,
            "open_folder": self.open_folder,
            "add": partial(self.open_files, True),
            "save": evidence.save,
            "discard": evidence.discard,
            "other_store": self.open_other_store,
            "export_html": partial(exports.ask, "html"),
            "export_json": partial(exports.ask, "json"),
            "undo": bench.undo_stack.undo,
            "redo": bench.undo_stack.redo,
            "paste": self.paste,
            "copy_finding": exports.copy_finding,
            "copy_transcript": text.copy_text,
            "find": self.find,
            "next_match": partial(self.step_match, 1),
            "previous_match": partial(self.step_match, -1),
            "next_uncertain": partial(text.step_uncertain, 1),
            "previous_uncertain": partial(text.step_uncertain, -1),
            "next_unreviewed": text.step_unreviewed,
            "correct": text.correct_selected,
            "reviewed": text.mark_reviewed,
            "turn_menu": text.show_turn_menu,
            "zoom_in": view.zoom_in,
            "zoom_out": view.zoom_out,
            "actual_size": view.actual_size,
            "fit": view.fit,
            "fit_width": view.fit_width,
            "turn_view": view.turn,
            "magnifier": self.switch_magnifier,
            "region": partial(view.draw_region, True),
            "text_larger": partial(text.zoom_text, 1),
            "text_smaller": partial(text.zoom_text, -1),
            "theme_system": partial(self.choose_theme, "system"),
            "theme_light": partial(self.choose_theme, "light"),
            "theme_dark": partial(self.choose_theme, "dark"),
            "note": text.ask_note,
            "notes": evidence.show_notes,
            "acquisition": evidence.edit_acquisition,
            "file_facts": self.show_file_facts,
            "case": evidence.edit_case,
            "accept": partial(evidence.judge, "accepted"),
            "reject": partial(evidence.judge, "rejected"),
            "unsure": partial(evidence.judge, "unsure"),
            "unjudge": partial(evidence.judge, ""),
            "next_item": partial(bench.step_item, 1),
            "previous_item": partial(bench.step_item, -1),
            "figures": self.show_figures,
            "marks": self.show_marks,
            "library": self.show_library,
            "discard_chosen": self.discard_chosen,
            "fingerprint_card": self.show_card,
            "shortcuts": lambda: ShortcutsDialog(window, window.shortcuts).exec(),
            "settings": self.show_settings,
            "guide": lambda: GuideDialog(window).exec(),
            "tour": window.show_tour,
            "sample": self.open_sample,
            "log_folder": partial(self.show_folder, tools.paths.log),
            "data_folder": partial(self.show_folder, tools.paths.data),
        }

    # ---------------------------------------------------------------------------------------- intake

    @Slot()
    def paste(self) -> None:
        """Take in what the clipboard holds; in a text field, paste there instead."""
        self.take_mime(QGuiApplication.clipboard().mimeData(), say("pasted from the clipboard"))

    def take_mime(self, mime: QMimeData, how: str) -> None:
        """Take in a clipboard or a drop and say what it was."""
        try:
            delivery = from_mime(mime, how)
        except WitnessmarkError as error:
            self._tools.bench.trouble.emit(error)
            return
        self._deliver(delivery)

    def open_files(self, into_case: bool = False) -> None:
        """Ask for files and take them in."""
        patterns = " ".join(f"*.{ending}" for ending in PICTURES + TEXTS)
        kinds = say("Pictures and text ({patterns});;All files (*)", patterns=patterns)
        names, _ = QFileDialog.getOpenFileNames(self._window, say("Open"), "", kinds)
        if names:
            case = self._tools.bench.case
            self.take_files([Path(name) for name in names], case.id if into_case and case else None)

    def open_folder(self) -> None:
        """Ask for a folder and take in what it holds."""
        name = QFileDialog.getExistingDirectory(self._window, say("Open a folder"))
        if name:
            self.take_files([Path(name)])

    def take_files(self, files: list[Path], into: str | None = None) -> None:
        """Take files in, into a case or as a new one."""
        self._deliver(from_files(files, say("opened from a file")), into)

    def _deliver(self, delivery: Delivery, into: str | None = None) -> None:
        store = self._tools.bench.store
        if store is not None and delivery.sources:
            seen = store.seen_before(delivery.sources[0].sha256)
            if seen:
                number = seen[0].number
                self._window.status.tell(say("The same original is already in case {number}.", number=number))
        self._tools.intake.deliver(delivery, into)

    def open_sample(self) -> None:
        """Show the sample case, and make it first where there is none."""
        self._tools.intake.order(sample_order(self._tools.settings.text("examiner")))

    def read_menu(self) -> QMenu:
        """The engines with which the picture on show can be read again."""
        if self._read_menu is None:
            self._read_menu = QMenu(self._window)
            for name, text in _ENGINES:
                action = QAction(say(text), self._read_menu)
                action.triggered.connect(partial(self.read_again, name))
                self._read_menu.addAction(action)
        return self._read_menu

    def read_again(self, engine: str, *_: object) -> None:
        """Read the picture on show with an engine; the reading before it is kept."""
        try:
            order = read_again_order(self._tools.bench, engine)
        except WitnessmarkError as error:
            self._tools.bench.trouble.emit(error)
            return
        if order is not None:
            self._tools.intake.order(order)

    # ------------------------------------------------------------------------------------------ view

    def find(self) -> None:
        """Go to the search field."""
        self._window.toolbar.search.setFocus()
        self._window.toolbar.search.selectAll()

    @Slot(str, str)
    def filter_cases(self, name: str, value: str) -> None:
        """Put a filter into the search, or take all of them out."""
        field = self._window.toolbar.search
        field.setText(with_filter(field.text(), name, value))

    def show_marks(self) -> None:
        """All marks on the picture in a list."""
        dialog = MarksDialog(self._window, self._window.picture.marks)
        dialog.chosen.connect(self._window.picture.view.mark_clicked)
        dialog.exec()

    def show_library(self) -> None:
        """All fingerprints in use."""
        library = self._tools.intake.library
        if library is None:
            self._window.status.tell(say("The library is still being loaded; try again in a moment."))
            return
        LibraryDialog(self._window, library).exec()

    def step_match(self, step: int) -> None:
        """Select the next or the previous passage, around the end."""
        bench, inspection = self._tools.bench, self._tools.bench.inspection
        if inspection is None or not inspection.matches:
            return
        count = len(inspection.matches)
        at = bench.selected.match
        target = (at + step) % count if at is not None else (0 if step > 0 else count - 1)
        bench.select(selected_match(inspection, target))

    def switch_magnifier(self) -> None:
        """Lay the glass on the picture, or take it away."""
        on = self._window.actions_by_name["magnifier"].isChecked()
        self._window.picture.view.magnifier.switch(on)

    def choose_theme(self, choice: str) -> None:
        """Use these colours from now on."""
        self._tools.settings.change("theme", choice)
        self._tools.theme.choose(choice)
        self._window._enable()

    # --------------------------------------------------------------------------------------- dialogs

    def show_figures(self) -> None:
        """The counts behind both comparisons."""
        inspection = self._tools.bench.inspection
        if inspection is not None:
            both = (inspection.assessment.against_human, inspection.assessment.between_makers)
            facts.figures_dialog(self._window, both).exec()

    @Slot(object)
    def show_figures_of(self, comparison: Comparison) -> None:
        """The counts behind one comparison."""
        facts.figures_dialog(self._window, (comparison,)).exec()

    @Slot()
    def show_explanations(self) -> None:
        """What would tell the explanations apart."""
        inspection = self._tools.bench.inspection
        if inspection is not None:
            facts.explanations_dialog(self._window, inspection.assessment).exec()

    @Slot(object)
    def show_region(self, box: Box) -> None:
        """Offer the words of a region, and to read it again."""
        bench, tools = self._tools.bench, self._tools
        if bench.case is None or bench.inspection is None or bench.inspection.reading is None:
            return
        languages = sorted({name for status in tools.intake.engines for name in status.languages})
        language = tools.settings.text("language")
        words = words_inside(bench.inspection.reading, box)
        dialog = RegionDialog(self._window, words, languages, language)
        picture = bench.keeper(bench.case.id).picture(bench.inspection.original.sha256)
        if dialog.exec() and picture is not None:
            engine, chosen = str(dialog.engine.currentData()), dialog.language.currentText()
            options = replace(tools.intake.options(), engine=engine, language=chosen)
            tools.edits.inspect_region(RegionOrder(picture, bench.inspection, box, options))

    def show_file_facts(self) -> None:
        """What the original itself tells."""
        inspection = self._tools.bench.inspection
        if inspection is not None:
            facts.file_facts_dialog(self._window, inspection).exec()

    @Slot()
    def show_card(self, *_: object) -> None:
        """The card of the selected match's fingerprint."""
        inspection, at = self._tools.bench.inspection, self._tools.bench.selected.match
        library = self._tools.intake.library
        if inspection is None or at is None or library is None:
            return
        try:
            fingerprint = library.fingerprint(inspection.matches[at].fingerprint)
        except WitnessmarkError as error:
            self._tools.bench.trouble.emit(error)
            return
        card.CardDialog(self._window, fingerprint).exec()

    def show_settings(self) -> None:
        """All settings; each is in force at once."""
        lines = []
        for status in self._tools.intake.engines:
            state = told(status.advice) if status.advice else say("ready")
            count = len(status.languages)
            lines.append(say("{engine} {version}: {state} ({count} languages)", engine=status.name,
                             version=status.version, state=state, count=count))  # fmt: skip
        dialog = SettingsDialog(self._window, self._tools.settings, "\n".join(lines))
        dialog.changed.connect(self.apply_setting)
        dialog.exec()

    @Slot(str)
    def apply_setting(self, name: str) -> None:
        """Let a changed setting work now."""
        tools, bench = self._tools, self._tools.bench
        if name == "theme":
            self.choose_theme(tools.settings.text("theme"))
        elif name == "examiner":
            bench.sign(tools.settings.text("examiner"))
        elif name == "score":
            tools.toolbox.set_score(tools.settings.number("score"))
        elif name == "text_zoom":
            self._window.transcript.show_zoom()
        elif name == "uncertain_below":
            bench.item_shown.emit()

    def show_folder(self, folder: Path) -> None:
        """Show a folder of the program in the system's file browser."""
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    # ----------------------------------------------------------------------------------------- store

    def open_other_store(self) -> None:
        """Ask for another evidence store and write into it what is in memory only."""
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            say("Open or make an evidence store"),
            str(self._tools.paths.store),
            say("Evidence store (*.witnessmark)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.use_store(Path(name))

    def use_store(self, path: Path) -> None:
        """Work in the store at `path` from now on."""
        bench = self._tools.bench
        if not bench.open_store(replace(bench.place, path=path)):
            return
        if bench.unsaved:
            bench.try_again()
        elif bench.case is not None:
            bench.close_case()
        bench.trouble_over.emit()

    def come_back(self) -> None:
        """Show what was shown last; where the program was not closed in order, say so."""
        tools, bench = self._tools, self._tools.bench
        place = tools.session.before if tools.session else Place()
        if bench.store is None:
            return
        ids = bench.store.case_ids()
        here = place.case is not None and place.store == str(bench.place.path) and place.case in ids
        if not ids:
            return
        bench.open_case(place.case if here and place.case else ids[0], place.item if here else None)
        if not place.closed and here and bench.case is not None:
            self._window.notice.tell(
                say(
                    "The program was not closed in order last time. Case {number} is shown where you "
                    "left it; "
                    "every change that you had made is in the store. A picture that was just being "
                    "read is not: "
                    "open it again.",
                    number=bench.case.number,
                )
            )

    def discard_chosen(self) -> None:
        """Remove all cases that are chosen in the list, after asking once."""
        chosen = self._window.cases.chosen()
        if len(chosen) < 2:
            self._tools.evidence(self._window).discard()
            return
        self._tools.evidence(self._window).discard_all(chosen)

    def may_close(self) -> bool:
        """Whether the window may close: yes, or after a question where something would be lost."""
        if not self._tools.bench.unsaved:
            return True
        return ask(
            self._window,
            say("Close without saving?"),
            say("What is in memory only will be lost. Choose another store to keep it."),
            say("Close and lose it"),
        )
