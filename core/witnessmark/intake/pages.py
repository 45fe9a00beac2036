"""The pages of a PDF as one picture, one below the other; runs only in a worker process."""

from __future__ import annotations

from PIL import Image

from witnessmark.errors import UnreadableInput
from witnessmark.messages import message

DOTS_PER_INCH = 144  # text of 10 points becomes 20 px: what the engines read well
MOST_PAGES = 30
_POINTS = 72  # a PDF's unit is 1/72 inch
_LARGEST_SIDE = 8_000  # pixels of one page; a page drawn larger than a poster is drawn smaller


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are a PDF."""
    return data.startswith(b"%PDF-")


def stacked(data: bytes) -> tuple[Image.Image, int]:
    """The pages drawn one below the other on white, and how many there are; raises UnreadableInput."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            count = len(document)
            if count > MOST_PAGES:
                raise UnreadableInput(
                    message(
                        "The PDF has {count} pages; the limit is {most_pages}. Save the pages in question "
                        "as a PDF.",
                        count=count,
                        most_pages=MOST_PAGES,
                    )
                )
            pages = [_drawn(document, index) for index in range(count)]
    except pypdfium2.PdfiumError as error:
        raise UnreadableInput(
            message(
                "The PDF cannot be opened ({why}); it may be damaged or locked. Save its pages as pictures.",
                why=error,
            )
        ) from error
    if not pages:
        raise UnreadableInput(message("The PDF has no pages; get the file again."))
    return _below_one_another(pages), count


def _drawn(document: object, index: int) -> Image.Image:
    page = document[index]  # type: ignore[index]
    scale = min(DOTS_PER_INCH / _POINTS, _LARGEST_SIDE / max(1.0, *page.get_size()))
    drawn: Image.Image = page.render(scale=scale).to_pil()
    return drawn.convert("RGB")


def _below_one_another(pages: list[Image.Image]) -> Image.Image:
    if len(pages) == 1:
        return pages[0]
    whole = Image.new("RGB", (max(page.width for page in pages), sum(page.height for page in pages)), "white")
    top = 0
    for page in pages:
        whole.paste(page, (0, top))
        top += page.height
    return whole
