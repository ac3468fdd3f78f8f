"""Lines and paragraphs: page furniture, hard line breaks, table rows."""

import pytest

from loaders.layout import joins, lines_of, wrap_width


def _bodies(text: str) -> list[str]:
    return [line.body for line in lines_of(text)]


def _paragraphs(text: str) -> list[str]:
    lines = lines_of(text)
    found: list[str] = []
    for line, joined in zip(lines, joins(lines), strict=True):
        if joined:
            found[-1] += line.body
        else:
            found.append(line.body)
    return found


@pytest.mark.parametrize(
    "number", ["- 3 -", "—3—", "— 12 —", "第 3 页", "第3页 共9页", "3/9", "· 4 ·"]
)
def test_page_numbers_are_left_out(number: str) -> None:
    assert _bodies(f"加强治理。\n{number}\n按期完成。") == ["加强治理。", "按期完成。"]


@pytest.mark.parametrize("line", ["3", "2024", "3.治理", "-38条。", "第3页的表", "3/9的面积"])
def test_what_is_no_page_number(line: str) -> None:
    assert line in _bodies(f"加强治理。\n{line}\n按期完成。")


PAGE = [
    "　　为做好水土保持工作，加快坡地治理步伐，提",
    "升生态质量，根据有关要求，结合我县实际，制定",
    "本方案。",
    "　　一、加快治理",
    "　　围绕河源、库区和陡坡集中的地方，以村组为",
    "单元摸清底数，编好台账，逐块治理、逐年推进。",
    "完成时限：2025年底。",
    "　　二、从严监管",
    "　　对新开工的项目，从选址、设计到验收都从严",
    "把关，对违法行为一律从快查处，并堵住漏洞，防",
    "止边治理边破坏。",
    "　　三、强化保障",
    "　　拓宽资金渠道，引导社会资本参与，用好用足",
    "各项政策，调动群众积极性，形成共建共享格局。",
]


def test_lines_of_a_page_become_paragraphs_again() -> None:
    found = _paragraphs("\n".join(PAGE))
    assert [one[:4] for one in found] == [
        "为做好水",
        "一、加快",
        "围绕河源",
        "二、从严",
        "对新开工",
        "三、强化",
        "拓宽资金",
    ]
    # A full line at the page's edge goes on, even into what opens paragraphs elsewhere.
    assert found[2].endswith("逐年推进。完成时限：2025年底。")


def test_paragraphs_of_full_length_stay_apart() -> None:
    text = "一、加快治理\n围绕重点地方逐块治理。\n二、从严监管\n对新开工项目从严把关。"
    assert _paragraphs(text) == text.split("\n")
    assert wrap_width(lines_of(text)) is None


@pytest.mark.parametrize("heading", ["第三部分　综合治理", "第二编　综合治理", "第二章　综合治理"])
def test_a_heading_goes_on_no_line_that_lacks_its_stop(heading: str) -> None:
    text = f"抓好巡查，责任单位：甲县水利局、乙县水利局，丙县水利局\n{heading}\n（一）治理坡地。"
    assert _paragraphs(text)[1] == heading


def test_a_broken_title_mark_is_mended() -> None:
    assert _paragraphs("根据《水土\n保持法》制定。") == ["根据《水土保持法》制定。"]
    assert _paragraphs("根据水土\n保持法制定。") == ["根据水土", "保持法制定。"]


def test_running_heads_go_and_repeated_sentences_stay() -> None:
    head, sentence = "云溪县人民政府公报", "加强日常巡查，做到全覆盖"
    pages = [f"{head}\n第{n}段话说的是另一件事。\n{sentence}\n- {n} -" for n in range(1, 4)]
    bodies = _bodies("\n".join(pages))
    assert bodies.count(head) == 1
    assert bodies.count(sentence) == 3


def test_rows_of_tables() -> None:
    lines = lines_of("序号\t任务\t单位\n| 1 | 治理 | 县水利局 |\n加强治理，完成任务。")
    assert [line.tabular for line in lines] == [True, True, False]
    assert joins(lines) == [False, False, False]


def test_a_dash_at_the_edge_is_kept() -> None:
    assert _bodies("-38条\n 甲 ") == ["-38条", "甲"]


def test_a_table_of_contents_is_left_out() -> None:
    contents = "目　　录\n一、任务…………………3\n（一）治沟 ………… 3\n二、保障............12\n"
    assert _bodies(f"治沟方案\n{contents}一、任务\n治沟。") == ["治沟方案", "一、任务", "治沟。"]


def test_an_ellipsis_in_a_sentence_is_no_table_of_contents() -> None:
    assert _bodies("治沟、治坡……共3项。") == ["治沟、治坡……共3项。"]


def test_the_signature_stays_where_its_office_stood_at_the_head() -> None:
    lines = ["云溪县人民政府办公室", "治沟。", "— 1 —", "治坡。", "— 2 —", "云溪县人民政府办公室"]
    assert _bodies("\n".join([*lines, "2024年9月3日"]))[-2:] == [
        "云溪县人民政府办公室",
        "2024年9月3日",
    ]
