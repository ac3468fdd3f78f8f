import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.extract.duties import extract_duties
from loaders.extract.scope import Context, Scope
from loaders.normalise import normalise
from loaders.records import BodyName, Duty

PLACES = {"青川县": "999921", "白石县": "999922"}
CONTEXT = Context(2024, "云溪市", "999900", PLACES.get)


def resolve(name: str) -> BodyName | None:
    return BodyName(f"云溪{name}", "F01") if name.startswith("市") else None


def read(text: str, measure: str | None = "一/1") -> tuple[Duty, ...]:
    view = normalise("1.治沟。" + text)
    return extract_duties(view, (Scope(measure, None, 0, len(view.text), 0),), CONTEXT, resolve)


def bearers(text: str) -> list[str]:
    return [duty.bearer for duty in read(text) if duty.bearer]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("水利、林业等部门要按照分工抓好落实。", ["水利", "林业"]),
        ("市水利局、市林业局应加强巡查。", ["市水利局", "市林业局"]),
        ("各级党委和政府要扛起责任。", ["各级党委和政府"]),
        ("任何单位和个人不得占用沟道。", ["任何单位和个人"]),
        ("市、县两级水务部门须定期会商。", ["市、县两级水务部门"]),
        ("果业、茶叶企业应当设置拦沙沟。", ["果业、茶叶企业"]),
        ("种植大户、合作社要保留草带。", ["种植大户", "合作社"]),
        ("列入名单的企业须公开整改情况。", ["列入名单的企业"]),
        ("有条件的乡镇要先行试点。", ["有条件的乡镇"]),
        ("青川县、白石县要率先完成。", ["青川县", "白石县"]),
        ("青川县、白石县完成范围公告。", ["青川县", "白石县"]),
        ("青川县、白石县完成造林3万亩。", []),
        ("适宜地区应统筹实施。", ["适宜地区"]),
        ("监测成果与林业、自然资源部门共享。", []),
        ("各县（市、区）专职人员均不少于4名。", []),
        ("领导小组（组长由副市长担任）统筹考核工作。", ["领导小组（组长由副市长担任）"]),
        ("县级人民政府依法划定禁垦范围。", ["县级人民政府"]),
        ("市财政每年安排专项资金。", ["市财政"]),
        ("沟长每周巡沟一次。", ["沟长"]),
        ("经营主体不得使用除草剂。", ["经营主体"]),
        ("电站业主应对弃渣进行加固。", ["电站业主"]),
        ("自然资源部门不得受理申请。", ["自然资源部门"]),
        ("水利、公安、法院建立会商制度。", ["水利", "公安", "法院"]),
        ("各类规划的编制机关，在报批前应当征求意见。", ["各类规划的编制机关"]),
        ("实行省级统筹、市级协调、县级落实的机制。", ["省级", "市级", "县级"]),
        ("小型沟由乡镇组织群众治理。", ["乡镇"]),
        ("实行市负总责、县抓落实的机制。", ["市", "县"]),
        ("村级要明确管护员。", ["村级"]),
        ("采矿企业必须边采边治，央企要带头示范。", ["采矿企业", "央企"]),
        ("牧户和养殖企业不得超载放牧。", ["牧户", "养殖企业"]),
        ("乡镇政府主要负责人是第一责任人。", ["乡镇政府主要负责人"]),
        ("督促建设单位、施工单位等落实措施。", ["建设单位", "施工单位"]),
        ("压实生产建设单位主体责任和行业主管部门监管责任。", ["生产建设单位", "行业主管部门"]),
        ("由市水利局会同有关部门公布名录。", ["市水利局"]),
        ("成立由市长任组长的治沟工作领导小组，负责统筹推进。", ["治沟工作领导小组"]),
        ("领导小组办公室设在市水利局，承担日常工作。", ["领导小组办公室"]),
        ("规划在实施中可能引发流失的，规划组织编制机关应当提出对策。", ["规划组织编制机关"]),
        ("组织编制机关应当征求意见。", ["组织编制机关"]),
        ("宣传、教育、司法行政部门应当开展普法。", ["宣传", "教育", "司法行政"]),
        ("市委宣传部、市教育局要将国策纳入课程。", ["市委宣传部", "市教育局"]),
        ("2024年至2027年市级财政每年安排专项资金。", ["市级财政"]),
        ("坡耕地集中的县市区应当先行改造。", ["坡耕地集中的县市区"]),
        ("各县（市）、区同步修编规划。", ["各县（市）、区"]),
        ("被列入“黑名单”的单位，两年内不得承接项目。", ["被列入“黑名单”的单位"]),
        ("远山石油集团、长岭油田等驻市企业要建立制度。", ["远山石油集团", "长岭油田"]),
        ("税务机关应当依法征收补偿费。", ["税务机关"]),
        ("基础较好的乡镇可以先行试点。", ["基础较好的乡镇"]),
        ("青川自治县、白石自治县和园区管委会要禁牧。", ["青川自治县", "白石自治县", "园区管委会"]),
        ("农业农村、烟草部门要同步规划。", ["农业农村", "烟草"]),
        ("能源、交通等规划的编制部门应当提出对策。", ["能源、交通等规划的编制部门"]),
        ("设计、施工单位对各自成果负责。", ["设计", "施工单位"]),
        ("水土保持监理、监测单位须公开结论。", ["水土保持监理、监测单位"]),
        ("大型灌区、水库管理单位要加强管护。", ["大型灌区、水库管理单位"]),
        ("各乡镇党委和人民政府必须专人专管。", ["各乡镇党委和人民政府"]),
        ("未经批准任何单位和个人不得改变用途。", ["任何单位和个人"]),
        ("列入名单的服务单位一年内不得承接项目。", ["列入名单的服务单位"]),
        ("种植陡坡的，种植者应当保留草带。", ["种植者"]),
        ("承租方须保持水土。", ["承租方"]),
        ("督导组每月开展一次督查。", ["督导组"]),
        ("乡镇（街道）负责日常管护。", ["乡镇（街道）"]),
        ("夯实县区主体责任。", ["县区"]),
        ("落实属地管理责任和部门监管责任。", ["部门"]),
        ("监督企业履行义务。", ["企业"]),
        ("推动村民委员会将治沟写入村规民约。", ["村民委员会"]),
        ("考核结果由市委组织部运用。", ["市委组织部"]),
        ("联席会议由副市长任召集人，负责研究重大问题。", ["联席会议"]),
        ("建立由市长召集，各局为成员的治沟联席会议，负责统筹推进。", ["治沟联席会议"]),
        ("实行市负总责、县抓落实、乡镇具体实施的机制。", ["市", "县", "乡镇"]),
        ("建立“市级统筹、县级落实”机制。", ["市级", "县级"]),
    ],
)
def test_bearers(text: str, expected: list[str]) -> None:
    assert bearers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "鼓励和支持企业参与治理，引导群众投工投劳。",
        "加强与检察机关、公安机关的沟通协作。",
        "将线索移送纪检监察机关处理。",
        "强化水利、林业等部门协同配合。",
        "构建政府主导、部门协同、企业参与的格局。",
        "明确管护主体，落实管护责任，健全河长制责任体系。",
        "落实目标责任制，主要措施应用于重要沟道。",
        "规划应当征求意见，矿山要边采边治。",
        "本办法由市水利局负责解释。",
        "责任单位：市水利局、市林业局。",
        "各主管部门批准的项目全部纳入清单。",
        "推动部门间信息共享，组织开展培训。",
        "此项工作由市水利局牵头，市财政局配合，年底前完成。",
        "市、县两级每年抽查率不低于五成。",
        "市林业局、市财政局配合，年底前完成。",
        "省级水土保持规划要修订。",
        "市自然保护地加强封育，企业自主监控。",
        "一是推行以工代赈、村民自建，提高报酬。",
        "组织划定市、县两级重点预防区。",
        "失信企业一律列入重点名单。",
        "示范园区建设加快推进，治沟机构不健全。",
        "新建水土保持服务站不低于2处，专业技术人员不少于5人。",
        "监督执法人员培训每年不少于一次。",
        "各县市年度治理任务表",
        "县级财政投入在上年基础上递增。",
        "重大情况及时向市政府报告。",
        "压实主体责任，明确属地责任。",
        "让治理者得实惠、管护者有责任。",
        "挖填土石方不足5万立方米的实行承诺制。",
        "抓紧征求意见，并报水利部门备案。",
    ],
)
def test_who_owes_nothing(text: str) -> None:
    assert bearers(text) == []


def test_modalities_of_one_bearer_in_one_sentence() -> None:
    found = read("供水企业应当检修管网，可以申请补助，不得擅自停水。")
    assert [(d.bearer, d.modality) for d in found] == [
        ("供水企业", "must"),
        ("供水企业", "may"),
        ("供水企业", "must_not"),
    ]


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("村集体经济组织、合作社可承接小型工程。", "村集体经济组织"),
        ("社会公众可以举报。", "社会公众"),
        ("达到规定规模的经营主体，可以依法取得使用权。", "经营主体"),
        ("对集中连片治理面积达到300亩以上的经营主体，可依法给予使用权。", "经营主体"),
        ("对投资规模400万元以下的小型工程，允许村集体经济组织自主实施。", "村集体经济组织"),
    ],
)
def test_who_may(text: str, bearer: str) -> None:
    found = [duty for duty in read(text) if duty.bearer]
    assert (found[0].bearer, found[0].modality) == (bearer, "may")


@pytest.mark.parametrize(
    "text",
    ["形成可复制可推广的经验。", "实现可持续发展。", "补偿费可用于治沟。", "建设可视化平台。"],
)
def test_what_is_possible_is_allowed_to_nobody(text: str) -> None:
    assert bearers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("企业未取得批文的，不得开工。", [("企业", "must_not")]),
        ("矿业权人自行修复有困难的，可以委托他人。", [("矿业权人", "may")]),
        ("经营主体流转坡地20亩以上的，须修沉沙池。", [("经营主体", "must")]),
        ("农民合作社承接工程的，应当签订合同。", [("农民合作社", "must")]),
        (
            "企业未取得批文的，不得开工；地点变化的，应当补办。",
            [("企业", "must_not"), ("企业", "must")],
        ),
        ("企业未按期整改的，由市水利局查处。", [("市水利局", "must")]),
        ("方案未经主管部门批准的，不得开工。", [(None, "must_not")]),
        ("工程由水利部门验收的，应当公示。", [(None, "must")]),
        ("群众反映强烈的，应当优先整治。", [(None, "must")]),
    ],
)
def test_a_case_says_whose_duty_follows(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(duty.bearer, duty.modality) for duty in read(text)] == expected


def test_what_is_carried_on_is_quoted_with_its_subject_and_stands_once() -> None:
    found = read("审批部门应当公开指南，不得增设条件，不得指定中介。")
    assert [(d.bearer, d.modality) for d in found] == [
        ("审批部门", "must"),
        ("审批部门", "must_not"),
    ]
    assert found[1].evidence.quote.startswith("审批部门应当")
    turned = read("税务部门要征收补偿费，补偿费专项使用，不得挪用。")
    assert [(d.bearer, d.modality) for d in turned] == [("税务部门", "must"), (None, "must_not")]
    sent = read("水利部门应当公开信息，对涉嫌犯罪的案件依法移送，不得以罚代刑。")
    assert sent[-1].bearer == "水利部门"


def test_another_party_in_between_ends_the_carrying_on() -> None:
    text = "市水利局要按季抽查，对列入名单的，不得享受补助；面积超过百亩的，可以优先申报。"
    assert [(d.bearer, d.modality) for d in read(text) if d.bearer] == [("市水利局", "must")]


def test_clause_in_brackets_is_no_sentence() -> None:
    assert bearers("推进治沟。（本章由市水利局牵头，市财政局按职责分工负责）") == []


def test_each_share_of_a_mechanism_is_quoted_from_its_own_words() -> None:
    found = read("实行省级统筹、县级落实的机制。")
    assert [duty.evidence.quote for duty in found] == [
        "实行省级统筹、县级落实的机制",
        "县级落实的机制",
    ]


def test_prohibition_without_bearer() -> None:
    found = read("严禁在陡坡开垦。市水利局公布禁止开垦范围。")
    assert [(d.bearer, d.modality) for d in found] == [(None, "must_not"), ("市水利局", "must")]
    assert [d.bearer for d in read("渣场管理单位必须拦挡，严禁倾倒渣土。")] == [
        "渣场管理单位",
        None,
    ]


def test_permission_goes_to_the_named_party() -> None:
    found = read("对连片治理的相关经营主体，允许依法取得使用权。")
    assert [(d.bearer, d.modality) for d in found] == [("相关经营主体", "may")]
    assert found[0].condition == "连片治理的相关经营主体"
    direct = read("允许承包荒山的农户依法取得林权证。")
    assert [(d.bearer, d.modality) for d in direct] == [("承包荒山的农户", "may")]
    assert [d.bearer for d in read("允许社会资本依法参与，允许农场发展林下经济。")] == [
        "社会资本",
        "农场",
    ]
    assert read("可持续利用土地，经许可后认可成果。") == ()


def test_subject_makes_others_act_only_itself_owes() -> None:
    assert bearers("市水利局要督促建设单位落实措施。") == ["市水利局"]


def test_new_subject_inside_a_sentence() -> None:
    found = read("对排名末位的乡镇，市政府约谈其负责人，市财政局要扣减资金。")
    assert [d.bearer for d in found] == ["市政府", "市财政局"]
    assert found[0].evidence.quote == "对排名末位的乡镇，市政府约谈其负责人"


def test_addressee_condition_and_body() -> None:
    (duty,) = read("市水利局应当每季度将进展报送省水利厅。")
    assert duty.body == BodyName("云溪市水利局", "F01")
    assert duty.addressee is None or "水利厅" in duty.addressee
    filed = read("项目法人要向县级水利部门报告。")[0]
    assert filed.addressee == "县级水利部门"
    assert filed.body is None
    conditioned = read("情节严重的，由市水利局依法查处。")[0]
    assert conditioned.condition == "情节严重的"


def test_headings_brackets_and_preambles_put_no_duty() -> None:
    view = normalise("（二）强化企业责任落实。推进治理（设施应与主体工程同时设计）。")
    scope = Scope("一/1", None, 0, len(view.text), view.text.index("推进"))
    assert extract_duties(view, (scope,), CONTEXT, resolve) == ()
    assert read("市水利局要治沟。", measure=None) == ()
    assert read("各单位应当认真抓好落实。", measure=None) == ()
    assert [d.bearer for d in read("各单位须于6月前报送总结。", measure=None)] == ["各单位"]


def test_ascii_full_stop_ends_a_sentence_but_not_a_number() -> None:
    found = read("抽查率不低于30%.施工单位不得弃土.市财政每年安排4.5亿元.")
    assert [(d.bearer, d.modality) for d in found if d.bearer] == [
        ("施工单位", "must_not"),
        ("市财政", "must"),
    ]
    assert found[-1].evidence.quote.endswith("4.5亿元")


def test_semicolon_continues_the_same_duty() -> None:
    found = read("水利部门要督促企业减渣；加强与能源部门的沟通协作。")
    assert [d.bearer for d in found] == ["水利部门"]


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="市水利局要应不得、，。；（）由督促企业责任压实的对允许《》“”等部门和",
        max_size=120,
    )
)
def test_any_text_is_read_without_failing(text: str) -> None:
    for duty in read(text):
        assert duty.modality in {"must", "must_not", "may"}
        assert duty.evidence.quote
