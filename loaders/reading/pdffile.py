"""PDF files: the text of their pages in reading order, tables as rows, page furniture left out.

Line breaks stay as printed; `loaders.layout` puts sentences together. PDFium serves one thread
of a process at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from loaders.errors import UnreadableDocument
from loaders.reading.grids import lines_of as grid_lines
from loaders.reading.pdfcolumns import in_reading_order, texts_of
from loaders.reading.pdffurniture import without_furniture
from loaders.reading.pdflines import PrintedLine, lines_of
from loaders.reading.pdfpage import Glyph, Page, page_of
from loaders.reading.pdftables import Grid, grids_of, rows_of

_MOST_PAGES, _MOST_CHARACTERS = 3000, 1_000_000
#: A page with less text than this holds none; a document is a scan if most pages are images.
_FEWEST_CHARACTERS = 10
_SCANNED_SHARE = 0.5
#: Characters without a meaning: private use, replaced. A font without codes gives only such.
_MEANINGLESS = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_MEANINGLESS_SHARE = 0.3
#: Blanks drawn by themselves have no width either; more than this is text that got lost.
_LOST_SHARE = 0.3


def read(source: str, data: bytes) -> str:
    """The text of a PDF; UnreadableDocument where it is broken, protected or a scan."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise _refusal(source, error) from error
    try:
        pages = list(_pages(source, document))
    except pdfium.PdfiumError as error:
        raise _refusal(source, error) from error
    finally:
        document.close()
    _check(source, pages)
    return "\n".join(line for page in _texts(pages) for line in page) + "\n"


def _pages(source: str, document: pdfium.PdfDocument) -> Iterator[Page]:
    """The pages one by one; UnreadableDocument where they are too many, or hold too much."""
    characters = 0
    for number in range(len(document)):
        page = _page(document, number)
        characters += len(page.glyphs)
        if number >= _MOST_PAGES or characters > _MOST_CHARACTERS:
            raise UnreadableDocument(
                source,
                f"is too long a PDF (at most {_MOST_PAGES:,} pages and {_MOST_CHARACTERS:,} "
                "characters are read)",
                "give the pages of the plan alone",
            )
        yield page


def _page(document: pdfium.PdfDocument, number: int) -> Page:
    page = document[number]
    try:
        return page_of(page)
    finally:
        page.close()


def _check(source: str, pages: list[Page]) -> None:
    """Refuse what has no readable text; UnreadableDocument says why."""
    bare = [page for page in pages if len(page.glyphs) < _FEWEST_CHARACTERS]
    scans = sum(page.imaged for page in bare)
    foreign, lost = sum(page.foreign for page in pages), sum(page.lost for page in pages)
    if lost > _LOST_SHARE * foreign:
        raise UnreadableDocument(
            source,
            "is set in fonts that are neither in the file nor on this machine",
            "install Chinese fonts (Debian: fonts-noto-cjk), or save the PDF with its fonts",
        )
    ocr = "run OCR on it, for example with: ocrmypdf -l chi_sim IN.pdf OUT.pdf"
    if scans and scans >= _SCANNED_SHARE * len(pages):
        raise UnreadableDocument(
            source, f"has no text layer ({scans} of {len(pages)} pages are images)", ocr
        )
    text = "".join(glyph.char for page in pages for glyph in page.glyphs)
    if not text:
        raise UnreadableDocument(source, f"has no text on its {len(pages)} pages", ocr)
    if len(_MEANINGLESS.findall(text)) > _MEANINGLESS_SHARE * len(text):
        raise UnreadableDocument(
            source, "has fonts that do not say which characters they print", ocr
        )


def _texts(pages: list[Page]) -> Iterator[list[str]]:
    """The lines of text of each page."""
    grids = [grids_of(page) for page in pages]
    outside = [_outside(page, found) for page, found in zip(pages, grids, strict=True)]
    printed = [lines_of(glyphs) for glyphs in outside]
    kept = without_furniture(printed, [page.height for page in pages])
    for page, found, lines in zip(pages, grids, kept, strict=True):
        yield _composed(page, found, lines)


def _outside(page: Page, grids: list[Grid]) -> list[Glyph]:
    return [glyph for glyph in page.glyphs if all(grid.place(glyph) is None for grid in grids)]


def _composed(page: Page, grids: list[Grid], lines: list[PrintedLine]) -> list[str]:
    """Text and tables of a page from top to bottom."""
    texts: list[str] = []
    rest = lines
    for grid in sorted(grids, key=lambda found: -found.rows[-1]):
        above = [line for line in rest if line.y > grid.rows[-1]]
        rest = rest[len(above) :]
        texts += texts_of(in_reading_order(above))
        inside = [glyph for glyph in page.glyphs if grid.place(glyph) is not None]
        texts += grid_lines(rows_of(grid, inside))
    return texts + list(texts_of(in_reading_order(rest)))


def _refusal(source: str, error: pdfium.PdfiumError) -> UnreadableDocument:
    if getattr(error, "err_code", None) in (
        pdfium_c.FPDF_ERR_PASSWORD,
        pdfium_c.FPDF_ERR_SECURITY,
    ):
        return UnreadableDocument(
            source, "is protected by a password", "save it without a password and try again"
        )
    return UnreadableDocument(
        source, "is a broken PDF", "get an undamaged copy, or print it to PDF anew"
    )
