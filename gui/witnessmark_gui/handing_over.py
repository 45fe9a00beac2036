"""What leaves the program, as iterators for a thread: files of an export, and sheets for a printer.

All of it is made from the extract, so that a redaction holds on paper as it does in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from witnessmark.records import Picture
from witnessmark_gui.keeper import StorePlace
from witnessmark_gui.language import say
from witnessmark_gui.scratch import Scratch

if TYPE_CHECKING:
    from witnessmark.export.report import Exhibit
    from witnessmark.library.load import Library

_FIGURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_MARK = re.compile(r'<mark class="')
_LEADS = re.compile(r'<(?:dt|caption|p class="who")>(.*?)</(?:dt|caption|p)>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """A case to hand over: in the store at `place`, or in `scratch` where no store has it."""

    case_id: str
    place: StorePlace
    scratch: Scratch | None = None


@dataclass(frozen=True, slots=True)
class Sheets:
    """What is to be printed: a page in the little HTML that Qt lays out, and its pictures `strip:0`, `strip:1` ..."""

    title: str
    html: str
    strips: tuple[QImage, ...]


def export(source: Source, form: str, out: Path, library: Library) -> Iterator[object]:
    """Write a case to a file, whole or not at all; yields the file's path."""
    from witnessmark.export.report import report_html
    from witnessmark.export.write import replace_file, write
    from witnessmark.jsonform import canonical
    from witnessmark.store.store import Store

    if source.scratch is None:
        with Store.open(source.place.path, read_only=True) as store:
            yield write(store, store.case(source.case_id), form, out, library)
        return
    plain, pictures = _extracted(source, library)
    data = canonical(plain) if form == "json" else report_html(plain, pictures).encode()
    replace_file(out, data)
    yield out.absolute()


def report_sheets(source: Source, library: Library) -> Iterator[object]:
    """The report of a case, for a printer."""
    from witnessmark.export.extract import read_extract
    from witnessmark.export.report import exhibits_of, report_html
    from witnessmark_gui.printing import strips_of

    plain, pictures = _extracted(source, library)
    found = read_extract(plain)
    strips = [strip for each in exhibits_of(found, pictures) for strip in strips_of(each, marked=True)]
    yield Sheets(found.case.title, paged(report_html(plain, pictures)), tuple(strips))


def picture_sheets(source: Source, item_id: str, library: Library) -> Iterator[object]:
    """The picture of one item without marks, under a line that says which it is; redacted as in a report."""
    from witnessmark.export.extract import read_extract
    from witnessmark.export.report import exhibits_of
    from witnessmark_gui.printing import strips_of

    plain, pictures = _extracted(source, library)
    exhibits = exhibits_of(read_extract(plain), pictures)
    exhibit = next(each for each in exhibits if each.item.id == item_id)
    strips = strips_of(exhibit, marked=False)
    page = caption(exhibit) + "".join(_image(number) for number in range(len(strips)))
    yield Sheets(exhibit.item.inspection.original.name, page, tuple(strips))


def paged(report: str) -> str:
    """A report in the HTML that Qt lays out on pages: images for the drawings, classes for the marks.

    Terms, captions and who speaks are the least of headings there, because headings are kept with what follows them.
    """
    images = iter(range(len(_FIGURE.findall(report))))
    page = _FIGURE.sub(lambda _: _image(next(images)), _STYLE.sub("", report))
    page = _LEADS.sub(r"<h6>\1</h6>", page)
    return _MARK.sub('<span class="found ', page).replace("</mark>", "</span>")


def caption(exhibit: Exhibit) -> str:
    """Which picture it is, how it came, and that a print is no original."""
    from witnessmark.export.segments import visible
    from witnessmark_gui.parts import escaped
    from witnessmark_gui.picture.pane import acquisition_line

    original = exhibit.item.inspection.original
    lines = [
        say("{name} · SHA-256 of the original: {hash}", name=original.name, hash=original.sha256),
        acquisition_line(exhibit.item.acquisition),
        say("Printed from a normalised copy; the original is unchanged."),
    ]
    if exhibit.redactions:
        lines.append(say("Places redacted by the analyst: {count}", count=exhibit.redactions))
    return "".join(f"<p class='small'>{escaped(visible(line))}</p>" for line in lines)


def _image(number: int) -> str:
    return f'<p><img src="strip:{number}"></p>'


def _extracted(source: Source, library: Library) -> tuple[dict[str, Any], dict[str, Picture]]:
    """The extract of a case and its bitmaps; of a case in memory it says that no store stands behind it."""
    from witnessmark.export.extract import StoreFacts, extract
    from witnessmark.export.write import extract_of, pictures_of
    from witnessmark.store.store import Store

    if source.scratch is None:
        with Store.open(source.place.path, read_only=True) as store:
            case = store.case(source.case_id)
            return extract_of(store, case, library), pictures_of(store, case)
    case = source.scratch.case(source.case_id)
    nothing = StoreFacts(store="", created="", entries=0, head="", head_at=None, log=())
    hashes = {item.inspection.original.sha256 for item in case.items}
    pictures = {each: found for each in hashes if (found := source.scratch.picture(each)) is not None}
    return extract(case, nothing, library), pictures
