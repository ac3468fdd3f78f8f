"""One plan in every format that is read gives the same facts, and evidence that stands in it."""

import re
from collections.abc import Callable
from html import escape

import pytest

from loaders.plan import read_plan
from loaders.reading.files import ReadText, read_bytes
from loaders.records import Evidence, Plan

Maker = Callable[..., bytes]

TITLE = "青田市水土保持攻坚行动实施方案"
NUMBER = "青政办发〔2025〕17号"
HEAD = ["青田市人民政府办公室", f"关于印发{TITLE}的通知", NUMBER, "各县（市、区）人民政府："]
BODY = [
    ("", "为扎实做好新时代水土保持工作，结合我市实际，制定本方案。"),
    ("一、", "总体要求"),
    ("", "到2030年，全市水土保持率达到86%以上。坚持系统治理，坚持分类施策，守住生态安全底线。"),
    ("二、", "预防监管"),
    ("（一）", "严格源头防控。划定水土流失重点预防区，把管控要求落到地块，从源头减少人为扰动。"
     "（市水利局牵头，市自然资源局、市林业局配合）"),
    ("（二）", "加密遥感监管。每季度对生产建设项目开展一次遥感解译，疑似违规图斑限期复核销号。"
     "（市水利局牵头，市生态环境局、各县（市、区）人民政府配合）"),
    ("三、", "综合治理"),
    ("（一）", "推进坡耕地整治。对十五度以下坡耕地实施坡改梯，配套坡面水系和田间道路，建成后移交"
     "管护。（市农业农村局负责，市水利局配合）"),
    ("（二）", "建设清洁小流域。以水源地上游为重点，实施沟道清理、污水收集和库滨带修复。"
     "（市水利局、市生态环境局负责）"),
    ("四、", "保障措施"),
    ("（一）", "稳定资金投入。各级财政将水土保持所需经费列入预算，鼓励社会资本参与治理和管护。"
     "（市财政局负责，市发展改革委配合）"),
    ("（二）", "加强科普宣传。把水土保持知识纳入中小学实践课程，办好示范园和现场开放日活动。"
     "（市委宣传部、市教育局负责）"),
]  # fmt: skip
TABLE = [
    ["序号", "任务", "牵头单位", "完成时限"],
    ["1", "严格源头防控", "市水利局", "2026年底"],
    ["2", "推进坡耕地整治", "市农业农村局", "2027年底"],
    ["3", "加强科普宣传", "市教育局", "长期坚持"],
]
LINES = [*HEAD, *(number + text for number, text in BODY), "附件：任务分工表"]
PATHS = ["二/（一）", "二/（二）", "三/（一）", "三/（二）", "四/（一）", "四/（二）"]


def _text() -> ReadText:
    rows = ["\t".join(row) for row in TABLE]
    return read_bytes("plan.txt", "\n".join([*LINES, *rows]).encode("gb18030"))


def _page() -> ReadText:
    paragraphs = "".join(f"<p>&emsp;&emsp;{escape(line)}</p>\n" for line in LINES)
    rows = "".join(
        "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in TABLE
    )
    page = (
        f'<html><head><meta charset="gbk"><title>{TITLE}</title></head>'
        '<body><nav><a href="/">首页</a></nav>'
        f'<div class="main"><div id="zoom">{paragraphs}<table>{rows}</table></div>'
        '<div class="share">分享到：微信</div></div>'
        "<footer>版权所有：青田市人民政府</footer></body></html>"
    )
    return read_bytes("plan.html", page.encode("gbk"))


def _word(docx: Maker) -> ReadText:
    """With automatic numbers for sections and measures."""
    levels = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
        '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>'
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )

    def paragraph(text: str, number: str = "") -> str:
        level = 1 if number.startswith("（") else 0
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        properties = f"<w:pPr>{listed if number else ''}</w:pPr>"
        return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"

    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>"
        for row in TABLE
    )
    body = "".join(paragraph(line) for line in HEAD)
    body += "".join(paragraph(text, number) for number, text in BODY)
    body += paragraph(LINES[-1]) + f"<w:tbl>{rows}</w:tbl>"
    return read_bytes("plan.docx", docx(body, numbering))


def _printed(pdf: Maker) -> ReadText:
    """Broken into lines of 28 characters and pages, with running heads and page numbers."""
    # No line begins with a closing mark, as typesetting has it.
    lines = [part for line in LINES for part in re.findall(".{1,28}[，。；、）]*", "　　" + line)]
    lines = [line.strip("　") for line in lines]
    pages = []
    for number in range(0, len(lines), 12):
        words = [
            (90.0, 740.0 - 26 * n, 14.0, text) for n, text in enumerate(lines[number : number + 12])
        ]
        words.append((90.0, 800.0, 9.0, "青田市人民政府办公室文件"))
        words.append((290.0, 40.0, 9.0, f"— {number // 12 + 1} —"))
        pages.append(words)
    columns, tops = [60.0, 110.0, 280.0, 400.0, 540.0], [740.0 - 30 * n for n in range(5)]
    cells = [
        (columns[place] + 5, tops[line] - 20, 10.0, cell)
        for line, row in enumerate(TABLE)
        for place, cell in enumerate(row)
    ]
    strokes = [(columns[0], y, columns[-1], y) for y in tops]
    strokes += [(x, tops[-1], x, tops[0]) for x in columns]
    return read_bytes("plan.pdf", pdf([*pages, cells], strokes, ruled_from=len(pages)))


@pytest.fixture(scope="module")
def versions(docx: Maker, pdf: Maker) -> dict[str, ReadText]:
    return {"txt": _text(), "html": _page(), "docx": _word(docx), "pdf": _printed(pdf)}


def _facts(plan: Plan) -> dict[str, object]:
    """What does not depend on where it stands, nor on layout inside a quoted clause."""
    return {
        "heading": (plan.heading.title, plan.heading.doc_number, plan.heading.addressees),
        "sections": [(section.path, section.title) for section in plan.sections],
        "measures": [(one.path, one.title, one.deadline) for one in plan.measures],
        "assignments": [(one.measure, one.written, one.role) for one in plan.assignments],
        "targets": [(one.indicator, one.value, one.comparator) for one in plan.targets],
    }


def _evidence(plan: Plan) -> list[Evidence]:
    return [
        *(section.evidence for section in plan.sections),
        *(measure.evidence for measure in plan.measures),
        *(assignment.evidence for assignment in plan.assignments),
        *(target.evidence for target in plan.targets),
    ]


def test_the_text_gives_what_was_written(versions: dict[str, ReadText]) -> None:
    plan = read_plan(versions["txt"])
    assert (plan.heading.title, plan.heading.doc_number) == (TITLE, NUMBER)
    assert [measure.path for measure in plan.measures] == PATHS
    assert len(plan.assignments) > 12
    assert [target.value for target in plan.targets] == [86]


@pytest.mark.parametrize("form", ["html", "docx", "pdf"])
def test_every_format_gives_the_same_facts(versions: dict[str, ReadText], form: str) -> None:
    assert _facts(read_plan(versions[form])) == _facts(read_plan(versions["txt"]))


@pytest.mark.parametrize("form", ["txt", "html", "docx", "pdf"])
def test_evidence_stands_in_the_text_as_read(versions: dict[str, ReadText], form: str) -> None:
    text = versions[form].text
    evidence = _evidence(read_plan(versions[form]))
    assert len(evidence) > 20
    assert [text[one.start : one.end] for one in evidence] == [one.quote for one in evidence]


@pytest.mark.parametrize("form", ["txt", "html", "docx", "pdf"])
def test_nothing_but_the_document_is_read(versions: dict[str, ReadText], form: str) -> None:
    lines = versions[form].text.splitlines()
    assert lines[0] in (HEAD[0], TITLE)
    assert lines[-1] == "3\t加强科普宣传\t市教育局\t长期坚持"
    assert not {"首页", "版权所有", "— 1 —", "青田市人民政府办公室文件"} & set(lines)
