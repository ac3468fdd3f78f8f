from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.scope import Context, Scope
from loaders.extract.targets import extract_targets
from loaders.normalise import normalise
from loaders.records import Target

_CODES = {"甲县": "330001", "乙县": "330002", "丙区": "330003"}


def _read(text: str, section: str | None = None, issue_year: int = 2024) -> tuple[Target, ...]:
    view = normalise(text)
    measure = None if section else "一/1"
    context = Context(issue_year, "某市", "330000", _CODES.get)
    found = extract_targets(view, [Scope(measure, section, 0, len(view.text), 0)], context)
    for target in found:
        evidence = target.evidence
        assert view.raw[evidence.start : evidence.end] == evidence.quote
    return found


def _short(target: Target) -> str:
    """`indicator|value|unit|comparator|kind|by|place`, the place left out for the whole city."""
    value = f"{target.value}" + (f"-{target.value_max}" if target.value_max else "")
    place = "" if target.place == "某市" else target.place
    parts = (target.indicator, value, target.unit, target.comparator, target.kind)
    return "|".join((*parts, str(target.by_year or ""), place))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("力争到2027年，全市水土保持率提高到88%以上。", ["水土保持率|88|%|>=|level|2027|"]),
        ("确保2025年底前新增治理水土流失面积不少于300平方公里。",
         ["水土流失面积|300|平方公里|>=|increment|2025|"]),
        ("到2030年，建设生态清洁小流域20条、淤地坝15座，除险加固病险淤地坝8座。",
         ["生态清洁小流域|20|条|=|increment|2030|", "淤地坝|15|座|=|increment|2030|",
          "病险淤地坝|8|座|=|increment|2030|"]),
        ("到2025年，建成10个生态清洁小流域。", ["生态清洁小流域|10|个|=|increment|2025|"]),
        ("“十五五”期间，年均治理水土流失面积50平方公里以上。",
         ["水土流失面积|50|平方公里|>=|each_year|2030|"]),
        ("三年内培训业务骨干四千人次以上。", ["培训业务骨干|4000|人次|>=|increment|2027|"]),
        ("用水总量控制在9.85亿立方米以内。", ["用水总量|9.85|亿立方米|<=|level||"]),
        ("灌溉水有效利用系数不低于0.56。", ["灌溉水有效利用系数|0.56||>=|level||"]),
        ("到2026年，打造3至5条精品小流域。", ["精品小流域|3-5|条|range|increment|2026|"]),
        ("湿地保护率稳定在62%左右。", ["湿地保护率|62|%|~|level||"]),
        ("水土流失面积较2020年减少15%以上。", ["水土流失面积|15|%|>=|increment||"]),
        ("到2025年水土保持率比2020年提高2.4个百分点。",
         ["水土保持率|2.4|个百分点|=|increment|2025|"]),
        ("到2030年，累计建成生态清洁小流域600条。", ["生态清洁小流域|600|条|=|level|2030|"]),
        ("病险淤地坝总数达到46座。", ["病险淤地坝|46|座|=|level||"]),
        ("建成高标准农田5万亩（2025年底前完成）。", ["高标准农田|5|万亩|=|increment|2025|"]),
        ("力争到2030年90%以上的乡镇完成污水治理。",
         ["乡镇完成污水治理|90|%|>=|level|2030|"]),
    ],
)  # fmt: skip
def test_reads_what_is_to_be_reached(text: str, facts: list[str]) -> None:
    assert [_short(target) for target in _read(text)] == facts


@pytest.mark.parametrize(
    "text",
    [
        "2023年，全市水土保持率为82.3%，比2022年提高0.5个百分点。",
        "截至2023年底，全市已治理水土流失面积1500平方公里，建成淤地坝300座。",
        "近年来，全市累计完成投资3.5亿元，治理小流域45条。",
        "全市现有水土流失面积2345.6平方公里，占国土面积的21.3%。",
        "对25度以上陡坡地禁止开垦。",
        "距离饮用水水源地1000米范围内禁止新建项目。",
        "打造“300米见绿、500米见园”的街头绿地。",
        "征占地面积在5公顷以上或者挖填土石方总量在5万立方米以上的项目，应当编制报告书。",
        "在收到申请之日起10个工作日内作出决定。",
        "处以五万元以上五十万元以下的罚款。",
        "给予五百元至一万元奖励。",
        "每季度不少于1次现场检查。",
        "落实水利部等4部委的要求，抓好三个环节，完善四项制度。",
        "依据《中华人民共和国水土保持法》第三十二条和水土保持规划（2021—2030年）执行。",
        "梯田田面宽度不小于8米。",
        "单条流域治理面积一般不小于5平方公里、不大于50平方公里。",
        "对治理投资低于30万元的小型沟，可以不编制初步设计。",
        "投资5000万元以上的项目由市级审批。",
        "集中治理500亩以上的家庭农场可依法取得使用权。",
        "打造青江、白沙河等一批清洁河流。",
        "对投资规模400万元以下的小型工程，允许村集体自主实施。",
        "拒不整改的处2万元以上5万元以下罚款。",
        "做到围挡、冲洗、覆盖、湿法作业、硬化、密闭运输六个百分之百。",
        "打造以南北两条滨海防护林为骨干的防护带。",
        "监测结果允许有0.1个百分点以内的误差。",
        "以每公斤不低于4元的保护价收购。",
        "允许治理面积300亩以上的家庭农场取得经营权。",
        "仅统计沟长100米以上的侵蚀沟。",
        "推动甲县、乙县等5个县开展试点。",
        "聚焦突出问题，实施七项治理行动。",
        "全市人口近280万人，中度以上侵蚀面积占三成左右。",
        "考核不合格的扣减项目资金10%。",
        "土层平均厚度已由60厘米下降到30厘米左右。",
        "建设二次创业样板。",
    ],
)
def test_leaves_out_what_is_no_target(text: str) -> None:
    assert [_short(target) for target in _read(text)] == []


def test_later_clauses_share_the_year_until_a_new_one() -> None:
    found = _read("到2025年，水土保持率达到85%，治理面积稳定在50万亩；到2030年，达到90%。")
    assert [target.by_year for target in found] == [2025, 2025, 2030]


def test_the_year_ends_with_the_sentence_except_in_goal_sections() -> None:
    text = "到2025年，水土保持率达到85%。林草覆盖率达到60%。"
    assert [target.by_year for target in _read(text)] == [2025, None]
    assert [target.by_year for target in _read(text, section="一")] == [2025, 2025]


def test_ellipsis_takes_the_indicator_before() -> None:
    found = _read("到2030年水土保持率提升至87.5%，到2035年提升至89.59%。")
    assert [target.indicator for target in found] == ["水土保持率", "水土保持率"]
    found = _read("加强绿色矿山建设，到2025年建成50座以上，建成率达到36%。")
    assert [target.indicator for target in found] == ["绿色矿山", "绿色矿山建成率"]


def test_yearly_shares_in_brackets_belong_to_the_total() -> None:
    text = "到2026年，共建成10个小流域（2025年建成6个、2026年建成4个）。"
    total, *parts = _read(text)
    assert (int(total.value), total.from_year, total.by_year) == (10, 2025, 2026)
    assert [(int(p.value), p.by_year, p.part_of) for p in parts] == [(6, 2025, 0), (4, 2026, 0)]


def test_shares_of_rivers_and_basins() -> None:
    text = "到2026年修复岸坡50公里，其中青江18公里、白沙河14公里、红石流域12公里。"
    assert [target.place for target in _read(text)] == ["某市", "青江", "白沙河", "红石流域"]


def test_kinds_of_rivers_are_no_places() -> None:
    text = "到2026年治理河道50条，其中中小河20条、生态清洁小流域10条。"
    assert {target.place for target in _read(text)} == {"某市"}


def test_local_shares_belong_to_the_total() -> None:
    text = "到2026年治理崩岗50处，其中甲县20处、青山镇10处、乙县不少于12处。"
    total, *parts = _read(text)
    assert total.place == "某市"
    assert [(p.place, p.place_code, int(p.value), p.comparator, p.part_of) for p in parts] == [
        ("甲县", "330001", 20, "=", 0),
        ("青山镇", None, 10, "=", 0),
        ("乙县", "330002", 12, ">=", 0),
    ]
    assert {p.indicator for p in parts} == {"崩岗"}


def test_values_named_in_turn() -> None:
    facts = [_short(t) for t in _read("方案申报率、验收率分别不低于98%、95%。")]
    assert facts == ["方案申报率|98|%|>=|level||", "验收率|95|%|>=|level||"]
    facts = [_short(t) for t in _read("到2027年，甲县、乙县覆盖率分别达到95%和90%以上。")]
    assert facts == ["覆盖率|95|%|>=|level|2027|甲县", "覆盖率|90|%|>=|level|2027|乙县"]
    found = _read("2025年、2026年分别治理沟头18处、22处。")
    assert [(int(t.value), t.by_year) for t in found] == [(18, 2025), (22, 2026)]


def test_one_value_for_each_listed_year_place_or_rate() -> None:
    found = _read("2026年、2027年各新建12条小流域。")
    assert [(int(t.value), t.by_year) for t in found] == [(12, 2026), (12, 2027)]
    assert [t.place for t in _read("甲县、乙县各新建小流域2条。")] == ["甲县", "乙县"]
    found = _read("土地复垦率、植被恢复率均达到95%以上。")
    assert [t.indicator for t in found] == ["土地复垦率", "植被恢复率"]


def test_bare_places_and_years_with_their_amounts() -> None:
    facts = [
        _short(t) for t in _read("坡改梯。青山镇0.7万亩、草庙乡0.5万亩，坡度超过15度的不安排。")
    ]
    assert facts == [
        "坡改梯|0.7|万亩|=|increment||青山镇",
        "坡改梯|0.5|万亩|=|increment||草庙乡",
    ]
    found = _read("分年度目标为：2025年12条、2026年15条。")
    assert [(int(t.value), t.by_year) for t in found] == [(12, 2025), (15, 2026)]


def test_a_yearly_opening_holds_for_the_clauses_that_hang_on_it() -> None:
    [target] = _read("每年汛前，各县对侵蚀沟进行复查，复查比例不得低于30%。")
    assert (target.comparator, target.kind) == (">=", "each_year")
    [_, rate] = _read("每年完成两次遥感解译，图斑核查率达到百分之百。")
    assert rate.kind == "level"


def test_a_term_of_years_before_a_verb_is_a_period() -> None:
    [target] = _read("五年累计达到180条小流域。")
    assert (target.kind, target.from_year, target.by_year) == ("increment", 2024, 2029)
    [target] = _read("2024年至2026年三年累计更新改造防护林3.5万公顷。")
    assert (target.from_year, target.by_year) == (2024, 2026)


def test_where_a_change_starts_from_is_no_target() -> None:
    facts = [_short(t) for t in _read("水土保持率由2020年的80.5%提高到2025年的85%。")]
    assert facts == ["水土保持率|85|%|=|level|2025|"]


def test_somebody_elses_year_does_not_count() -> None:
    [target] = _read("到2035年，水土保持率提前达到国家下达我市2050年99.34%的远期目标值。")
    assert (target.indicator, target.by_year) == ("水土保持率", 2035)


def test_named_sites_before_an_act_or_a_rate_are_places() -> None:
    found = _read("2026年底前，红石水库库周建成缓冲带12公里，灰岭林场及周边完成攻坚造林3万亩。")
    assert [(t.indicator, t.place) for t in found] == [
        ("缓冲带", "红石水库"),
        ("攻坚造林", "灰岭林场"),
    ]
    found = _read("东河干流片区到2026年底治理沟道20条，西坡矿区植被恢复率达到90%。")
    assert [t.place for t in found] == ["东河干流片区", "西坡矿区"]
    [town] = _read("2025年，清溪镇治理水土流失面积20平方公里。")
    assert (town.indicator, town.place) == ("水土流失面积", "清溪镇")


def test_kinds_of_sites_are_no_places() -> None:
    found = _read("病险水库除险加固12座，重点片区治理沟道20条，石漠化地区治理耕地3万亩。")
    assert {t.place for t in found} == {"某市"}
    [target] = _read("全市乡镇建成污水处理设施30座。")
    assert target.place == "某市"


def test_a_known_place_makes_the_rest_of_its_list_places() -> None:
    found = _read("全市改造坡耕地20万亩，其中甲县、乙县、丁左县分别完成9万亩、6万亩、5万亩。")
    assert [t.place for t in found] == ["某市", "甲县", "乙县", "丁左县"]
    found = _read("到2027年，在清溪镇、石桥镇各建成精品小流域3条。")
    assert [(t.indicator, t.place) for t in found] == [
        ("精品小流域", "清溪镇"),
        ("精品小流域", "石桥镇"),
    ]
    found = _read("项目区、示范区各建成精品小流域3条。")
    assert {t.place for t in found} == {"某市"}


def test_zones_by_quarter_of_the_sky_and_places_named_as_examples() -> None:
    found = _read("南部山区、北部川区水土保持率分别达到75%和90%。")
    assert [t.place for t in found] == ["南部山区", "北部川区"]
    [target] = _read("甲县等3个县水土保持率均达到80%以上。")
    assert target.place == "某市"
    [target] = _read("在东山、西山、南山三个片区治理侵蚀沟100条。")
    assert target.place == "某市"


def test_short_names_with_their_rank_are_places() -> None:
    context = Context(2024, "某市", "330000", {"民和": "330009", "互助": "330008"}.get)
    view = normalise("新建梯田5万亩，其中民和县、互助县各2万亩。")
    found = extract_targets(view, [Scope("一/1", None, 0, len(view.text), 0)], context)
    assert [(t.place, t.place_code) for t in found[1:]] == [
        ("民和县", "330009"),
        ("互助县", "330008"),
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # The first syllable of a place is no verb.
        ("建平县沙棘林面积常年稳定在120万亩以上。", ["level"]),
        ("新建梯田面积达到12万亩。", ["increment"]),
        # Values named in turn, and bare amounts, are of the kind of what goes before.
        ("梯田修复面积、林地修复面积分别达到2平方公里、1平方公里。", ["level", "level"]),
        ("完成坡改梯3万亩，全市合计不少于5万亩。", ["increment", "increment"]),
        ("完成坡改梯3万亩，保有量不少于50万亩。", ["increment", "level"]),
        ("累计完成果园改造38万亩、果园生草覆盖15万亩。", ["level", "level"]),
        # What is done each year also behind the body that does it, but not by a yearly date.
        ("市水利局每年组织技术培训，培训人数不少于120人次。", ["each_year"]),
        ("市水利局每年1月31日前下达计划，纳入管理的单位不少于420户。", ["level"]),
        ("联席会议每年至少召开两次。", ["each_year"]),
        ("封山育林不少于20万亩。", ["increment"]),
        ("开展无人机巡查不少于4次/年。", ["each_year"]),
        ("实现年减少入河泥沙200万吨。", ["each_year"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [target.kind for target in _read(text)] == kinds


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("坡地上依次完成小流域综合治理120平方公里。", "小流域综合治理"),
        ("在东河流域实施坡改梯6万亩。", "坡改梯"),
        ("通过填沟复垦恢复耕地6万亩。", "耕地"),
        ("每年组织2次覆盖全市的遥感监管。", "遥感监管"),
        ("建成1个百亩以上示范园。", "百亩以上示范园"),
        ("每年按不低于20%的比例开展方案抽查。", "方案抽查"),
        ("市县两级每年现场检查率不低于20%。", "现场检查率"),
        ("考核分值不少于年度总分的2%。", "考核分值"),
        ("护林员每年巡查不少于6次。", "巡查"),
        ("全市完成封育保护150万亩。", "封育保护"),
        ("州级财政整合资金年均不低于二千万元。", "州级财政整合资金"),
        ("省级财政统筹安排奖补资金4亿元。", "奖补资金"),
        ("水土保持投入占比不低于一成。", "水土保持投入占比"),
        ("接待中小学生研学3万人次。", "接待中小学生研学"),
        ("工程验收一次合格率达到95%以上。", "工程验收一次合格率"),
    ],
)
def test_the_words_of_the_indicator(text: str, name: str) -> None:
    assert [target.indicator for target in _read(text)] == [name]


def test_ellipsis_passes_over_grades_rates_and_finds_the_object_of_its_verb() -> None:
    found = _read("新建精品小流域42条，创建国家级2条。")
    assert [t.indicator for t in found] == ["精品小流域", "精品小流域"]
    found = _read("治理面积达到38万亩，林草盖度提高到60%，甲县、乙县分别完成9万亩、8万亩。")
    assert [t.indicator for t in found] == ["治理面积", "林草盖度", "治理面积", "治理面积"]
    found = _read("库岸全部退出农作物种植，2025年退出0.9万亩。")
    assert [t.indicator for t in found] == ["农作物种植"]


def test_a_base_that_something_is_added_to_is_no_target() -> None:
    [target] = _read("在现有9个站点基础上新建14个。")
    assert (int(target.value), target.indicator) == (14, "站点")
    [target] = _read("县级投入在2023年8600万元的基础上逐年递增5%以上。")
    assert (int(target.value), target.by_year, target.kind) == (5, None, "each_year")
    assert _read("全市现有站点14个。") == ()


def test_an_average_to_be_reached_is_no_size() -> None:
    [target] = _read("到2025年，耕作层平均厚度达到30厘米以上。")
    assert (int(target.value), target.unit) == (30, "厘米")
    assert _read("土层厚度达到50厘米以上的坡地优先退耕。") == ()


def test_a_price_per_piece_has_no_year() -> None:
    [_, price] = _read("2026年新建小流域12条，每条投资控制在1500万元以内。")
    assert (price.comparator, price.by_year) == ("<=", None)


def test_full_width_and_blank_riddled_text() -> None:
    [target] = _read("到 ２０２５ 年，水土保持率达到 ７８.５ ％。")
    assert (target.value, target.unit, target.by_year) == (Decimal("78.5"), "%", 2025)


def test_the_latest_document_number_stands_in_for_a_missing_date() -> None:
    view = normalise("根据甲办发〔2022〕68号和乙办〔2023〕29号，五年内治理沟头20处。")
    scope = Scope(None, None, 0, len(view.text), 0)
    [target] = extract_targets(view, [scope], Context(None, "某市", None, _CODES.get))
    assert target.by_year == 2028


_FACT = st.tuples(
    st.sampled_from([
        ("建成{n}条生态清洁小流域", "条", "increment"), ("新增治理面积{n}平方公里", "平方公里",
        "increment"), ("完成坡改梯{n}万亩", "万亩", "increment"), ("水土保持率达到{n}%", "%",
        "level"), ("除险加固淤地坝{n}座", "座", "increment"), ("每年培训{n}人次", "人次",
        "each_year"), ("林草覆盖率提高{n}个百分点", "个百分点", "increment"),
    ]),
    st.integers(min_value=2, max_value=9999),
    st.sampled_from([("", "="), ("以上", ">="), ("左右", "~")]),
)  # fmt: skip
_CLAUSE = st.lists(_FACT, min_size=1, max_size=3)
_WHEN = st.sampled_from([
    ("到2025年，", 2025), ("2026年底前，", 2026), ("“十五五”期间，", 2030), ("三年内，", 2027),
    ("2024—2028年，", 2028),
])  # fmt: skip


@given(st.lists(st.tuples(_WHEN, _CLAUSE), min_size=1, max_size=3))
def test_sentences_made_from_facts_give_the_facts_back(
    plan: list[tuple[tuple[str, int], list[tuple[tuple[str, str, str], int, tuple[str, str]]]]],
) -> None:
    text, facts = "", []
    for (when, by_year), stated in plan:
        clauses = []
        for (pattern, unit, kind), number, (suffix, mark) in stated:
            clause = pattern.format(n=number)
            at = clause.index(unit) + len(unit)
            clauses.append(clause[:at] + suffix + clause[at:])
            facts.append((number, unit, mark, kind, by_year))
        text += when + "，".join(clauses) + "。"
    found = _read(text)
    assert [(int(t.value), t.unit, t.comparator, t.kind, t.by_year) for t in found] == facts


@given(
    st.text(
        alphabet="到年底前2025十四五“”期间其中甲县分别达到%条、，。；（）\t\n建成率不低于",
        max_size=60,
    )
)
def test_any_text_is_read_without_failing(text: str) -> None:
    _read(text)


def test_a_title_that_a_blank_parts_from_the_text_is_no_indicator() -> None:
    view = normalise("1.治理小流域  到2027年治理小流域30条。")
    body = view.text.index("到2027年")
    scope = Scope("一/1", None, 0, len(view.text), body)
    (target,) = extract_targets(view, [scope], Context(2024, "某市", "330000", lambda _: None))
    assert target.indicator == "小流域"


def test_sites_in_several_places_are_the_whole_place_s() -> None:
    (target,) = _read("2025年升级甲县青石沟、乙县白石沟2处监测站。")
    assert target.place == "某市"


@pytest.mark.parametrize("joint", ["，", "，其中"])
def test_places_alone_share_out_the_figure_before_them(joint: str) -> None:
    found = _read(f"2024—2026年新增小流域6条{joint}青石镇、白石镇各2条，沙河镇2条。")
    assert [(t.indicator, int(t.value or 0), t.place) for t in found] == [
        ("小流域", 6, "某市"),
        ("小流域", 2, "青石镇"),
        ("小流域", 2, "白石镇"),
        ("小流域", 2, "沙河镇"),
    ]


def test_places_with_another_unit_share_nothing_out() -> None:
    found = _read("2025年新增小流域6条，青石镇梯田2万亩。")
    assert [t.part_of for t in found] == [None, None]


def test_a_term_as_long_as_the_plan_is_the_plan_s() -> None:
    view = normalise("1.治沟。四年新增小流域6条。")
    scope = Scope("一/1", None, 0, len(view.text), 5)
    context = Context(2024, "某市", "330000", _CODES.get, plan_years=(2024, 2027))
    (target,) = extract_targets(view, [scope], context)
    assert (target.from_year, target.by_year) == (2024, 2027)
