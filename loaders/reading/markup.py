"""From the bytes of a web page to a tree, whatever its encoding, depth and damage."""

from __future__ import annotations

import re

from lxml import etree

from loaders.errors import UnreadableDocument
from loaders.reading.encodings import decode
from loaders.reading.text import showable

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""")
_CODECS = {
    "utf-8": "utf-8", "utf8": "utf-8", "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030",
    "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "big5-hkscs": "big5hkscs",
}  # fmt: skip
#: A page with more broken characters than this is declared wrongly, not damaged.
_BROKEN_SHARE = 0.002
#: How deep the elements of a page are told apart; real pages nest a few dozen.
_DEEPEST = 1000
#: Pages are read up to this many characters, embedded images not counted.
_MOST_MARKUP = 16_000_000
_EMBEDDED = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]+")


#: Names that a tree can hold. Word leaves others in pages: <o:p>, <st1:chsdate>, v:shapes="…".
_NAME = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)


class _Shallow:
    """A parser's target that builds a tree of bounded depth; deeper elements become breaks.

    The tree builder of libxml2 silently loses what lies deeper than 2,048 elements, and refuses
    names with a colon: such elements stand in the line, as browsers show them.
    """

    def __init__(self) -> None:
        self._builder = etree.TreeBuilder()
        self._depth = 0

    def start(self, tag: str | bytes, attrib: dict[str | bytes, str | bytes]) -> None:
        """An element opens."""
        self._depth += 1
        if self._depth <= _DEEPEST:
            known = {name: value for name, value in attrib.items() if _NAME.fullmatch(str(name))}
            self._builder.start(_shown_as(str(tag)), known)
        else:
            self._builder.start("br", {})
            self._builder.end("br")

    def end(self, tag: str | bytes) -> None:
        """An element closes."""
        if self._depth <= _DEEPEST:
            self._builder.end(_shown_as(str(tag)))
        self._depth -= 1

    def data(self, data: str | bytes) -> None:
        """Characters between tags."""
        self._builder.data(data)

    def comment(self, text: str | bytes) -> None:
        """A comment, which shows nothing."""

    def close(self) -> etree._Element:
        """The root of the tree."""
        return self._builder.close()


def _shown_as(tag: str) -> str:
    return tag if _NAME.fullmatch(tag) else "span"


def parse(source: str, data: bytes) -> etree._Element:
    """The page's tree; UnreadableDocument where there is none, or too much of it."""
    # Scripts are not run, nothing is fetched, entities other than HTML's own are not expanded.
    parser = etree.HTMLParser(target=_Shallow(), encoding="utf-8", no_network=True, huge_tree=True)
    markup = _EMBEDDED.sub("", showable(_characters(source, data)))
    if len(markup) > _MOST_MARKUP:
        raise UnreadableDocument(
            source,
            f"is a web page of {len(markup):,} characters of markup (at most {_MOST_MARKUP:,})",
            "save its text as plain text and give that",
        )
    try:
        return etree.fromstring(markup.encode(), parser)
    except (etree.LxmlError, AssertionError) as error:
        # The assertion is the tree builder's way of saying that there was no element.
        raise blank(source) from error


def _characters(source: str, data: bytes) -> str:
    """The markup: as declared where that fits, else as its bytes tell."""
    declared = _DECLARED.search(data[:4096].lower())
    encoding = _CODECS.get(declared[1].decode()) if declared else None
    if encoding is None:
        return decode(source, data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        mended = data.decode(encoding, "replace")
    try:
        return decode(source, data)
    except UnreadableDocument:
        if mended.count("\ufffd") > _BROKEN_SHARE * len(mended):
            raise
        return mended


def blank(source: str) -> UnreadableDocument:
    """The refusal of a page without text."""
    return UnreadableDocument(
        source,
        "is a web page that shows no text",
        "open it in a browser and save the page once the document is displayed",
    )
