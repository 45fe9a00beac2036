"""Writing a case out of the store: the extract, or the report made from it, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from witnessmark.errors import ExportError, StoreError, reason
from witnessmark.export.extract import StoreFacts, extract
from witnessmark.export.report import report_html
from witnessmark.jsonform import canonical
from witnessmark.library.load import Library
from witnessmark.messages import message
from witnessmark.records import Case, Picture
from witnessmark.store.connection import looks_like_store
from witnessmark.store.store import Store

FORMATS = ("html", "json")


def write(store: Store, case: Case, form: str, out: Path, library: Library | None = None) -> Path:
    """Write a case as `html` (a report) or `json` (the extract) to the file `out`; its absolute path.

    `library` gives the fingerprints' texts, sources and measured counts. Raises ExportError with what to do.
    """
    if form not in FORMATS:
        raise ExportError(
            message(
                "There is no export format “{form}”. Use one of: {formats}.",
                form=form,
                formats=", ".join(FORMATS),
            )
        )
    plain = extract_of(store, case, library)
    data = canonical(plain) if form == "json" else report_html(plain, pictures_of(store, case)).encode()
    replace_file(out, data)
    return out.absolute()


def extract_of(store: Store, case: Case, library: Library | None = None) -> dict[str, Any]:
    """The extract of a case in a store."""
    return extract(case, facts_of(store, case), library)


def facts_of(store: Store, case: Case) -> StoreFacts:
    """Which store it is and how far its log goes."""
    known, newest = store.identity(), store.audit(limit=1)
    return StoreFacts(
        store=known.get("store", ""),
        created=known.get("created", ""),
        entries=newest[-1].number if newest else 0,
        head=store.head(),
        head_at=newest[-1].at if newest else None,
        log=store.audit(case.id),
        timestamps=store.timestamps(),
    )


def pictures_of(store: Store, case: Case) -> dict[str, Picture]:
    """The bitmaps to draw; a report survives a damaged one without its picture."""
    found: dict[str, Picture] = {}
    for item in case.items:
        with contextlib.suppress(StoreError):
            picture = store.picture(item.inspection.original.sha256)
            if picture is not None:
                found[item.inspection.original.sha256] = picture
    return found


def check_new(out: Path, force: bool) -> None:
    """Raise ExportError where `out` may not be written, or, without `force`, where a file is there already.

    To be asked before long work; `replace_file` asks once more what no force allows.
    """
    with _in_words(out):
        _check_target(out)
        if not force and out.exists():
            raise ExportError(
                message("{out} is there already. Name another file, or add --force to replace it.", out=out)
            )


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there; raises ExportError."""
    with _in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)


def replace_file(out: Path, data: bytes) -> None:
    """Write a file beside `out` and give it its name when it is whole; raises ExportError.

    An evidence store is never replaced. Of the folders, only the last is made where it is not there.
    """
    fresh = out.with_name(f".{out.name}.{secrets.token_hex(4)}.new")
    with _in_words(out), contextlib.ExitStack() as stack:
        _check_target(out)
        out.parent.mkdir(exist_ok=True)
        stack.callback(fresh.unlink, missing_ok=True)
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(out)


def _check_target(out: Path) -> None:
    if out.is_dir():
        raise ExportError(message("{out} is a folder. Name a file in it.", out=out))
    if out.exists() and not out.is_file():
        raise ExportError(message("{out} is a device or a pipe, not a file. Name another file.", out=out))
    if _is_store(out):
        raise ExportError(
            message("{out} belongs to an evidence store and is not overwritten. Name another file.", out=out)
        )
    above = out.absolute().parent.parent
    if not above.exists():
        raise ExportError(
            message(
                "There is no folder {above}. Make it first, or name a file in another folder.", above=above
            )
        )


def _is_store(out: Path) -> bool:
    """Whether a file is a SQLite database, as every evidence store is, or a part of one that is in use."""
    for ending in ("-wal", "-shm", "-journal"):
        if out.name.endswith(ending) and out.with_name(out.name.removesuffix(ending)).exists():
            return True
    return looks_like_store(out)


@contextlib.contextmanager
def _in_words(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ExportError(
            message(
                "{out} could not be written ({why}). Name another file; the case itself is safe in the "
                "store.",
                out=out,
                why=reason(error),
            )
        ) from error
