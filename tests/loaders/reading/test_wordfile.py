import io
import zipfile
from collections.abc import Callable

import docx as python_docx
import pytest

from loaders.errors import UnreadableDocument
from loaders.reading.files import read_bytes
from loaders.reading.formats import DOCX

DocxMaker = Callable[..., bytes]


def _lines(data: bytes) -> list[str]:
    found = read_bytes("a.docx", data)
    assert found.media == DOCX
    return found.text.splitlines()


def _p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_a_file_from_a_word_processor() -> None:
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_paragraph("甲市水土保持实施方案")
    document.add_paragraph("一、总体要求").add_run("\n软换行后")
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(table.rows, ["县区 目标 目标", "甲县 1 2", "甲县 3 4"], strict=True):
        for cell, text in zip(row.cells, texts.split(), strict=True):
            cell.text = text
    table.cell(0, 2).text = table.cell(2, 0).text = ""
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("表后")
    stream = io.BytesIO()
    document.save(stream)
    assert _lines(stream.getvalue()) == [
        "甲市水土保持实施方案",
        "一、总体要求",
        "软换行后",
        "县区\t目标",
        "甲县\t1\t2",
        "甲县\t3\t4",
        "表后",
    ]


def test_insertions_stay_and_deletions_go(docx: DocxMaker) -> None:
    change = 'w:id="1" w:author="x"'
    deleted = f"<w:del {change}><w:r><w:delText>百分之七十</w:delText></w:r></w:del>"
    body = (
        _p(_r("达到") + deleted + f"<w:ins {change}>{_r('百分之八十')}</w:ins>" + _r("。"))
        + _p(f"<w:moveFrom {change}>{_r('移走')}</w:moveFrom>")
        + _p(f"<w:moveTo {change}>{_r('移来')}</w:moveTo>")
        + _p(_r("两段"), f"<w:rPr><w:del {change}/></w:rPr>")
        + _p(_r("合一"))
        + "<w:tbl><w:tr><w:tc>" + _p(_r("甲")) + "</w:tc><w:tc>" + _p(_r("乙")) + "</w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del {change}/></w:trPr><w:tc>{_p(_r('删'))}</w:tc></w:tr>"
        f"<w:tr><w:tc>{_p(_r('丙'))}</w:tc><w:tc>{_p(_r('丁'))}</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    assert _lines(docx(body)) == ["达到百分之八十。", "移来", "两段合一", "甲\t乙", "丙\t丁"]


def test_hidden_text_notes_fields_and_contents_are_left_out(docx: DocxMaker) -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{_p(_r('一、总体要求 1'))}</w:sdtContent></w:sdt>"
    )
    body = (
        contents
        + _p(_r("二、任务 3"), '<w:pStyle w:val="11"/>')
        + f"<w:sdt><w:sdtContent>{_p(_r('控件里'))}</w:sdtContent></w:sdt>"
        + _p(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>{_r('可见')}")
        + _p('<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>不隐藏</w:t></w:r>')
        + _p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText>PAGE</w:instrText></w:r>"
            f"{_r('域')}<w:hyperlink>{_r('链接')}</w:hyperlink><w:r><w:footnoteReference/></w:r>"
        )
    )
    styles = '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    assert _lines(docx(body, styles=styles)) == ["控件里", "可见", "不隐藏", "域链接"]


def test_a_text_box_is_read_once_behind_its_paragraph(docx: DocxMaker) -> None:
    box = f"<w:txbxContent>{_p(_r('框中'))}</w:txbxContent>"
    body = _p(
        f"{_r('段落')}<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    ) + _p(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>")
    assert _lines(docx(body)) == ["段落", "框中", "框中"]


def test_tabs_in_a_paragraph_make_no_table(docx: DocxMaker) -> None:
    assert _lines(docx(_p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>"))) == ["甲 乙"]


def test_automatic_numbers_are_written_out(docx: DocxMaker) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:styleId="a"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    own = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    off = '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        _p(_r("要求"), own)
        + _p("", own)
        + _p(_r("任务"), '<w:pStyle w:val="a"/>')
        + _p(_r("正文"), off)
        + _p(_r("保障"), '<w:pStyle w:val="b"/>')
    )
    assert _lines(docx(body, numbering, styles)) == ["一、要求", "二、任务", "正文", "三、保障"]


def test_broken_and_odd_files_are_refused(docx: DocxMaker) -> None:
    good = docx(_p(_r("甲")))
    with pytest.raises(UnreadableDocument, match="is a broken archive; get an undamaged copy"):
        read_bytes("a.docx", good[:300])
    with pytest.raises(UnreadableDocument, match=r"is a broken DOCX file; open it in a word"):
        read_bytes("a.docx", docx("<w:p>"))
    with pytest.raises(UnreadableDocument, match="holds no text"):
        read_bytes("a.docx", docx(""))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/other.xml", "<x/>")
    with pytest.raises(UnreadableDocument, match="is a DOCX file without a document in it"):
        read_bytes("a.docx", stream.getvalue())


def test_an_archive_that_unpacks_to_too_much_is_refused(docx: DocxMaker) -> None:
    data = docx(_p(_r("水" * 20_000_000)))
    assert len(data) < 1_000_000
    with pytest.raises(UnreadableDocument, match="unpacks to far more than a document holds"):
        read_bytes("a.docx", data)


def test_entities_stay_shut(docx: DocxMaker) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "水水水水"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f"{bomb}<d><body><p><r><t>甲</t><t>&a;</t></r>&b;<r><t>乙</t></r></p></body></d>",
        )
    assert _lines(stream.getvalue()) == ["甲乙"]


def test_nesting_is_bounded(docx: DocxMaker) -> None:
    table, end = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    assert _lines(docx(table * 20 + _p(_r("深")) + end * 20)) == ["深"]
    with pytest.raises(UnreadableDocument):
        read_bytes("a.docx", docx(table * 10_000 + _p(_r("深")) + end * 10_000))
