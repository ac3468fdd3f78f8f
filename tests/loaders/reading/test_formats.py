import io
import zipfile

import pytest

from loaders.errors import UnreadableDocument
from loaders.reading.formats import DOCX, HTML, PDF, TEXT, media_of

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def _zip(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("a.txt", "一、总体要求".encode(), TEXT),
        ("a.txt", b"%PDF-1.4 ...", PDF),
        ("a.doc", b"\xef\xbb\xbf<!-- x -->\n<!DOCTYPE HTML>", HTML),
        ("a.doc", '<?xml version="1.0"?><html xmlns="x">'.encode("utf-16"), HTML),
        ("a.htm", b"x<p>y", HTML),
        ("a.txt", b"x<p>y</p>", TEXT),
        ("a.html", "只有文字，1<2".encode(), TEXT),
        ("a.pdf", _zip("[Content_Types].xml", "word/document.xml"), DOCX),
    ],
)
def test_the_content_decides(name: str, data: bytes, media: str) -> None:
    assert media_of(name, data) == media


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "Word 97-2003, which is not read; .*"
         r'soffice --headless --convert-to docx "a\.doc"\.$'),
        ("x/a.wps", OLE + "WordDocument".encode("utf-16-le"), r'WPS .* "a\.wps"\.$'),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le"), "is a workbook, not a plan"),
        ("a.xlsx", _zip("[Content_Types].xml", "xl/workbook.xml"), "is a workbook, not a plan"),
        ("a.doc", b"{\\rtf1 x}", "Rich Text Format; convert it first"),
        ("a.ofd", _zip("OFD.xml"), "OFD document.*; export it as PDF"),
        ("a.odt", _zip("mimetype", "content.xml"), "OpenDocument file; convert it first"),
        ("a.zip", _zip("plan.txt"), "is an archive, not a document; unpack it"),
        ("a.docx", b"PK\x03\x04 and nothing more", "is a broken archive"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "is a binary file"),
        ("a.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related;", "is a web archive"),
        ("a.doc", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "old Word"),
    ],
)  # fmt: skip
def test_what_has_to_be_converted_first_is_refused(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableDocument, match=sentence):
        media_of(name, data)
