"""The transcript with its header: what is said, by whom, which passages a fingerprint explains, and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from witnessmark.records import Anchor, Inspection, Note, Redaction, Span
from witnessmark.settings import Settings
from witnessmark.transcript.anchors import anchor_at
from witnessmark_gui.anchoring import region_anchor
from witnessmark_gui.edit_desk import EditDesk, corrected_words, reviewed_turns
from witnessmark_gui.language import say, told
from witnessmark_gui.parts import ElidedLabel, bar, link, tip
from witnessmark_gui.preferences import prefer
from witnessmark_gui.selection import Selected, match_at, selected_match
from witnessmark_gui.theme import Theme
from witnessmark_gui.transcript.anchors import Found, find
from witnessmark_gui.transcript.cards import card, covers, laid, within
from witnessmark_gui.transcript.correction import CorrectionField
from witnessmark_gui.transcript.highlighter import NOTED, REDACTED, Painted, painted
from witnessmark_gui.transcript.places import Placed, next_uncertain, next_unreviewed, word_at
from witnessmark_gui.transcript.script import Part, Script, script_of
from witnessmark_gui.transcript.view import TranscriptView
from witnessmark_gui.workbench import Workbench

if TYPE_CHECKING:
    from witnessmark_gui.transcript.menu import TurnDeeds


class TranscriptPane(QWidget):
    """Shows the transcript of the item on show; a click in it becomes the selection."""

    note_asked = Signal(object)
    redaction_asked = Signal(object)
    told = Signal(str)

    def __init__(self, bench: Workbench, theme: Theme, settings: Settings, edits: EditDesk) -> None:
        super().__init__()
        self._bench = bench
        self._settings = settings
        self._edits = edits
        self.view = TranscriptView(theme)
        self.field = CorrectionField(self.view)
        self._deeds: TurnDeeds | None = None
        self._correcting: Placed | None = None
        self._walked = False  # whether the text cursor was moved since something was selected
        self._corrected_item = ""
        self._title = ElidedLabel()
        self.copy = link(say("Copy"), self.copy_text, say("Copy the transcript, or what is marked in it"))
        self.note = link(say("Note"), self.ask_note, say("Write a note on the marked passage (Ctrl+M)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        header = bar("header", self._title, self.note, self.copy)
        layout = header.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setStretch(0, 1)
        column.addWidget(header)
        column.addWidget(self.view, 1)
        self._notes_shown: tuple[Note, ...] = ()
        self._redactions_shown: tuple[Redaction, ...] = ()
        self._reviewed: frozenset[int] = frozenset()
        bench.item_shown.connect(self._show_item)
        bench.case_changed.connect(self._show_notes)
        bench.selection_changed.connect(self._show_selection)
        self.view.cursorPositionChanged.connect(self._walk)
        self.view.clicked_at.connect(self._click)
        self.view.hover_asked.connect(self._hover)
        self.view.double_clicked_at.connect(self.correct_at)
        self.view.menu_asked.connect(self._show_menu)
        self.field.corrected.connect(self._correct)
        self.view.text_zoomed.connect(self.zoom_text)
        self.view.set_zoom(int(settings.number("text_zoom")))
        self._show_item()

    @property
    def deeds(self) -> TurnDeeds:
        """The edits of turns; made when a menu first needs them."""
        if self._deeds is None:
            from witnessmark_gui.transcript.menu import TurnDeeds

            self._deeds = TurnDeeds(self._edits, self)
        return self._deeds

    # ---------------------------------------------------------------------------------------- asking

    @Slot()
    def ask_note(self) -> None:
        """Ask for a note on the marked words, else on the selection."""
        anchor = self.anchor()
        if anchor is not None:
            self.note_asked.emit(anchor)

    def anchor(self) -> Anchor | None:
        """Where a note would hang now: on the marked words, on the selection, else on the item."""
        item = self._bench.item
        if item is None:
            return None
        if self._bench.selected.box is not None and self.view.chosen() is None:
            return Anchor(item=item.id, box=self._bench.selected.box)
        return self.marked_anchor() or Anchor(item=item.id)

    def marked_anchor(self) -> Anchor | None:
        """The marked words, else those of the selection; words of the interface are a place of the picture."""
        item, marked = self._bench.item, self._marked()
        if item is None or marked is None:
            return None
        part, span = marked
        transcript = item.inspection.transcript
        if part.kind == "region":
            return region_anchor(item.id, transcript, part.index, span)
        return anchor_at(transcript, part.index, span, item.id)

    def _marked(self) -> tuple[Part, Span] | None:
        units = self.view.chosen()
        if units is not None:
            return within(self.view.script, units)
        selected = self._bench.selected
        part = self.view.script.part_of(selected.turn, selected.region)
        if part is None:
            return None
        return part, selected.span or Span(0, part.map.length)

    @Slot()
    def copy_text(self) -> None:
        """Copy what is marked, else the whole transcript."""
        cursor = self.view.textCursor()
        text = cursor.selection().toPlainText() if cursor.hasSelection() else self.view.toPlainText()
        QGuiApplication.clipboard().setText(text)

    @Slot(int)
    def zoom_text(self, steps: int) -> None:
        """Zoom the text and remember how far."""
        total = min(max(int(self._settings.number("text_zoom")) + steps, -6), 20)
        prefer(self._settings, "text_zoom", total)
        self.show_zoom()

    def show_zoom(self) -> None:
        """Show the text as large as the settings say."""
        self.view.set_zoom(int(self._settings.number("text_zoom")))

    # ----------------------------------------------------------------------------------------- slots

    @Slot()
    def _show_item(self) -> None:
        inspection, item = self._bench.inspection, self._bench.item
        if item is None or item.id != self._corrected_item:
            self.field.put_away()
        for control in (self.note, self.copy):
            control.setEnabled(inspection is not None)
        if inspection is None:
            self._title.show_text(say("Transcript"))
            self.view.show_script(Script("", (), ()), ())
            return
        transcript, corrected = (
            inspection.transcript,
            corrected_words(inspection, self._bench.proposal() or inspection),
        )
        title = say("Transcript · {count} turn|Transcript · {count} turns", count=len(transcript.turns))
        if corrected:
            title += " · " + say("words corrected by hand: {count}", count=corrected)
        self._title.setText(title)
        self._title.setToolTip(tip(told(transcript.layout)))
        self._notes_shown, self._redactions_shown = self._notes(), self._redactions()
        self._reviewed = self._reviewed_now()
        script = script_of(transcript, self._reviewed)
        self.view.show_script(script, self._ranges(script, inspection))

    @Slot()
    def _show_notes(self) -> None:
        inspection = self._bench.inspection
        if inspection is None or (self._notes(), self._redactions()) == (
            self._notes_shown,
            self._redactions_shown,
        ):
            return
        if self._reviewed_now() != self._reviewed:
            at = self.view.verticalScrollBar().value()
            self._show_item()
            self.view.verticalScrollBar().setValue(at)
            self._show_selection(self._bench.selected)
        else:
            self._notes_shown, self._redactions_shown = self._notes(), self._redactions()
            self.view.highlighter.show_ranges(self._ranges(self.view.script, inspection))

    def _reviewed_now(self) -> frozenset[int]:
        item, case = self._bench.item, self._bench.case
        if item is None or case is None:
            return frozenset()
        return reviewed_turns(item.inspection, case.notes, item.id)

    def _found_notes(self) -> list[tuple[Note, Found]]:
        """The notes on words that still have a place, with it."""
        inspection = self._bench.inspection
        if inspection is None:
            return []
        pairs = [(note, find(note.anchor, inspection.transcript)) for note in self._notes_shown]
        return [(note, found) for note, found in pairs if found is not None]

    def _notes(self) -> tuple[Note, ...]:
        case, item = self._bench.case, self._bench.item
        if case is None or item is None:
            return ()
        return tuple(note for note in case.notes if note.anchor.item == item.id)

    def _found_redactions(self) -> list[tuple[Redaction, Found]]:
        inspection = self._bench.inspection
        if inspection is None:
            return []
        pairs = [(each, find(each.anchor, inspection.transcript)) for each in self._redactions_shown]
        return [(each, found) for each, found in pairs if found is not None]

    def _redactions(self) -> tuple[Redaction, ...]:
        case, item = self._bench.case, self._bench.item
        if case is None or item is None:
            return ()
        return tuple(each for each in case.redactions if each.anchor.item == item.id)

    def _ranges(self, script: Script, inspection: Inspection) -> tuple[Painted, ...]:
        below = self._settings.number("uncertain_below")
        noted = laid(script, [found for _, found in self._found_notes()], NOTED)
        redacted = laid(script, [found for _, found in self._found_redactions()], REDACTED)
        return painted(script, inspection, below, (*noted, *redacted))

    @Slot(object)
    def _show_selection(self, selected: Selected) -> None:
        self._walked = False
        part = self.view.script.part_of(selected.turn, selected.region)
        if part is None:
            self.view.show_current(None)
        elif selected.span is not None:
            self.view.show_current(part.units(selected.span))
        else:
            self.view.show_current(part.header)

    def _walk(self) -> None:
        self._walked = True

    @Slot(int)
    def _click(self, unit: int) -> None:
        """Select the passage, else the word, else the turn; on the line above a turn, the turn."""
        inspection, part = self._bench.inspection, self.view.script.part_at(unit)
        if inspection is None or part is None:
            return
        turn, region = (part.index, None) if part.kind == "turn" else (None, part.index)
        place = self.view.script.point_at(unit)
        if place is None:
            self._bench.select(Selected(turn=turn, region=region))
            return
        point = place[1]
        index, placed = match_at(inspection, turn, region, point), word_at(inspection, turn, region, point)
        if index is not None:
            self._bench.select(selected_match(inspection, index))
        else:  # words of pasted text have no place of their own: their turn is chosen
            self._bench.select(placed.selected if placed else Selected(turn=turn, region=region))

    # -------------------------------------------------------------------------------------- editing

    @Slot(int)
    def correct_at(self, unit: int) -> None:
        """Open the field over the word at a place of the text; words of pasted text have none."""
        inspection, place = self._bench.inspection, self.view.script.point_at(unit)
        if inspection is None or place is None:
            return
        part, point = place
        turn, region = (part.index, None) if part.kind == "turn" else (None, part.index)
        self.correct(word_at(inspection, turn, region, point))

    def correct(self, placed: Placed | None) -> None:
        """Open the field over a word."""
        if placed is None or self._bench.item is None:
            return
        self.field.keep()
        part = self.view.script.part_of(placed.turn, placed.region)
        if part is not None:
            self._bench.select(placed.selected)
            self._correcting, self._corrected_item = placed, self._bench.item.id
            units = part.units(Span(placed.word.start, placed.word.end))
            corner = self.view.viewport().pos()
            self.field.open(placed.text, self.view.place_of(units).translated(corner))

    def correct_selected(self) -> None:
        """Correct the word that is selected, else the next uncertain one."""
        inspection, selected = self._bench.inspection, self._bench.selected
        if inspection is None:
            return
        if selected.span is not None:
            place = (selected.turn, selected.region, selected.span.start)
            self.correct(word_at(inspection, *place))
        else:
            self.step_uncertain(1)
            if self._bench.selected.span is not None:
                self.correct_selected()

    def step_uncertain(self, step: int) -> None:
        """Select the next or the previous uncertain word."""
        inspection = self._bench.inspection
        if inspection is not None:
            below = self._settings.number("uncertain_below")
            placed = next_uncertain(inspection, below, self._bench.selected, step)
            if placed is not None:
                self._bench.select(placed.selected)
            else:
                self.told.emit(say("No word of this item was read with doubt."))

    def step_unreviewed(self) -> None:
        """Select the next turn that is not marked as reviewed."""
        inspection = self._bench.inspection
        if inspection is not None:
            turn = next_unreviewed(inspection, set(self._reviewed), self._bench.selected.turn)
            if turn is None:
                self.told.emit(say("Every turn of this item is reviewed."))
            self._bench.select(Selected(turn=turn))

    def mark_reviewed(self) -> None:
        """Mark the selected turn as reviewed and go to the next that is not."""
        turn = self._bench.selected.turn
        if turn is not None:
            self._edits.review(turn, turn not in self._reviewed)
            self.step_unreviewed()
        else:
            self._ask_for_turn()

    def _ask_for_turn(self) -> None:
        self.told.emit(say("Choose a turn first: click into it, or press F6."))

    @Slot(str)
    def _correct(self, text: str) -> None:
        from witnessmark.transcript.edits import CorrectWord

        if self._correcting is not None:
            self._edits.edit(CorrectWord(self._correcting.word.word, text), say("correct a word"))
            self._correcting = None

    @Slot(int, QPoint)
    def _show_menu(self, unit: int, where: QPoint) -> None:
        if self.view.chosen() is None:
            self._click(unit)
        menu = self.menu_at(unit)
        if menu is not None:
            menu.exec(where)

    def show_turn_menu(self) -> None:
        """The menu of the turn that the text cursor was moved to, else of the selected one; needs no mouse."""
        script, selected = self.view.script, self._bench.selected
        part = script.part_at(self.view.textCursor().position()) if self._walked else None
        part = part or script.part_of(selected.turn, selected.region)
        if part is None:
            self._ask_for_turn()
        else:
            below = self.view.place_of(part.header).bottomLeft()
            self._show_menu(part.body.start, self.view.mapToGlobal(below))

    def menu_at(self, unit: int) -> QMenu | None:
        """What can be done at a place of the text."""
        inspection, part = self._bench.inspection, self.view.script.part_at(unit)
        if inspection is None or part is None:
            return None
        menu = QMenu(self)
        place = self.view.script.point_at(unit)
        point = place[1] if place else 0
        turn, region = (part.index, None) if part.kind == "turn" else (None, part.index)
        placed = word_at(inspection, turn, region, point) if place else None
        if placed is not None:
            word = placed.text.replace("&", "&&")  # a menu would take it for the mark of a letter
            menu.addAction(say("Correct “{word}” …", word=word), lambda: self.correct(placed))
        menu.addAction(say("Note …"), self.ask_note)
        menu.addAction(say("Redact …"), lambda: self.redaction_asked.emit(self.marked_anchor()))
        menu.addAction(say("Copy"), self.copy_text)
        if turn is not None:
            menu.addSeparator()
            clicked = next(each for each in inspection.transcript.turns if each.index == turn)
            from witnessmark_gui.transcript.menu import Clicked

            self.deeds.fill(menu, inspection, Clicked(clicked, point, turn in self._reviewed))
        return menu

    @Slot(int, QPoint)
    def _hover(self, unit: int, where: QPoint) -> None:
        inspection, place = self._bench.inspection, self.view.script.point_at(unit)
        if inspection is None or place is None:
            self.view.show_card("", where)
            return
        part, point = place
        turn, region = (part.index, None) if part.kind == "turn" else (None, part.index)
        cards = [note.text for note, found in self._found_notes() if covers(found, part, point)]
        cards += [
            say("Left out of exports: {why}", why=each.why or say("no reason given"))
            for each, found in self._found_redactions()
            if covers(found, part, point)
        ]
        index = match_at(inspection, turn, region, point)
        if index is not None:
            cards.insert(0, card(inspection, index))
        self.view.show_card("\n\n".join(cards), where)
