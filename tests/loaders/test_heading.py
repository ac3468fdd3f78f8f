"""Title, number, issuers, dates and place from the heads of many kinds of documents."""

import pytest

from loaders.heading import read_heading
from loaders.normalise import normalise
from loaders.records import Heading
from loaders.structure import outline

BODY = "一、任务\n1.管住源头。严格审批。\n2.治好坡地。分年推进。\n"


def _read(head: str, foot: str = "") -> Heading:
    view = normalise(head + BODY + foot)
    tree = outline(view)
    return read_heading(view, tree.start, tree.end)


def test_a_plan_wrapped_in_a_notice() -> None:
    heading = _read(
        "赣州市人民政府办公室关于印发赣州市坡地治理实施方案的通知\n赣市府办发〔2024〕19号\n各县（市、区）人民政府，市直有关单位：\n"
        "《赣州市坡地治理实施方案》已经同意，现印发给你们。\n赣州市人民政府办公室\n2024年5月28日\n赣州市坡地治理实施方案\n"
    )
    assert heading.title == "赣州市坡地治理实施方案"
    assert heading.doc_number == "赣市府办发〔2024〕19号"
    assert heading.issuers == ("赣州市人民政府办公室",)
    assert (heading.date, heading.form) == ("2024-05-28", "实施方案")
    assert (heading.city, heading.division_code, heading.province) == ("赣州市", "360700", "江西省")
    assert heading.addressees == ("各县（市、区）人民政府", "市直有关单位")


def test_signature_at_the_end_in_chinese_numerals() -> None:
    heading = _read(
        "重庆市人民政府办公厅关于\n加强坡地治理的实施意见\n各区县政府：\n为做好治理，提出如下意见。\n",
        "重庆市人民政府办公厅\n二〇二四年十月三十一日\n",
    )
    assert heading.date == "2024-10-31"
    assert heading.issuers == ("重庆市人民政府办公厅",)
    assert (heading.city, heading.province) == ("重庆市", None)
    assert heading.title.endswith("关于加强坡地治理的实施意见")


def test_several_issuers_on_one_line() -> None:
    heading = _read("秭归县坡地治理工作方案\n", "秭归县水利和湖泊局　秭归县财政局\n2023年8月16日\n")
    assert heading.issuers == ("秭归县水利和湖泊局", "秭归县财政局")
    assert (heading.city, heading.division_code) == ("秭归县", "420527")


def test_a_web_page_with_a_table_of_properties() -> None:
    heading = _read(
        "首页 > 政务公开\n索引号：1137/2024-12 主题分类：水利\n"
        "成文日期：2024-09-13 发布日期：2024-09-14\n"
        "发文机关：绍兴市水利局 有效性：有效\n文号：绍水〔2024〕8号\n标题：绍兴市坡地治理行动计划\n"
    )
    assert (heading.date, heading.published) == ("2024-09-13", "2024-09-14")
    assert (heading.status, heading.doc_number) == ("有效", "绍水〔2024〕8号")
    assert (heading.title, heading.form) == ("绍兴市坡地治理行动计划", "行动计划")
    assert heading.issuers == ("绍兴市水利局",)


def test_properties_copied_from_a_page_line_by_line() -> None:
    heading = _read(
        "索引号\n1137/2024-12\n发文单位\n市人民政府办公室\n成文日期\n2024年9月13日\n发布日期\n"
        "2024年9月14日 11:01:07\n效力状态\n有效\n绍政办发〔2024〕8号\n"
    )
    assert (heading.date, heading.published) == ("2024-09-13", "2024-09-14")
    assert (heading.status, heading.doc_number) == ("有效", "绍政办发〔2024〕8号")


def test_properties_side_by_side_without_colons() -> None:
    heading = _read(
        "信息索引号 | 0129/2025 | 发布时间 | 2025-01-03 |\n"
        "发布机构 | 夏县人民政府 | 文号 | 夏政办函〔2024〕37号 |\n"
    )
    assert heading.published == "2025-01-03"
    assert (heading.doc_number, heading.city) == ("夏政办函〔2024〕37号", "夏县")


def test_properties_set_off_by_blanks_or_bullets() -> None:
    heading = _read(
        "发布单位 绍兴市水利局　发文日期 2024-09-13\n文号 绍水〔2024〕8号　时效 有效\n"
        "绍兴市坡地治理行动计划\n"
    )
    assert (heading.date, heading.status) == ("2024-09-13", "有效")
    assert heading.doc_number == "绍水〔2024〕8号"
    listed = _read(
        "- 发文单位:\n- 绍兴市水利局\n- 发布日期:\n- 2024年9月14日\n- 效力状态:\n- 有效\n"
    )
    assert (listed.published, listed.status) == ("2024-09-14", "有效")
    assert listed.issuers == ("绍兴市水利局",)


def test_an_office_that_prints_no_place_is_that_of_the_place_in_the_title() -> None:
    heading = _read(
        "市人民政府办公室\n2023年10月27日\n加强新时代十堰水土保持工作实施方案\n为加强工作，制定本方案。\n"
    )
    assert heading.title == "加强新时代十堰水土保持工作实施方案"
    assert (heading.city, heading.province) == ("十堰市", "湖北省")
    assert heading.issuers == ("十堰市人民政府办公室",)


def test_a_title_that_names_two_places_of_one_rank_tells_none() -> None:
    assert _read("做好十堰襄阳两地坡地治理的实施方案\n为做好治理，制定本方案。\n").city is None


def test_a_draft_without_number_and_date() -> None:
    heading = _read(
        "红河州坡地治理\n实施方案\n（征求意见稿）\n根据《某通知》（中办发〔2022〕68号），制定本方案。\n"
    )
    assert heading.status == "征求意见稿"
    assert heading.title == "红河州坡地治理实施方案"
    assert (heading.doc_number, heading.date, heading.issuers) == (None, None, ())
    assert heading.city == "红河哈尼族彝族自治州"


def test_who_signs_rules_over_who_prints() -> None:
    heading = _read(
        "绍兴市人民政府\n二〇二四年四月二十八日\n绍兴市坡地治理行动计划\n",
        "抄送：市委办公室。\n绍兴市人民政府办公室　　2024年4月30日印发\n",
    )
    assert (heading.date, heading.issuers) == ("2024-04-28", ("绍兴市人民政府",))


def test_a_line_of_who_prints_it_is_better_than_none() -> None:
    heading = _read("绍兴市坡地治理行动计划\n", "绍兴市人民政府办公室　　2024年4月30日印发\n")
    assert heading.date == "2024-04-30"


def test_a_number_whose_year_stands_in_no_bracket() -> None:
    assert _read("绍政办发2024—15号\n绍兴市坡地治理行动计划\n").doc_number == "绍政办发2024—15号"


def test_a_cited_number_is_not_the_document_s_own() -> None:
    heading = _read("绍兴市坡地治理行动计划\n根据浙政发〔2023〕5号文件，制定本计划。\n")
    assert heading.doc_number is None


@pytest.mark.parametrize("text", ["", "没有标题的文字。\n", "\n\n1.\n"])
def test_nothing_said_is_nothing_read(text: str) -> None:
    heading = read_heading(normalise(text), 0, 0)
    assert heading.title == ""
    assert heading.city is None
