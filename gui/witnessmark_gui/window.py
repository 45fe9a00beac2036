"""The window: lays the panes out, connects them, and offers what can be done. It decides nothing itself."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QStatusTipEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QMenu, QMenuBar, QSplitter, QVBoxLayout, QWidget

from witnessmark.errors import WitnessmarkError
from witnessmark.intake.ways import DROPPED
from witnessmark_gui.actions import MENUS, Actions
from witnessmark_gui.banner import Banner, ProgressStrip
from witnessmark_gui.cases.panel import CasesPanel
from witnessmark_gui.deeds import Deeds
from witnessmark_gui.findings.assessment import AssessmentPanel
from witnessmark_gui.findings.table import FindingsTable
from witnessmark_gui.jobs import Stage
from witnessmark_gui.language import say, told
from witnessmark_gui.library.renewal import Renewal
from witnessmark_gui.mnemonics import underline, underlined
from witnessmark_gui.parts import BORDER, label
from witnessmark_gui.picture.pane import PicturePane
from witnessmark_gui.seen_before import tell_seen
from witnessmark_gui.shortcuts import Shortcuts
from witnessmark_gui.status import StatusLine
from witnessmark_gui.store_desk import StoreDesk
from witnessmark_gui.toolbar import Toolbar
from witnessmark_gui.tools import Tools
from witnessmark_gui.transcript.anchors import has_lost_its_place, lost_judgements
from witnessmark_gui.transcript.pane import TranscriptPane

if TYPE_CHECKING:
    from witnessmark.store.store import Alike
    from witnessmark_gui.tour import Tour

_SIZE = QSize(1440, 900)  # at the first start, where the screen is as large
_LAST_EDITS = 5.0  # seconds that closing waits for corrections under way; all but the longest take less
_MORE = 4096  # characters of a transcript that are looked at for scripts without a font


class MainWindow(QMainWindow):
    """Cases to the left, the picture in the middle, transcript, findings and assessment to the right."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.tools = tools
        self.setWindowTitle("Witnessmark")
        self.setAcceptDrops(True)
        bench, theme, settings = tools.bench, tools.theme, tools.settings
        self.cases = CasesPanel(bench, theme, tools.tasks)
        self.picture = PicturePane(bench, theme, settings)
        self.transcript = TranscriptPane(bench, theme, settings, tools.edits)
        self.findings = FindingsTable(bench)
        self.assessment = AssessmentPanel(bench, lambda: tools.intake.library)
        self.trouble = Banner("alarm")
        self.notice = Banner("notice")
        self.renewal = Renewal(self)
        self.tour: Tour | None = None
        self.progress = ProgressStrip(tools.intake.cancel)
        self.status = StatusLine(bench)
        self.setStatusBar(self.status)
        tools.tell = self.status.tell
        self.stores = StoreDesk(self)
        self.deeds = Deeds(self)
        self.actions_by_name = Actions(self, self.deeds.table())
        self.shortcuts = Shortcuts(tools.paths.config / "shortcuts.json", self.actions_by_name)
        self._fill_menus()
        self.toolbar = Toolbar(self.actions_by_name, self.deeds.read_menu())
        self.addToolBar(self.toolbar)
        self._lay_out()
        self._connect()
        self._restore()
        self._enable()
        self.deeds.filter_findings("all")

    # ---------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        right = QSplitter(Qt.Orientation.Vertical)
        for widget, share in ((self.transcript, 40), (self.findings, 26), (self.assessment, 34)):
            right.addWidget(widget)
            right.setStretchFactor(right.count() - 1, share)
        right.setSizes([300, 210, 270])
        self.panes = QSplitter(Qt.Orientation.Horizontal)
        for pane, share in ((self.cases, 0), (self.picture, 57), (right, 43)):
            self.panes.addWidget(pane)
            self.panes.setStretchFactor(self.panes.count() - 1, share)
        self.panes.setSizes([256, 662, 522])
        for splitter in (self.panes, right):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.right = right
        self.cases.setMinimumWidth(160)
        right.setMinimumWidth(420)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for strip in (self.trouble, self.notice, self.renewal.strip, self.progress):
            column.addWidget(strip)
        column.addWidget(self.panes, 1)
        self.setCentralWidget(middle)

    def _fill_menus(self) -> None:
        menus, made = self._menu_bar(), []
        for name in MENUS:
            menu = QMenu(say(name), self)
            for spec, action in self.actions_by_name.of_menu(name):
                if spec.break_before:
                    menu.addSeparator()
                menu.addAction(action)
                if spec.name == "other_store":
                    menu.addMenu(self.stores.menu)
            if name == "Evidence":
                menu.addSeparator()
                again = menu.addMenu(say("Read again"))
                again.addActions(self.deeds.read_menu().actions())
            underline(menu)
            made.append(menu)
        for menu, title in zip(made, underlined([menu.title() for menu in made]), strict=True):
            menu.setTitle(title)
            menus.addMenu(menu)

    def _menu_bar(self) -> QMenuBar:
        """The menu bar, with the program's name before it where the bar is a part of the window."""
        if sys.platform == "darwin":
            return self.menuBar()
        menus = QMenuBar()
        top = QWidget()
        top.setObjectName("top")
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(label("Witnessmark", name="brand"))
        row.addWidget(menus, 1)
        self.setMenuWidget(top)
        return menus

    def _connect(self) -> None:
        tools, bench = self.tools, self.tools.bench
        self._connect_panes()
        self._connect_reading()
        bench.trouble.connect(self._show_trouble)
        bench.trouble_over.connect(self.trouble.clear)
        for signal in (
            bench.case_changed,
            bench.item_shown,
            bench.selection_changed,
            bench.undoing.changed,
            tools.edits.begun,
            tools.edits.edited,
        ):
            signal.connect(self._enable)
        bench.item_shown.connect(self._check_fonts)
        bench.item_shown.connect(self.renewal.look)
        tools.exports(self).written.connect(self._tell_written)
        tools.edits.edited.connect(self._tell_losses)
        for part in (self.transcript, tools.intake, tools.edits):
            part.told.connect(self.status.tell)

    def _connect_panes(self) -> None:
        """What a person asks for in a pane is done by a deed or a desk."""
        tools, deeds = self.tools, self.deeds
        self.toolbar.searched.connect(self.cases.search)
        self.cases.case_chosen.connect(tools.bench.open_case)
        self.cases.filter_chosen.connect(deeds.filter_cases)
        self.picture.acquisition_asked.connect(tools.evidence(self).edit_acquisition)
        self.picture.words_taken.connect(tools.edits.take_over)
        self.picture.view.region_drawn.connect(deeds.take_region)
        self.picture.items.wanted.connect(tools.intake.make_item_thumbnails)
        self.transcript.note_asked.connect(tools.evidence(self).write_note)
        self.transcript.redaction_asked.connect(deeds.redact_at)
        self.transcript.view.step_asked.connect(deeds.step_match)
        self.findings.judged.connect(tools.evidence(self).judge)
        self.findings.step_asked.connect(deeds.step_match)
        self.findings.doubleClicked.connect(deeds.show_card)
        self.assessment.figures_asked.connect(deeds.show_figures_of)
        self.assessment.explanations_asked.connect(deeds.show_explanations)
        self.progress.pause_asked.connect(tools.intake.pause)

    def _connect_reading(self) -> None:
        """What the reading of pictures brings is shown."""
        intake = self.tools.intake
        intake.staged.connect(self._show_stage)
        intake.rested.connect(self.progress.rest)
        intake.seen_before.connect(self._tell_seen)
        intake.tiles_made.connect(self.picture.show_tiles)
        intake.item_thumbnail_made.connect(self.picture.items.show_thumbnail)
        intake.compared.connect(self.tools.edits.lay_beside)
        intake.library_loaded.connect(self.assessment.show_later)
        intake.library_loaded.connect(self.renewal.look)

    def _restore(self) -> None:
        """The size and the shares of the panes that the window had last, or those of a first start."""
        room = self.screen().availableGeometry().size() - BORDER
        self.resize(_SIZE.boundedTo(room).expandedTo(self.minimumSizeHint()))
        saved = QSettings(str(self.tools.paths.config / "window.ini"), QSettings.Format.IniFormat)
        geometry, panes, right = (saved.value(name) for name in ("geometry", "panes", "right"))
        if isinstance(geometry, QByteArray):  # a damaged file gives strings
            self.restoreGeometry(geometry)
        if isinstance(panes, QByteArray) and isinstance(right, QByteArray):
            self.panes.restoreState(panes)
            self.right.restoreState(right)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is under way, ask if something would be lost; then remember the layout and end all work."""
        self.tools.edits.finish(_LAST_EDITS)
        if not self.stores.may_close():
            event.ignore()
            return
        saved = QSettings(str(self.tools.paths.config / "window.ini"), QSettings.Format.IniFormat)
        saved.setValue("geometry", self.saveGeometry())
        saved.setValue("panes", self.panes.saveState())
        saved.setValue("right", self.right.saveState())
        self.tools.shutdown()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Hints go to the status line's own place for them; Qt would hide all that stands there."""
        if isinstance(event, QStatusTipEvent):
            self.status.hint(event.tip())
            return True
        return super().event(event)

    def show_tour(self) -> None:
        """Go around the window in five steps."""
        from witnessmark_gui.tour import Tour, steps_of

        if self.tour is None:
            rest = (self.findings, self.assessment)
            self.tour = Tour(self, steps_of(self.cases, self.picture, self.transcript, rest))
        self.tour.begin()

    # ----------------------------------------------------------------------------------------- slots

    @Slot()
    def _enable(self) -> None:
        bench = self.tools.bench
        there = {
            "case": bench.case is not None,
            "item": bench.item is not None,
            "items": bench.case is not None and len(bench.case.items) > 1,
            "picture": bench.item is not None and bench.item.inspection.original.width is not None,
            "match": bench.selected.match is not None,
            "unsaved": bench.unsaved,
        }
        self.actions_by_name.enable({name for name, is_there in there.items() if is_there})
        self.actions_by_name["undo"].setEnabled(self.tools.edits.busy or bench.undo_stack.canUndo())
        self.actions_by_name["redo"].setEnabled(bench.undo_stack.canRedo())
        judged = bench.case is not None and bench.case.one_speaker is not None
        self.actions_by_name["one_speaker"].setChecked(judged)
        self.toolbar.read.setEnabled(there["picture"])
        self.toolbar.export.setEnabled(there["case"])
        title = f"{bench.case.title} – Witnessmark" if bench.case else "Witnessmark"
        self.setWindowTitle(title)
        for choice in ("system", "light", "dark"):
            self.actions_by_name[f"theme_{choice}"].setChecked(self.tools.theme.choice == choice)

    @Slot(object)
    def _show_trouble(self, error: WitnessmarkError) -> None:
        words = f"{say(error.title)}. {told(error.said)}"
        if self.tools.bench.unsaved or self.tools.bench.store is None:
            words += " " + say("What is on screen is kept in memory until then.")
            self.trouble.tell(
                words,
                (say("Try again"), self.tools.bench.try_again),
                (say("Choose another store …"), self.stores.open_other),
            )
        else:
            self.trouble.tell(words)

    @Slot(object)
    def _tell_seen(self, found: tuple[Alike, ...]) -> None:
        tell_seen(self.notice, self.tools.bench, found)

    @Slot(object)
    def _tell_written(self, file: Path) -> None:
        """Say where an export lies until the person has seen it."""
        show = (say("Show the folder"), lambda: self.deeds.show_folder(file.parent))
        self.notice.tell(say("Exported to {file}", file=str(file)), show)

    @Slot(object)
    def _show_stage(self, stage: Stage) -> None:
        words = say("{stage}: {name}", stage=say(stage.stage).capitalize(), name=stage.name)
        if stage.count > 1:
            words += " " + say("({position} of {count})", position=stage.position + 1, count=stage.count)
        done = stage.position + (stage.done or 0.0)
        self.progress.tell(words, done, stage.count, self.tools.intake.waiting)

    @Slot()
    def _tell_losses(self) -> None:
        """Say which of the analyst's marks an edit has left without a place; they are kept, and undo helps."""
        case, item = self.tools.bench.case, self.tools.bench.item
        if case is None or item is None:
            return
        notes = [note for note in case.notes if note.anchor.item == item.id]
        lost = sum(has_lost_its_place(note.anchor, item.inspection.transcript) for note in notes)
        judged = len(lost_judgements(case.judgements, item.id, item.inspection))
        redacted = sum(
            has_lost_its_place(each.anchor, item.inspection.transcript)
            for each in case.redactions
            if each.anchor.item == item.id
        )
        if redacted:
            self.notice.tell(
                say(
                    "{count} redaction is without a place in the changed transcript: exports are refused until it "
                    "is removed or undo brings its place back."
                    "|{count} redactions are without a place in the changed transcript: exports are refused until "
                    "they are removed or undo brings their places back.",
                    count=redacted,
                )
            )
        elif lost or judged:
            self.notice.tell(
                say(
                    "Without a place in the changed transcript: {notes} notes, {judgements} judgements. They are "
                    "kept in the case; undo brings their place back.",
                    notes=lost,
                    judgements=judged,
                )
            )

    @Slot()
    def _check_fonts(self) -> None:
        from witnessmark_gui.fonts import advice, scripts_in, without_font

        inspection = self.tools.bench.inspection
        if inspection is None:
            return
        text = "".join(turn.text[:_MORE] for turn in inspection.transcript.turns)
        missing = without_font(scripts_in(text))
        if missing:
            self.notice.tell(advice(missing))

    # ----------------------------------------------------------------------------------------- drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures, text and files."""
        mime = event.mimeData()
        if mime.hasUrls() or mime.hasImage() or mime.hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped goes through the same door as what is pasted; with Shift held, into the open case."""
        into = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.deeds.take_mime(event.mimeData(), DROPPED, into)
        event.acceptProposedAction()
