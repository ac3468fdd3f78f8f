"""Where on a web page the document is: by where its sentences are, not by names of sites.

Furniture goes first: what HTML or custom names a menu, a head, a foot, a form, a pager, or hides.
Then the smallest part of the page is taken that holds nearly all sentences that are not links.
Nothing that holds most of them is furniture, whatever it is called: whole pages stand in forms.
"""

from __future__ import annotations

import re

from lxml import etree

_SILENT = frozenset(
    ("script", "style", "noscript", "template", "head", "select", "option", "button", "textarea",
     "input", "iframe", "object", "svg", "canvas", "audio", "video", "map", "rt", "rp", "datalist")
)  # fmt: skip
_FURNITURE = frozenset(("nav", "header", "footer", "aside", "form", "menu", "dialog"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary", "menu"))
_NAMED = re.compile(
    r"(?:^|[-_\s])(?:(?:bd)?share\w*|fenxiang|breadcrumbs?|crumbs?|navbar|sidebar|pager|paging|"
    r"pagination|related|toolbar|copyright|qrcode|ewm|dqwz|mbx|friendlinks?)(?:$|[-_\s\d])"
    r"|(?:^|\s)(?:(?:site|page|top|main|global)[-_]?)?(?:nav|menu|header|footer|foot|search|print|"
    r"login|tools|weizhi)(?:$|[\s\d])",
    re.IGNORECASE,
)
#: What the search for the document does not go into: paragraphs, parts of a line.
_PARTS = frozenset(
    ("p", "span", "font", "a", "b", "strong", "em", "i", "u", "h1", "h2", "h3", "h4", "dl", "pre")
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SENTENCE = re.compile(r"[，。；、！？]")
#: Share of the sentences that the document's part of the page has to hold.
_NEARLY_ALL = 0.95
#: A text without sentences is weighed by its length, at so much a character.
_CHARACTER = 0.005


def find_main(body: etree._Element) -> tuple[etree._Element, set[etree._Element]]:
    """The element that holds the document, and the elements that show nothing of it."""
    elements = list(body.iter())
    silent = {element for element in elements if element.tag in _SILENT}
    weights = _weights(elements, silent)
    most = weights.get(body, 0.0) / 2
    dropped = silent | {
        element
        for element in elements
        if element is not body and weights[element] < most and _is_furniture(element)
    }
    weights = _weights(elements, dropped)
    main, enough = body, weights[body] * _NEARLY_ALL
    while True:
        inner = max(main, key=lambda child: weights.get(child, 0.0), default=None)
        if inner is None or weights.get(inner, 0.0) < enough or inner.tag in _PARTS:
            return main, dropped
        main = inner


def _weights(
    elements: list[etree._Element], left_out: set[etree._Element]
) -> dict[etree._Element, float]:
    """How much prose each element holds, links not counted; `elements` in document order."""
    skipped: set[etree._Element] = set()
    weights: dict[etree._Element, float] = {}
    for element in elements:
        parent = element.getparent()
        if element in left_out or element.tag == "a" or parent in skipped:
            skipped.add(element)
        weights[element] = 0.0 if element in skipped else _weight(element.text)
    for element in reversed(elements):
        parent = element.getparent()
        if parent in weights:
            tail = 0.0 if parent in skipped else _weight(element.tail)
            weights[parent] += weights[element] + tail
    return weights


def _weight(text: str | None) -> float:
    if not text:
        return 0.0
    return len(_SENTENCE.findall(text)) + _CHARACTER * len(text.strip())


def _is_furniture(element: etree._Element) -> bool:
    parent = element.getparent()
    titled = element.tag == "header" and parent is not None and parent.tag in ("article", "main")
    if (element.tag in _FURNITURE and not titled) or element.get("role") in _ROLES:
        return True
    if element.get("hidden") is not None or _HIDDEN.search(str(element.get("style") or "")):
        return True
    return any(_NAMED.search(str(element.get(name) or "")) for name in ("class", "id"))
