"""DOCX files: paragraphs and tables in order, as they read once all changes are accepted.

Inserted text stays, deleted text goes; automatic numbers are written out. Text boxes stand as
lines behind the paragraph that holds them. Left out: headers and footers, footnotes, comments,
hidden text and the table of contents, which says every heading twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from loaders.errors import UnreadableDocument
from loaders.reading.grids import Cell
from loaders.reading.grids import lines_of as grid_lines
from loaders.reading.numbering import Numbering
from loaders.reading.package import Package
from loaders.reading.wordtags import child, children, is_on, local, number, value

#: What holds no text of the document, or text that is gone.
_SKIPPED = frozenset(
    ("del", "moveFrom", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "instrText",
     "delText", "footnoteReference", "endnoteReference", "commentReference", "rt", "fldData",
     "Fallback", "annotationRef", "delInstrText", "object", "oMathParaPr")
)  # fmt: skip
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_DEEPEST = 30
_CONTENTS = re.compile(r"toc\s*\d", re.IGNORECASE)


def read(source: str, data: bytes) -> str:
    """The text of a DOCX file; UnreadableDocument where it is broken, or not what it says."""
    package = Package(source, data)
    name = package.main_part()
    document = package.part(name)
    body = child(document, "body")
    if body is None:
        raise UnreadableDocument(
            source, "is a DOCX file without a document in it", "get an undamaged copy"
        )
    folder = name.rpartition("/")[0] or "word"
    styles = package.part(f"{folder}/styles.xml")
    reader = _Reader(styles, package.part(f"{folder}/numbering.xml"))
    return "\n".join(reader.lines(body)) + "\n"


class _Reader:
    """Turns blocks of a document into lines, counting its lists along."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._numbering = Numbering(numbering, styles)
        self._contents = {
            value(style, "styleId")
            for style in children(styles, "style")
            if _CONTENTS.match(value(child(style, "name"), "val") or "")
        }

    def lines(self, holder: etree._Element, depth: int = 0) -> Iterator[str]:
        """The lines of a body, cell, text box or content control; deeper than sense: none."""
        carried = ""
        for block in _blocks(holder):
            if local(block) == "tbl":
                yield from self._table(block, depth) if depth < _DEEPEST else ()
                continue
            style = value(child(child(block, "pPr"), "pStyle"), "val")
            if style in self._contents:
                continue
            boxes: list[etree._Element] = []
            text = carried + _text(block, boxes)
            carried = ""
            if _mark_deleted(block):
                # Without its end mark a paragraph runs on into the next one.
                carried = text
            elif text.strip():
                marker = self._numbering.before(style, child(block, "pPr"))
                yield from (marker + text.strip(" ")).split("\n")
            for box in boxes if depth < _DEEPEST else ():
                yield from self.lines(box, depth + 1)
        if carried.strip():
            yield carried

    def _table(self, table: etree._Element, depth: int) -> list[str]:
        rows: list[list[Cell]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for row in _of_kind(table, "tr"):
            if child(child(row, "trPr"), "del") is not None:
                continue
            cells, still_open = self._row(row, depth, open_cells, rows)
            rows.append(cells)
            open_cells = still_open
        return grid_lines(rows)

    def _row(
        self,
        row: etree._Element,
        depth: int,
        open_cells: dict[int, tuple[int, int]],
        rows: list[list[Cell]],
    ) -> tuple[list[Cell], dict[int, tuple[int, int]]]:
        """One row; a cell that continues one above makes that one reach a row further down.

        `open_cells` says by column where in `rows` the cell above stands.
        """
        skipped = min(number(child(child(row, "trPr"), "gridBefore"), "val") or 0, 63)
        cells = [Cell(())] * skipped
        column, still_open = skipped, {}
        for cell in _of_kind(row, "tc"):
            properties = child(cell, "tcPr")
            across = min(max(number(child(properties, "gridSpan"), "val") or 1, 1), 63)
            merge = child(properties, "vMerge")
            if merge is not None and value(merge, "val") != "restart" and column in open_cells:
                line, place = open_cells[column]
                above = rows[line][place]
                rows[line][place] = Cell(above.lines, above.across, above.down + 1)
                still_open[column] = (line, place)
            else:
                lines = tuple(line for line in self.lines(cell, depth + 1) if line.strip())
                if merge is not None:
                    still_open[column] = (len(rows), len(cells))
                cells.append(Cell(lines, across))
            column += across
        return cells, still_open


def _blocks(holder: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in `holder`, also inside content controls and tracked insertions."""
    stack = list(reversed(holder))
    while stack:
        element = stack.pop()
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name == "sdt":
            gallery = next(element.iter("{*}docPartGallery"), None)
            if value(gallery, "val") != "Table of Contents":
                stack.extend(reversed(element))
        elif name in ("sdtContent", "ins", "moveTo", "customXml", "smartTag", "Choice"):
            stack.extend(reversed(element))
        elif name == "AlternateContent":
            stack.extend(_chosen(element))


def _of_kind(holder: etree._Element, kind: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also inside content controls."""
    stack = list(reversed(holder))
    while stack:
        element = stack.pop()
        if local(element) == kind:
            yield element
        elif local(element) in ("sdt", "sdtContent", "customXml", "ins"):
            stack.extend(reversed(element))


def _chosen(element: etree._Element) -> list[etree._Element]:
    """What stands for an element with alternatives: the first choice, else the fallback."""
    first = child(element, "Choice")
    fallback = child(element, "Fallback")
    if first is not None:
        return [first]
    return list(reversed(fallback)) if fallback is not None else []


def _text(paragraph: etree._Element, boxes: list[etree._Element]) -> str:
    """The characters of a paragraph; its text boxes are put into `boxes`."""
    pieces: list[str] = []
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = local(element)
        if name in _SKIPPED or (name == "r" and is_on(child(child(element, "rPr"), "vanish"))):
            continue
        if name == "t":
            pieces.append(element.text or "")
        elif name in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name == "txbxContent":
            boxes.append(element)
        elif name == "AlternateContent":
            stack.extend(_chosen(element))
        else:
            stack.extend(reversed(element))
    return "".join(pieces).replace("\t", " ")


def _mark_deleted(paragraph: etree._Element) -> bool:
    return child(child(child(paragraph, "pPr"), "rPr"), "del") is not None
