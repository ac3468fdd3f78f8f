"""Elements and attributes of WordprocessingML by local name.

The transitional and the strict form of the standard differ in namespaces only, so names without
them serve both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree


def local(element: etree._Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The children of that name; none of nothing."""
    for inner in element if element is not None else ():
        if local(inner) == name:
            yield inner


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name, if any."""
    return next(children(element, name), None)


def value(element: etree._Element | None, name: str) -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    for key, held in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(held)
    return None


def number(element: etree._Element | None, name: str) -> int | None:
    """An attribute that holds a whole number of sane size; None for anything else."""
    held = value(element, name)
    return int(held) if held is not None and re.fullmatch("-?[0-9]{1,6}", held) else None


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch (ECMA-376, 17.17.4) is there and not turned off."""
    return element is not None and value(element, "val") not in ("0", "false", "off")
