"""Small pictures for lists, made off the window's thread."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from witnessmark.errors import StoreError
from witnessmark.records import Picture
from witnessmark_gui.bitmaps import image_of
from witnessmark_gui.keeper import Keeper, StorePlace
from witnessmark_gui.scratch import Scratch


def thumbnail(keeper: Keeper, case_id: str, size: QSize) -> QImage | None:
    """A small picture of a case's first item; None for text."""
    case = keeper.case(case_id)
    for item in case.items:
        made = small(keeper.picture(item.inspection.original.sha256), size)
        if made is not None:
            return made
    return None


def small(picture: Picture | None, size: QSize) -> QImage | None:
    """A picture made small enough for a list."""
    if picture is None:
        return None
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    return (
        image_of(picture)
        .scaled(size, mode, Qt.TransformationMode.SmoothTransformation)
        .copy(0, 0, size.width(), size.height())
    )


def item_thumbnails(
    place: StorePlace, hashes: tuple[str, ...], size: QSize, stop: threading.Event
) -> Iterator[object]:
    """Thumbnails of originals, as pairs of hash and picture."""
    from witnessmark.store.store import Store

    with Store.open(place.path, read_only=True) as store:
        yield from _each(hashes, lambda sha256: small(store.picture(sha256), size), stop)


def held_item_thumbnails(
    scratch: Scratch, hashes: tuple[str, ...], size: QSize, stop: threading.Event
) -> Iterator[object]:
    """The same of a case that is in memory only."""
    return _each(hashes, lambda sha256: small(scratch.picture(sha256), size), stop)


def held_thumbnails(
    scratch: Scratch, case_ids: tuple[str, ...], size: QSize, stop: threading.Event
) -> Iterator[object]:
    """Thumbnails of cases that are in memory only; one that has been written meanwhile has none here."""
    for case_id in case_ids:
        if stop.is_set():
            return
        with contextlib.suppress(StoreError):
            yield case_id, thumbnail(scratch, case_id, size)


def thumbnails(
    place: StorePlace, case_ids: tuple[str, ...], size: QSize, stop: threading.Event
) -> Iterator[object]:
    """Thumbnails of cases, one after the other, as pairs of id and picture."""
    from witnessmark.store.store import Store

    with Store.open(place.path, read_only=True) as store:
        yield from _each(case_ids, lambda case_id: thumbnail(store, case_id, size), stop)


def _each(
    keys: tuple[str, ...], make: Callable[[str], QImage | None], stop: threading.Event
) -> Iterator[object]:
    """Pairs of a key and its picture, until they are not wanted any more."""
    for key in keys:
        if stop.is_set():
            return
        yield key, make(key)
