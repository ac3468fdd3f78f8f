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
#: Furniture stands in the margins, outside this part of the page's height.
_LOWEST, _HIGHEST = 0.13, 0.88


def without_furniture(
    pages: Sequence[Sequence[PrintedLine]], heights: Sequence[float]
) -> list[list[PrintedLine]]:
    """The pages' lines, from top to bottom, without what recurs from page to page.

    `heights` are those of the pages in points. Lines of several pieces count by their text.
    """
    edges = [_edges(lines, height) for lines, height in zip(pages, heights, strict=True)]
    met: Counter[tuple[str, int]] = Counter()
    for lines in edges:
        met.update({_key(line) for line in lines})
    enough = max(2, _SHARE * len(pages))

    def recurs(line: PrintedLine) -> bool:
        text, place = _key(line)
        return sum(met[text, place + step] for step in (-1, 0, 1)) >= enough

    return [
        [
            line
            for line in lines
            if line not in edge or not (recurs(line) or _NUMBER.fullmatch(line.text.strip()))
        ]
        for lines, edge in zip(pages, edges, strict=True)
    ]


def _edges(lines: Sequence[PrintedLine], height: float) -> list[PrintedLine]:
    """The first and the last lines of a page, as far as they stand in its margins."""
    outer = [*lines[:_EDGE], *lines[_EDGE:][-_EDGE:]]
    return [line for line in outer if not _LOWEST * height < line.y < _HIGHEST * height]


def _key(line: PrintedLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.strip()), round(line.y / _NEAR)
