"""What stands where on a page of a PDF: characters, ruling lines, images, in points.

Coordinates are those of the page as displayed (rotation undone), the origin lower left.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

#: Bounds on what one page may hold; a page of a plan has some two thousand characters.
_MOST_GLYPHS, _MOST_PATHS, _MOST_SEGMENTS = 50_000, 20_000, 60_000
#: Shorter strokes are parts of drawings and letters, not rules of a table.
_SHORTEST_RULE, _CROOKED = 5.0, 1.0
_UPRIGHT = math.radians(3)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character: its base line's height, its left and right edge, its size."""

    char: str
    x: float
    right: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight ruling line: where it stands across its direction, and from where to where."""

    at: float
    first: float
    last: float


@dataclass(slots=True)
class Page:
    """A page's size, glyphs in the file's order, rules lying and standing; whether it is a scan."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    lying: list[Rule] = field(default_factory=list)
    standing: list[Rule] = field(default_factory=list)
    imaged: bool = False


@dataclass(frozen=True, slots=True)
class _Turn:
    """How the coordinates of the file become those of the displayed page."""

    degrees: int
    left: float
    bottom: float
    right: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file on the displayed page."""
        if self.degrees == 90:
            return y - self.bottom, self.right - x
        if self.degrees == 180:
            return self.right - x, self.top - y
        if self.degrees == 270:
            return self.top - y, x - self.left
        return x - self.left, y - self.bottom


def page_of(page: pdfium.PdfPage) -> Page:
    """The content of a page of an open document; PdfiumError where it is broken."""
    width, height = page.get_size()
    turn = _Turn(page.get_rotation(), *page.get_cropbox())
    found = Page(width, height)
    text = page.get_textpage()
    try:
        found.glyphs = list(_glyphs(text, turn))
    finally:
        text.close()
    _add_drawings(page, turn, found)
    return found


def _glyphs(text: pdfium.PdfTextPage, turn: _Turn) -> Iterator[Glyph]:
    """The visible characters that stand upright, or all where the page has hardly any."""
    box, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    found: list[tuple[int, Glyph]] = []
    for index in range(min(text.count_chars(), _MOST_GLYPHS)):
        char = _character(pdfium_c.FPDFText_GetUnicode(text, index))
        if not char or not (
            pdfium_c.FPDFText_GetLooseCharBox(text, index, box)
            and pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        ):
            continue
        angle = pdfium_c.FPDFText_GetCharAngle(text, index)
        if angle % (math.pi / 2) > _UPRIGHT and -angle % (math.pi / 2) > _UPRIGHT:
            continue  # a watermark
        quarter = round(angle / (math.pi / 2)) * 90 + turn.degrees
        corners = turn.point(box.left, box.bottom), turn.point(box.right, box.top)
        (left, right), (low, high) = (sorted(pair) for pair in zip(*corners, strict=True))
        base = turn.point(x.value, y.value)[1]
        size = high - low
        if all(map(math.isfinite, (left, right, base, size))) and size > 0:
            found.append((quarter % 360, Glyph(char, left, right, base, size)))
    usual = Counter(quarter for quarter, _ in found).most_common(1)
    for quarter, glyph in found:
        if quarter == usual[0][0]:
            yield glyph


def _character(code: int) -> str:
    """A visible character; nothing for blanks, controls and codes that are none."""
    if code < 0x21 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    char = chr(code)
    # PDFium's sign for a hyphen at the end of a line, and the soft hyphen itself.
    return "" if char.isspace() or char in "\ufffe\u00ad\u200b\ufeff" else char


def _add_drawings(page: pdfium.PdfPage, turn: _Turn, found: Page) -> None:
    """Add the rules of a page, and whether an image covers most of it."""
    kinds = [pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE]
    for count, drawn in enumerate(page.get_objects(filter=kinds, max_depth=3)):
        if count > _MOST_PATHS or len(found.lying) + len(found.standing) > _MOST_SEGMENTS:
            return
        if drawn.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = drawn.get_bounds()
            covered = abs((right - left) * (top - bottom))
            found.imaged = found.imaged or covered > 0.3 * found.width * found.height
            continue
        for (ax, ay), (bx, by) in _strokes(drawn, turn):
            if abs(ay - by) < _CROOKED and abs(ax - bx) > _SHORTEST_RULE:
                found.lying.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) < _CROOKED and abs(ay - by) > _SHORTEST_RULE:
                found.standing.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))


_Point = tuple[float, float]


def _strokes(drawn: pdfium.PdfObject, turn: _Turn) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a path, from point to point on the displayed page."""
    matrix = drawn.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start: _Point | None = None
    last: _Point | None = None
    for index in range(min(pdfium_c.FPDFPath_CountSegments(drawn), _MOST_SEGMENTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(drawn, index)
        if not segment or not pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            return
        here = turn.point(*matrix.on_point(x.value, y.value))
        if not all(map(math.isfinite, here)):
            return
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = here
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and last is not None:
            yield last, here
        last = here
        if pdfium_c.FPDFPathSegment_GetClose(segment) and start is not None:
            yield here, start
