"""Keeps headings of a printed document with what follows them, which Qt itself does not do."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QGuiApplication, QTextBlock, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtPrintSupport import QPrinter

_MARGIN = 2 / 2.54  # inches; what Qt leaves around a document that it prints


def keep_headings(document: QTextDocument, printer: QPrinter) -> None:
    """Begin a new page before each heading that would stand alone at the foot of one on this printer."""
    pages = _laid_out(document, printer)
    tried: set[int] = set()
    while True:
        pages.pageCount()  # lays all of it out, where asking for one block may lay out that one
        place = next((each for each in _lonely(pages) if each not in tried), None)
        if place is None:
            return
        tried.add(place)
        for each in (document, pages):
            _break_before(each.findBlockByNumber(place))


def _laid_out(document: QTextDocument, printer: QPrinter) -> QTextDocument:
    """A copy on pages as Qt makes them when it prints: the size of the paper, 2 cm of it left free on all sides."""
    copy = document.clone()
    copy.documentLayout().setPaintDevice(printer)
    root = copy.rootFrame()
    shape = root.frameFormat()
    screen = QGuiApplication.primaryScreen()
    across, down = int(_MARGIN * screen.logicalDotsPerInchX()), int(_MARGIN * screen.logicalDotsPerInchY())
    shape.setLeftMargin(across)
    shape.setRightMargin(across)
    shape.setTopMargin(down)
    shape.setBottomMargin(down)
    root.setFrameFormat(shape)
    copy.setPageSize(QSizeF(printer.width(), printer.height()))
    return copy


def _lonely(pages: QTextDocument) -> Iterator[int]:
    """The numbers of headings, or first ones of several in a row, that what follows them is on a later page of."""
    before: QTextBlock | None = None
    block = pages.begin()
    while block.isValid():
        first, last = block, block
        following = _next_written(block)
        while _is_heading(block) and following.isValid() and _is_heading(following):
            last, following = following, _next_written(following)
        if _is_heading(first) and following.isValid():
            here = _page(pages, first)
            begins_page = before is None or _page(pages, before, last=True) < here
            if _page(pages, following) > here and not begins_page:
                yield first.blockNumber()
        before = last
        block = _next_written(last)


def _is_heading(block: QTextBlock) -> bool:
    return block.blockFormat().headingLevel() > 0


def _next_written(block: QTextBlock) -> QTextBlock:
    """The next block that shows something."""
    block = block.next()
    while block.isValid() and not block.text().strip():
        block = block.next()
    return block


def _page(pages: QTextDocument, block: QTextBlock, last: bool = False) -> int:
    """The page that the first line of a block is on, or its last line."""
    middle = pages.documentLayout().blockBoundingRect(block).top()
    lines = block.layout()
    if lines.lineCount():  # a line that Qt was not given to lay out would end the program when it is asked
        line = lines.lineAt(lines.lineCount() - 1 if last else 0)
        middle += line.y() + line.height() / 2
    return int(middle // pages.pageSize().height())


def _break_before(block: QTextBlock) -> None:
    shape = block.blockFormat()
    shape.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    QTextCursor(block).setBlockFormat(shape)
