"""The division table states known facts, and look-ups find the division that is meant."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.divisions import Division, Divisions, load_divisions, short_name

TABLE = load_divisions()


def names(divisions: tuple[Division, ...]) -> list[str]:
    return [division.name for division in divisions]


def codes(divisions: tuple[Division, ...]) -> list[str]:
    return [division.code for division in divisions]


def test_number_of_divisions_at_the_end_of_2025() -> None:
    levels = Counter(d.level for d in TABLE if d.in_force(2025))
    # 31 provinces and Hong Kong, Macau, Taiwan.
    assert levels == {"province": 34, "prefecture": 333, "county": 2845}


@pytest.mark.parametrize(("year", "counties"), [(2010, 2856), (2015, 2850), (2020, 2844)])
def test_number_of_counties_agrees_with_the_ministry_yearbook(year: int, counties: int) -> None:
    assert sum(d.level == "county" and d.in_force(year) for d in TABLE) == counties


def test_rows_of_one_code_never_overlap() -> None:
    rows = list(TABLE)
    for before, after in pairwise(rows):
        if before.code == after.code:
            assert before.valid_until is not None
            assert after.valid_from is not None
            assert before.valid_until < after.valid_from


def test_level_follows_from_the_code_and_every_division_has_a_parent() -> None:
    for division in TABLE:
        assert len(division.code) == 6
        assert division.code.isdigit()
        zeros = len(division.code) - len(division.code.rstrip("0"))
        expected = "province" if zeros >= 4 else "prefecture" if division.code[4:] == "00" else ""
        assert division.level == (expected or "county")
        assert (TABLE.parent_of(division.code) is None) == (division.level == "province")


def test_placeholders_are_not_divisions() -> None:
    assert not TABLE.named("市辖区")
    assert not TABLE.named("县")
    assert TABLE.by_code("120100") is None


def test_children_of_jincheng() -> None:
    assert [(d.code, d.name) for d in TABLE.children("140500", 2024)] == [
        ("140502", "城区"),
        ("140521", "沁水县"),
        ("140522", "阳城县"),
        ("140524", "陵川县"),
        ("140525", "泽州县"),
        ("140581", "高平市"),
    ]


def test_tianjin_has_sixteen_districts_as_direct_children() -> None:
    districts = TABLE.children("120000", 2024)
    assert len(districts) == 16
    assert {d.level for d in districts} == {"county"}
    assert "蓟州区" in names(districts)
    assert "蓟县" in names(TABLE.children("120000", 2015))


def test_children_of_yantai_and_nanyang() -> None:
    assert " ".join(names(TABLE.children("370600"))) == (
        "芝罘区 福山区 牟平区 莱山区 蓬莱区 龙口市 莱阳市 莱州市 招远市 栖霞市 海阳市"
    )
    assert " ".join(names(TABLE.children("411300"))) == (
        "宛城区 卧龙区 南召县 方城县 西峡县 镇平县 内乡县 淅川县 社旗县 唐河县 新野县 桐柏县 邓州市"
    )


def test_laiwu_became_two_districts_of_jinan() -> None:
    assert names(TABLE.children("370100", 2019))[-4:] == ["莱芜区", "钢城区", "平阴县", "商河县"]
    assert "莱芜区" not in names(TABLE.children("370100", 2017))
    assert TABLE.by_code("371200", 2019) is None
    assert TABLE.by_code("371200") == Division("371200", "莱芜市", "prefecture", None, 2017)


def test_year_of_a_change_knows_both_names_in_texts_but_one_code_at_its_end() -> None:
    assert codes(TABLE.named("沙县", 2021)) == ["350427"]
    assert codes(TABLE.named("沙县区", 2021)) == ["350405"]
    assert not TABLE.named("沙县", 2022)
    assert not TABLE.named("沙县区", 2020)
    assert TABLE.by_code("350427", 2021) is None


def test_newest_changes() -> None:
    assert names(TABLE.named("两江新区", 2026)) == ["两江新区"]
    assert TABLE.by_code("500112", 2024) == Division("500112", "渝北区", "county", None, 2024)
    assert TABLE.by_code("500112", 2025) is None
    assert codes(TABLE.named("和康县", 2024)) == ["653228"]


@pytest.mark.parametrize(
    ("code", "name", "province"),
    [
        ("419001", "济源市", "河南省"),
        ("429004", "仙桃市", "湖北省"),
        ("469002", "琼海市", "海南省"),
        ("659001", "石河子市", "新疆维吾尔自治区"),
    ],
)
def test_units_administered_by_the_province(code: str, name: str, province: str) -> None:
    unit = TABLE.by_code(code, 2024)
    parent = TABLE.parent_of(code)
    assert unit is not None
    assert unit.name == name
    assert parent is not None
    assert parent.name == province
    assert unit in TABLE.children(parent.code, 2024)


@pytest.mark.parametrize(
    ("name", "within", "inside"),
    [
        ("城区", "140500", ["140502"]),
        ("市中区", "370100", ["370103"]),
        ("朝阳区", "110000", ["110105"]),
        ("鼓楼区", "320000", ["320106", "320302"]),
    ],
)
def test_ambiguous_names_are_narrowed_by_place(name: str, within: str, inside: list[str]) -> None:
    everywhere = TABLE.named(name, 2023)
    assert len(everywhere) > len(inside)
    assert codes(TABLE.named(name, 2023, within)) == inside
    assert TABLE.named(name, 2023, "460000") == ()


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("海阳", "海阳市"),
        ("内蒙古", "内蒙古自治区"),
        ("新疆", "新疆维吾尔自治区"),
        ("广西", "广西壮族自治区"),
        ("延边", "延边朝鲜族自治州"),
        ("双江", "双江拉祜族佤族布朗族傣族自治县"),
        ("积石山", "积石山保安族东乡族撒拉族自治县"),
        ("莫力达瓦", "莫力达瓦达斡尔族自治旗"),
        ("东乡", "东乡族自治县"),
        ("龙胜", "龙胜各族自治县"),
        ("神农架", "神农架林区"),
        ("大兴安岭", "大兴安岭地区"),
        ("香港", "香港特别行政区"),
        ("丰县", "丰县"),
        ("城区", "城区"),
    ],
)
def test_short_names(short: str, full: str) -> None:
    assert short_name(full) == short
    assert full in names(TABLE.short(short))
    assert full in names(TABLE.short(full))


def test_short_name_of_several_divisions_is_narrowed_by_place_and_year() -> None:
    assert names(TABLE.short("吉林")) == ["吉林省", "吉林市"]
    assert names(TABLE.short("吉林", within="220200")) == ["吉林市"]
    assert names(TABLE.short("蓬莱", year=2024)) == ["蓬莱区"]
    assert TABLE.short("海") == ()


def test_province_of() -> None:
    province = TABLE.province_of("140581")
    assert province is not None
    assert province.name == "山西省"
    assert TABLE.province_of("990101") is None
    assert TABLE.parent_of("990101") is None


def test_names_in_a_text_with_offsets() -> None:
    text = "烟台市海阳市、山东省济南市莱芜区负责。"
    assert [(m.start, m.end, m.name) for m in TABLE.find_in(text)] == [
        (0, 3, "烟台市"),
        (3, 6, "海阳市"),
        (7, 10, "山东省"),
        (10, 13, "济南市"),
        (13, 16, "莱芜区"),
    ]


def test_names_in_a_text_within_a_place() -> None:
    text = "城区、阳城县、高平市，烟台市"
    found = TABLE.find_in(text, within="140500", year=2023)
    assert [(m.name, codes(m.divisions)) for m in found] == [
        ("城区", ["140502"]),
        ("阳城县", ["140522"]),
        ("高平市", ["140581"]),
    ]
    assert TABLE.find_in("各县（市、区）人民政府") == ()
    assert [m.name for m in TABLE.find_in("水土保持示范县")] == ["范县"]
    assert TABLE.find_in("水土保持示范县", within="140500") == ()


def test_longest_name_wins() -> None:
    table = Divisions(
        [
            Division("990000", "甲省", "province", None, None),
            Division("990101", "城区", "county", None, None),
            Division("990102", "东城区", "county", None, None),
        ]
    )
    assert [m.name for m in table.find_in("甲省东城区和城区")] == ["甲省", "东城区", "城区"]


@given(st.text(alphabet="城东西区市县海阳莱芜平高济南山省、各", max_size=40))
def test_mentions_quote_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for mention in TABLE.find_in(text):
        assert text[mention.start : mention.end] == mention.name
        assert mention.start >= end
        assert all(d.name == mention.name for d in mention.divisions)
        end = mention.end
