from collections.abc import Callable

import pytest

from loaders.errors import UnreadableDocument
from loaders.reading.files import read_bytes
from loaders.reading.formats import PDF

PdfMaker = Callable[..., bytes]
BODY = [(80.0, 700.0 - 20 * n, 14.0, f"第{n}条水土保持工作要落实责任") for n in range(1, 9)]


def _lines(data: bytes) -> list[str]:
    found = read_bytes("a.pdf", data)
    assert found.media == PDF
    return found.text.splitlines()


def _ruled(columns: list[float], rows: list[float]) -> list[tuple[float, float, float, float]]:
    lying = [(columns[0], y, columns[-1], y) for y in rows]
    return lying + [(x, rows[0], x, rows[-1]) for x in columns]


def test_lines_come_from_top_to_bottom_whatever_their_order_in_the_file(pdf: PdfMaker) -> None:
    assert _lines(pdf([BODY[::-1]])) == [word[3] for word in BODY]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_reads_the_same_however_it_is_turned(
    pdf: PdfMaker, rotate: int, turned: int
) -> None:
    places = {
        0: lambda x, y: (x, y),
        90: lambda x, y: (595 - y * 595 / 842, x),
        180: lambda x, y: (595 - x, 842 - y),
        270: lambda x, y: (y * 595 / 842, 842 - x),
    }
    words = [(*places[turned](x, y), 12.0, text) for x, y, _, text in BODY]
    assert _lines(pdf([words], rotate=rotate, turned=turned)) == [word[3] for word in BODY]


def test_heads_feet_and_page_numbers_are_left_out(pdf: PdfMaker) -> None:
    pages = [
        [
            (200.0, 800.0, 9.0, "甲市水土保持规划"),
            (80.0, 700.0, 14.0, f"{'一二三四'[n]}、任务之{'甲乙丙丁'[n]}"),
            (80.0, 660.0, 14.0, "落实责任"),
            (290.0, 40.0, 9.0, f"— {n + 1} —"),
        ]
        for n in range(4)
    ]
    headings = [page[1][3] for page in pages]
    assert _lines(pdf(pages)) == [line for head in headings for line in (head, "落实责任")]


def test_a_number_in_the_text_is_no_page_number(pdf: PdfMaker) -> None:
    page = [(80.0, 500.0, 14.0, "水土保持率"), (80.0, 470.0, 14.0, "80")]
    assert _lines(pdf([page])) == ["水土保持率", "80"]
    assert _lines(pdf([[*page, (290.0, 40.0, 9.0, "12")]])) == ["水土保持率", "80"]


def test_a_ruled_table_becomes_rows_with_broken_cells_put_together(pdf: PdfMaker) -> None:
    words = [
        (80.0, 720.0, 14.0, "附件任务分工"),
        (85.0, 680.0, 10.0, "序号"), (125.0, 680.0, 10.0, "任务"), (245.0, 680.0, 10.0, "单位"),
        (85.0, 650.0, 10.0, "1"), (125.0, 655.0, 10.0, "推进坡耕地综合治理工程"),
        (125.0, 643.0, 10.0, "建设"), (245.0, 655.0, 10.0, "市水利局"),
        (245.0, 643.0, 10.0, "市农业农村局"),
        (85.0, 620.0, 10.0, "2"), (125.0, 620.0, 10.0, "监测"), (245.0, 620.0, 10.0, "市水利局"),
        (80.0, 560.0, 14.0, "表后的话"),
    ]  # fmt: skip
    strokes = _ruled([80, 120, 240, 400], [610, 635, 670, 695])
    assert _lines(pdf([words], strokes)) == [
        "附件任务分工",
        "序号\t任务\t单位",
        "1\t推进坡耕地综合治理工程建设\t市水利局；市农业农村局",
        "2\t监测\t市水利局",
        "表后的话",
    ]


def test_missing_rules_merge_cells(pdf: PdfMaker) -> None:
    strokes = [
        (80.0, 600.0, 400.0, 600.0), (80.0, 700.0, 400.0, 700.0), (200.0, 650.0, 400.0, 650.0),
        (80.0, 600.0, 80.0, 700.0), (400.0, 600.0, 400.0, 700.0), (200.0, 600.0, 200.0, 700.0),
        (300.0, 600.0, 300.0, 650.0),
    ]  # fmt: skip
    words = [
        (90.0, 645.0, 10.0, "甲县"), (210.0, 670.0, 10.0, "目标"), (210.0, 620.0, 10.0, "2025年"),
        (310.0, 620.0, 10.0, "2030年"),
    ]  # fmt: skip
    assert _lines(pdf([words], strokes)) == ["甲县\t目标", "甲县\t2025年\t2030年"]


def test_columns_without_rules_are_told_by_their_gaps(pdf: PdfMaker) -> None:
    rows = [
        ("县区", "2025年", "2030年"),
        ("甲县", "80", "90"),
        ("乙县", "", "85"),
        ("丙县", "7", "8"),
    ]
    words = [
        (x, 700.0 - 20 * n, 12.0, text)
        for n, row in enumerate(rows)
        for x, text in zip((80.0, 200.0, 320.0), row, strict=True)
        if text
    ]
    assert _lines(pdf([words])) == ["\t".join(row) for row in rows]


def test_two_lines_of_signatures_are_no_table(pdf: PdfMaker) -> None:
    words = [(80.0, 700.0, 12.0, "甲市水利局"), (300.0, 700.0, 12.0, "甲市财政局"),
             (80.0, 650.0, 12.0, "正文")]  # fmt: skip
    assert _lines(pdf([words])) == ["甲市水利局 甲市财政局", "正文"]


def test_a_page_in_two_columns_is_read_column_by_column(pdf: PdfMaker) -> None:
    left = [(60.0, 740.0 - 16 * n, 12.0, "左" * 17 + f"{n:02}") for n in range(20)]
    right = [(320.0, 740.0 - 16 * n, 12.0, "右" * 17 + f"{n:02}") for n in range(20)]
    head = (60.0, 780.0, 12.0, "甲" * 38)
    assert _lines(pdf([[head, *left, *right]])) == [w[3] for w in (head, *left, *right)]


def test_a_watermark_is_left_out(pdf: PdfMaker) -> None:
    assert _lines(pdf([BODY], watermark="征求意见稿")) == [word[3] for word in BODY]


def test_words_printed_twice_to_look_bold_are_read_once(pdf: PdfMaker) -> None:
    page = [(80.0, 700.0, 14.0, "实施方案"), (80.3, 700.0, 14.0, "实施方案")]
    assert _lines(pdf([page])) == ["实施方案"]


def test_a_scan_is_recognised(pdf: PdfMaker) -> None:
    with pytest.raises(UnreadableDocument, match=r"no text layer \(3 of 3 pages are images\); run"):
        _lines(pdf([[], [], []], image=True))
    with pytest.raises(UnreadableDocument, match="has no text on its 1 pages"):
        _lines(pdf([[]]))
    # A text over a picture of the page is a text.
    assert _lines(pdf([BODY], image=True)) == [word[3] for word in BODY]


def test_a_font_without_meaning_is_recognised(pdf: PdfMaker) -> None:
    with pytest.raises(UnreadableDocument, match="do not say which characters"):
        _lines(pdf([BODY], meaningless=True))


def test_characters_that_get_lost_with_their_font_are_noticed(pdf: PdfMaker) -> None:
    # A font without outlines has no widths to PDFium, which passes over single characters then.
    single = [(80.0 + 14 * n, 700.0, 14.0, char) for n, char in enumerate("水土保持实施方案")]
    with pytest.raises(UnreadableDocument, match="fonts that are neither in the file nor on this"):
        _lines(pdf([single]))
    assert _lines(pdf([[*BODY, single[0]]]))[0] == BODY[0][3]


def test_a_book_is_refused(pdf: PdfMaker) -> None:
    with pytest.raises(UnreadableDocument, match=r"is too long a PDF .*; give the pages of the"):
        _lines(pdf([BODY[:1]] * 3001))


def test_locked_and_broken_files_are_refused(pdf: PdfMaker) -> None:
    with pytest.raises(UnreadableDocument, match="is protected by a password; save it without"):
        _lines(pdf([BODY], locked=True))
    for data in (b"%PDF-1.7\n", b"%PDF-1.7 nothing of the kind" * 9, pdf([BODY])[:200]):
        with pytest.raises(UnreadableDocument, match="is a broken PDF; get an undamaged copy"):
            _lines(data)
