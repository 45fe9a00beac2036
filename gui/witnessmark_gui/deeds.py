"""What the actions do: each looks at the window and calls the desk or the pane whose work it is."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication

from witnessmark.errors import WitnessmarkError
from witnessmark.geometry import Box
from witnessmark.intake.ways import CAPTURED, OPENED, PASTED
from witnessmark.records import Anchor, Assessment, Comparison
from witnessmark.settings import APART
from witnessmark_gui.cases.filters import with_filter
from witnessmark_gui.deed_table import table_of
from witnessmark_gui.findings.model import Which
from witnessmark_gui.intake import PICTURES, TEXTS, Delivery, from_files, from_mime
from witnessmark_gui.language import say
from witnessmark_gui.preferences import prefer
from witnessmark_gui.read_menu import ReadMenu
from witnessmark_gui.reading_again import compare_order, read_again_order
from witnessmark_gui.sample import sample_order
from witnessmark_gui.selection import selected_match

if TYPE_CHECKING:
    from witnessmark_gui.showing import Showing
    from witnessmark_gui.window import MainWindow


class Deeds(QObject):
    """The doers behind the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._tools = window.tools
        self._read_menu: ReadMenu | None = None
        self._showing: Showing | None = None
        self._drawn_for: Callable[[Box], object] = self.offer_region

    def table(self) -> Mapping[str, Callable[[], object]]:
        """One doer for each action."""
        return table_of(self, self._window)

    # ---------------------------------------------------------------------------------------- intake

    @Slot()
    def paste(self) -> None:
        """Take in what the clipboard holds as a new case."""
        self.take_mime(_clipboard(), PASTED)

    def paste_into_case(self) -> None:
        """Take in what the clipboard holds as further items of the open case."""
        self.take_mime(_clipboard(), PASTED, True)

    def take_mime(self, mime: QMimeData, how: str, into_case: bool = False) -> None:
        """Take in a clipboard or a drop, as a new case or into the open one."""
        try:
            delivery = from_mime(mime, how)
        except WitnessmarkError as error:
            self._tools.bench.trouble.emit(error)
            return
        self._bring(delivery, self._open_case() if into_case else None)

    def _open_case(self) -> str | None:
        case = self._tools.bench.case
        return case.id if case is not None else None

    def open_files(self, into_case: bool = False) -> None:
        """Ask for files and take them in."""
        patterns = " ".join(f"*.{ending}" for ending in PICTURES + TEXTS)
        kinds = say("Pictures and text ({patterns});;All files (*)", patterns=patterns)
        files = self._tools.chooser.sources(self._window, say("Open"), kinds)
        if files:
            self.bring_files(files, self._open_case() if into_case else None)

    def open_folder(self) -> None:
        """Ask for a folder and take in what it holds."""
        folder = self._tools.chooser.source_folder(self._window, say("Open a folder"))
        if folder is not None:
            self.bring_files([folder])

    def bring_files(self, files: list[Path], into: str | None = None) -> None:
        """Take files in, into a case or as new ones; asks whether several are one case."""
        self._bring(from_files(files, OPENED), into)

    def take_files(self, files: list[Path], into: str | None = None) -> None:
        """Take files in, into a case or as a new one."""
        self._deliver(from_files(files, OPENED), into)

    def _bring(self, delivery: Delivery, into: str | None) -> None:
        if into is None and delivery.several:
            from witnessmark_gui.dialogs.several import how_to_take_in

            how = how_to_take_in(self._tools.settings, self._window)
            if not how:
                return
            delivery = replace(delivery, apart=how == APART)
        self._deliver(delivery, into)

    def _deliver(self, delivery: Delivery, into: str | None = None) -> None:
        self._tools.intake.deliver(delivery, into)

    def open_sample(self) -> None:
        """Show the sample case, and make it first where there is none."""
        self._tools.intake.order(sample_order(self._tools.settings.text("examiner")))

    def capture_screen(self) -> None:
        """Choose a region of the screen and take it in, where the platform lets a program see the screen."""
        from witnessmark_gui.capture import capture

        try:
            capture(self._window, self._deliver_capture)
        except WitnessmarkError as error:
            self._tools.bench.trouble.emit(error)

    def _deliver_capture(self, mime: QMimeData) -> None:
        self.take_mime(mime, CAPTURED)

    def read_menu(self) -> ReadMenu:
        """The ways in which the picture on show can be read again."""
        if self._read_menu is None:
            self._read_menu = ReadMenu(self._window, self.read_again, self._languages)
        return self._read_menu

    def _languages(self) -> tuple[str, ...]:
        from witnessmark.reading.engines import languages

        return languages(self._tools.intake.engines, "auto")

    def read_again(self, engine: str, language: str = "") -> None:
        """Read the picture on show with an engine or in a language; the reading before it is kept."""
        try:
            order = read_again_order(self._tools.bench, engine, language)
        except WitnessmarkError as error:
            self._tools.bench.trouble.emit(error)
            return
        if order is not None:
            self._tools.intake.order(order)

    def compare_engines(self) -> None:
        """Show where two engines differ on the picture on show; the other one reads it first if need be."""
        inspection = self._tools.bench.inspection
        if inspection is not None and inspection.second is not None:
            self._window.picture.comparison.open()
            return
        try:
            order = compare_order(self._tools.bench)
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

    @Slot(int)
    def step_match(self, step: int) -> None:
        """Select the next or the previous passage, around the end."""
        bench, inspection = self._tools.bench, self._tools.bench.inspection
        if inspection is None or not inspection.matches:
            self._window.status.tell(say("No passage matches a fingerprint."))
            return
        count = len(inspection.matches)
        at = bench.selected.match
        target = (at + step) % count if at is not None else (0 if step > 0 else count - 1)
        bench.select(selected_match(inspection, target))

    def filter_findings(self, which: Which) -> None:
        """List all findings, those that count, or those that wait for a judgement."""
        self._window.findings.findings.filter(which)
        for name in ("all", "counting", "open"):
            self._window.actions_by_name[f"findings_{name}"].setChecked(name == which)

    def switch_magnifier(self) -> None:
        """Lay the glass on the picture, or take it away."""
        on = self._window.actions_by_name["magnifier"].isChecked()
        self._window.picture.view.magnifier.switch(on)

    def choose_theme(self, choice: str) -> None:
        """Use these colours from now on."""
        prefer(self._tools.settings, "theme", choice)
        self._tools.theme.choose(choice)
        self._window._enable()

    # --------------------------------------------------------------------------------------- dialogs

    @property
    def showing(self) -> Showing:
        """The dialogs; their modules are loaded now and not before."""
        if self._showing is None:
            from witnessmark_gui.showing import Showing

            self._showing = Showing(self._window)
        return self._showing

    @Slot(object)
    def show_figures_of(self, comparison: Comparison) -> None:
        """The counts behind one comparison."""
        self.showing.figures_of(comparison)

    @Slot(object)
    def show_explanations(self, assessment: Assessment) -> None:
        """What would tell the explanations apart."""
        self.showing.explanations(assessment)

    def draw_region(self, then: Callable[[Box], object]) -> None:
        """Let a region be drawn on the picture, and do this with it."""
        self._drawn_for = then
        self._window.picture.view.draw_region(True)
        self._window.status.tell(say("Draw a box on the picture; Escape ends it."))

    @Slot(object)
    def take_region(self, box: Box) -> None:
        """A region has been drawn."""
        self._drawn_for(box)

    def offer_region(self, box: Box) -> None:
        """Ask what is to be done with a place of the picture."""
        self.showing.region(box)

    def note_region(self, box: Box) -> None:
        """Write a note on a place of the picture."""
        item = self._tools.bench.item
        if item is not None:
            self._tools.evidence(self._window).write_note(Anchor(item.id, box=box))

    def redact_region(self, box: Box) -> None:
        """Redact a place of the picture."""
        item = self._tools.bench.item
        if item is not None:
            self._tools.evidence(self._window).redact(Anchor(item.id, box=box))

    @Slot(object)
    def redact_at(self, anchor: Anchor | None) -> None:
        """Redact the place at which the menu of the transcript was opened."""
        if anchor is not None:
            self._tools.evidence(self._window).redact(anchor)

    def redact(self) -> None:
        """Redact the marked words, else the chosen word or finding; else let a box be drawn on the picture.

        A turn that was only clicked is not meant as a whole; of all else the question for a reason names the place.
        """
        item, text = self._tools.bench.item, self._window.transcript
        meant = text.view.chosen() is not None or self._tools.bench.selected.span is not None
        anchor = text.marked_anchor() if meant else None
        if anchor is not None:
            self.redact_at(anchor)
        elif item is not None and item.inspection.original.width is not None:
            self.draw_region(self.redact_region)
            if self._window.transcript.view.chosen() is not None:  # a heading, say: its words have no place
                self._window.status.tell(
                    say(
                        "What is marked is no text of the picture. Draw a box on the picture instead; Escape ends it."
                    )
                )
        else:
            self._window.status.tell(say("Mark the words in the transcript that are to be redacted."))

    @Slot()
    def show_card(self, *_: object) -> None:
        """The card of the selected match's fingerprint."""
        self.showing.card()

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
        """Show a folder of the program in the system's file browser; where there is none, say where it is."""
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        self._window.status.tell(str(folder))
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._window.notice.tell(say("No program here shows folders. It is {folder}", folder=str(folder)))

    def discard_shown(self) -> None:
        """Remove the case on show, after asking."""
        case = self._tools.bench.case
        if case is not None:
            self._discard((case.id,))

    def discard_chosen(self) -> None:
        """Remove all cases that are chosen in the list, after asking once."""
        chosen = self._window.cases.chosen()
        if len(chosen) < 2:
            self.discard_shown()
            return
        self._discard(chosen)

    def _discard(self, case_ids: tuple[str, ...]) -> None:
        """Remove cases; the one on show stays, or where it goes, its neighbour in the list is shown."""
        bench, evidence = self._tools.bench, self._tools.evidence(self._window)
        shown = bench.case.id if bench.case is not None else None
        after = shown if shown not in case_ids else self._window.cases.beside(case_ids)
        done = evidence.discard() if case_ids == (shown,) else evidence.discard_all(case_ids)
        if done and after is not None:
            bench.open_case(after)


def _clipboard() -> QMimeData:
    """What the clipboard holds; some systems give nothing at all for an empty one."""
    found: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if found is None else found
