"""What stands where on a page of a PDF: characters, ruling lines, images, in points.

Coordinates are those of the page turned so that most of its characters stand upright, the origin
lower left; how a viewer is told to turn the page does not matter.
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
_MOST_GLYPHS, _MOST_OBJECTS, _MOST_SEGMENTS = 50_000, 60_000, 60_000
#: Shorter strokes are parts of drawings and letters, not rules of a table.
_SHORTEST_RULE, _CROOKED = 5.0, 1.0
_NO_WIDTH = 0.01
#: How many characters of a page tell how it is turned.
_TELLING = 600
_UPRIGHT, _ASLANT = math.radians(3), -1


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
    """A page's size, glyphs in the file's order, rules lying and standing; whether it is a scan.

    `lost` counts the texts that PDFium cannot read for want of their font, of `foreign` ones in
    fonts that the file does not bring along.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    lying: list[Rule] = field(default_factory=list)
    standing: list[Rule] = field(default_factory=list)
    imaged: bool = False
    foreign: int = 0
    lost: int = 0


@dataclass(frozen=True, slots=True)
class _Turn:
    """How the coordinates of the file become those of the upright page."""

    degrees: int
    left: float
    bottom: float
    right: float
    top: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the file on the upright page."""
        if self.degrees == 90:
            return y - self.bottom, self.right - x
        if self.degrees == 180:
            return self.right - x, self.top - y
        if self.degrees == 270:
            return self.top - y, x - self.left
        return x - self.left, y - self.bottom


def page_of(page: pdfium.PdfPage) -> Page:
    """The content of a page of an open document; PdfiumError where it is broken."""
    left, bottom, right, top = page.get_cropbox()
    text = page.get_textpage()
    try:
        turn = _Turn(_quarter(text), left, bottom, right, top)
        glyphs = list(_glyphs(text, turn))
    finally:
        text.close()
    size = (right - left, top - bottom)
    width, height = size if turn.degrees % 180 == 0 else size[::-1]
    found = Page(width, height, glyphs)
    _add_drawings(page, turn, found)
    return found


def _quarter(text: pdfium.PdfTextPage) -> int:
    """By how many degrees, counter-clockwise, most characters are turned in the file."""
    met: Counter[int] = Counter()
    for index in range(min(text.count_chars(), _TELLING)):
        if _character(pdfium_c.FPDFText_GetUnicode(text, index)):
            met[_turned(text, index)] += 1
    del met[_ASLANT]
    return met.most_common(1)[0][0] if met else 0


def _turned(text: pdfium.PdfTextPage, index: int) -> int:
    """By how many degrees a character is turned: 0, 90, 180, 270, or aslant like a watermark."""
    # PDFium counts clockwise.
    angle = -pdfium_c.FPDFText_GetCharAngle(text, index)
    quarters = round(angle / (math.pi / 2))
    return quarters * 90 % 360 if abs(angle - quarters * math.pi / 2) < _UPRIGHT else _ASLANT


def _glyphs(text: pdfium.PdfTextPage, turn: _Turn) -> Iterator[Glyph]:
    """The visible characters that stand upright once the page is turned."""
    box, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(min(text.count_chars(), _MOST_GLYPHS)):
        char = _character(pdfium_c.FPDFText_GetUnicode(text, index))
        if (
            not char
            or _turned(text, index) != turn.degrees
            or not pdfium_c.FPDFText_GetLooseCharBox(text, index, box)
            or not pdfium_c.FPDFText_GetCharOrigin(text, index, x, y)
        ):
            continue
        corners = turn.point(box.left, box.bottom), turn.point(box.right, box.top)
        (left, right), (low, high) = (sorted(pair) for pair in zip(*corners, strict=True))
        base, size = turn.point(x.value, y.value)[1], high - low
        if all(map(math.isfinite, (left, right, base, size))) and size > 0:
            yield Glyph(char, left, right, base, size)


def _character(code: int) -> str:
    """A visible character; nothing for blanks, controls and codes that are none."""
    if code < 0x21 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    char = chr(code)
    # PDFium's sign for a hyphen at the end of a line, and the soft hyphen itself.
    return "" if char.isspace() or char in "\ufffe\u00ad\u200b\ufeff" else char


def _add_drawings(page: pdfium.PdfPage, turn: _Turn, found: Page) -> None:
    """Add the rules of a page, and whether an image covers most of it."""
    for count, drawn in enumerate(page.get_objects(max_depth=3)):
        if count > _MOST_OBJECTS or len(found.lying) + len(found.standing) > _MOST_SEGMENTS:
            return
        if drawn.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            _count_lost(drawn, found)
            continue
        if drawn.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = drawn.get_bounds()
            covered = abs((right - left) * (top - bottom))
            found.imaged = found.imaged or covered > 0.3 * found.width * found.height
            continue
        if drawn.type != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        for (ax, ay), (bx, by) in _strokes(drawn, turn):
            if abs(ay - by) < _CROOKED and abs(ax - bx) > _SHORTEST_RULE:
                found.lying.append(Rule((ay + by) / 2, min(ax, bx), max(ax, bx)))
            elif abs(ax - bx) < _CROOKED and abs(ay - by) > _SHORTEST_RULE:
                found.standing.append(Rule((ax + bx) / 2, min(ay, by), max(ay, by)))


def _count_lost(drawn: pdfium.PdfObject, found: Page) -> None:
    """Count a text whose font is not in the file, and whether it has no width to PDFium.

    Such a text is left out of the page's characters. It happens where a font is neither in the
    file nor on the machine and every character is drawn by itself.
    """
    font = pdfium_c.FPDFTextObj_GetFont(drawn)
    if font and pdfium_c.FPDFFont_GetIsEmbedded(font) == 0:
        left, _, right, _ = drawn.get_bounds()
        found.foreign += 1
        found.lost += right - left < _NO_WIDTH


_Point = tuple[float, float]


def _strokes(drawn: pdfium.PdfObject, turn: _Turn) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a path, from point to point on the upright page."""
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
