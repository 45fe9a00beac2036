"""The pages as they will be printed; on machines without a printer they can be printed to a PDF file."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QWidget

from witnessmark_gui.handing_over import Sheets
from witnessmark_gui.language import say
from witnessmark_gui.pagination import keep_headings
from witnessmark_gui.printing import document_of


def preview(parent: QWidget, sheets: Sheets) -> None:
    """Show the pages; from there they are printed, or not."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(sheets.title)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(say("Print: {title}", title=sheets.title))
    dialog.resize(parent.size() * 0.85)
    dialog.paintRequested.connect(lambda target: print_on(sheets, target))
    dialog.exec()


def print_on(sheets: Sheets, printer: QPrinter) -> None:
    """Draw all pages on a printer."""
    document = document_of(sheets)
    keep_headings(document, printer)
    document.print_(printer)
