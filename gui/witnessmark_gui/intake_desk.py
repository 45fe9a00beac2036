"""Takes deliveries in: reads them off the window's thread, tells how far it is, and shows what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal, Slot

from witnessmark.errors import StoreError, WitnessmarkError
from witnessmark.messages import term
from witnessmark.paths import Paths
from witnessmark.records import Message, Picture
from witnessmark.settings import Settings
from witnessmark_gui.intake import Delivery
from witnessmark_gui.jobs import (
    Compared,
    Kept,
    Order,
    Signs,
    Stage,
    Toolbox,
    Unkept,
    Unread,
    care,
    compare,
    decode,
    fetch_tiles,
    take_in,
    title_of,
    warm_up,
)
from witnessmark_gui.keeper import StorePlace
from witnessmark_gui.language import say
from witnessmark_gui.language import told as told_words
from witnessmark_gui.tasks import Gate, Task, Tasks
from witnessmark_gui.thumbnails import held_item_thumbnails, item_thumbnails
from witnessmark_gui.workbench import Workbench

if TYPE_CHECKING:
    from witnessmark.library.load import Library
    from witnessmark.reading.engine import EngineStatus, ReadOptions
    from witnessmark.store.store import Alike


class IntakeDesk(QObject):
    """One order at a time is read; the others wait in line. What is read is on screen at once."""

    staged = Signal(object)
    rested = Signal()
    told = Signal(str)
    seen_before = Signal(object)
    tiles_made = Signal(object)
    library_loaded = Signal(object)
    item_thumbnail_made = Signal(object)
    compared = Signal(object)

    def __init__(self, bench: Workbench, tasks: Tasks, toolbox: Toolbox, settings: Settings) -> None:
        super().__init__()
        self._bench, self._tasks, self._toolbox, self._settings = bench, tasks, toolbox, settings
        self._waiting: list[Order] = []
        self._task: Task | None = None
        self._gate = Gate()
        self._order: Order | None = None
        self._held: str | None = None  # the case in memory that the order at hand has made
        self._shown = False  # something of the order at hand is on screen
        self._troubles: list[WitnessmarkError] = []
        self._seen: list[Alike] = []
        self.library: Library | None = None
        self.engines: tuple[EngineStatus, ...] = ()
        bench.item_shown.connect(self._fetch_picture)

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._task is not None

    @property
    def waiting(self) -> int:
        """How many orders wait in line."""
        return len(self._waiting)

    def options(self) -> ReadOptions:
        """How to read, from the settings."""
        from witnessmark.reading.engine import ReadOptions

        return ReadOptions(
            engine=self._settings.text("engine"),
            language=self._settings.text("language"),
            seconds=self._settings.number("seconds_per_picture"),
            memory_mib=int(self._settings.number("memory_per_picture")),
            largest=int(self._settings.number("largest_picture")),
        )

    def warm(self) -> None:
        """Load the library and start the reader before the first picture comes."""
        self._tasks.start(partial(_warmed, self._toolbox, self.options), self._take_library)

    def care(self, paths: Paths) -> None:
        """Look whether the store is the one that was last seen, and back it up once a day."""
        place = self._bench.place
        if self._bench.store is not None:
            keep = int(self._settings.number("backups"))
            task = self._tasks.new(lambda stop: care(place, paths.heads, paths.backups, keep))
            task.given.connect(self._take_warning)
            task.failed.connect(self._bench.trouble)
            self._tasks.launch(task)

    @Slot(object)
    def _take_warning(self, wrong: object) -> None:
        assert isinstance(wrong, Message)
        self._bench.trouble.emit(StoreError(wrong))

    # --------------------------------------------------------------------------------------- orders

    def deliver(self, delivery: Delivery, into: str | None = None) -> None:
        """Take in what came through the door, as a new case or into one."""
        if not delivery.sources:
            return
        acquisition = delivery.acquisition(self._settings.text("examiner"))
        self.order(Order(delivery.sources, acquisition, delivery.title, into, apart=delivery.apart))

    def order(self, order: Order) -> None:
        """Read this as soon as what came before it is read."""
        self._waiting.append(order)
        if self._task is None:
            self._next()

    @Slot()
    def cancel(self) -> None:
        """Stop reading; what waits in line is dropped, what has been read stays."""
        self._waiting.clear()
        self._gate.open()
        if self._task is not None:
            self._task.cancel()
            self.told.emit(say("Cancelled. What had been read before is kept."))

    @Slot(bool)
    def pause(self, on: bool) -> None:
        """Begin nothing new until the pause ends; what is being read is read to its end."""
        (self._gate.close if on else self._gate.open)()

    def _next(self) -> None:
        if not self._waiting:
            self._task = self._order = None
            self._gate.open()
            self.rested.emit()
            self._say_troubles()
            if self._seen:
                found, self._seen = tuple(self._seen), []
                self.seen_before.emit(found)
            return
        order = self._waiting.pop(0)
        self._order, self._held, self._shown = order, None, False
        place = self._bench.place if self._bench.store is not None else None
        if order.case_id is not None and order.case_id in self._bench.scratch:
            place = None
        self._task = self._tasks.new(partial(_taken, order, place, self._toolbox, self.options, self._gate))
        self._task.given.connect(self._take)
        self._task.failed.connect(self._fail)
        self._task.finished.connect(self._finish)
        count = len(order.sources)
        self.staged.emit(Stage(0, count, order.sources[0].name, term("waiting")))
        self._tasks.launch(self._task)

    @Slot(object)
    def _take(self, value: object) -> None:
        order = self._order
        assert order is not None
        match value:
            case Stage():
                self.staged.emit(value)
            case Unread(name, error):
                self._troubles.append(type(error)(_named(name, error)))
            case Kept(case_id, item_id, seen):
                if order.again is not None:  # an older step undone now would lay an old reading over the new
                    self._bench.undoing.forget((case_id,))
                self._bench.cases_changed.emit()
                self._show(case_id, item_id)
                self._seen += seen
            case Compared():
                self.compared.emit(value)
            case Unkept():
                self._hold(value, order)

    def _show(self, case_id: str, item_id: str) -> None:
        """Show the first item of an order; later ones come beside it and take nobody from his work."""
        if not self._shown:
            self._shown = True
            self._bench.open_case(case_id, item_id)
        else:
            self._bench.reload(case_id)

    def _hold(self, unkept: Unkept, order: Order) -> None:
        if order.again is not None and order.case_id is not None:
            again, inspection = order.again, unkept.inspection
            self._bench.apply(order.case_id, lambda keeper: keeper.add_inspection(again, inspection))
            return
        case_id = self._bench.hold_unkept(unkept, title_of(order, unkept), order.case_id or self._held)
        self._held = None if order.apart else case_id
        self._bench.open_case(case_id)
        self._bench.trouble.emit(unkept.error)

    @Slot(object)
    def _fail(self, error: WitnessmarkError) -> None:
        self._troubles.append(type(error)(told_words(error.said)))

    @Slot(object)
    def _finish(self, _: object) -> None:
        self._next()

    def _say_troubles(self) -> None:
        if self._troubles:
            troubles, self._troubles = self._troubles, []
            kinds = {type(each) for each in troubles}
            kind = kinds.pop() if len(kinds) == 1 else WitnessmarkError
            self._bench.trouble.emit(kind("\n".join(told_words(each.said) for each in troubles)))

    # ------------------------------------------------------------------------------------- pictures

    @Slot()
    def _fetch_picture(self) -> None:
        item, case = self._bench.item, self._bench.case
        if item is None or case is None or item.inspection.original.width is None:
            return
        sha256 = item.inspection.original.sha256
        if case.id in self._bench.scratch:
            picture = self._bench.scratch.picture(sha256)
            if picture is not None:
                self._tasks.start(partial(_decoded, sha256, picture), self.tiles_made.emit)
        else:
            place = self._bench.place
            self._tasks.start(lambda stop: fetch_tiles(place, sha256), self.tiles_made.emit)

    @Slot(object)
    def make_item_thumbnails(self, hashes: tuple[str, ...]) -> None:
        """Make small pictures of the items of the open case."""
        case, place, size = self._bench.case, self._bench.place, QSize(128, 96)
        if case is None:
            return
        scratch, held = self._bench.scratch, case.id in self._bench.scratch

        def work(stop: threading.Event) -> Iterator[object]:
            if held:
                return held_item_thumbnails(scratch, hashes, size, stop)
            return item_thumbnails(place, hashes, size, stop)

        self._tasks.start(work, self.item_thumbnail_made.emit)

    @Slot(object)
    def _take_library(self, library: object) -> None:
        if isinstance(library, tuple):
            self.engines = library
            return
        self.use_library(library)  # type: ignore[arg-type]

    def use_library(self, library: Library) -> None:
        """Compare with this library from now on."""
        self.library = library
        self._bench.use_library(library.files())
        self.library_loaded.emit(library)


def _named(name: str, error: WitnessmarkError) -> str:
    """The sentence of a trouble, with the name of its input where it does not say that itself."""
    words = told_words(error.said)
    return words if name in words else f"{name}: {words}"


def _warmed(toolbox: Toolbox, options: Callable[[], ReadOptions], stop: threading.Event) -> Iterator[object]:
    return warm_up(toolbox, options)


def _taken(
    order: Order,
    place: StorePlace | None,
    toolbox: Toolbox,
    options: Callable[[], ReadOptions],
    gate: Gate,
    stop: threading.Event,
) -> Iterator[object]:
    if order.beside is not None:
        yield from compare(order, toolbox, replace(options(), language=order.language), stop)
        return
    yield from take_in(order, place, toolbox, options(), Signs(stop, gate))


def _decoded(sha256: str, picture: Picture, stop: threading.Event) -> Iterator[object]:
    return decode(sha256, picture)
