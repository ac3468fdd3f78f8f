"""Whatever the bytes: a text, or an error of the loaders' own family. Nothing else, and soon."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.errors import LoaderError
from loaders.reading.files import ReadText, read_bytes

Maker = Callable[..., bytes]
_SETTINGS = settings(
    max_examples=150,
    deadline=2000,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
_NAMES = st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a.doc", "a"])
_STARTS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf",
     bytes.fromhex("d0cf11e0a1b11ae1"), b"{\\rtf", "一、".encode(), "一、".encode("gb18030")]
)  # fmt: skip
_SNIPPETS = st.sampled_from(
    ["<table>", "<tr>", "<td rowspan=9>", "</table>", "<p>", "</div>", "<dl>", "<dt>", "<dd>",
     "<a>", "<form>", "<script>", "</body>", "<!--", "-->", "<pre>\n", "&#0;", "&amp", "<br>",
     "索引号：", "水土保持，", "\x00", "\ufffe", "<![CDATA[", "<?x", "<svg>", "<nav>",
     "<td colspan=0>", "<o:p>", "</o:p>", '<st1:chsdate w:st="on">', "<v:shape v:ext='x'>",
     "<a.b-c>",
     "<é>", "<p 1='x' x:y=z 'q'>", "<?xml:namespace prefix = o />", "<!--[if gte mso 9]>"]
)  # fmt: skip
_TAGS = st.sampled_from(
    ["p", "r", "t", "tbl", "tr", "tc", "ins", "del", "sdt", "pPr", "numPr", "vMerge", "br",
     "txbxContent", "AlternateContent", "Choice", "Fallback", "gridSpan"]
)  # fmt: skip


def _outcome(name: str, data: bytes) -> ReadText | LoaderError:
    try:
        return read_bytes(name, data)
    except LoaderError as error:
        return error


def _reads(name: str, data: bytes) -> None:
    found = _outcome(name, data)
    if isinstance(found, LoaderError):
        # One sentence that names the file, and what to do.
        assert str(found).startswith(name)
        assert "; " in str(found)
        assert str(found).endswith(".")
    else:
        assert found.text.strip()
        assert not set("\r\0") & set(found.text)


@_SETTINGS
@given(_NAMES, _STARTS, st.binary(max_size=3000))
def test_arbitrary_bytes(name: str, start: bytes, rest: bytes) -> None:
    _reads(name, start + rest)


@_SETTINGS
@given(_NAMES, st.text(max_size=500), st.sampled_from(["utf-8", "gb18030", "utf-16", "utf-16-be"]))
def test_arbitrary_text(name: str, text: str, encoding: str) -> None:
    _reads(name, text.encode(encoding, "ignore"))


@_SETTINGS
@given(st.lists(st.one_of(_SNIPPETS, st.text(max_size=9)), max_size=60))
def test_arbitrary_markup(pieces: list[str]) -> None:
    _reads("a.html", ("<html><body>" + "".join(pieces)).encode("utf-8", "ignore"))


@_SETTINGS
@given(st.lists(_SNIPPETS.filter(lambda snippet: snippet != "\x00"), max_size=60))
def test_no_markup_hides_a_paragraph_before_it(pieces: list[str]) -> None:
    page = "<html><body><p>到2030年，治理明显见效。</p>" + "".join(pieces)
    assert "到2030年，治理明显见效。" in read_bytes("a.html", page.encode()).text


@pytest.fixture(scope="module")
def sound(docx: Maker, pdf: Maker) -> dict[str, bytes]:
    cells = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>" * 2
    body = f"<w:p><w:r><w:t>一、要求</w:t></w:r></w:p><w:tbl>{f'<w:tr>{cells}</w:tr>' * 3}</w:tbl>"
    words = [(80.0, 700.0 - 20 * n, 12.0, "一、水土保持") for n in range(9)]
    strokes = [(80.0, 600.0 - 20 * n, 300.0, 600.0 - 20 * n) for n in range(3)]
    return {"a.docx": docx(body), "a.pdf": pdf([words, words], strokes)}


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
@_SETTINGS
@given(
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=9)
)
def test_damaged_files(
    sound: dict[str, bytes], name: str, changes: list[tuple[float, int]]
) -> None:
    data = bytearray(sound[name])
    for place, byte in changes:
        data[int(place * len(data))] = byte
    _reads(name, bytes(data))


@_SETTINGS
@given(tags=st.lists(st.tuples(_TAGS, st.booleans()), max_size=60))
def test_arbitrary_wordprocessing_markup(docx: Maker, tags: list[tuple[str, bool]]) -> None:
    opened: list[str] = []
    body = ""
    for tag, opens in tags:
        if opens or not opened:
            opened.append(tag)
            body += f'<w:{tag} w:val="7">甲'
        else:
            body += f"</w:{opened.pop()}>"
    _reads("a.docx", docx(body + "".join(f"</w:{tag}>" for tag in reversed(opened))))
