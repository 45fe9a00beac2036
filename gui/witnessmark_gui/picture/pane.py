"""The middle of the window: the picture, its name, how it came, and what is drawn on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from witnessmark.geometry import Box, hull
from witnessmark.intake.ways import way_told
from witnessmark.messages import term
from witnessmark.records import Acquisition, Disagreement, Item, ShownDate, Span, Transcript
from witnessmark.settings import Settings
from witnessmark_gui.flow import Flow
from witnessmark_gui.jobs import Tiles
from witnessmark_gui.language import day, say, when
from witnessmark_gui.parts import ElidedLabel, bar, label, link
from witnessmark_gui.picture.marks import Mark, marks_of, marks_of_case
from witnessmark_gui.picture.strip import ItemStrip
from witnessmark_gui.picture.view import PictureView
from witnessmark_gui.selection import Selected, selected_match
from witnessmark_gui.theme import Theme
from witnessmark_gui.workbench import Workbench

if TYPE_CHECKING:
    from witnessmark_gui.picture.comparison import ComparisonPanel

_LAYERS = (
    ("match", term("Matches")),
    ("turn", term("Turns")),
    ("word", term("Words")),
    ("uncertain", term("Uncertain words")),
    ("note", term("Notes")),
    ("redaction", term("Redactions")),
)
_NAMES = 6  # speakers that are named
_ANALYSTS = ("note", "redaction")  # layers that are only named where there is something in them


class PicturePane(QWidget):
    """Shows the item on show of the workbench; what is clicked becomes the selection."""

    acquisition_asked = Signal()
    words_taken = Signal(object)

    def __init__(self, bench: Workbench, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._bench = bench
        self._settings = settings
        self._marks: tuple[Mark, ...] = ()
        self.view = PictureView(theme)
        self.items = ItemStrip(bench)
        self._comparison: ComparisonPanel | None = None
        self._header = ElidedLabel()
        self._zoom = label("100 %")
        self._acquired = label(wrap=True)
        self.edit_acquisition = link(say("Edit"), self.acquisition_asked.emit, say("How this item came"))
        self._empty = label(wrap=True, name="muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._place = label()
        self._boxes: dict[str, QCheckBox] = {}
        self._lay_out()
        bench.item_shown.connect(self._show_item)
        bench.case_changed.connect(self._show_case)
        bench.selection_changed.connect(self._show_selection)
        self.view.mark_clicked.connect(self._click)
        self.view.place_clicked.connect(self._click_place)
        self.view.zoom_changed.connect(self._show_zoom)
        theme.changed.connect(self._redraw)
        self._show_item()

    def _lay_out(self) -> None:
        self.fit = link(say("Fit"), self.view.fit, say("The whole picture (Ctrl+9)"))
        self.wide = link(say("Width"), self.view.fit_width, say("The picture's whole width (Ctrl+8)"))
        self.actual = link(say("100 %"), self.view.actual_size, say("One pixel on one pixel (Ctrl+0)"))
        self._header_bar = bar("header", self._header, self.fit, self.wide, self.actual, self._zoom)
        layout = self._header_bar.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setStretch(0, 1)
        strip = bar("strip", self._acquired, self.edit_acquisition)
        strip_layout = strip.layout()
        assert isinstance(strip_layout, QHBoxLayout)
        strip_layout.setStretch(0, 1)
        strip_layout.setAlignment(self.edit_acquisition, Qt.AlignmentFlag.AlignTop)
        self._strip = strip
        self._stack = QStackedLayout()
        page = QFrame()
        page.setObjectName("canvas")
        page_layout = QVBoxLayout(page)
        page_layout.addWidget(self._empty)
        self._stack.addWidget(self.view)
        self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header_bar)
        column.addWidget(strip)
        column.addWidget(self.items)
        column.addLayout(self._stack, 1)
        self._below = QVBoxLayout()
        column.addLayout(self._below)
        column.addWidget(self._layer_bar())

    def _layer_bar(self) -> QFrame:
        for kind, text in _LAYERS:
            box = QCheckBox(say(text))
            box.setChecked(self.view.is_shown(kind))
            box.setProperty("layer", kind)
            box.toggled.connect(self._toggle_layer)
            self._boxes[kind] = box
        self.back = link("◀", lambda: self._bench.step_item(-1), say("Previous item"))
        self.forward = link("▶", lambda: self._bench.step_item(1), say("Next item"))
        self.back.setAccessibleName(say("Previous item"))
        self.forward.setAccessibleName(say("Next item"))
        both = QFrame()
        both.setObjectName("layers")
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(Flow(*self._boxes.values()), 1)
        for widget in (self.back, self._place, self.forward):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return both

    def layer(self, kind: str) -> QCheckBox:
        """The switch of a layer."""
        return self._boxes[kind]

    def _analysts(self) -> tuple[Mark, ...]:
        case, item = self._bench.case, self._bench.item
        return marks_of_case(case, item) if case is not None and item is not None else ()

    @Slot()
    def _show_case(self) -> None:
        """Draw the analyst's marks anew where they have changed; the picture and the selection stay."""
        self._show_facts()
        kept = tuple(mark for mark in self._marks if mark.kind not in _ANALYSTS)
        marks = (*kept, *self._analysts())
        if self._bench.item is not None and marks != self._marks:
            self._marks = marks
            self._name_layers()
            self._redraw()

    @property
    def comparison(self) -> ComparisonPanel:
        """The places where two engines differ; made when it is first needed."""
        if self._comparison is None:
            from witnessmark_gui.picture.comparison import ComparisonPanel

            self._comparison = ComparisonPanel(self._bench)
            self._comparison.place_chosen.connect(self._show_place)
            self._comparison.taken.connect(self.words_taken)
            self._below.addWidget(self._comparison)
        return self._comparison

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks of the picture on show, hidden ones too."""
        return self._marks

    # ----------------------------------------------------------------------------------------- slots

    @Slot(object)
    def show_tiles(self, tiles: object) -> None:
        """The picture has been decoded; show it if it is still the one that is wanted."""
        item = self._bench.item
        if not isinstance(tiles, Tiles) or item is None:
            return
        if tiles.sha256 == item.inspection.original.sha256:
            self.view.show_tiles(tiles)
            self.view.show_marks(self._marks)
            self._stack.setCurrentIndex(0)
            self._show_selection(self._bench.selected)

    @Slot()
    def _show_item(self) -> None:
        item = self._bench.item
        self.view.show_tiles(None)
        self._marks = ()
        if item is not None:
            below = self._settings.number("uncertain_below")
            self._marks = (*marks_of(item.inspection, below), *self._analysts())
        self._name_layers()
        self._empty.setText(_nothing_to_show(item))
        if item is not None and item.inspection.second is not None:
            _ = self.comparison  # shows itself
        for control in (self.fit, self.wide, self.actual, *self._boxes.values()):
            control.setEnabled(item is not None and item.inspection.original.width is not None)
        self._stack.setCurrentIndex(1)
        self._show_facts()

    def _name_layers(self) -> None:
        counts = {kind: sum(mark.kind == kind for mark in self._marks) for kind, _ in _LAYERS}
        self._boxes["uncertain"].setText(say("Uncertain words ({count})", count=counts["uncertain"]))
        for kind, text in _LAYERS:
            if kind in _ANALYSTS:
                self._boxes[kind].setText(f"{say(text)} ({counts[kind]})")
                self._boxes[kind].setVisible(counts[kind] > 0)

    @Slot()
    def _show_facts(self) -> None:
        item, case = self._bench.item, self._bench.case
        self._header.show_text(_title(item) if item else say("No item"))
        self._strip.setVisible(item is not None)
        self._zoom.setVisible(item is not None)
        self.back.setEnabled(False)
        self.forward.setEnabled(False)
        if item is None or case is None:
            self._place.setText("")
            return
        fresh = next((each for each in case.items if each.id == item.id), item)
        self._acquired.setText(acquisition_line(fresh.acquisition, item.inspection.transcript.dates))
        number = (
            [each.id for each in case.items].index(item.id) + 1 if item in case.items else item.position + 1
        )
        self._place.setText(f"{number} / {len(case.items)}")
        self.back.setEnabled(number > 1)
        self.forward.setEnabled(number < len(case.items))

    @Slot(object)
    def _show_selection(self, selected: Selected) -> None:
        inspection = self._bench.inspection
        if inspection is None:
            self.view.select_boxes(())
        elif selected.match is not None:
            self.view.select_boxes(inspection.matches[selected.match].boxes)
        elif selected.box is not None:
            self.view.select_boxes((selected.box,))
        elif selected.turn is not None:
            self.view.select_boxes(_span_boxes(self._bench, selected))
        else:
            self.view.select_boxes(())

    @Slot(str, int)
    def _click(self, kind: str, index: int) -> None:
        inspection = self._bench.inspection
        if inspection is None:
            return
        if kind == "match":
            self._bench.select(selected_match(inspection, index))
        elif kind == "turn":
            self._bench.select(Selected(turn=index))
        elif kind in _ANALYSTS:
            boxes = next(mark.boxes for mark in self._marks if (mark.kind, mark.index) == (kind, index))
            self._bench.select(Selected(box=hull(boxes)))
        else:
            self._bench.select(_word_place(self._bench, index))

    @Slot(QPointF)
    def _click_place(self, where: QPointF) -> None:
        """Select the word at a place, whether or not the frames of words are drawn."""
        for mark in self._marks:
            if mark.kind == "word" and any(QRectF(*box).contains(where) for box in mark.boxes):
                self._bench.select(_word_place(self._bench, mark.index))
                return

    @Slot(object)
    def _show_place(self, place: Disagreement) -> None:
        """Frame a place where two engines differ, and select its words where the text has them."""
        self._bench.select(_word_place(self._bench, place.words[0]) if place.words else Selected())
        self.view.select_boxes((place.box,))

    @Slot(bool)
    def _toggle_layer(self, shown: bool) -> None:
        self.view.show_layer(str(self.sender().property("layer")), shown)

    @Slot(float)
    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setText(f"{zoom * 100:.0f} %")

    @Slot()
    def _redraw(self) -> None:
        self.view.show_marks(self._marks)
        self._show_selection(self._bench.selected)


def acquisition_line(acquisition: Acquisition, shown: tuple[ShownDate, ...] = ()) -> str:
    """How an item came, in one line; what is not known is called unknown.

    Where nobody wrote the claimed date, it is the one date that was read from the item, if there is one.
    """
    parts = [say("Source {url}", url=acquisition.source_url or say("unknown"))]
    if acquisition.obtained_from:
        parts.append(say("obtained from {who}", who=way_told(acquisition.obtained_from) or ""))
    parts.append(way_told(acquisition.how) or say("how it came is unknown"))
    at = when(acquisition.at)
    if acquisition.by:
        parts.append(say("taken in by {who}, {when}", who=acquisition.by, when=at))
    else:
        parts.append(say("taken in {when}, by whom is unknown", when=at))
    return " · ".join([*parts, _claimed(acquisition, {each.iso for each in shown if each.iso})])


def _claimed(acquisition: Acquisition, read: set[str]) -> str:
    if acquisition.claimed_date:
        told = say("claimed date {date}", date=day(acquisition.claimed_date))
        sure = say("(confirmed)") if acquisition.claimed_date_confirmed else say("(not confirmed)")
        return f"{told} {sure}"
    if len(read) == 1:
        told = say("claimed date {date}", date=day(next(iter(read))))
        return f"{told} {say('(as read, not confirmed)')}"
    return say("claimed date {date}", date=day(None))


def _title(item: Item) -> str:
    original = item.inspection.original
    size = f"{original.width} × {original.height}" if original.width else say("text")
    return f"{original.name} · {size} · sha256 {original.sha256[:4]}…{original.sha256[-4:]}"


def _nothing_to_show(item: Item | None) -> str:
    if item is None:
        return say("Open, paste (Ctrl+V) or drop a screenshot or a chat log.\nNothing leaves this machine.")
    if item.inspection.original.width is None:
        return _about_text(item.inspection.transcript)
    return say("The picture is being prepared …")


def _about_text(transcript: Transcript) -> str:
    """What can be said of text in the place of a picture."""
    names = dict.fromkeys(turn.speaker for turn in transcript.turns if turn.speaker)
    lines = [
        say("This is text: there is no picture. Its words stand to the right."),
        say(
            "Turns: {turns}; characters: {characters}",
            turns=len(transcript.turns),
            characters=sum(len(turn.text) for turn in transcript.turns),
        ),
    ]
    if names:
        lines.append(say("Speakers as written: {names}", names=", ".join(list(names)[:_NAMES])))
    return "\n".join(lines)


def _span_boxes(bench: Workbench, selected: Selected) -> tuple[Box, ...]:
    inspection = bench.inspection
    assert inspection is not None
    turn = next((t for t in inspection.transcript.turns if t.index == selected.turn), None)
    if turn is None:
        return ()
    if selected.span is None:
        return (turn.box,) if turn.box else ()
    start, end = selected.span
    return tuple(word.box for word in turn.words if word.start < end and word.end > start)


def _word_place(bench: Workbench, index: int) -> Selected:
    inspection = bench.inspection
    assert inspection is not None
    for turn in inspection.transcript.turns:
        for word in turn.words:
            if word.word == index:
                return Selected(turn=turn.index, span=Span(word.start, word.end))
    for region in inspection.transcript.interface:
        for word in region.words:
            if word.word == index:
                return Selected(region=region.index, span=Span(word.start, word.end))
    return Selected()
