"""What kind of document some bytes are, by their content first and their name second."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from loaders.errors import UnreadableDocument
from loaders.reading.encodings import binary

TEXT = "text/plain"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

#: Files that a folder is searched for.
READABLE = frozenset((".txt", ".text", ".html", ".htm", ".shtml", ".xhtml", ".docx", ".pdf"))
#: Documents that are refused with a word on how to convert them, rather than passed over.
CONVERTIBLE = frozenset((".doc", ".wps", ".rtf", ".ofd", ".odt", ".mht", ".mhtml"))

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OTHER_BINARIES = (
    b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"\x1f\x8b", b"7z\xbc\xaf",
    b"Rar!", b"\x7fELF", b"MZ\x90", b"SQLite format 3",
)  # fmt: skip
_TAGS = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKED = re.compile(rb"</?(?:p|div|span|table|td|br|h1|li|a|meta)\b[^<>]{0,500}>", re.IGNORECASE)


def media_of(source: str, data: bytes) -> str:
    """The media type of a document; UnreadableDocument where no reader takes it.

    `source` is the file's name, whose ending decides only between plain text and HTML.
    """
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(_OLE):
        raise _old_office(source, data)
    if data.startswith(_ZIP):
        return _zipped(source, data)
    if data.startswith(b"{\\rtf"):
        raise _convert(source, "is in Rich Text Format", "docx")
    if data.startswith(_OTHER_BINARIES):
        raise binary(source)
    return _marked_up(source, data)


def _marked_up(source: str, data: bytes) -> str:
    """HTML or plain text: a document's first tag, or its name together with some tags."""
    # Every second byte of UTF-16 markup is zero.
    head = data[:65536].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\0", b"")
    if re.match(rb"(?:from|mime-version|snapshot-content-location):\s", head, re.IGNORECASE) and (
        b"multipart/related" in head
    ):
        raise UnreadableDocument(
            source, "is a web archive", 'save the page again as "web page, HTML only"'
        )
    if b"<?mso-application" in head[:1000]:
        raise _convert(source, "is a document in the XML format of old Word versions", "docx")
    ending = PurePath(source).suffix.lower()
    named = ending in (".html", ".htm", ".shtml", ".xhtml")
    return HTML if _TAGS.match(head) or (named and _MARKED.search(head)) else TEXT


def _zipped(source: str, data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableDocument(
            source, "is a broken archive", "get an undamaged copy of the document"
        ) from error
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return DOCX
    if "OFD.xml" in names:
        raise UnreadableDocument(
            source,
            "is an OFD document, which is not read",
            "export it as PDF from an OFD reader and give the PDF",
        )
    if any(name.startswith("xl/") for name in names):
        raise _no_sheets(source)
    if "content.xml" in names:
        raise _convert(source, "is an OpenDocument file", "docx")
    raise UnreadableDocument(
        source, "is an archive, not a document", "unpack it and give the documents inside"
    )


def _old_office(source: str, data: bytes) -> UnreadableDocument:
    """The refusal of an OLE container, by the names of the streams inside."""

    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return UnreadableDocument(
            source,
            "is protected by a password",
            "open it, save it without a password and try again",
        )
    if holds("Workbook") and not holds("WordDocument"):
        return _no_sheets(source)
    kind = "a WPS document" if source.lower().endswith(".wps") else "a document of Word 97-2003"
    return _convert(source, f"is {kind}, which is not read", "docx")


def _no_sheets(source: str) -> UnreadableDocument:
    return UnreadableDocument(
        source, "is a workbook, not a plan", "give the plan it belongs to as DOCX, PDF or text"
    )


def _convert(source: str, why: str, target: str) -> UnreadableDocument:
    return UnreadableDocument(
        source,
        why,
        "convert it first, for example with: "
        f'soffice --headless --convert-to {target} "{PurePath(source).name}"',
    )
