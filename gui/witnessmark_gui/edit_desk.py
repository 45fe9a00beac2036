"""The analyst's changes of a transcript, applied and matched anew off the window's thread."""

from __future__ import annotations

import threading
import uuid
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal, Slot

from witnessmark.clock import now
from witnessmark.errors import UsageError, WitnessmarkError
from witnessmark.records import Anchor, Case, Inspection, Item, Note
from witnessmark.settings import Settings
from witnessmark.transcript.takeover import words_of
from witnessmark_gui.changes import Change
from witnessmark_gui.jobs import Compared, Toolbox
from witnessmark_gui.language import say
from witnessmark_gui.picture.marks import REVIEWED
from witnessmark_gui.region_reading import RegionOrder, moved_words, read_region
from witnessmark_gui.tasks import Tasks, Work
from witnessmark_gui.workbench import Workbench

if TYPE_CHECKING:
    from witnessmark.transcript.edits import CorrectWord, Edit


@dataclass(frozen=True, slots=True)
class Reconsidered:
    """An item whose transcript was edited, with what it was before."""

    case_id: str
    item_id: str
    before: Inspection
    after: Inspection
    text: str
    moved: Mapping[int, int] | None = None  # words of the old reading in the new one, where it was read anew


@dataclass(frozen=True, slots=True)
class _Asked:
    """An edit of one item, whatever is on show when its turn comes; `text` names it for undo."""

    case_id: str
    item_id: str
    edit: Edit
    text: str


@dataclass(frozen=True, slots=True)
class _Stepped:
    """A step of a case back or forth, which waits for the edits that were asked before it."""

    case_id: str
    back: bool


class EditDesk(QObject):
    """Edits wait in line, so that each sees the transcript that the one before it left; so do undo and redo."""

    told = Signal(str)
    begun = Signal()
    edited = Signal()

    def __init__(self, bench: Workbench, tasks: Tasks, toolbox: Toolbox, settings: Settings) -> None:
        super().__init__()
        self._bench, self._tasks, self._toolbox, self._settings = bench, tasks, toolbox, settings
        self._waiting: deque[_Asked | _Stepped] = deque()
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether edits are under way."""
        return self._busy

    def edit(self, edit: Edit, text: str) -> None:
        """Apply an edit to the item on show; `text` names it for undo."""
        case, item = self._bench.case, self._bench.item
        if case is None or item is None:
            return
        self._line_up(_Asked(case.id, item.id, edit, text))

    @Slot()
    def undo(self) -> None:
        """Take the last change of the open case back, an edit under way once it is done."""
        self._step(back=True)

    @Slot()
    def redo(self) -> None:
        """Make the change that was taken back again."""
        self._step(back=False)

    def finish(self, seconds: float) -> None:
        """Let the edits under way come to their end before the window closes, for at most so long."""
        if not self._busy:
            return
        loop = QEventLoop()
        self.edited.connect(loop.quit)
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def inspect_region(self, order: RegionOrder) -> None:
        """Read a region of the picture on show again; the reading before it stays in the store."""
        case, item = self._bench.case, self._bench.item
        if case is None or item is None or self._busy:
            return
        self.told.emit(say("Reading the region …"))
        self._launch(_region_work(self._toolbox, case.id, item, order))

    @Slot(object)
    def lay_beside(self, compared: Compared) -> None:
        """Keep what a second engine read with the item; what the analyst did to the text meanwhile stays."""
        from witnessmark.pipeline import with_second

        case_id, item_id = compared.case_id, compared.item_id
        case = self._bench.keeper(case_id).case(case_id)
        before = next((item.inspection for item in case.items if item.id == item_id), None)
        if before is None or before.reading != compared.first:
            self.told.emit(say("The picture was read anew meanwhile; compare the engines again."))
            return
        after = with_second(before, compared.second)
        if self._bench.case is None or self._bench.case.id != case_id:
            self._bench.apply(case_id, _holding(item_id, after))
            return
        redo, undo = _holding(item_id, after), _holding(item_id, before)
        self._bench.change(say("compare the engines"), redo, undo)

    @Slot(object)
    def take_over(self, edit: CorrectWord) -> None:
        """Correct a word to what the second engine reads."""
        self.edit(edit, say("take the other engine's words"))

    def review(self, turn: int, done: bool) -> None:
        """Mark a turn as read by the analyst, or take the mark away."""
        case, item = self._bench.case, self._bench.item
        if case is None or item is None:
            return
        if done:
            words = _opening(item.inspection, turn)
            identity = str(uuid.uuid5(uuid.UUID(item.id), f"reviewed {words}"))
            anchor = Anchor(item.id, turn, quotation=words)
            note = Note(identity, REVIEWED, anchor, self._settings.text("examiner"), now())
            put, remove = _putting(case.id, note), _removing(note)
            self._bench.change(say("mark reviewed"), put, remove)
            return
        for note in reviews(case.notes, item.id):
            if note.anchor.quotation == _opening(item.inspection, turn):
                self._bench.change(say("unmark reviewed"), _removing(note), _putting(case.id, note))

    def _step(self, back: bool) -> None:
        if self._bench.case is not None:
            self._line_up(_Stepped(self._bench.case.id, back))

    def _line_up(self, asked: _Asked | _Stepped) -> None:
        self._waiting.append(asked)
        if not self._busy:
            self._next()

    def _next(self) -> None:
        while self._waiting:
            asked = self._waiting.popleft()
            if isinstance(asked, _Stepped):
                stack = self._bench.undoing.of(asked.case_id)
                (stack.undo if asked.back else stack.redo)()
                continue
            item = self._item(asked)
            if item is not None:
                self._launch(_work(self._toolbox, asked.case_id, item, asked.edit, asked.text))
                return
        self._busy = False
        self.edited.emit()

    def _launch(self, work: Work) -> None:
        self._busy = True
        self.begun.emit()
        task = self._tasks.new(work)
        task.given.connect(self._take)
        task.failed.connect(self._fail)
        task.finished.connect(self._finish)
        self._tasks.launch(task)

    def _item(self, asked: _Asked) -> Item | None:
        """The item as it is now; None where it is gone."""
        case = self._case(asked.case_id)
        return next((item for item in case.items if item.id == asked.item_id), None) if case else None

    def _case(self, case_id: str) -> Case | None:
        shown = self._bench.case
        if shown is not None and shown.id == case_id:
            return shown
        try:
            return self._bench.keeper(case_id).case(case_id)
        except UsageError:  # discarded meanwhile
            return None
        except WitnessmarkError as error:
            self._bench.trouble.emit(error)
            return None

    @Slot(object)
    def _take(self, value: object) -> None:
        assert isinstance(value, Reconsidered)
        case = self._case(value.case_id)
        if case is None:
            return
        from witnessmark_gui.carrying import carried

        redo, undo = carried(case, value.item_id, value.before, value.after, value.moved)
        self._bench.change(value.text, redo, undo, value.case_id)

    @Slot(object)
    def _fail(self, error: object) -> None:
        """Say why; an undo that waits was meant for what failed, and must not take back what was before it."""
        while self._waiting and isinstance(self._waiting[0], _Stepped):
            self._waiting.popleft()
        self._bench.trouble.emit(error)

    @Slot(object)
    def _finish(self, _: object) -> None:
        self._next()


def reviews(notes: tuple[Note, ...], item: str) -> tuple[Note, ...]:
    """The notes that say that a turn of an item has been reviewed."""
    return tuple(
        note
        for note in notes
        if note.text == REVIEWED and note.anchor.item == item and note.anchor.turn is not None
    )


def reviewed_turns(inspection: Inspection, notes: tuple[Note, ...], item: str) -> frozenset[int]:
    """The turns that have been reviewed, found by how they begin: edits of other turns do not unmark them."""
    openings = {note.anchor.quotation for note in reviews(notes, item)}
    turns = inspection.transcript.turns
    return frozenset(turn.index for turn in turns if _opening(inspection, turn.index) in openings)


def _opening(inspection: Inspection, turn: int) -> str:
    """The first words of a turn, enough to know it again."""
    text = next((each.text for each in inspection.transcript.turns if each.index == turn), "")
    return text[:80]


def corrected_words(inspection: Inspection, proposal: Inspection) -> int:
    """How many words of the transcript say something else than the program proposed."""
    before = words_of(proposal.transcript)
    return sum(before.get(word, text) != text for word, text in words_of(inspection.transcript).items())


def _work(toolbox: Toolbox, case_id: str, item: Item, edit: Edit, text: str) -> Work:
    def work(stop: threading.Event) -> Iterator[object]:
        from witnessmark.pipeline import reconsider
        from witnessmark.transcript.apply import apply

        before = item.inspection
        transcript = apply(before.transcript, (edit,))
        after = reconsider(transcript, toolbox.instruments(), before)
        yield Reconsidered(case_id, item.id, before, after, text)

    return work


def _region_work(toolbox: Toolbox, case_id: str, item: Item, order: RegionOrder) -> Work:
    def work(stop: threading.Event) -> Iterator[object]:
        for after in read_region(order, toolbox, stop):
            assert isinstance(after, Inspection)
            text, moved = say("read a region again"), moved_words(order)
            yield Reconsidered(case_id, item.id, item.inspection, after, text, moved)

    return work


def _holding(item_id: str, inspection: Inspection) -> Change:
    return lambda keeper: keeper.add_inspection(item_id, inspection)


def _putting(case_id: str, note: Note) -> Change:
    return lambda keeper: keeper.put_note(case_id, note)


def _removing(note: Note) -> Change:
    return lambda keeper: keeper.remove_note(note.id)
