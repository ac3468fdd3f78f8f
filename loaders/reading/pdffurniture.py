"""Running heads, running feet and page numbers of a PDF: what recurs at the edge of its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from loaders.reading.pdflines import PrintedLine

#: How many lines at the top and at the bottom of a page may be furniture.
_EDGE = 2
#: Share of the pages on which a line recurs, and how far its place may differ, in points.
_SHARE, _NEAR = 0.4, 5.0
_DIGITS = re.compile(r"[\d\s]+|[IVXLCivxlc]{1,6}\Z")
_NUMBER = re.compile(
    r"[-—–－·•\s]*\d{1,4}[-—–－·•\s]*|第\s*\d{1,4}\s*页.{0,12}|\d{1,4}\s*/\s*\d{1,4}"
)
#: Outside this part of the page's height a lonely number is its number.
_LOWEST, _HIGHEST = 0.13, 0.92


def without_furniture(
    pages: Sequence[Sequence[PrintedLine]], heights: Sequence[float]
) -> list[list[PrintedLine]]:
    """The pages' lines, from top to bottom, without what recurs from page to page.

    `heights` are those of the pages in points. Lines of several pieces count by their text.
    """
    met: Counter[tuple[str, int]] = Counter()
    for lines in pages:
        met.update({_key(line) for line in _edges(lines)})
    enough = max(2, _SHARE * len(pages))

    def recurs(line: PrintedLine) -> bool:
        text, place = _key(line)
        return sum(met[text, place + step] for step in (-1, 0, 1)) >= enough

    kept = []
    for lines, height in zip(pages, heights, strict=True):
        edges = {id(line) for line in _edges(lines)}
        kept.append(
            [
                line
                for line in lines
                if id(line) not in edges or not (recurs(line) or _is_page_number(line, height))
            ]
        )
    return kept


def _edges(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    return [*lines[:_EDGE], *lines[_EDGE:][-_EDGE:]]


def _key(line: PrintedLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.strip()), round(line.y / _NEAR)


def _is_page_number(line: PrintedLine, height: float) -> bool:
    at_edge = not _LOWEST * height < line.y < _HIGHEST * height
    return at_edge and bool(_NUMBER.fullmatch(line.text.strip()))
