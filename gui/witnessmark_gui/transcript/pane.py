"""The transcript with its header: what is said, by whom, which passages a fingerprint explains, and notes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from witnessmark.records import Anchor, Inspection, Note, Span
from witnessmark.settings import Settings
from witnessmark_gui.language import family, say, told
from witnessmark_gui.parts import ElidedLabel, bar, link, tip
from witnessmark_gui.selection import Selected, match_at, selected_match
from witnessmark_gui.theme import Theme
from witnessmark_gui.transcript.highlighter import NOTED, Painted, painted
from witnessmark_gui.transcript.script import Part, Script, Units, script_of
from witnessmark_gui.transcript.view import TranscriptView
from witnessmark_gui.workbench import Workbench

CONTEXT = 32  # code points kept before and after a note's words, to find the place again


class TranscriptPane(QWidget):
    """Shows the transcript of the item on show; a click in it becomes the selection."""

    note_asked = Signal(object)

    def __init__(self, bench: Workbench, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._bench = bench
        self._settings = settings
        self.view = TranscriptView(theme)
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
        bench.item_shown.connect(self._show_item)
        bench.case_changed.connect(self._show_notes)
        bench.selection_changed.connect(self._show_selection)
        self.view.clicked_at.connect(self._click)
        self.view.hover_asked.connect(self._hover)
        self.view.text_zoomed.connect(self.zoom_text)
        self.view.zoom_text(int(settings.number("text_zoom")))
        self._show_item()

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
        marked = self._marked()
        if marked is None:
            return Anchor(item=item.id)
        part, span = marked
        if part.kind != "turn":
            return Anchor(item=item.id)
        text = next(t.text for t in item.inspection.transcript.turns if t.index == part.index)
        return Anchor(
            item=item.id,
            turn=part.index,
            start=span.start,
            end=span.end,
            quotation=text[span.start : span.end],
            before=text[max(0, span.start - CONTEXT) : span.start],
            after=text[span.end : span.end + CONTEXT],
        )

    def _marked(self) -> tuple[Part, Span] | None:
        units = self.view.chosen()
        if units is not None:
            return _within(self.view.script, units)
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
        self.view.zoom_text(steps)
        total = min(max(int(self._settings.number("text_zoom")) + steps, -6), 20)
        self._settings.change("text_zoom", total)

    # ----------------------------------------------------------------------------------------- slots

    @Slot()
    def _show_item(self) -> None:
        inspection = self._bench.inspection
        if inspection is None:
            self._title.show_text(say("Transcript"))
            self.view.show_script(Script("", (), ()), ())
            return
        transcript = inspection.transcript
        self._title.setText(say("Transcript · {count} turns", count=len(transcript.turns)))
        self._title.setToolTip(tip(told(transcript.layout)))
        script = script_of(inspection.transcript)
        self._notes_shown = self._notes()
        self.view.show_script(script, self._ranges(script, inspection))

    @Slot()
    def _show_notes(self) -> None:
        inspection = self._bench.inspection
        if inspection is not None and self._notes() != self._notes_shown:
            self._notes_shown = self._notes()
            self.view.highlighter.show_ranges(self._ranges(self.view.script, inspection))

    def _notes(self) -> tuple[Note, ...]:
        case, item = self._bench.case, self._bench.item
        if case is None or item is None:
            return ()
        return tuple(note for note in case.notes if note.anchor.item == item.id)

    def _ranges(self, script: Script, inspection: Inspection) -> tuple[Painted, ...]:
        below = self._settings.number("uncertain_below")
        return painted(script, inspection, below, tuple(_noted(script, self._notes_shown)))

    @Slot(object)
    def _show_selection(self, selected: Selected) -> None:
        part = self.view.script.part_of(selected.turn, selected.region)
        if part is None:
            self.view.show_current(None)
        elif selected.span is not None:
            self.view.show_current(part.units(selected.span))
        else:
            self.view.show_current(part.header)

    @Slot(int)
    def _click(self, unit: int) -> None:
        inspection, place = self._bench.inspection, self.view.script.point_at(unit)
        if inspection is None or place is None:
            return
        part, point = place
        turn, region = (part.index, None) if part.kind == "turn" else (None, part.index)
        index = match_at(inspection, turn, region, point)
        if index is not None:
            self._bench.select(selected_match(inspection, index))

    @Slot(int, QPoint)
    def _hover(self, unit: int, where: QPoint) -> None:
        inspection, place = self._bench.inspection, self.view.script.point_at(unit)
        if inspection is None or place is None:
            self.view.show_card("", where)
            return
        part, point = place
        turn, region = (part.index, None) if part.kind == "turn" else (None, part.index)
        cards = [note.text for note in self._notes_shown if _covers(note.anchor, part, point)]
        index = match_at(inspection, turn, region, point)
        if index is not None:
            cards.insert(0, card(inspection, index))
        self.view.show_card("\n\n".join(cards), where)


def card(inspection: Inspection, index: int) -> str:
    """What the fingerprint of a match is and why it counts or not."""
    match = inspection.matches[index]
    lines = [
        f"{match.fingerprint} · {family(match.family)}",
        say("{layer} match, score {score}", layer=say(match.layer), score=f"{match.score:.0f}"),
        told(match.reason),
    ]
    if match.also:
        lines.append(say("also: {others}", others=", ".join(match.also)))
    return "\n".join(lines)


def _within(script: Script, units: Units) -> tuple[Part, Span] | None:
    """The part in which a marked range begins, and the code points of it that are marked."""
    part = script.part_at(units.start)
    if part is None:
        return None
    start = max(units.start, part.body.start) - part.body.start
    end = min(units.end, part.body.end) - part.body.start
    if end <= start:
        return None
    return part, Span(part.map.point(start), part.map.point(end))


def _noted(script: Script, notes: tuple[Note, ...]) -> list[Painted]:
    found = []
    for note in notes:
        part = script.part_of(note.anchor.turn, None) if note.anchor.turn is not None else None
        if part is not None and note.anchor.start is not None and note.anchor.end is not None:
            found.append(Painted(part.units(Span(note.anchor.start, note.anchor.end)), NOTED))
    return found


def _covers(anchor: Anchor, part: Part, point: int) -> bool:
    if part.kind != "turn" or anchor.turn != part.index or anchor.start is None or anchor.end is None:
        return False
    return anchor.start <= point < anchor.end
