import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.extract.references import extract_references
from loaders.extract.scope import Scope
from loaders.extract.works import issuers_in, kind_of, level_of, name_of
from loaders.normalise import normalise
from loaders.records import Reference


def read(text: str, measure: str | None = "一/1") -> tuple[Reference, ...]:
    view = normalise(text)
    return extract_references(view, (Scope(measure, None, 0, len(view.text), 0),), "")


def titles(text: str, measure: str | None = "一/1") -> list[str | None]:
    return [reference.title for reference in read(text, measure)]


def one(text: str, measure: str | None = "一/1") -> Reference:
    found = read(text, measure)
    assert len(found) == 1, found
    return found[0]


def test_marked_title_with_number_article_and_trial_mark() -> None:
    found = one("执行《淤地坝管护办法（试行）》（云水〔2021〕7号）第三条、第五条规定，按期验收。")
    assert found.title == "淤地坝管护办法（试行）"
    assert found.doc_number == "云水〔2021〕7号"
    assert found.articles == ("第三条", "第五条")
    assert (found.relation, found.kind) == ("basis", "regulation")


@pytest.mark.parametrize(
    ("cited", "articles"),
    [
        ("第二十条、第三十二条第二款", ("第二十条", "第三十二条")),
        ("第十二条第一款第（三）项和第41条", ("第十二条", "第41条")),
        ("的有关规定", ()),
    ],
)
def test_articles_of_a_law(cited: str, articles: tuple[str, ...]) -> None:
    found = one(f"依据《中华人民共和国水土保持法》{cited}，制定本方案。")
    assert found.articles == articles


@pytest.mark.parametrize("number", ["云政〔2023〕9号", "云政[2023]9号", "云政（2023）9号"])
def test_numbers_in_any_bracket(number: str) -> None:
    found = one(f"根据《保土条例》（{number}）开展巡查。")
    assert found.doc_number is not None
    assert found.doc_number.endswith("9号")


@pytest.mark.parametrize("number", ["DB77/T 548—2008", "DB77/548-2008", "GB/T 30600—2022"])
def test_numbers_of_standards(number: str) -> None:
    assert one(f"参照《流域治理规范》（{number}）建设。").doc_number == number


def test_wrapping_notice_gives_the_plan_its_issuers_and_number() -> None:
    found = one(
        "根据《云岭省人民政府办公厅印发〈云岭省保土行动方案〉的通知》（云政办〔2023〕5号）实施。"
    )
    assert found.title == "云岭省保土行动方案"
    assert found.issuers == ("云岭省人民政府办公厅",)
    assert found.doc_number == "云政办〔2023〕5号"


def test_notice_about_work_keeps_its_own_title() -> None:
    found = one("落实《关于做好汛期巡查的通知》要求。")
    assert (found.title, found.kind) == ("关于做好汛期巡查的通知", "notice")


def test_nested_law_title_is_one_work() -> None:
    assert titles("修订《云岭省实施〈中华人民共和国森林法〉办法》。") == [
        "云岭省实施〈中华人民共和国森林法〉办法"
    ]


def test_short_issuers_get_their_full_names() -> None:
    found = one("落实中办、国办关于健全保土机制的意见，压实责任。")
    assert found.issuers == ("中共中央办公厅", "国务院办公厅")
    assert found.title == "关于健全保土机制的意见"
    assert found.kind == "party_document"


def test_many_issuers_before_marks_and_without() -> None:
    marked = one("贯彻水利部、财政部等5部门联合印发的《小型水库管护办法》，")
    assert marked.issuers == ("水利部", "财政部")
    plain = one("按照水利部等三部委关于加快沟道治理的指导意见推进。")
    assert plain.issuers == ("水利部",)


def test_number_alone_and_short_number() -> None:
    assert one("按照云政发〔2022〕31号文件要求推进。").doc_number == "云政发〔2022〕31号"
    known = read("根据《关于保土的意见》（云办发〔2022〕31号）。落实31号文精神。")
    assert len(known) == 1
    assert not read("到2025年完成31号塘坝加固。")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("落实坡地开发水土流失防治办法，加强巡查。", "坡地开发水土流失防治办法"),
        ("及时修编云溪市水土保持规划，优化布局。", "云溪市水土保持规划"),
        ("将治沟任务纳入本级国民经济和社会发展规划。", "国民经济和社会发展规划"),
        ("组织编写水土保持读本。", "水土保持读本"),
        ("定期发布年度水土保持公报。", "年度水土保持公报"),
        ("出台云溪市清洁流域建设工作方案，有序推进。", "云溪市清洁流域建设工作方案"),
        ("衔接青河流域综合规划，统筹布局。", "青河流域综合规划"),
        ("启动新一轮水土保持规划修编工作。", "水土保持规划"),
        ("保土目标责任考核办法由市水利局另行制定。", "保土目标责任考核办法"),
        ("依照森林法从严查处。", "森林法"),
        ("各县要在2025年底前完成县级水土保持规划修编。", "县级水土保持规划"),
        ("将流域治理纳入乡村建设规划。", "乡村建设规划"),
        ("落实《青河流域生态保护补偿协议》。", "青河流域生态保护补偿协议"),
        ("按照绿色电站标准设计施工。", "绿色电站标准"),
    ],
)
def test_works_without_marks(text: str, title: str) -> None:
    assert titles(text) == [title]


@pytest.mark.parametrize(
    "text",
    [
        "有关规划应当征求意见，按照国家有关规定办理。",
        "力争将更多项目纳入国家和省级规划。",
        "按照水土保持相关标准和规定，提出对策。",
        "普及水土保持法律法规，严格依法行政。",
        "编制水土保持方案，建立问题清单，落实规划实施责任。",
        "按照职责分工和年度计划推进，符合技术标准。",
        "强化规划引领，深化放管服改革，明确办事标准。",
        "签订《治理责任书》，办理《取水许可证》，开设《保土》专栏。",
        "按照本方案要求，制定实施方案。",
        "编制交通、能源等专项规划，应当设置专章。",
        "推行《整改销号单》，签订《管护协议》。",
    ],
)
def test_what_is_no_work_of_its_own_name(text: str) -> None:
    assert titles(text) == []


def test_list_in_one_sentence_is_cut_and_shares_the_relation() -> None:
    found = read("将治沟纳入经济社会发展规划和乡村振兴规划。")
    assert [r.title for r in found] == ["经济社会发展规划", "乡村振兴规划"]
    assert {r.relation for r in found} == {"formulate"}
    marked = read("编制《甲地规划》《乙地规划》和《丙地规划》。")
    assert [r.relation for r in marked] == ["formulate"] * 3


def test_relation_follows_the_nearest_verb() -> None:
    found = read("依据云岭省保土规划修订云溪市保土规划。")
    assert [(r.title, r.relation) for r in found] == [
        ("云岭省保土规划", "basis"),
        ("云溪市保土规划", "formulate"),
    ]
    assert one("考核参照《河道管护考核办法》制定细则。").relation == "basis"
    assert one("贯彻省政府印发的《云岭省治沙条例》。").relation == "basis"


def test_repeal_reaches_every_work_of_the_list() -> None:
    found = read("原《甲办法》（云政〔2010〕1号）、《乙规定》（云政〔2011〕2号）同时废止。")
    assert [r.relation for r in found] == ["repeal", "repeal"]
    listed = read("《甲办法》、云政发〔2011〕2号文件自印发之日起停止执行。")
    assert [r.relation for r in listed] == ["repeal", "repeal"]
    kept = read("执行《甲办法》，云政发〔2011〕2号文件停止执行。")
    assert [r.relation for r in kept] == ["basis", "repeal"]


def test_work_named_again_is_one_row_and_alias_is_known() -> None:
    found = read(
        "根据《云岭省保土条例》（以下简称《条例》）执行。落实《条例》和《云岭省保土条例》第九条。"
    )
    assert len(found) == 1
    assert found[0].articles == ("第九条",)


def test_preamble_orders_nothing() -> None:
    text = "为加强治理，根据《保土条例》，制定云溪市治沟三年行动计划。"
    assert titles(text, measure=None) == ["保土条例"]


def test_notice_issues_its_plan() -> None:
    text = (
        "云溪市人民政府\n关于印发《云溪市治沟方案》的通知\n云政〔2024〕3号\n各县人民政府：\n"
        "《云溪市治沟方案》已经市政府同意，现印发给你们。\n一、治沟。按照《云溪市治沟方案》推进。"
    )
    view = normalise(text)
    start = view.text.index("一、")
    scopes = (Scope(None, None, 0, start, 0), Scope("一", None, start, len(view.text), start))
    found = extract_references(view, scopes, "")
    assert [(r.title, r.doc_number, r.issuers, r.relation, r.kind) for r in found] == [
        ("云溪市治沟方案", "云政〔2024〕3号", ("云溪市人民政府",), "issued_by_notice", "work_plan")
    ]


def test_a_draft_s_own_title_is_no_work_it_names() -> None:
    view = normalise(
        "现征求《云溪市治沟方案（征求意见稿）》意见。\n一、治沟。衔接《青河规划》推进。"
    )
    start = view.text.index("一、")
    scopes = (Scope(None, None, 0, start, 0), Scope("一", None, start, len(view.text), start))
    found = extract_references(view, scopes, "云溪市治沟方案")
    assert [reference.title for reference in found] == ["青河规划"]


def test_plan_without_a_notice_has_no_issued_row() -> None:
    view = normalise("云溪市治沟方案\n为治沟，根据《保土条例》，制定本方案。\n一、治沟。")
    start = view.text.index("一、")
    scopes = (Scope(None, None, 0, start, 0), Scope("一", None, start, len(view.text), start))
    assert [r.relation for r in extract_references(view, scopes, "")] == ["basis"]


def test_evidence_points_into_the_text_as_read() -> None:
    text = "依据《保土条\u200b例》开展。"
    found = one(text)
    assert text[found.evidence.start : found.evidence.end] == found.evidence.quote
    assert found.title == "保土条例"


def test_levels_and_kinds() -> None:
    assert level_of("全国水土保持规划", None, ()) == "national"
    assert level_of("云岭省保土条例", None, ()) == "provincial"
    assert level_of("云溪市保土规划", None, ()) == "municipal"
    assert level_of("云溪县保土规划", None, ()) == "county"
    assert level_of("保土规划", None, ()) is None
    assert level_of(None, "国函〔2015〕160号", ()) == "national"
    assert kind_of("坡面整治技术规范", "SL 999—2020", ()) == "standard"
    assert kind_of("坡面整治公报", None, ()) == "other"


def test_names_and_issuers() -> None:
    assert name_of("水利部关于沟道治理的意见").issuers == ("水利部",)
    assert name_of("关于沟道治理的意见").issuers == ()
    assert issuers_in("水利部、自然资源部等4部门联合印发的") == ("水利部", "自然资源部")
    assert issuers_in("加快推进治理") == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="根据《》〈〉（）〔〕水土保持规划修订第条号20、，。办法的通知印发", max_size=120
    )
)
def test_any_text_is_read_without_failing(text: str) -> None:
    for found in read(text or "。"):
        assert found.title or found.doc_number


def test_works_listed_behind_one_verb_each_with_its_issuer() -> None:
    found = read("贯彻省政府关于加强治理的意见、市政府关于推进巡查的意见。")
    assert [(one.title, one.issuers) for one in found] == [
        ("关于加强治理的意见", ("省政府",)),
        ("关于推进巡查的意见", ("市政府",)),
    ]
