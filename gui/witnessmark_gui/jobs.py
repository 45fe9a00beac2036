"""The work that leaves the window's thread, as iterators: reading, decoding, thumbnails, export."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from witnessmark.errors import StoreError, UnreadableInput, WitnessmarkError
from witnessmark.intake.acquire import Acquired, from_path
from witnessmark.messages import message, term
from witnessmark.records import Acquisition, Inspection, Picture, Reading, SecondReading
from witnessmark.transcript.title import cut
from witnessmark_gui.bitmaps import image_of
from witnessmark_gui.intake import spread, title_of_file
from witnessmark_gui.keeper import StorePlace
from witnessmark_gui.language import say
from witnessmark_gui.tasks import Gate

if TYPE_CHECKING:
    from witnessmark.library.load import Library
    from witnessmark.pipeline import Inspected, Instruments, Outcome
    from witnessmark.reading.engine import ReadOptions
    from witnessmark.store.store import Alike

log = logging.getLogger(__name__)

TILE = 2048  # rows of a picture in one pixmap; taller ones scroll badly and some platforms refuse them


@dataclass(frozen=True, slots=True)
class Stage:
    """Work goes on: the `position`-th of `count` sources is in `stage`, of which a share may be `done`."""

    position: int
    count: int
    name: str
    stage: str
    done: float | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An original was inspected and is in the store; `seen` are other cases that hold it or something like it."""

    case_id: str
    item_id: str
    seen: tuple[Alike, ...] = ()


@dataclass(frozen=True, slots=True)
class Unkept:
    """An original was inspected, but the store did not take it: it must stay in memory."""

    data: bytes = field(repr=False)
    inspection: Inspection
    acquisition: Acquisition
    picture: Picture | None
    error: StoreError


@dataclass(frozen=True, slots=True)
class Unread:
    """An original could not be read."""

    name: str
    error: WitnessmarkError


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be taken in, into which case (None: a new one), and how.

    Files and folders are named only; each is read when its turn comes.
    `again` names the item whose original is read once more; `engine` and `language` override the settings.
    With `beside`, the other engine reads that item's original, and only what it reads is given.
    With `apart`, each source becomes a case of its own.
    """

    sources: tuple[Acquired | Path, ...]
    acquisition: Acquisition
    title: str
    case_id: str | None = None
    draft: bool = True
    again: str | None = None
    engine: str = ""
    language: str = ""
    beside: Reading | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Signs:
    """What the person wants while an order is read: that it stops, or that it waits."""

    stop: threading.Event
    gate: Gate


@dataclass(frozen=True, slots=True)
class Compared:
    """A second engine read the original of an item beside a reading of it."""

    case_id: str
    item_id: str
    first: Reading
    second: SecondReading


@dataclass(frozen=True, slots=True)
class Tiles:
    """A picture ready to be shown: strips of at most TILE rows, from the top."""

    sha256: str
    width: int
    height: int
    strips: tuple[QImage, ...]


class Toolbox:
    """Makes the instruments once, in whatever thread asks first, and closes them at the end.

    The heavy imports (the OCR engines among them) happen here and not before the window is shown.
    """

    def __init__(self, packs: Path | None, score: float, cache: Path | None = None) -> None:
        self._packs = packs
        self._score = score
        self._cache = cache
        self._lock = threading.Lock()
        self._made: Instruments | None = None
        self._stale = False

    def instruments(self) -> Instruments:
        """The reader, the library and the matcher; slow the first time."""
        from witnessmark.library.load import load
        from witnessmark.matching.matcher import Matcher
        from witnessmark.pipeline import Instruments
        from witnessmark.reading.reader import Reader

        with self._lock:
            if self._made is None:
                library = load(self._packs)
                matcher = Matcher(library.fingerprints, self._score, cache=self._cache)
                self._made = Instruments(Reader(), library, matcher)
            elif self._stale:
                matcher = Matcher(self._made.library.fingerprints, self._score, cache=self._cache)
                self._made = replace(self._made, matcher=matcher)
            self._stale = False
            return self._made

    def reload(self) -> Library:
        """Read the packs again, which the person has changed; the library that is in use from now on."""
        from witnessmark.library.load import load

        library = load(self._packs)
        with self._lock:
            if self._made is not None:
                self._made, self._stale = replace(self._made, library=library), True
        return library

    def set_score(self, score: float) -> None:
        """Match with another lowest score from now on; the matcher is made anew when it is next needed."""
        with self._lock:
            self._score, self._stale = score, True

    def close(self) -> None:
        """End the reader's worker, if there is one."""
        with self._lock:
            if self._made is not None:
                self._made.reader.close()
                self._made = None


def warm_up(toolbox: Toolbox, options: Callable[[], ReadOptions]) -> Iterator[object]:
    """Load the library, start the reader's worker, ask which engines there are: before the first picture."""
    instruments = toolbox.instruments()
    yield instruments.library
    instruments.reader.warm(options())
    from witnessmark.reading.engines import available

    yield available()


def take_in(
    order: Order, place: StorePlace | None, toolbox: Toolbox, options: ReadOptions, signs: Signs
) -> Iterator[object]:
    """Inspect each source and put it into the store at once; yields Stage, Kept, Unkept and Unread."""
    from witnessmark.pipeline import Inspected, follow

    case_id = order.case_id
    engine, language = order.engine or options.engine, order.language or options.language
    options = replace(options, engine=engine, language=language)
    before = ahead(order, place)
    for outcome in _inspected(order, toolbox, options, signs):
        if isinstance(outcome, Inspected):
            if before is not None:
                following = follow(before, outcome.inspection, toolbox.instruments())
                outcome = replace(outcome, inspection=following)
            kept = _keep(outcome, replace(order, case_id=case_id), place, toolbox.instruments().library)
            if not order.apart:
                before = outcome.inspection
                case_id = kept.case_id if isinstance(kept, Kept) else case_id
            yield kept
        else:
            yield outcome


def _inspected(
    order: Order, toolbox: Toolbox, options: ReadOptions, signs: Signs
) -> Iterator[Stage | Unread | Inspected]:
    """Acquire and inspect one source at a time, so that never more than one original is in memory.

    A pause begins between two sources: what is being read is read to its end.
    """
    from witnessmark.pipeline import inspect

    stop = signs.stop
    sources, empty = spread(order.sources, stop)
    for folder in empty:
        yield Unread(
            folder.name,
            UnreadableInput(say("The folder {name} holds no picture and no text.", name=folder.name)),
        )
    for position, source in enumerate(sources):
        if signs.gate.closed:
            yield Stage(position, len(sources), source.name, term("paused"))
        if not signs.gate.passed(stop):
            return
        acquired = _acquired(source)
        if isinstance(acquired, Unread):
            yield acquired
            continue
        for outcome in inspect((acquired,), toolbox.instruments(), options, stop):
            yield _of_many(outcome, position, len(sources))


def _of_many(outcome: Outcome, position: int, count: int) -> Stage | Unread | Inspected:
    """The outcome of one source as that of the `position`-th of many."""
    from witnessmark.pipeline import Failed, Progress

    match outcome:
        case Progress(_, name, stage, done):
            return Stage(position, count, name, stage, done)
        case Failed(_, name, failure):
            return Unread(name, failure)
    return outcome


def _acquired(source: Acquired | Path) -> Acquired | Unread:
    try:
        return from_path(source) if isinstance(source, Path) else source
    except UnreadableInput as error:
        return Unread(source.name, error)


def ahead(order: Order, place: StorePlace | None) -> Inspection | None:
    """What the order's first source comes after in its case: the item ahead of it, or the last one."""
    if place is None or order.case_id is None:
        return None
    from witnessmark.store.store import Store

    try:
        with Store.open(place.path, read_only=True) as store:
            items = store.case(order.case_id).items
    except StoreError as error:
        log.warning("the case could not be asked for its last item: %s", error.message)
        return None
    places = [place for place, item in enumerate(items) if item.id == order.again]
    earlier = items[: places[0]] if places else items
    return earlier[-1].inspection if earlier else None


def compare(order: Order, toolbox: Toolbox, options: ReadOptions, stop: threading.Event) -> Iterator[object]:
    """Let the other engine read the order's original; yields Stage and Compared."""
    from witnessmark.pipeline import second_reading

    assert order.beside is not None
    assert order.case_id is not None
    assert order.again is not None
    source = order.sources[0]
    assert isinstance(source, Acquired)
    yield Stage(0, 1, source.name, say("comparing"))
    instruments = toolbox.instruments()
    second = second_reading(source, order.beside, instruments, options, stop)
    yield Compared(order.case_id, order.again, order.beside, second)


def _keep(outcome: Inspected, order: Order, place: StorePlace | None, library: Library) -> Kept | Unkept:
    data, inspection, picture = outcome.acquired.data, outcome.inspection, outcome.picture
    try:
        if place is None:
            raise StoreError(message("No evidence store is open."))
        from witnessmark.store.store import Store

        with Store.open(place.path, examiner=place.examiner) as store:
            store.offer_library(library.files())
            if order.again is not None and order.case_id is not None:
                store.add_inspection(order.again, inspection)
                return Kept(order.case_id, order.again)
            with store.batch():  # a program that is killed here leaves no case without an item
                owner = order.case_id or store.new_case(title_of(order, outcome), draft=order.draft).id
                item = store.add_item(owner, data, inspection, order.acquisition, picture)
            return Kept(owner, item.id, store.alike(inspection, picture, besides=owner))
    except StoreError as error:
        log.warning("an inspection was not stored: %s", error.message)
        return Unkept(data, inspection, order.acquisition, picture, error)


def title_of(order: Order, outcome: Inspected | Unkept) -> str:
    """What a new case is called: as ordered, else by the first words that were read, else by its first source.

    Files that become cases of their own are named by their files.
    """
    if order.apart:
        return title_of_file(Path(outcome.inspection.original.name))
    if order.title:
        return order.title
    turns = outcome.inspection.transcript.turns
    words = " ".join(turns[0].text.split()) if turns else ""
    return cut(words) or outcome.inspection.original.name


def decode(sha256: str, picture: Picture) -> Iterator[object]:
    """The strips of a picture."""
    image = image_of(picture).convertToFormat(QImage.Format.Format_RGB32)
    strips = tuple(
        image.copy(0, top, image.width(), min(TILE, image.height() - top))
        for top in range(0, image.height(), TILE)
    )
    yield Tiles(sha256, image.width(), image.height(), strips)


def fetch_tiles(place: StorePlace, sha256: str) -> Iterator[object]:
    """The strips of a picture that lies in the store."""
    from witnessmark.store.store import Store

    with Store.open(place.path, read_only=True) as store:
        picture = store.picture(sha256)
    if picture is not None:
        yield from decode(sha256, picture)


def care(place: StorePlace, heads: Path, backups: Path, keep: int) -> Iterator[object]:
    """Compare the store with what was last seen of it, and back it up once a day; yields what is wrong."""
    from witnessmark.store.heads import LastHeads
    from witnessmark.store.store import Store

    with Store.open_as_may_be(place.path, place.examiner) as store:
        last = LastHeads(heads)
        wrong = store.compare_head(last)
        if wrong is not None:
            yield wrong
        store.remember_head(last)
        store.rotate_backups(backups, keep)


def find_cases(place: StorePlace, search: str, sorting: str) -> Iterator[object]:
    """The ids of the cases that a search finds, in order."""
    from witnessmark.store.store import Store
    from witnessmark_gui.cases.model import Found

    with Store.open(place.path, read_only=True) as store:
        yield Found(search, sorting, store.case_ids(search, sorting))
