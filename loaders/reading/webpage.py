"""Web pages: the document's properties, its title and its text, without the page around it."""

from __future__ import annotations

import re

from lxml import etree

from loaders.reading.markup import blank, parse
from loaders.reading.pagelines import PageLine, lines_of
from loaders.reading.pagemain import find_main
from loaders.reading.properties import labels_in

_TITLES = ("articletitle", "og:title", "dc.title", "contenttitle")
_SITE_NAME = re.compile(
    r"\s*(?:[_|–—]|\s-|-\s|-(?=[^-]*(?:网|政府|平台|频道|公开)[^-]*\Z)).*\Z", re.DOTALL
)
#: Lines that may belong to a document's head.
_HEAD = 40
_DOWNLOAD = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?)\b", re.IGNORECASE)
_ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[：:.、]\s*\S")
_FORM = re.compile(
    r"(?:方案|意见|通知|规划|计划|办法|纲要|决定|条例|规定|公告|通告|函|报告|细则|要点|清单)"
    r"(?:[（(].{1,12}[）)])?\Z"
)


def read(source: str, data: bytes) -> str:
    """The text of a web page; UnreadableDocument where it shows none."""
    page = parse(source, data)
    body = page if page.tag == "body" else page.find("body")
    if body is None:
        raise blank(source)
    main, dropped = find_main(body)
    inside = lines_of(main, dropped)
    if not inside:
        raise blank(source)
    around = lines_of(body, dropped | {main})
    text = [line.text for line in inside if not line.is_furniture]
    title = _title(page, around)
    before = _before(around, text, title)
    missing = [] if _packed(title) in _packed("".join(before)) + _head(text) else [title]
    annexes = [line.text for line in around if _ANNEX.match(line.text) and line.text not in text]
    return "\n".join([*before, *missing, *text, *annexes]) + "\n"


def _before(around: list[PageLine], text: list[str], title: str) -> list[str]:
    """Of the lines around the text its title, and properties that the text does not give."""
    known = {label for line in text[:60] for label in labels_in(line)}
    titled = _packed(title) in _head(text)
    found = []
    for line in around:
        labels = labels_in(line.text)
        if labels and not known.issuperset(labels):
            known.update(labels)
            found.append(line.text)
        elif line.is_heading and line.text == title and not titled:
            titled = True
            found.append(line.text)
    return found


def _head(text: list[str]) -> str:
    """The head of the text; a download below it may bear the same title."""
    return _packed("".join(line for line in text[:_HEAD] if not _DOWNLOAD.search(line)))


def _title(page: etree._Element, around: list[PageLine]) -> str:
    """The document's title by the page's headings, metadata and window title; may be empty."""
    named = [
        " ".join(str(meta.get("content") or "").split())
        for meta in page.iter("meta")
        if str(meta.get("name") or meta.get("property") or "").lower() in _TITLES
    ]
    window = page.find(".//title")
    whole = "" if window is None else " ".join("".join(map(str, window.itertext())).split())
    bare = _SITE_NAME.sub("", whole)
    heads = [
        line.text
        for line in around
        if line.is_heading
        and (_FORM.search(line.text) or _packed(line.text) in _packed(whole + "".join(named)))
    ]
    candidates = (*heads, *named, *([bare] if _FORM.search(bare) else []))
    return next((title for title in candidates if len(title) > 5), "")


def _packed(text: str) -> str:
    return re.sub(r"[\s\u3000\u00a0]", "", text)
