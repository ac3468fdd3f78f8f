"""The numbered tree of plans with many drafting habits, and which items are measures."""

import pytest

from loaders.extract.clauses import find_clauses
from loaders.normalise import normalise
from loaders.outline import answer, select, title_of
from loaders.structure import outline
from loaders.titles import set_titles


def _measures(text: str) -> dict[str, str | None]:
    view = normalise(text)
    tree = outline(view)
    clauses = find_clauses(view, tree.start, tree.end)
    set_titles(view, [node for root in tree.roots for node in root.walk()], clauses)
    items = select(view, tree.roots, clauses)
    return {node.path: title_of(view, node) for node in items.measures}


def _answers(text: str) -> dict[str, list[str]]:
    view = normalise(text)
    tree = outline(view)
    clauses = find_clauses(view, tree.start, tree.end)
    set_titles(view, [node for root in tree.roots for node in root.walk()], clauses)
    items = select(view, tree.roots, clauses)
    covered = answer(items, clauses)
    return {
        path: [named.listed.written for clause in found for named in clause.bodies]
        for path, found in covered.items()
    }


HEAD = "临江市水土保持工作方案\n为做好水土保持工作，制定本方案。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、总体要求\n加快治理。\n二、重点任务\n（一）管住源头。严格审批。\n（二）治好坡地。完成改造。",
            {"二/（一）": "管住源头", "二/（二）": "治好坡地"},
            id="goals are no measures",
        ),
        pytest.param(
            "一、管住源头\n1.严格审批。逐项把关。\n2.公开结果。按月公布。\n二、治好坡地\n3.改造梯田。分年推进。",
            {"一/1": "严格审批", "一/2": "公开结果", "二/3": "改造梯田"},
            id="numbers run on over sections",
        ),
        pytest.param(
            "一、管住源头\n（一）严格审批\n1.核对材料。逐项把关。\n2.公开结果。按月公布。\n（二）压实责任。开展考核。",
            {"一/（一）/1": "核对材料", "一/（一）/2": "公开结果", "一/（二）": "压实责任"},
            id="three levels",
        ),
        pytest.param(
            "第一章 总则\n第一条 制定本办法。\n第二章 治理\n第二条 各级应当治理坡地。\n"
            "第三条 有关单位应当公开结果。\n"
            "第三章 附则\n第四条 本办法自印发之日起施行。",
            {"第二章/第二条": None, "第二章/第三条": None},
            id="articles, general provisions left out",
        ),
        pytest.param(
            "1.全面开展坡耕地调查，摸清底数，建立台账，逐块落实改造任务和管护责任。\n"
            "2.对新建项目严格审批，做到应批尽批，并把结果向社会公布，接受群众监督。\n",
            {"1": None, "2": None},
            id="no sections, no titles",
        ),
        pytest.param(
            "一、管住源头。严格审批，逐项把关。（市水利局负责）\n二、治好坡地。分年推进。（市农业农村局负责）",
            {"一": "管住源头", "二": "治好坡地"},
            id="top-level items are measures where there is nothing below",
        ),
        pytest.param(
            "一、重点任务\n（一）管住源头。抓好三件事：（1）严格审批；（2）公开结果。\n（二）治好坡地。分年推进。",
            {"一/（一）": "管住源头", "一/（二）": "治好坡地"},
            id="sub-points in a sentence are no measures",
        ),
        pytest.param(
            "一、重点任务\n（一）管住源头\n①严格审批。（市水利局负责）\n②公开结果。（市财政局负责）\n（二）治好坡地。分年推进。",
            {"一/（一）/①": "严格审批", "一/（一）/②": "公开结果", "一/（二）": "治好坡地"},
            id="circled sub-points with clauses are measures",
        ),
        pytest.param(
            "一、重点任务 ㈠管住源头。严格审批。\n㈡治好坡地。分年推进。\n㈢强化监测。布设站点。",
            {"一/（一）": "管住源头", "一/（二）": "治好坡地", "一/（三）": "强化监测"},
            id="enclosed numbers, first item on its section's line",
        ),
        pytest.param(
            "一、总体目标。加快治理。二、重点任务。（一）管住源头。严格审批。（二）治好坡地。分年推进。三、保障措施。"
            "（一）加强领导。压实责任。（二）保障投入。多方筹资。",
            {
                "二/（一）": "管住源头",
                "二/（二）": "治好坡地",
                "三/（一）": "加强领导",
                "三/（二）": "保障投入",
            },
            id="line breaks lost",
        ),
        pytest.param(
            "一、重点任务\n（一）强化源头防控　严格审批，逐项把关。\n"
            "（二）推进坡地治理　分年推进，逐块落实。\n",
            {"一/（一）": "强化源头防控", "一/（二）": "推进坡地治理"},
            id="title and text parted by a wide blank",
        ),
    ],
)
def test_measures(text: str, expected: dict[str, str | None]) -> None:
    assert _measures(HEAD + text) == expected


def test_cover_note_items_are_not_the_plan() -> None:
    text = (
        "关于印发方案的通知\n各县：\n一、提高认识。认真学习。\n二、抓好落实。按期完成。\n临江市水利局\n2024年5月6日\n"
        "附件：水土保持工作方案\n附件\n水土保持工作方案\n一、重点任务\n（一）管住源头。严格审批。\n（二）治好坡地。"
        "分年推进。\n（三）强化监测。布设站点。"
    )
    assert list(_measures(text)) == ["一/（一）", "一/（二）", "一/（三）"]


def test_foot_is_no_part_of_the_last_measure() -> None:
    text = (
        HEAD
        + "一、任务\n1.管住源头。严格审批。\n2.治好坡地。分年推进。\n临江市人民政府\n2024年5月6日"
    )
    view = normalise(text)
    tree = outline(view)
    assert view.text[tree.end :] == "临江市人民政府\n2024年5月6日"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、任务\n1.管住源头。严格审批。\n2.治好坡地。分年推进。\n（市水利局牵头，市财政局配合）\n二、保障\n"
            "3.保障投入。多方筹资。（市财政局负责）",
            {
                "一/1": ["市水利局", "市财政局"],
                "一/2": ["市水利局", "市财政局"],
                "二/3": ["市财政局"],
            },
            id="a clause of its own line closes the section",
        ),
        pytest.param(
            "一、任务\n1.管住源头。严格审批。\n（市水利局负责）\n2.治好坡地。分年推进。\n（市财政局负责）",
            {"一/1": ["市水利局"], "一/2": ["市财政局"]},
            id="a clause on its own line behind each item",
        ),
        pytest.param(
            "一、任务\n（一）管住源头。严格审批。\n（二）治好坡地。分年推进。\n（三）强化监测。布设站点。\n"
            "（第（一）至（二）项由市水利局负责）\n",
            {"一/（一）": ["市水利局"], "一/（二）": ["市水利局"], "一/（三）": []},
            id="a named range",
        ),
        pytest.param(
            "一、任务（市水利局牵头）\n（一）管住源头。严格审批。\n（二）治好坡地。分年推进。（市财政局负责）",
            {"一/（一）": ["市水利局"], "一/（二）": ["市财政局"]},
            id="a clause in the section's heading",
        ),
        pytest.param(
            "一、任务\n1.管住源头。严格审批（市水利局负责），公开结果（市审计局负责）。\n2.治好坡地。分年推进。（市财政局负责）",
            {"一/1": ["市水利局", "市审计局"], "一/2": ["市财政局"]},
            id="several clauses in one item",
        ),
    ],
)
def test_clauses_answer_for_their_items(text: str, expected: dict[str, list[str]]) -> None:
    assert _answers(HEAD + text) == expected


def test_decimal_numbers_below_parts() -> None:
    text = (
        "第一部分　总体要求\n1.1　工作目标\n到2027年见效。\n第二部分　任务\n"
        "2.1　管住源头\n严格审批。\n2.2　治好坡地\n逐块治理。\n1.5亿元资金由县财政局安排。\n"
    )
    assert _measures(HEAD + text) == {
        "第二部分/2.1": "管住源头",
        "第二部分/2.2": "治好坡地",
    }


def test_decimal_numbers_throughout() -> None:
    text = (
        "1　总体要求\n1.1　工作目标\n到2027年见效。\n2　任务\n2.1　源头\n"
        "2.1.1　严格审批。逐项把关。\n"
        "2.1.2　严格巡查。按月开展。\n2.2　治理\n逐块治理。\n"
    )
    assert list(_measures(HEAD + text)) == ["2/2.1/2.1.1", "2/2.1/2.1.2", "2/2.2"]


@pytest.mark.parametrize("line", ["1.5万亩坡地退耕。", "2.5%的坡地退耕。", "3.2公里沟道治好。"])
def test_figures_at_the_head_of_a_line_number_nothing(line: str) -> None:
    text = f"一、管住源头。严格审批。\n{line}\n二、治好坡地。逐块治理。\n"
    assert list(_measures(HEAD + text)) == ["一", "二"]


def test_a_list_behind_the_word_annex_is_no_part_of_the_plan() -> None:
    text = "一、任务\n1.管住源头。严格审批。\n2.治好坡地。逐块治理。\n"
    names = "附\n流域名单\n1.甲县　青石沟\n2.乙县　白石沟\n"
    assert list(_measures(HEAD + text + names)) == ["一/1", "一/2"]


def test_a_closing_clause_gives_each_item_its_own_bodies() -> None:
    text = (
        "第三部分　工程\n3.1　治沟\n逐条治理。\n3.2　治坡\n逐块治理。\n3.3　造林\n逐片栽植。\n"
        "（3.1、3.2由县水利局负责，县财政局配合；3.3由县林业局负责）\n"
    )
    assert _answers(HEAD + text) == {
        "第三部分/3.1": ["县水利局", "县财政局"],
        "第三部分/3.2": ["县水利局", "县财政局"],
        "第三部分/3.3": ["县林业局"],
    }


def test_a_clause_that_names_its_part_speaks_for_the_whole_part() -> None:
    text = (
        "一、任务\n1.治沟。逐条治理。\n2.治坡。逐块治理。\n（第一部分由县水利局牵头，县财政局配合）\n"
        "二、保障\n1.出资。列入预算。\n"
    )
    assert _answers(HEAD + text)["一/1"] == ["县水利局", "县财政局"]


def test_a_range_goes_over_sections_where_numbers_run_on() -> None:
    text = (
        "一、任务\n1.治沟。逐条治理。\n2.治坡。逐块治理。\n"
        "二、保障\n3.出资。列入预算。\n4.考核。逐年考核。\n（第2至4项由县水利局负责）\n"
    )
    assert {path for path, bodies in _answers(HEAD + text).items() if bodies} == {
        "一/2",
        "二/3",
        "二/4",
    }


def test_a_range_keeps_to_its_section_where_numbers_start_anew() -> None:
    text = (
        "一、任务\n1.治沟。逐条治理。\n2.治坡。逐块治理。\n"
        "二、保障\n1.出资。列入预算。\n2.考核。逐年考核。\n（第1至2项由县水利局负责）\n"
    )
    assert {path for path, bodies in _answers(HEAD + text).items() if bodies} == {"二/1", "二/2"}


def test_safeguards_are_what_stands_above_their_clause() -> None:
    text = (
        "一、任务\n1.治沟。逐条治理。（县林业局负责）\n"
        "二、保障措施\n1.出资。列入预算。\n2.考核。逐年考核。\n（保障措施由县水利局牵头）\n"
    )
    assert _answers(HEAD + text) == {
        "一/1": ["县林业局"],
        "二/1": ["县水利局"],
        "二/2": ["县水利局"],
    }


def test_a_labelled_line_parts_numbered_items() -> None:
    text = (
        "一、任务\n1.治沟。逐条治理。\n2.治坡。逐块治理。\n3.造林。逐片栽植。\n"
        "责任分工：第1、2项由县水利局负责；第3项由县林业局牵头。\n"
    )
    assert _answers(HEAD + text) == {
        "一/1": ["县水利局"],
        "一/2": ["县水利局"],
        "一/3": ["县林业局"],
    }
