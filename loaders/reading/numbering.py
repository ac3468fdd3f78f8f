"""The numbers that a word processor writes before paragraphs by itself (ECMA-376, 17.9).

They are not in the text of the file, only counters and formats are: `Numbering` counts along
while the paragraphs are read, and says what stands before each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from loaders.reading.numerals import written
from loaders.reading.wordtags import child, children, number, value

_PLACE = re.compile(r"%([1-9])")
_MOST_STYLES = 50


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is written; `restart` is the level that sets it back, 0 for none."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, part: etree._Element | None, styles: etree._Element | None) -> None:
        """From the root of the numbering part and of the style part, either may be missing."""
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._of_style: dict[str, tuple[str | None, int | None, str | None]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._overridden: set[tuple[str, int]] = set()
        self._starts: dict[tuple[str, int], int] = {}
        if styles is not None:
            self._read_styles(styles)
        if part is not None:
            self._read_lists(part)

    def before(self, style: str | None, properties: etree._Element | None) -> str:
        """What stands before the next paragraph, which has this style and these properties."""
        asked = child(properties, "numPr")
        list_id, depth = _reference(asked)
        inherited_id, inherited_depth = self._inherited(style)
        list_id = inherited_id if list_id is None else list_id
        depth = inherited_depth if depth is None else depth
        if list_id is None or list_id == "0" or list_id not in self._lists:
            return ""
        abstract, levels = self._lists[list_id]
        level = depth or 0
        if level not in levels:
            return ""
        counts = self._advance(list_id, abstract, levels, level)
        return _shown(levels, counts, level)

    def _advance(
        self, list_id: str, abstract: str, levels: dict[int, _Level], level: int
    ) -> dict[int, int]:
        """Count one item of `level`: lists that share an abstract list share its counters."""
        counts = self._counts.setdefault(abstract, {})
        own_start = self._starts.get((list_id, level))
        if own_start is not None and (list_id, level) not in self._overridden:
            self._overridden.add((list_id, level))
            counts[level] = own_start
        else:
            counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            back = levels[deeper].restart if deeper in levels else None
            # A level starts anew after any higher one, or after the one that it names.
            if back is None or level + 1 <= back:
                del counts[deeper]
        return counts

    def _inherited(self, style: str | None) -> tuple[str | None, int | None]:
        """List and level that a style brings along, its own or its ancestors'."""
        list_id: str | None = None
        depth: int | None = None
        for _ in range(_MOST_STYLES):
            if style is None or style not in self._of_style:
                break
            own_id, own_depth, style = self._of_style[style]
            list_id = own_id if list_id is None else list_id
            depth = own_depth if depth is None else depth
        return list_id, depth

    def _read_styles(self, styles: etree._Element) -> None:
        for style in children(styles, "style"):
            name = value(style, "styleId")
            asked = child(child(style, "pPr"), "numPr")
            if name is not None:
                base = value(child(style, "basedOn"), "val")
                self._of_style[name] = (*_reference(asked), base)

    def _read_lists(self, part: etree._Element) -> None:
        abstracts: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for abstract in children(part, "abstractNum"):
            name = value(abstract, "abstractNumId") or ""
            abstracts[name] = dict(_levels(abstract))
            link = value(child(abstract, "numStyleLink"), "val")
            style = value(child(abstract, "styleLink"), "val")
            linked |= {name: link} if link else {}
            by_style |= {style: name} if style else {}
        for item in children(part, "num"):
            list_id = value(item, "numId") or ""
            name = value(child(item, "abstractNumId"), "val") or ""
            name = by_style.get(linked.get(name, ""), name)
            levels = dict(abstracts.get(name, {}))
            for override in children(item, "lvlOverride"):
                depth = number(override, "ilvl") or 0
                start = number(child(override, "startOverride"), "val")
                levels |= dict(_levels(override))
                if start is not None:
                    self._starts[list_id, depth] = start
            self._lists[list_id] = (name, levels)


def _reference(asked: etree._Element | None) -> tuple[str | None, int | None]:
    return value(child(asked, "numId"), "val"), number(child(asked, "ilvl"), "val")


def _levels(holder: etree._Element) -> Iterator[tuple[int, _Level]]:
    for level in children(holder, "lvl"):
        start = number(child(level, "start"), "val")
        # Formats that came later stand inside an alternative; the plain one is the first.
        form = value(child(level, "numFmt"), "val") or value(
            next(level.iter("{*}numFmt"), None), "val"
        )
        legal = child(level, "isLgl")
        yield (
            number(level, "ilvl") or 0,
            _Level(
                start=1 if start is None else start,
                form=form or "decimal",
                pattern=value(child(level, "lvlText"), "val") or "",
                suffix=value(child(level, "suff"), "val") or "tab",
                restart=number(child(level, "lvlRestart"), "val"),
                legal=legal is not None and value(legal, "val") not in ("0", "false", "off"),
            ),
        )


def _shown(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    own = levels[level]
    if own.form == "bullet":
        return ""

    def numeral(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        if other not in levels:
            return ""
        form = "decimal" if own.legal else levels[other].form
        return written(counts.get(other, levels[other].start), form)

    text = _PLACE.sub(numeral, own.pattern)
    return text + (" " if text and own.suffix != "nothing" else "")
