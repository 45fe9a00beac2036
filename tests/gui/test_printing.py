"""Printing: the report and the picture on pages, made from the extract, so that redactions hold on paper."""

from __future__ import annotations

import pypdfium2
import pytest
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter

from evidence import PASSAGE, log_case, picture_case
from keeping import opened_case
from witnessmark.geometry import Box
from witnessmark.records import Anchor, Redaction
from witnessmark_gui.dialogs import preview
from witnessmark_gui.handing_over import Sheets, Source, picture_sheets, report_sheets
from witnessmark_gui.printing import document_of
from witnessmark_gui.scratch import Scratch

AT = "2026-11-23T10:12:00Z"


@pytest.fixture
def stored(window):
    opened_case(window, picture_case())
    return window


@pytest.fixture
def shown(monkeypatch):
    """The sheets of which a preview was opened."""
    sheets = []
    monkeypatch.setattr(preview, "preview", lambda parent, given: sheets.append(given))
    return sheets


def test_the_report_is_laid_out_with_numbered_findings(qtbot, stored, shown):
    stored.actions_by_name["print"].trigger()
    qtbot.waitUntil(lambda: len(shown) == 1)
    (sheets,) = shown
    assert sheets.title == "a case"
    text = document_of(sheets).toPlainText()
    assert PASSAGE in text.replace("\n", " ")
    assert "What this does not show" in text
    assert "<svg" not in sheets.html
    assert sheets.html.count("strip:") == len(sheets.strips) == 1
    original = picture_case().inspection.original
    assert sheets.strips[0].width() > original.width  # numbers stand in the margins


def test_the_pages_reach_a_printer(qtbot, stored, shown, tmp_path):
    stored.actions_by_name["print"].trigger()
    qtbot.waitUntil(lambda: len(shown) == 1)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "report.pdf"))
    preview.print_on(shown[0], printer)
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")


def test_the_picture_is_printed_without_marks_and_named(qtbot, stored, shown):
    stored.actions_by_name["print_picture"].trigger()
    qtbot.waitUntil(lambda: len(shown) == 1)
    (sheets,) = shown
    original = stored.tools.bench.item.inspection.original
    assert (sheets.strips[0].width(), sheets.strips[0].height()) == (original.width, original.height)
    assert original.sha256 in document_of(sheets).toPlainText()


def test_what_is_redacted_is_on_no_paper(qtbot, stored, library):
    bench = stored.tools.bench
    box = Box(30, 170, 500, 60)
    bench.store.put_redaction(
        bench.case.id, Redaction("r", Anchor(bench.item.id, box=box), "private", "", AT)
    )
    source = Source(bench.case.id, bench.place)
    (report,) = report_sheets(source, library)
    (picture,) = picture_sheets(source, bench.item.id, library)
    assert PASSAGE not in document_of(report).toPlainText().replace("\n", " ")
    assert picture.strips[0].pixelColor(100, 190) == QColor("black")
    gutter = (report.strips[0].width() - picture.strips[0].width()) // 2
    assert report.strips[0].pixelColor(100 + gutter, 190) == QColor("black")
    assert "redacted" in document_of(picture).toPlainText()


def test_a_case_in_memory_and_a_text_are_printed_too(window, library):
    evidence = log_case()
    scratch = Scratch()
    case = scratch.new_case("in memory")
    scratch.add_item(case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture)
    (sheets,) = report_sheets(Source(case.id, window.tools.bench.place, scratch), library)
    assert sheets.strips == ()
    assert "in memory" in document_of(sheets).toPlainText()


def test_markup_in_evidence_stays_text_on_paper(window, library):
    evidence = picture_case(answer="<img src='file:///etc/passwd'><b>bold</b> " + PASSAGE)
    store = window.tools.bench.store
    case = store.new_case("<h1>title</h1>")
    store.add_item(case.id, evidence.data, evidence.inspection, evidence.acquisition, evidence.picture)
    (sheets,) = report_sheets(Source(case.id, window.tools.bench.place), library)
    text = document_of(sheets).toPlainText()
    assert "<b>bold</b>" in text
    assert "<h1>title</h1>" in text


def printed(html: str, file) -> list[str]:
    """The letters of each page of a document as it is printed; a PDF knows of no spaces for certain."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    preview.print_on(Sheets("t", html, ()), printer)
    with pypdfium2.PdfDocument(file) as pages:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in pages]


def test_a_heading_is_never_the_last_thing_on_a_page(qapp, tmp_path):
    """Wherever the foot of the page falls between lines, two headings and what follows them."""
    moved = 0
    for before in range(26, 44):
        lines = "".join(f"<p>line {number}</p>" for number in range(before))
        html = f"{lines}<h2>Great</h2><h3>Small</h3><table><tr><td>cell</td></tr></table><p>end</p>"
        pages = printed(html, tmp_path / "lines.pdf")
        (page,) = (page for page in pages if "Great" in page)
        assert "GreatSmallcell" in page
        moved += page.startswith("Great") and len(pages) == 2
        assert "".join(pages).count("line") == before
    assert moved > 1


def test_what_leads_to_something_in_a_report_is_a_heading_on_paper(stored, library):
    bench = stored.tools.bench
    (sheets,) = report_sheets(Source(bench.case.id, bench.place), library)
    document = document_of(sheets)
    leading, block = [], document.begin()
    while block.isValid():
        leading += [block.text()] if block.blockFormat().headingLevel() == 6 else []
        block = block.next()
    assert {"SHA-256", "The entries of this case"} <= set(leading)
    assert any(words.startswith("2 · assistant") for words in leading)


def test_a_heading_that_begins_a_page_stays_where_it_is(qapp, tmp_path):
    assert len(printed("<h2>Great</h2><p>text</p>", tmp_path / "one.pdf")) == 1
    tall = "<h2>Great</h2>" + "<p style='margin-top: 2000px'>far below</p>"
    assert printed(tall, tmp_path / "tall.pdf")[0].startswith("Great")
